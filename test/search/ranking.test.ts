import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentParameters } from '../../src/api/parameters.ts';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { createClient } from '../../src/engine/client.ts';
import { openDoor } from '../../src/engine/door.ts';
import { startEmbeddedEngine } from '../../src/engine/server/embedded.ts';
import type { EngineHandle } from '../../src/engine/server/handle.ts';
import { indexCorpus } from '../../src/indexing/index-corpus.ts';
import type { Tier } from '../../src/mentions/tier.ts';
import { type Catalogue, openCatalogue } from '../../src/search/lexicon.ts';
import { countDocumentTiers, searchDocuments } from '../../src/search/search-documents.ts';

/** A document by its number, the day of May, its title and the rest of it. */
const DOCUMENTS: readonly (readonly [number: number, day: number, title: string, body: string])[] = [
  [1, 1, 'về cây xoài cát', 'Nội dung một.'],
  [2, 2, 'về việc hai', 'I. CÂY XOÀI CÁT\n\nNội dung hai.'],
  [3, 3, 'về việc ba', 'Nội dung ba có cây xoài cát trong bài.'],
  [4, 4, 'về việc bốn', 'Cát ở đầu bài, rồi rất xa về sau mới đến xoài, và cuối cùng là cây.'],
  [5, 5, 'về việc năm', 'Nội dung năm có cây xoái cát trong bài.'],
  [11, 11, 'về việc mười một', 'Đoạn có hạt sen khô.'],
  [12, 12, 'về việc mười hai', 'Đoạn có hạt sen khô.'],
  [13, 10, 'về việc mười ba', 'Đoạn có hạt sen khô.'],
  [21, 21, 'về việc ngắn', 'Phối hợp với MTTQ tỉnh mở lớp.'],
  [22, 22, 'về việc dài', 'Phối hợp với Mặt trận Tổ quốc tỉnh mở lớp.'],
  [23, 23, 'về việc cách', 'Kể tên chanh, leo, rồi thôi.'],
  [24, 24, 'về việc liền', 'Kể tên chanh leo rồi thôi.'],
  [25, 25, 'về việc sai', 'Kể tên chanh lẻo rồi thôi. Khoai lanq mới đào.'],
];

let folder: string;
let engine: EngineHandle;
let catalogue: Catalogue;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-ranking-'));
  const documents = join(folder, 'corpus/documents');
  await mkdir(documents, { recursive: true });
  for (const [number, day, title, body] of DOCUMENTS) {
    await writeFile(join(documents, `${number}.txt`), `KẾ HOẠCH\n${title}\n\n${body}\n`);
    const facts = [
      'access: public',
      'type: kế hoạch',
      `number: ${number}`,
      'symbol: KH/THU',
      `title: ${title}`,
      `issuedOn: 2023-05-${String(day).padStart(2, '0')}`,
    ];
    await writeFile(join(documents, `${number}.yml`), `${facts.join('\n')}\n`);
  }
  engine = await startEmbeddedEngine({ dataDir: join(folder, 'data') });
  await indexCorpus({
    client: createClient({ url: engine.url, key: engine.indexKey }),
    corpus: await loadCorpus(join(folder, 'corpus')),
  });
  catalogue = await openCatalogue(openDoor({ url: engine.url, key: engine.searchKey }, 'public'));
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});

const asked = (typed: string, tier?: Tier) => ({
  ...documentParameters.parse({ q: typed }),
  tier,
  filters: documentParameters.parse({}),
});
async function found(typed: string, tier?: Tier): Promise<(number | null)[]> {
  const { items } = await searchDocuments(catalogue, asked(typed, tier), 'vi');
  return items.map(({ number }) => number);
}

describe('the order of results', () => {
  test('title before heading before body, the phrase before the words apart', async () => {
    expect(await found('cây xoài cát')).toEqual([1, 2, 3, 4]);
  });

  test('unmarked: marks do not matter, places do', async () => {
    const order = await found('cay xoai cat');
    expect(order.slice(0, 2)).toEqual([1, 2]);
    expect(order.at(-1)).toBe(4);
    expect(order.slice(2, 4).toSorted()).toEqual([3, 5]);
  });

  test('in tier 2, all whose marks are right come before those whose marks are wrong', async () => {
    expect(await found('cây xoài cát', 2)).toEqual([1, 2, 3, 4, 5]);
  });

  test('of the same rank the newest is first', async () => {
    expect(await found('"hạt sen khô"')).toEqual([12, 11, 13]);
    expect(await found('hạt sen khô')).toEqual([12, 11, 13]);
  });
});

describe('the wider tiers', () => {
  const beyond = async (typed: string) => {
    const { filters } = asked(typed);
    return (await countDocumentTiers(catalogue, { q: typed, filters })).map(({ total }) => total);
  };

  test.each<[string, number[], number[], string]>([
    ['"chanh leo"', [24], [1, 1, 1, 0, 0], 'a phrase with another mark, then across a comma'],
    ['"MTTQ tỉnh"', [21], [1, 0, 0, 1, 0], 'an abbreviation within a phrase, written out'],
    ['"Mặt trận Tổ quốc tỉnh"', [22], [1, 0, 0, 1, 0], 'and the other way round'],
    ['MTTQ lớp', [21], [1, 0, 0, 1, 0], 'words'],
  ])('%s: %j in its own tier, %j beyond (%s)', async (typed, own, expected) => {
    const counts = await beyond(typed);
    expect(await found(typed, 1)).toEqual(counts[0] ? own : []);
    for (const tier of [2, 3, 4, 5] as const)
      expect((await found(typed, tier)).length, `tier ${tier}`).toBe(
        counts.slice(0, tier).reduce((sum, count) => sum + count, 0),
      );
    expect(counts).toEqual(expected);
  });

  test.each<[string, Tier, number[]]>([
    ['"chanh leo"', 3, [24, 25, 23]],
    ['"MTTQ tỉnh"', 4, [21, 22]],
    ['"mặt trận tổ quốc tỉnh"', 4, [22, 21]],
    ['MTTQ', 4, [21, 22]],
    ['mặt trận tổ quốc', 4, [22, 21]],
    ['mat tran to quoc', 4, [22, 21]],
    ['"khoai lang"', 4, []],
    ['"khoai lang"', 5, [25]],
    ['khoai lang', 4, []],
    ['khoai lang', 5, [25]],
  ])('%s in tier %i finds %j, the narrower first', async (typed, tier, expected) => {
    expect(await found(typed, tier)).toEqual(expected);
  });
});

describe('numbers typed in any way', () => {
  test.each(['21-KH/THU', '21 KH/THU', 'kh21', '21khthu', 'Số 21 -KH/THU', 'số:21', 'số:"21/KH-THU"'])(
    '%s leads to its document',
    async (typed) => {
      expect(await found(typed)).toEqual([21]);
    },
  );
  test('what several bear leads to all', async () => {
    expect((await found('loại:kế hoạch số:21 OR số:22')).toSorted()).toEqual([21, 22]);
  });
});
