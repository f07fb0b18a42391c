import { z } from 'zod';
import { partialDate } from '../record/span.ts';

const text = z.string().trim().min(1);

/** A type of document (tên loại văn bản) and its abbreviations in document numbers. */
export const documentType = z.strictObject({
  /** Lower case, as the record holds it. */
  name: text,
  english: text,
  /** Abbreviation in numbers of Party papers (399-QĐ/TW, 05-HD/VPTW) and of State papers (NĐ 30/2020/NĐ-CP, App. III). */
  party: z.array(text).default([]),
  state: z.array(text).default([]),
});
export type DocumentType = z.infer<typeof documentType>;

/** A body that issues documents or is given tasks (cơ quan, đơn vị). */
export const agency = z.strictObject({
  /** The name under which it is counted. */
  name: text,
  english: text.optional(),
  /** Other spellings and shorter names that mean the same body. */
  aliases: z.array(text).default([]),
  /** What it is called in document numbers: `BDVTU`. */
  codes: z.array(text).default([]),
  /** Known to be in this province only; several provinces have a Ban Dân vận Tỉnh ủy. */
  province: text.optional(),
  /** Whose work it took over when (sáp nhập, hợp nhất, đổi tên): agencies of this list, and since which year, month or day. */
  replaces: z.strictObject({ since: partialDate, agencies: z.array(text).min(1) }).optional(),
});
export type Agency = z.infer<typeof agency>;

/** A theme (chủ đề) that tasks are labelled with, and the words that speak for it. */
export const theme = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/u),
  name: text,
  english: text,
  terms: z.array(z.strictObject({ term: text, weight: z.number().positive() })).default([]),
});
export type Theme = z.infer<typeof theme>;

/** An abbreviation (chữ viết tắt) of running text, in both directions. */
export const abbreviation = z.strictObject({ short: text, long: text, english: text.optional() });
export type Abbreviation = z.infer<typeof abbreviation>;

/** Something that a chart over time is read by (mốc sự kiện): a resolution, a merger. */
export const event = z.strictObject({
  on: partialDate,
  name: text,
  english: text,
});
export type Event = z.infer<typeof event>;

/** The lists that the records office keeps, as loaded from `corpus/vocabularies/*.yml`. */
export interface Vocabularies {
  readonly documentTypes: readonly DocumentType[];
  readonly agencies: readonly Agency[];
  readonly themes: readonly Theme[];
  readonly abbreviations: readonly Abbreviation[];
  /** In the order of time. */
  readonly events: readonly Event[];
}
