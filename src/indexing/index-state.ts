import { isDeepStrictEqual } from 'node:util';
import type { Vocabularies } from '../corpus/vocabularies.ts';
import type { IndexMeta } from '../engine/meta.ts';
import type { Access } from '../record/metadata.ts';
import { sha256 } from './digest.ts';
import type { Chosen } from './identities.ts';
import type { EntryCounts } from './send-documents.ts';

/** A document of the index, with the numbers of its entries. */
export type Indexed = Chosen & EntryCounts;

/** Which documents those who may read `access` can find. */
const VISIBLE: Record<Access, readonly Access[]> = { public: ['public'], internal: ['public', 'internal'] };

/**
 * What the index is after a run, to the public and to internal readers. Each has its own counts, version and date, so
 * that nothing of what the public is told moves when an internal document does.
 *
 * @param before what was told until now; an unchanged state keeps its date
 */
export function indexStates(
  schemaVersion: string,
  indexed: readonly Indexed[],
  vocabularies: Vocabularies,
  before: readonly IndexMeta[],
  now: Date,
): IndexMeta[] {
  return (['public', 'internal'] as const).map((access) => {
    const visible = indexed.filter(({ light }) => VISIBLE[access].includes(light.access));
    const documents = visible.map(({ light, fingerprint }) => `${light.id} ${fingerprint}`).sort();
    const state = {
      id: access,
      access,
      schemaVersion,
      indexVersion: sha256(JSON.stringify([schemaVersion, documents])).slice(0, 16),
      documents: visible.length,
      passages: visible.reduce((sum, { passageCount }) => sum + passageCount, 0),
      tasks: visible.reduce((sum, { taskCount }) => sum + taskCount, 0),
      labels: labelsOf(vocabularies),
    };
    const old = before.find(({ id }) => id === access);
    const same = old && isDeepStrictEqual({ ...state, indexedAt: old.indexedAt }, old);
    return { ...state, indexedAt: same ? old.indexedAt : now.toISOString() };
  });
}

function labelsOf({ themes, documentTypes, agencies }: Vocabularies): IndexMeta['labels'] {
  return {
    theme: Object.fromEntries(themes.map(({ id, name, english: en }) => [id, { vi: name, en }])),
    type: Object.fromEntries(documentTypes.map(({ name, english: en }) => [name, { vi: name, en }])),
    department: Object.fromEntries(
      agencies.map(({ name, english = name }) => [name, { vi: name, en: english }]),
    ),
  };
}
