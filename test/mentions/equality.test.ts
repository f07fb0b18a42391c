import { join } from 'node:path';
import { expect, describe as group, inject, test } from 'vitest';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { openDoor } from '../../src/engine/door.ts';
import {
  compareQuery,
  describe,
  narrowingsOf,
  pathsOf,
  type Subject,
  scanFiles,
} from './equality/compare.ts';
import { drawQueries } from './equality/draw.ts';
import { HAND_WRITTEN } from './equality/hand-written.ts';

/** What is drawn changes with the day, so that a year of runs is a year of queries; a failure prints the seed. */
const SEED = Number(process.env.EQUALITY_SEED ?? Math.floor(Date.now() / 86_400_000));
const DRAWN = 250;

async function subject(): Promise<Subject> {
  const { url, searchKey } = inject('engine');
  const door = openDoor({ url, key: searchKey }, 'public');
  const files = await scanFiles(await loadCorpus(join(import.meta.dirname, '../../corpus')));
  return { door, files, paths: await pathsOf(door) };
}

group('the portal and a scan of the files', () => {
  test('go through the same documents', async () => {
    const { files, paths } = await subject();
    expect([...paths.values()].sort()).toEqual(files.map(({ path }) => path).sort());
    expect(files.length).toBeGreaterThan(0);
  });

  test.each([
    [`${DRAWN} queries drawn from the texts`, null],
    [`${HAND_WRITTEN.length} queries written by hand`, HAND_WRITTEN],
  ])(
    '%s: same totals, documents and spans in tiers 1 and 2, with filters and without',
    async (_, written) => {
      const sides = await subject();
      const narrowings = narrowingsOf(sides.files);
      const texts = sides.files.map(({ blocks }) => blocks.map(({ text }) => text).join('\n'));
      const queries = written ?? drawQueries(texts, DRAWN, SEED).map(({ typed }) => typed);
      let [mentions, searched] = [0, 0];
      for (const [i, typed] of queries.entries()) {
        const compared = await compareQuery(sides, typed, narrowings[i % narrowings.length] ?? {});
        mentions += compared.mentions;
        searched += compared.searched ? 1 : 0;
        expect(compared.mismatches.map(describe), `EQUALITY_SEED=${SEED}, query ${i + 1}`).toEqual([]);
      }
      // a comparison of nothing with nothing would prove nothing
      expect(searched).toBeGreaterThan(queries.length * 0.9);
      expect(mentions).toBeGreaterThan(queries.length);
    },
  );

  test('are told apart where they differ, in either direction', async () => {
    const { door, files, paths } = await subject();
    const typed = 'dân vận khéo';
    const having = files.findIndex(({ blocks }) =>
      blocks.some(({ folded }) => folded.includes('dan van kheo')),
    );
    const { path } = files[having] as (typeof files)[number];
    const changed = (of: (text: string) => string) =>
      files.map((file, i) =>
        i === having
          ? { ...file, blocks: file.blocks.map((block) => ({ ...block, text: of(block.text) })) }
          : file,
      );
    const tier1 = async (sides: Subject) =>
      (await compareQuery(sides, typed, {})).mismatches.find(({ tier }) => tier === 1);
    const less = await tier1({ door, paths, files: changed((text) => text.replace(/khéo/iu, 'khèo')) });
    expect(less?.added.every((place) => place.startsWith(path))).toBe(true);
    expect(less?.missing).toEqual([]);
    expect(less?.numbers[0]).toMatch(/^lines: 9 told, [0-8] expected$/u);
    const moved = await tier1({ door, paths, files: changed((text) => ` ${text}`) });
    expect(moved?.missing.length).toBeGreaterThan(0);
    expect(moved?.missing.length).toBe(moved?.added.length);
    expect(moved?.numbers).toEqual([]);
  });
});
