import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { createClient } from '../../src/engine/client.ts';
import { type EngineDoor, openDoor } from '../../src/engine/door.ts';
import { startEmbeddedEngine } from '../../src/engine/server/embedded.ts';
import type { EngineHandle } from '../../src/engine/server/handle.ts';
import { indexCorpus } from '../../src/indexing/index-corpus.ts';
import { toPhrase } from '../../src/mentions/phrase.ts';
import { documentFilters } from '../../src/search/filters.ts';
import { openCatalogue } from '../../src/search/lexicon.ts';
import { searchDocuments } from '../../src/search/search-documents.ts';
import { suggest } from '../../src/search/suggest.ts';
import { foldedForm, tonedForm } from '../../src/text/engine-form.ts';
import { search } from '../mentions/searching.ts';

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
  'c3 theo Số 114 -KH/ĐUK của khối',
  'c4 họp Mặt trận Tổ quốc tỉnh',
  'c5 họp MTTQ tỉnh',
  'c6 mặt trận tổ quốc việt, trận tổ quốc việt nam, mặt trận',
  'c7 😀 “ẤẤẤ” sau chữ có dấu',
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
  await writeFile(join(folder, 'corpus/documents/bay.yml'), 'access: public\nissuer: Ban Dân vận Tỉnh ủy\n');
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
    else expect((await search(door, typed)).total).toBe(total);
  });

  test('a phrase whose pairs of words are there, but not the phrase, is no mention', async () => {
    const { mentions } = await search(door, 'Dân vận khéo');
    expect(mentions.map(({ passage }) => passage.slice(0, 2)).sort()).toEqual(['a2', 'a3']);
  });

  test('totals do not stop at a thousand', async () => {
    const { total, counts, mentions } = await search(door, 'nghìn lần');
    expect({ total, blocks: counts.counted.blocks, shown: mentions.length }).toEqual({
      total: 1_200,
      blocks: 1_200,
      shown: 1_200,
    });
    expect((await search(door, 'từ7')).total).toBe(130_000 / 5_000);
    expect(
      (await door.search('passages', { q: '"nghin lan"', searchOn: ['folded'], hitsPerPage: 0 })).total,
    ).toBe(1_200);
  });

  test('parts of a list have exact totals, too: nothing is asked for to be distinct', async () => {
    const { entries, total } = await door.slice(
      'passages',
      { q: '"nghin lan"', searchOn: ['folded'] },
      1_150,
      100,
    );
    expect({ entries: entries.length, total }).toEqual({ entries: 50, total: 1_200 });
  });

  test('answers come uncompressed: a compressed one takes 42 ms longer', async () => {
    const encodings: (string | undefined)[] = [];
    const server = createServer(({ headers }, answer) => {
      encodings.push(headers['accept-encoding']);
      answer.setHeader('content-type', 'application/json').end('{"hits":[],"totalHits":0,"results":[]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const other = openDoor({ url: `http://127.0.0.1:${port}`, key: 'key' }, 'public');
    await other.search('documents', {});
    await other.searchMany('documents', [{}]);
    await other.slice('documents', {}, 0, 1);
    server.close();
    expect(encodings).toEqual(['identity', 'identity', 'identity']);
  });

  test('a phrase of six words is confirmed, too: each three of them stand together, all six do not', async () => {
    expect((await search(door, 'mặt trận tổ quốc việt nam')).total).toBe(0);
    expect((await search(door, 'trận tổ quốc việt nam')).total).toBe(1);
  });

  test('a symbol after a space is no negation', async () => {
    for (const typed of ['Số 114 -KH/ĐUK', '114 -KH/ĐUK', '114-KH/ĐUK', 'số 114-KH/ĐUK'])
      expect((await search(door, typed)).total, typed).toBe(1);
    const catalogue = await openCatalogue(door);
    for (const q of ['Số 114 -KH/ĐUK', '114 -KH/ĐUK', '-KH/ĐUK']) {
      const filters = documentFilters.parse({});
      const found = await searchDocuments(
        catalogue,
        { q, filters, sort: 'relevance', page: 1, hitsPerPage: 5 },
        'vi',
      );
      expect(found.total, q).toBe(q.startsWith('-') ? 2 : 1);
    }
  });

  test('places are UTF-16 units, not bytes', async () => {
    const { mentions } = await search(door, 'sau chữ có dấu');
    expect(mentions.map(({ passage, spanInPassage }) => passage.slice(...spanInPassage))).toEqual([
      'sau chữ có dấu',
    ]);
    const [entry] = (await door.search('documents', { filters: [`id = "${mentions[0]?.document.id}"`] }))
      .hits;
    expect(entry?.record.text.slice(...(mentions[0]?.span ?? [0, 0]))).toBe('sau chữ có dấu');
  });

  test.each([
    ['Mặt trận Tổ quốc tỉnh', 'MTTQ tỉnh'],
    ['"Mặt trận Tổ quốc tỉnh"', 'MTTQ tỉnh'],
    ['MTTQ tỉnh', 'Mặt trận Tổ quốc tỉnh'],
    ['"MTTQ tỉnh"', 'Mặt trận Tổ quốc tỉnh'],
  ])('%s has %s in tier 4: synonyms of four words, also in quotes', async (typed, other) => {
    const { abbreviations } = await door.meta();
    const { mentions } = await search(door, typed, { tier: 4, abbreviations });
    expect(mentions.map(({ tier }) => tier).sort()).toEqual([1, 4]);
    const wider = mentions.find(({ tier }) => tier === 4);
    expect(wider?.passage.slice(...wider.spanInPassage)).toBe(other);
    expect((await search(door, typed, { tier: 3, abbreviations })).total).toBe(1);
  });

  test.each(['dân vận', 'vận tỉnh', 'Tỉnh ủy', 'tinh uy', 'ban dân'])(
    'a name is suggested from its middle: %s',
    async (typed) => {
      const { items } = await suggest(door, typed);
      expect(items.filter(({ kind }) => kind === 'issuer').map(({ text }) => text)).toEqual([
        'Ban Dân vận Tỉnh ủy',
      ]);
    },
  );

  test('nothing of the engine is used that does harm: dictionary, typos on exact fields, the paid network', async () => {
    const { url, masterKey } = engine;
    if (masterKey === undefined) throw new Error('The engine is not its own.');
    const client = createClient({ url, key: masterKey });
    for (const { uid } of (await client.getIndexes({ limit: 100 })).results) {
      const { dictionary, synonyms, typoTolerance } = await client.index(uid).getSettings();
      expect({ uid, dictionary, synonyms }).toEqual({ uid, dictionary: [], synonyms: {} });
      expect(typoTolerance, uid).toMatchObject({ enabled: false });
    }
    expect((await client.getExperimentalFeatures()).network).toBe(false);
  });

  test('phrases are found on every field: settings stand before the first document comes', async () => {
    const forms = { toned: tonedForm('cuối cùng của bài'), folded: foldedForm('cuối cùng của bài') };
    for (const name of ['passages', 'documents'] as const)
      for (const field of ['toned', 'folded'] as const) {
        const { total } = await door.search(name, {
          q: `"${forms[field]}"`,
          searchOn: [name === 'documents' ? `${field}.*` : field],
        });
        expect(total, `${name}.${field}`).toBe(1);
      }
  });
});
