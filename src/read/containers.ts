import { readDoc } from './doc.ts';
import { readDocx } from './docx.ts';
import { readPdf } from './pdf/read-pdf.ts';
import type { ReadDocument } from './reader.ts';

/** Formats that libraries take apart. */
export type Container = 'docx' | 'doc' | 'pdf';

/** One file to read in a process of its own. */
export interface ContainerJob {
  readonly container: Container;
  readonly bytes: Uint8Array;
}

/** The reader of each format. */
export const CONTAINERS: Readonly<
  Record<Container, { readonly read: (bytes: Uint8Array) => Promise<ReadDocument> }>
> = {
  docx: { read: readDocx },
  doc: { read: readDoc },
  pdf: { read: readPdf },
};
