import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentParameters, taskParameters } from '../../src/api/parameters.ts';
import { openCatalogue } from '../../src/search/lexicon.ts';
import { searchDocuments } from '../../src/search/search-documents.ts';
import { searchTasks } from '../../src/search/search-tasks.ts';
import { type SmallEngine, startSmallEngine } from '../mentions/small-engine.ts';

let engine: SmallEngine;

beforeAll(async () => {
  engine = await startSmallEngine();
});
afterAll(() => engine.stop());

const QUERY = { q: '"dân vận"', searchOn: ['folded'] } as const;

/** The engine refuses to look for words in an attribute that no entry has; readers of such a corpus find nothing. */
describe.each([
  ['only a document that others may read', false],
  ['a document that gives no task', true],
])('%s', (_, filled) => {
  beforeAll(async () => {
    await engine.write('a.txt', 'Một dòng về dân vận.', `access: ${filled ? 'public' : 'internal'}\n`);
    await engine.index();
  });

  test('words find nothing where nothing is, in every kind of request', async () => {
    const { door } = engine;
    expect(await door.search('tasks', QUERY)).toMatchObject({ hits: [], total: 0 });
    expect(await door.searchMany('tasks', [QUERY, { q: '' }])).toMatchObject([{ total: 0 }, { total: 0 }]);
    expect(await door.slice('tasks', QUERY, 0, 10)).toMatchObject({ entries: [], total: 0 });
  });

  test('lists of documents and tasks are there', async () => {
    const catalogue = await openCatalogue(engine.door);
    for (const q of ['', 'dân vận', '"dân vận"']) {
      const { page, hitsPerPage, q: _, ...filters } = taskParameters.parse({});
      expect((await searchTasks(catalogue, { q, page, hitsPerPage, filters }, 'vi')).total).toBe(0);
      const { sort, tier, q: __, ...asked } = documentParameters.parse({});
      const { total } = await searchDocuments(
        catalogue,
        { q, tier, sort, page, hitsPerPage, filters: asked },
        'vi',
      );
      expect(total).toBe(filled ? 1 : 0);
    }
  });

  test('an attribute that there is not is still refused where there is something', async () => {
    if (filled)
      await expect(engine.door.search('documents', { q: 'dân', searchOn: ['nothing'] })).rejects.toThrow();
  });
});
