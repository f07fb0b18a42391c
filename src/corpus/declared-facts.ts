import { z } from 'zod';
import { access, metadata } from '../record/metadata.ts';

/**
 * What the records office declares of a document, in `NAME.yml` beside it (dữ kiện khai báo): any metadatum,
 * who may read it, where it was found. `reasons` says, per metadatum, how the office knows.
 */
export const declaredFacts = z.strictObject({
  ...metadata.partial().shape,
  access: access.optional(),
  sourceUrl: z.url().optional(),
  note: z.string().trim().min(1).optional(),
  reasons: z.partialRecord(metadata.keyof(), z.string().trim().min(1)).optional(),
});
export type DeclaredFacts = z.infer<typeof declaredFacts>;
