import { z } from 'zod';
import { ask, type EngineClient } from './client.ts';
import { NotIndexedError } from './errors.ts';
import { type IndexMeta, indexMeta } from './meta.ts';
import { type IndexName, indexUid } from './names.ts';
import type { IndexedDocument } from './projection/document.ts';

/** What the live set of indexes holds, as far as the next run has to know. */
export interface Live {
  /** One for each group of readers. */
  readonly states: IndexMeta[];
  readonly documents: IndexedDocument[];
}

/**
 * What the live indexes hold; null if there are none, or if they don't hold together: a document's own entry is written
 * last and removed last, so a run that died half way leaves passages or tasks that no entry accounts for.
 */
export async function readLive(client: EngineClient): Promise<Live | null> {
  try {
    const index = client.index(indexUid('documents'));
    const meta = await ask(() => client.index(indexUid('meta')).getDocuments({ limit: 10 }));
    const parsed = z.array(indexMeta).length(2).safeParse(meta.results);
    if (!parsed.success) return null;
    const documents: IndexedDocument[] = [];
    const fields: (keyof IndexedDocument)[] = [
      'id',
      'path',
      'fingerprint',
      'baseId',
      'sharesNumber',
      'access',
      'province',
      'number',
      'symbol',
      'issuedOn',
      'citations',
      'textDigest',
      'summary',
      'passageCount',
      'taskCount',
    ];
    for (let offset = 0; ; ) {
      const page = await ask(() => index.getDocuments<IndexedDocument>({ fields, limit: 1_000, offset }));
      documents.push(...page.results);
      offset += page.results.length;
      if (page.results.length === 0 || offset >= page.total) break;
    }
    return (await isWhole(client, documents)) ? { states: parsed.data, documents } : null;
  } catch (error) {
    if (error instanceof NotIndexedError) return null;
    throw error;
  }
}

async function isWhole(client: EngineClient, documents: readonly IndexedDocument[]): Promise<boolean> {
  const sum = (count: (document: IndexedDocument) => number) =>
    documents.reduce((all, one) => all + count(one), 0);
  const [passages, tasks] = await Promise.all([
    countEntries(client, 'passages', false),
    countEntries(client, 'tasks', false),
  ]);
  return passages === sum(({ passageCount }) => passageCount) && tasks === sum(({ taskCount }) => taskCount);
}

/** How many entries an index holds, whoever may see them. */
export async function countEntries(client: EngineClient, name: IndexName, next: boolean): Promise<number> {
  const { total } = await ask(() => client.index(indexUid(name, next)).getDocuments({ limit: 0 }));
  return total;
}
