import { toAkomaNtoso } from '../export/akoma-ntoso.ts';
import { toDocumentDocx } from '../export/document-docx.ts';
import { toLinkedData } from '../export/linked-data.ts';
import { DEFAULT_LANGUAGE } from '../labels/language.ts';
import type { DocumentRecord } from '../record/record.ts';
import { absolute, documentAddress } from '../web/addresses.ts';

/** A document in a format to take away. */
export interface DocumentFile {
  readonly mediaType: string;
  readonly content: string | AsyncIterable<Uint8Array>;
}

interface Asked {
  readonly request: URL;
  readonly indexedAt: string;
}

const published = ({ request, indexedAt }: Asked) => ({
  addressOf: (id: string) => absolute(documentAddress(DEFAULT_LANGUAGE, id), request),
  indexedAt,
});

/** What each format is called among media types. */
export const MEDIA_TYPES = {
  txt: 'text/plain; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xml: 'application/akn+xml; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
} as const;

/** The formats of a document, in the order in which pages offer them. */
const FORMATS = {
  txt: (record: DocumentRecord): DocumentFile => ({
    mediaType: MEDIA_TYPES.txt,
    content: `${record.text}\n`,
  }),
  docx: (record: DocumentRecord): DocumentFile => ({
    mediaType: MEDIA_TYPES.docx,
    content: toDocumentDocx(record),
  }),
  xml: (record: DocumentRecord, asked: Asked): DocumentFile => ({
    mediaType: MEDIA_TYPES.xml,
    content: toAkomaNtoso(record, published(asked)),
  }),
  jsonld: (record: DocumentRecord, asked: Asked): DocumentFile => ({
    mediaType: MEDIA_TYPES.jsonld,
    content: `${JSON.stringify(toLinkedData(record, published(asked)), null, 2)}\n`,
  }),
} as const;

export type DocumentFormat = keyof typeof FORMATS;
export const DOCUMENT_FORMATS = Object.keys(FORMATS) as DocumentFormat[];

/** A document as a file of a format. */
export function documentFile(format: DocumentFormat, record: DocumentRecord, asked: Asked): DocumentFile {
  return FORMATS[format](record, asked);
}
