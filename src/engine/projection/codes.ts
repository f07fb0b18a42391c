// Every spelling under which a document number is typed: what the engine's fields of codes hold.
export { numberSpellings as codeSpellings } from '../../cite/document-number.ts';
