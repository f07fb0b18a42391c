import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  addedToBoth,
  comparedSyllables,
  missingFrom,
  missingOfBoth,
} from '../../scripts/read-audit/missing-syllables.ts';
import { readersOf, readOtherwise } from '../../scripts/read-audit/other-readers.ts';

const words = (passages: readonly { words: string }[]) => passages.map((passage) => passage.words);
const of = comparedSyllables;

test('syllables are compared whatever their form: NFD, capitals, tone placement, ligatures, marks, old encodings', () => {
  expect(of('HOÀ bình, “kỹ” oﬃce')).toEqual(of('hòa bình kĩ office'.normalize('NFD')));
  expect(of('¸p dông chÝnh s¸ch cña §¶ng ë c¬ së')).toEqual(of('áp dụng chính sách của Đảng ở cơ sở'));
});

test('a passage that is missing, with the words around it, wherever else its words stand', () => {
  const whole = of('Một phong trào thi đua. Phong trào dân vận khéo ở cơ sở và phong trào thi đua khác.');
  const lacking = of('Một phong trào thi đua. Phong trào thi đua khác.');
  const [passage, ...more] = missingFrom(lacking, whole);
  expect(more).toEqual([]);
  expect(passage).toMatchObject({
    before: 'một phong trào thi đua',
    words: 'phong trào dân vận khéo ở cơ sở và',
  });
  expect(missingFrom(whole, lacking)).toEqual([]);
});

test('the order of passages, and letters that are parted otherwise, are no difference', () => {
  expect(missingFrom(of('một hai ba bốn năm'), of('bốn năm một hai ba'))).toEqual([]);
  expect(missingFrom(of('sức thuần túy cao'), of('sức thuầ n túy cao'))).toEqual([]);
  expect(words(missingFrom(of('sức thuần túy cao'), of('sức thuầ m túy cao')))).toEqual(['thuầ m']);
});

test('a passage that is there less often is missing, also where its neighbours are the same', () => {
  const line = 'Thời gian hoàn thành: thường xuyên. ';
  expect(words(missingFrom(of(line.repeat(2)), of(line.repeat(3))))).toEqual([
    'thời gian hoàn thành thường xuyên',
  ]);
});

test('what both have is missing; what one has may be its own fault', () => {
  const record = of('một hai');
  expect(words(missingOfBoth(record, of('một ba hai bốn'), of('một ba hai năm')))).toEqual(['ba']);
  expect(words(addedToBoth(of('một hai ba'), of('một ba'), of('một')))).toEqual(['hai']);
});

test('a reader that fails says so; one of a .docx needs no program', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-test-audit-'));
  try {
    const file = join(folder, 'a.docx');
    await writeFile(file, 'no zip');
    const [xml] = readersOf(file) ?? [];
    expect(xml?.program).toBeNull();
    expect(await readOtherwise(xml as NonNullable<typeof xml>, file)).toMatchObject({
      failed: expect.any(String),
    });
    const absent = { name: 'x', program: 'vanthu-no-such-program', read: () => Promise.resolve('x') };
    expect(await readOtherwise(absent, file)).toEqual({ failed: 'not installed' });
    expect(readersOf('a.txt')).toBeNull();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
