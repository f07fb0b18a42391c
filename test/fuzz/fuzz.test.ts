import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadVocabularies } from '../../src/corpus/load-vocabularies.ts';
import { tryMutant } from './draw.ts';

const ROOT = join(import.meta.dirname, '../..');
const MUTANTS = 300;

/** A small draw of `npm run fuzz`, the same every time: a test that fails by the day of the week helps nobody. */
const seed = Number(process.env.FUZZ_SEED ?? 1);

test(`${MUTANTS} damaged documents from seed ${seed} keep every guarantee`, async () => {
  const vocabularies = await loadVocabularies(join(ROOT, 'corpus/vocabularies'));
  const folder = join(ROOT, 'test/fixtures');
  const names = (await readdir(folder, { recursive: true })).filter((name) =>
    /\.(?:txt|md|html|pdf)$/u.test(name),
  );
  const sources = await Promise.all(
    names.sort().map(async (path) => ({ path, bytes: await readFile(join(folder, path)) })),
  );
  for (let i = 0; i < MUTANTS; i++) expect(await tryMutant(seed + i, sources, vocabularies)).toBeNull();
}, 120_000);
