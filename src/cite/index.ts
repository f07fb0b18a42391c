export { findCitations, type OwnNumber } from './find-citations.ts';
export { resolveCitations } from './resolve-citations.ts';
