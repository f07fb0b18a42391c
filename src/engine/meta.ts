import { z } from 'zod';

/** A document that is not in the index, and why. */
export const refusal = z.object({ path: z.string(), reason: z.string() });
export type Refusal = z.infer<typeof refusal>;

/** A name in both languages, for labels. */
const label = z.object({ vi: z.string(), en: z.string() });
export type Label = z.infer<typeof label>;

/** The one entry of the meta index: what the live set of indexes is. It is swapped in together with the others. */
export const indexMeta = z.object({
  id: z.literal('meta'),
  /** Digest of parser, projections, settings and vocabularies. */
  schemaVersion: z.string(),
  /** Digest of everything indexed: the same corpus gives the same version. */
  indexVersion: z.string(),
  /** When the last run that changed something ended (ISO instant). */
  indexedAt: z.string(),
  documents: z.number().int(),
  passages: z.number().int(),
  tasks: z.number().int(),
  refused: z.array(refusal),
  /** Labels of the values of facets, where they differ from the values or have an English name. */
  labels: z.object({
    theme: z.record(z.string(), label),
    type: z.record(z.string(), label),
    department: z.record(z.string(), label),
  }),
});
export type IndexMeta = z.infer<typeof indexMeta>;
