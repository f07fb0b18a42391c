import { z } from 'zod';
import { span } from './span.ts';

/** One paragraph of the document (đoạn). Blocks cover the text in order; a line feed stands between two. */
export const block = z.object({
  /** The anchor of a permalink: unique in the document, the same after every run over the same file. */
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/u),
  kind: z.enum(['heading', 'paragraph', 'item', 'table-row', 'note', 'head', 'tail']),
  /** The number or mark it starts with, as written without its punctuation: `II`, `2.1`, `a`, `-`; null without. */
  label: z.string().nullable(),
  /** 1 for Roman numbers, 2 for `1.`, 3 for `1.1` …; null outside the outline. */
  level: z.number().int().positive().nullable(),
  /** Labels of the enclosing headings, its own number last. */
  path: z.array(z.string()),
  span,
});
export type Block = z.infer<typeof block>;

/** One numbered unit of the document (đề mục). */
export const outlineEntry = z.object({
  label: z.string(),
  level: z.number().int().positive(),
  path: z.array(z.string()),
  /** Its title; null for an item, whose paragraph is itself the content. */
  heading: z.string().nullable(),
  kind: z.enum(['heading', 'item']),
  span,
});
export type OutlineEntry = z.infer<typeof outlineEntry>;
