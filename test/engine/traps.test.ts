import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { createClient } from '../../src/engine/client.ts';
import { type EngineDoor, openDoor } from '../../src/engine/door.ts';
import { startEmbeddedEngine } from '../../src/engine/server/embedded.ts';
import type { EngineHandle } from '../../src/engine/server/handle.ts';
import { indexCorpus } from '../../src/indexing/index-corpus.ts';
import { findMentions } from '../../src/mentions/find-mentions.ts';
import { toPhrase } from '../../src/mentions/phrase.ts';

/** Lines that trip a search engine; each is a paragraph of one document, with the trap that it holds. */
const LINES = [
  'a1 công tác dẫn vẫn khéo',
  'a2 thi đua Dân vận khéo hằng năm',
  `a3 ${'phong trào Dân vận khéo'.normalize('NFD')}`,
  'a4 nhiệm vụ của trưởng đoàn',
  'a5 trong trường thượng thường trung',
  'a6 dân\u00a0vận\u202fnbsp',
  'a7 dân\u200b vận zwsp',
  'a8 dân vận\u00adshy',
  'a9 ba\u2011mươi gạch',
  'b1 tỉ lệ=ba|bốn',
  'b2 Uỷ ban hoà giải quí một',
  'b3 ÐIỀU khoản cuối',
  'b4 Dân vận tốt; công tác vận khéo; Dân có khéo',
  'b5 mục 28-NQ/TW ngày 1',
  'b6 mục 128-NQ/TW ngày 2',
  'b7 mục 28-NQ/TU ngày 3',
  'b8 thưc̣ hiêṇ thuầ n túy',
  `b9 ${'x'.repeat(300)} cuối dài`,
  'c1 中国人民 Привет café 😀 tiếng nước ngoài',
  'c2 từ điển DânVậnKhéo snake_case',
];

let folder: string;
let engine: EngineHandle;
let door: EngineDoor;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-traps-'));
  await mkdir(join(folder, 'corpus/documents'), { recursive: true });
  await writeFile(
    join(folder, 'corpus/documents/bay.md'),
    `${LINES.map((line) => `${line}.`).join('\n\n')}\n`,
  );
  await writeFile(join(folder, 'corpus/documents/bay.yml'), 'access: public\n');
  // more words than the engine indexes of one field, in one paragraph, a phrase at its end and one across a cut
  const long = Array.from({ length: 130_000 }, (_, i) =>
    i === 59_950 ? 'vắt ngang chỗ cắt' : `từ${i % 5_000}`,
  );
  await writeFile(join(folder, 'corpus/documents/dai.md'), `${long.join(' ')} cuối cùng của bài\n`);
  await writeFile(join(folder, 'corpus/documents/dai.yml'), 'access: public\n');
  const many = Array.from({ length: 1_200 }, (_, i) => `Đoạn ${i} nhắc đến nghìn lần.`);
  await writeFile(join(folder, 'corpus/documents/nhieu.md'), `${many.join('\n\n')}\n`);
  await writeFile(join(folder, 'corpus/documents/nhieu.yml'), 'access: public\n');
  engine = await startEmbeddedEngine({ dataDir: join(folder, 'data') });
  await indexCorpus({
    client: createClient({ url: engine.url, key: engine.indexKey }),
    corpus: await loadCorpus(join(folder, 'corpus')),
  });
  door = openDoor({ url: engine.url, key: engine.searchKey }, 'public');
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the traps of the engine', () => {
  test.each([
    ['dân vận khéo', 2, 'no ranking rule sees marks: `dẫn vẫn` must not count; NFD and NFC are one'],
    ['dan van kheo', 3, 'unmarked counts all three'],
    ['trưởng', 1, 'no typos: `trong`, `trường`, `thượng` are other words'],
    ['truong', 2, 'unmarked: trưởng, trường'],
    ['dân vận nbsp', 1, 'NBSP would glue words'],
    ['dân vận zwsp', 1, 'so would a zero-width space'],
    ['dân vậnshy', 1, 'a soft hyphen is nothing'],
    ['ba-mươi', 1, 'U+2011 is a hyphen'],
    ['mươi gạch', 1, 'and parts words'],
    ['lệ=ba|bốn', 1, '`=` and `|` would glue words'],
    ['bốn', 1, 'the last of them is a word of its own'],
    ['ủy ban hòa giải quý', 1, 'tone placement, i/y'],
    ['điều khoản', 1, 'Ð U+00D0 is drawn for Đ'],
    ['dân vận tốt; công tác', 1, 'a phrase across a hard separator'],
    ['28-NQ/TW', 1, 'not 128-NQ/TW, not 28-NQ/TU'],
    ['8-NQ/TW', 0, 'nor the end of a number'],
    ['thực hiện thuần túy', 1, 'marks that a converter broke'],
    ['x'.repeat(300), 1, 'a word longer than the engine indexes'],
    [`${'x'.repeat(300)} cuối dài`, 1, 'also within a phrase'],
    ['中国人民', 1, 'other scripts'],
    ['中国', 0, 'by whole runs of letters'],
    ['привет', 1, 'in any case'],
    ['café', 1, 'marks of other languages'],
    ['😀', -1, 'a phrase without letters can not be searched'],
    ['dânvậnkhéo', 1, 'no camelCase'],
    ['case', 1, '`_` parts words'],
    ['cuối cùng của bài', 1, 'behind position 65,535 of a paragraph'],
    ['vắt ngang chỗ cắt', 1, 'across the cut of a long paragraph, once'],
  ])('%s: %d (%s)', async (typed, total) => {
    if (total < 0) expect(() => toPhrase(typed)).toThrow(/no letter/u);
    else expect((await findMentions(door, toPhrase(typed), [])).total).toBe(total);
  });

  test('a phrase whose pairs of words are there, but not the phrase, is no mention', async () => {
    const { items } = await findMentions(door, toPhrase('Dân vận khéo'), []);
    expect(items.map(({ passage }) => passage.slice(0, 2)).sort()).toEqual(['a2', 'a3']);
  });

  test('totals do not stop at a thousand', async () => {
    const { total, passages } = await findMentions(door, toPhrase('nghìn lần'), []);
    expect({ total, passages }).toEqual({ total: 1_200, passages: 1_200 });
    expect((await findMentions(door, toPhrase('từ7'), [])).total).toBe(130_000 / 5_000);
  });
});
