import { z } from 'zod';
import { isoDate, span } from './span.ts';

/** Who may read a document (phạm vi): everyone, or only those who signed in. */
export const access = z.enum(['public', 'internal']);
export type Access = z.infer<typeof access>;

export const signer = z.object({
  name: z.string(),
  position: z.string().nullable(),
  /** `T/M BAN THƯỜNG VỤ`, `TM. ỦY BAN NHÂN DÂN`: on whose behalf (thay mặt), as written. */
  onBehalfOf: z.string().nullable(),
});
export type Signer = z.infer<typeof signer>;

/** What is known of a document as a whole. Unknown is null, never '' and never 1970. */
export const metadata = z.object({
  /** Type (tên loại), lower case: `kế hoạch`. */
  type: z.string().nullable(),
  /** Its abbreviation in document numbers: `KH`. */
  typeCode: z.string().nullable(),
  number: z.number().int().positive().nullable(),
  /** Everything after the number and its separator: `KH/BDVTU`. */
  symbol: z.string().nullable(),
  /** Issuing body (cơ quan ban hành). */
  issuer: z.string().nullable(),
  /** The body above it, as the letterhead names it. */
  parentBody: z.string().nullable(),
  province: z.string().nullable(),
  /** Place of issue (địa danh). */
  place: z.string().nullable(),
  issuedOn: isoDate.nullable(),
  /** Abstract (trích yếu) without the name of the type. */
  title: z.string().nullable(),
  /** Only for a plan OF a year: 2024 for "công tác dân vận năm 2024". */
  subjectYear: z.number().int().min(1900).max(2200).nullable(),
  signer: signer.nullable(),
  /** Recipients (nơi nhận), one entry a dash. */
  recipients: z.array(z.string()),
});
export type Metadata = z.infer<typeof metadata>;
export type MetadataField = keyof Metadata;

/** How a metadatum is known: it stands in the text, it follows from the text, or the office declared it. */
export const provenance = z.object({
  basis: z.enum(['stated', 'inferred', 'declared']),
  span: span.optional(),
  reason: z.string().optional(),
});
export type Provenance = z.infer<typeof provenance>;
