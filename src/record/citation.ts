import { z } from 'zod';
import { isoDate, span } from './span.ts';

/** Another document that this one names (văn bản viện dẫn), with every place where it does. */
export const citation = z.object({
  text: z.string(),
  type: z.string().nullable(),
  number: z.number().int().positive().nullable(),
  symbol: z.string().nullable(),
  issuedOn: isoDate.nullable(),
  issuer: z.string().nullable(),
  mentions: z.array(span),
  /** The document of the corpus that is meant; null while there is none, or more than one candidate. */
  targetId: z.string().nullable(),
});
export type Citation = z.infer<typeof citation>;
