import { z } from 'zod';
import { type Access, access } from '../record/metadata.ts';

/** A document that is not in the index, and why. The run tells the office; readers for whom it was
 * meant find it among `skipped`. */
export interface Refusal {
  readonly path: string;
  readonly reason: string;
  /** For whom the document was meant to be; absent where nobody could read that, and then it is nobody's. */
  readonly access?: Access;
}

/** A name in both languages, for labels. */
const label = z.object({ vi: z.string(), en: z.string() });
export type Label = z.infer<typeof label>;

/**
 * An entry of the meta index: what the live set of indexes is to those who may read `access`. There is one for the
 * public, which knows of nothing but public documents, and one for internal readers, which knows of all.
 * They are swapped in together with the other indexes.
 */
export const indexMeta = z.object({
  id: access,
  access,
  /** Digest of parser, projections, settings and vocabularies. */
  schemaVersion: z.string(),
  /** Digest of everything that these readers can find: the same documents give the same version. */
  indexVersion: z.string(),
  /** Digest over the stored texts of these documents (see `textDigest` of the documents index). */
  textDigest: z.string(),
  /** Documents of these readers that no search reaches, and why: refused, or without any text. */
  skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
  /** The abbreviations that searches go by. */
  abbreviations: z.array(z.object({ short: z.string(), long: z.string() })),
  /** When a run last changed something that these readers can find (ISO instant). */
  indexedAt: z.string(),
  documents: z.number().int(),
  passages: z.number().int(),
  tasks: z.number().int(),
  /** Labels of the values of facets, where they differ from the values or have an English name. */
  labels: z.object({
    theme: z.record(z.string(), label),
    /** With the abbreviations that stand for the type in numbers. */
    type: z.record(z.string(), label.extend({ codes: z.array(z.string()) })),
    department: z.record(z.string(), label),
  }),
  /** Whether the entries are those of this version: while a run changes them one by one, and after one that was stopped, they are not. */
  settled: z.boolean(),
  /** What charts over time are read by, in the order of time. */
  events: z.array(z.object({ on: z.string(), label })),
});
export type IndexMeta = z.infer<typeof indexMeta>;

/** A document at a version of the index: enough to tell later what was added, changed or taken out. */
const versionedDocument = z.object({ id: z.string(), name: z.string(), textDigest: z.string() });

/** An entry of the ledger of versions: what those who may read `access` could find at that version. */
export const indexVersion = z.object({
  id: z.string(),
  access,
  indexVersion: z.string(),
  schemaVersion: z.string(),
  textDigest: z.string(),
  indexedAt: z.string(),
  documents: z.array(versionedDocument),
});
export type IndexVersion = z.infer<typeof indexVersion>;

/** The id of an entry of the ledger. */
export function versionId(audience: Access, version: string): string {
  return `${audience}-${version}`;
}
