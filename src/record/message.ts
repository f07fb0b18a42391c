import { z } from 'zod';
import { span } from './span.ts';

/** A remark on a document: data, never thrown. */
export const message = z.object({
  /** Which rule speaks: lower case, `stage/what`. */
  ruleId: z.string().regex(/^[a-z-]+\/[a-z-]+$/u),
  severity: z.enum(['info', 'warning', 'error']),
  span: span.optional(),
  reason: z.string(),
  expected: z.string().optional(),
  actual: z.string().optional(),
});
export type Message = z.infer<typeof message>;
