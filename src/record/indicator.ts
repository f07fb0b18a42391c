import { z } from 'zod';
import { span } from './span.ts';

/** A target in numbers (chỉ tiêu) that the document sets: `trên 85% đảng viên …`, `ít nhất 5% biên chế`. */
export const indicator = z.object({
  /** The words of the document, from the comparison to the end of the clause. */
  text: z.string(),
  value: z.number(),
  /** The greater value of a range (`từ 70 - 80%`); null without one. */
  valueTo: z.number().nullable(),
  /** `%`, or what is counted: `mô hình`, `cuộc`. */
  unit: z.string(),
  comparison: z.enum(['at-least', 'more-than', 'at-most', 'less-than', 'about', 'exactly']),
  span,
  /** The task that sets it; null where it stands outside of tasks, as an aim. */
  taskId: z.string().nullable(),
});
export type Indicator = z.infer<typeof indicator>;
