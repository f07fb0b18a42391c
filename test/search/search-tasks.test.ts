import { describe, expect, inject, test } from 'vitest';
import { openDoor } from '../../src/engine/door.ts';
import { taskFilters } from '../../src/search/filters.ts';
import { openCatalogue } from '../../src/search/lexicon.ts';
import { allTasks } from '../../src/search/search-tasks.ts';

const { url, searchKey } = inject('engine');
const catalogue = await openCatalogue(openDoor({ url, key: searchKey }, 'public'));

async function texts(q: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { task } of allTasks(catalogue, { q, filters: taskFilters.parse({}) }))
    found.push(task.text);
  return found;
}

describe('searching tasks', () => {
  test('a phrase is confirmed in the text of the task', async () => {
    const found = await texts('"Dân vận khéo"');
    expect(found).toHaveLength(7);
    for (const text of found) expect(text.toLowerCase()).toContain('dân vận khéo');
    expect(await texts('"dân khéo vận"')).toEqual([]);
  });

  test('the eleventh word counts', async () => {
    const eleven = 'đẩy mạnh phong trào thi đua dân vận khéo sâu rộng';
    expect(await texts(eleven)).toHaveLength(1);
    expect(await texts(`${eleven} zzabsent`)).toEqual([]);
  });

  test('a document number finds the tasks that name the document', async () => {
    const found = await texts('218-QĐ/TW');
    expect(found.length).toBeGreaterThan(2);
    expect((await texts('qđ218')).sort()).toEqual(found.sort());
  });

  test('exclusions', async () => {
    const all = await texts('dân vận');
    const without = await texts('dân vận -khéo');
    expect(without).toEqual(all.filter((text) => !/khéo/iu.test(text)));
  });
});
