import { z } from 'zod';
import { block, outlineEntry } from './block.ts';
import { citation } from './citation.ts';
import { indicator } from './indicator.ts';
import { message } from './message.ts';
import { access, metadata, provenance } from './metadata.ts';
import { task } from './task.ts';

export const source = z.object({
  /** Path below the folder of documents, with slashes. */
  path: z.string(),
  mediaType: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  bytes: z.number().int().nonnegative(),
});
export type Source = z.infer<typeof source>;

/**
 * Everything known of one document: what `npm run parse` prints, what the projections read, what the API returns.
 * Spans are `[start, end)` in UTF-16 units into `text`.
 */
export const documentRecord = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u),
  source,
  access,
  ...metadata.shape,
  provenance: z.partialRecord(metadata.keyof(), provenance),
  /** Where the office found the document, and what it wants to remark: declared facts. */
  sourceUrl: z.url().nullable(),
  note: z.string().nullable(),
  text: z.string(),
  blocks: z.array(block),
  outline: z.array(outlineEntry),
  tasks: z.array(task),
  citations: z.array(citation),
  indicators: z.array(indicator),
  messages: z.array(message),
});
export type DocumentRecord = z.infer<typeof documentRecord>;
