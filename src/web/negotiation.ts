import Negotiator from 'negotiator';
import { DOCUMENT_FORMATS, type DocumentFormat } from '../api/document-files.ts';

const HTML = 'text/html';

/** The media types by which the formats of a document are asked for. */
const TYPES: Readonly<Record<DocumentFormat | 'json', readonly string[]>> = {
  txt: ['text/plain'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xml: ['application/akn+xml', 'application/xml'],
  jsonld: ['application/ld+json'],
  json: ['application/json'],
};

/**
 * In which format somebody wants a document (thương lượng nội dung; RFC 9110, 12.5.1); null for a page, which is also what
 * those get who don't say, or ask for what there is not.
 */
export function formatWanted({ headers }: Request): DocumentFormat | 'json' | null {
  const accept = headers.get('accept');
  if (accept === null) return null;
  const formats = [...DOCUMENT_FORMATS, 'json'] as const;
  const offered = [HTML, ...formats.flatMap((format) => TYPES[format])];
  const wanted = new Negotiator({ headers: { accept } }).mediaType(offered);
  return formats.find((format) => wanted !== undefined && TYPES[format].includes(wanted)) ?? null;
}
