import { describe, expect, inject, test } from 'vitest';
import { openDoor } from '../../src/engine/door.ts';
import { findMatches } from '../../src/mentions/match.ts';
import { toPhrase } from '../../src/mentions/phrase.ts';
import { taskFilters } from '../../src/search/filters.ts';
import { openCatalogue } from '../../src/search/lexicon.ts';
import { allTasks, tasksWithWords } from '../../src/search/search-tasks.ts';
import { fold } from '../../src/text/fold.ts';
import { syllablesOf } from '../../src/text/syllables.ts';
import { randomFrom } from '../fuzz/mutate.ts';

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

  test('quoted phrases find the very tasks that hold them, with marks and without', async () => {
    const everything = taskFilters.parse({});
    const all: { id: string; text: string }[] = [];
    for await (const { id, task } of allTasks(catalogue, { q: '', filters: everything }))
      all.push({ id, text: task.text });
    const random = randomFrom(Number(process.env.EQUALITY_SEED ?? Math.floor(Date.now() / 86_400_000)));
    const below = (most: number) => Math.floor(random() * most);
    let found = 0;
    for (let drawn = 0; drawn < 150; drawn++) {
      const { text } = all[below(all.length)] as (typeof all)[number];
      const syllables = syllablesOf(text);
      const first = below(syllables.length);
      const last = Math.min(syllables.length - 1, first + below(5));
      const written = text.slice(syllables[first]?.start, syllables[last]?.end);
      if (/["“”«»]/u.test(written)) continue;
      const typed = drawn % 3 === 0 ? fold(written) : written;
      const phrase = toPhrase(typed, []);
      const expected = all.filter((task) => findMatches(task.text, phrase, phrase.defaultTier).length > 0);
      const ids = await tasksWithWords(catalogue, `"${typed}"`);
      expect([...(ids ?? [])].sort(), typed).toEqual(expected.map(({ id }) => id).sort());
      found += expected.length;
    }
    expect(found).toBeGreaterThan(200);
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
