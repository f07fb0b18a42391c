import { z } from 'zod';

/** `[start, end)` in UTF-16 units into the record's `text`. */
export const span = z
  .tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])
  .refine(([start, end]) => start <= end, 'a span ends before it starts');
export type Span = z.infer<typeof span>;

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as precise as the text. */
export const partialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/u);
/** `YYYY-MM-DD`. A date without a time, hence without a time zone. */
export const isoDate = z.iso.date();
