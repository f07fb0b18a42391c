import { isDeepStrictEqual } from 'node:util';
import { mayRead } from '../access/audience.ts';
import type { Vocabularies } from '../corpus/vocabularies.ts';
import { sha256 } from '../engine/digest.ts';
import { type IndexMeta, type IndexVersion, type Refusal, versionId } from '../engine/meta.ts';
import { nameOf } from '../labels/citation.ts';
import type { Access } from '../record/metadata.ts';
import type { Chosen } from './identities.ts';
import type { SentFacts } from './send-documents.ts';

/** A document of the index, with the numbers of its entries. */
export type Indexed = Chosen & SentFacts;

/**
 * What the index is after a run, to the public and to internal readers. Each has its own counts, version and date, so
 * that nothing of what the public is told moves when an internal document does.
 *
 * @param refused what is not in the index; the public is told of that only which was meant for it
 * @param before what was told until now; an unchanged state keeps its date
 */
export function indexStates(
  schemaVersion: string,
  indexed: readonly Indexed[],
  refused: readonly Refusal[],
  vocabularies: Vocabularies,
  before: readonly IndexMeta[],
  now: Date,
): IndexMeta[] {
  return (['public', 'internal'] as const).map((access) => {
    const visible = indexed.filter(({ light }) => mayRead(access, light.access));
    const documents = visible.map(({ light, fingerprint }) => `${light.id} ${fingerprint}`).sort();
    const state = {
      id: access,
      access,
      schemaVersion,
      indexVersion: sha256(JSON.stringify([schemaVersion, documents])).slice(0, 16),
      textDigest: textDigestOf(visible),
      skipped: skippedOf(access, visible, refused),
      abbreviations: vocabularies.abbreviations.map(({ short, long }) => ({ short, long })),
      documents: visible.length,
      passages: visible.reduce((sum, { passageCount }) => sum + passageCount, 0),
      tasks: visible.reduce((sum, { taskCount }) => sum + taskCount, 0),
      labels: labelsOf(vocabularies),
      events: vocabularies.events.map(({ on, name, english }) => ({ on, label: { vi: name, en: english } })),
    };
    const old = before.find(({ id }) => id === access);
    const same = old && isDeepStrictEqual({ ...state, settled: old.settled, indexedAt: old.indexedAt }, old);
    return { ...state, settled: true, indexedAt: same ? old.indexedAt : now.toISOString() };
  });
}

/**
 * The digest over the stored texts: SHA-256 of a line `id SHA-256-of-text` for each document, in the order of the ids.
 * Who has the texts (`/api/documents/{id}`) can compute it.
 */
function textDigestOf(visible: readonly Indexed[]): string {
  const lines = visible.map(({ light, textDigest }) => `${light.id} ${textDigest}\n`).sort();
  return sha256(lines.join(''));
}

function skippedOf(access: Access, visible: readonly Indexed[], refused: readonly Refusal[]) {
  const empty = visible
    .filter(({ passageCount }) => passageCount === 0)
    .map(({ path }) => ({ path, reason: 'has no text: it may be a scan.' }));
  const unread = refused.filter((refusal) => access === 'internal' || refusal.access === 'public');
  return [...unread.map(({ path, reason }) => ({ path, reason })), ...empty];
}

/** The entries of the ledger for these states. */
export function indexVersions(states: readonly IndexMeta[], indexed: readonly Indexed[]): IndexVersion[] {
  return states.map(({ access, indexVersion, schemaVersion, textDigest, indexedAt }) => ({
    id: versionId(access, indexVersion),
    access,
    indexVersion,
    schemaVersion,
    textDigest,
    indexedAt,
    documents: indexed
      .filter(({ light }) => mayRead(access, light.access))
      .map(({ light, textDigest: digest, summary }) => ({
        id: light.id,
        name: nameOf(summary),
        textDigest: digest,
      })),
  }));
}

function labelsOf({ themes, documentTypes, agencies }: Vocabularies): IndexMeta['labels'] {
  return {
    theme: Object.fromEntries(themes.map(({ id, name, english: en }) => [id, { vi: name, en }])),
    type: Object.fromEntries(
      documentTypes.map(({ name, english: en, party = [], state = [] }) => [
        name,
        { vi: name, en, codes: [...new Set([...party, ...state])] },
      ]),
    ),
    department: Object.fromEntries(
      agencies.map(({ name, english = name }) => [name, { vi: name, en: english }]),
    ),
  };
}
