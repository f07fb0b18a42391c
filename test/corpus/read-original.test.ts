import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOriginal } from '../../src/corpus/read-original.ts';

const BYTES = Buffer.from('Kế hoạch');
const sha256 = createHash('sha256').update(BYTES).digest('hex');
const sourceOf = (path: string) => ({ path, sha256, mediaType: 'text/plain', bytes: BYTES.length });

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-original-'));
  const province = join(folder, 'documents', 'Bến Tre'.normalize('NFD'));
  await mkdir(province, { recursive: true });
  await writeFile(join(province, 'kế hoạch.txt'.normalize('NFD')), BYTES);
  await writeFile(join(folder, 'documents', 'changed.txt'), 'other bytes');
  await writeFile(join(folder, 'outside.txt'), BYTES);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a name that another system stored decomposed is found', async () => {
  expect(await readOriginal(folder, sourceOf('Bến Tre/kế hoạch.txt'))).toEqual(BYTES);
});

test.each([
  ['changed.txt', 'changed since it was read'],
  ['gone.txt', 'no longer there'],
  ['../outside.txt', 'outside of the documents'],
  ['', 'the folder itself'],
  ['Bến Tre', 'a folder'],
])('%s: none (%s)', async (path) => {
  expect(await readOriginal(folder, sourceOf(path))).toBeNull();
});
