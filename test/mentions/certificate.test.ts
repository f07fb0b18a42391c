import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oneOf } from '../../src/engine/filter.ts';
import {
  type Certificate,
  certify,
  compareWithEarlier,
  type EarlierCount,
} from '../../src/mentions/certificate.ts';
import type { MentionQuery } from '../../src/mentions/find-mentions.ts';
import { search, toQuery } from './searching.ts';
import { type SmallEngine, startSmallEngine } from './small-engine.ts';

/** What is declared of a plan, with a number that its id is made of, whatever becomes of its text. */
const plan = (province: string, title: string, number: number) =>
  `access: public\ntype: kế hoạch\nnumber: ${number}\nsymbol: KH/XX\nissuedOn: 2033-01-02\ntitle: ${title}\nprovince: ${province}\n`;

const SECRET = `TỈNH ỦY                                    ĐẢNG CỘNG SẢN VIỆT NAM
MẬT

KẾ HOẠCH
dân vận khéo

I. NHIỆM VỤ

Dân vận khéo.
`;

let engine: SmallEngine;
let query: MentionQuery;

beforeAll(async () => {
  engine = await startSmallEngine();
  await engine.write('mot.md', 'Dân vận khéo, dân vận khéo và dan van kheo.\n', plan('Bến Tre', 'một', 991));
  await engine.write(
    'hai.md',
    'Mô hình dân vận khéo của xã.\n\nMô hình khác.\n',
    plan('Bình Thuận', 'hai', 992),
  );
  await engine.write('noi-bo.md', 'Dân vận khéo, dân vận khéo trong nội bộ.\n', 'access: internal\n');
  await engine.write('mat.txt', SECRET, plan('Bến Tre', 'mật', 993));
  // a second copy is refused, and was meant for the public; that of an internal document is nobody's business
  await engine.write(
    'z-ban-sao.md',
    'Mô hình dân vận khéo của xã.\n\nMô hình khác.\n',
    plan('Bình Thuận', 'hai', 992),
  );
  await engine.write('z-noi-bo.md', 'Dân vận khéo, dân vận khéo trong nội bộ.\n', 'access: internal\n');
  await engine.write('z-trong.md', '\n', plan('Bến Tre', 'trống', 995));
  await engine.index(new Date('2026-01-02T03:04:05Z'));
  query = await toQuery(engine.door, 'dân vận khéo', { widest: 2 });
});
afterAll(() => engine.stop());

const now = new Date('2026-02-03T04:05:06Z');
const earlierOf = ({ index, counts, countedAt }: Certificate): EarlierCount => ({
  indexVersion: index.indexVersion,
  counted: counts.counted,
  countedAt,
});
/** What a comparison says of documents: their ids and what is counted in them now. */
const told = (documents: readonly { readonly id: string; readonly mentions: number }[]) =>
  documents.map(({ id, mentions }) => [id, mentions]).sort();

async function textDigest(): Promise<string> {
  const lines: string[] = [];
  for await (const { record } of engine.door.all('documents', { retrieve: ['record'] }))
    lines.push(`${record.id} ${createHash('sha256').update(record.text).digest('hex')}\n`);
  return createHash('sha256').update(lines.sort().join('')).digest('hex');
}

async function idOf(path: string): Promise<string> {
  for await (const entry of engine.door.all('documents', { retrieve: ['id', 'path'] }))
    if (entry.path === path) return entry.id;
  throw new Error(`${path} is not in the index.`);
}

describe('a certificate', () => {
  test('says what was counted, in what, and how', async () => {
    const certificate = await certify(engine.door, query, { province: ['Bến Tre'] }, now);
    const meta = await engine.door.meta();
    expect(certificate).toMatchObject({
      phrase: 'dân vận khéo',
      tier: 1,
      tiers: [1],
      rule: { unit: 'occurrences', without: [] },
      filters: { province: ['Bến Tre'] },
      audience: 'public',
      countedAt: now.toISOString(),
      counts: { counted: { occurrences: 3, blocks: 2, documents: 2 }, all: { occurrences: 3 } },
    });
    expect(certificate.counts.tiers.map(({ counts }) => counts.occurrences)).toEqual([3, 1, 0, 0, 0]);
    expect(certificate.index).toEqual({
      indexVersion: meta.indexVersion,
      schemaVersion: meta.schemaVersion,
      textDigest: meta.textDigest,
      indexedAt: '2026-01-02T03:04:05.000Z',
    });
  });

  test('counts the documents that were searched and those that the filters left out', async () => {
    const filters = [oneOf('province', ['Bình Thuận'])];
    const { documents, counts } = await certify(engine.door, { ...query, filters }, {}, now);
    expect(documents).toMatchObject({ searched: 1, filteredOut: 1 });
    expect(counts.counted.occurrences).toBe(1);
    const all = await certify(engine.door, query, {}, now);
    expect(all.documents).toMatchObject({ searched: 2, filteredOut: 0 });
  });

  test('lists public documents that no search reaches, and no internal or secret one', async () => {
    const { documents } = await certify(engine.door, query, {}, now);
    expect([...documents.skipped].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'z-ban-sao.md', reason: expect.stringContaining('is the same file as hai.md') },
      { path: 'z-trong.md', reason: expect.stringContaining('no text') },
    ]);
  });

  test('has a digest that anybody can compute from the texts', async () => {
    const { index } = await certify(engine.door, query, {}, now);
    expect(index.textDigest).toBe(await textDigest());
    expect(index.textDigest).toMatch(/^[0-9a-f]{64}$/u);
  });

  test('counts what a search counts', async () => {
    const { counts } = await certify(engine.door, query, {}, now);
    expect(counts).toEqual((await search(engine.door, 'dân vận khéo', { widest: 2 })).counts);
  });
});

/** Certifies, lets something happen to the corpus, indexes it, and compares. */
async function changing(change: () => Promise<unknown>) {
  const earlier = await certify(engine.door, query, {}, now);
  await change();
  await engine.index();
  const certificate = await certify(engine.door, query, {}, now);
  const comparison = await compareWithEarlier(engine.door, query, certificate, earlierOf(earlier));
  expect(certificate.index.textDigest).toBe(await textDigest());
  expect(comparison.earlier).toEqual(earlierOf(earlier));
  return { earlier, certificate, comparison };
}

describe('counted again', () => {
  test('when nothing has happened, it is the same version', async () => {
    const { comparison, certificate, earlier } = await changing(async () => {});
    expect(comparison).toMatchObject({
      same: true,
      reason: 'same-version',
      added: [],
      changed: [],
      removed: 0,
    });
    expect(certificate).toEqual(earlier);
  });

  test('when an internal document has changed, nothing has happened for the public', async () => {
    const { comparison, certificate, earlier } = await changing(() =>
      engine.write('noi-bo.md', 'Dân vận khéo năm lần.\n', 'access: internal\n'),
    );
    expect(comparison).toMatchObject({ same: true, reason: 'same-version' });
    expect(certificate).toEqual(earlier);
  });

  test('when a document has changed, it is told which, and how many it has now', async () => {
    const { comparison, certificate } = await changing(() =>
      engine.write('mot.md', 'Dân vận khéo một lần.\n', plan('Bến Tre', 'một', 991)),
    );
    expect(certificate.counts.counted).toEqual({ occurrences: 2, blocks: 2, documents: 2 });
    expect(comparison).toMatchObject({ same: false, reason: 'documents-changed', added: [], removed: 0 });
    expect(told(comparison.changed)).toEqual([[await idOf('mot.md'), 1]]);
    expect(comparison.changed[0]?.name).toBe('Kế hoạch số 991-KH/XX');
  });

  test('when one came, it is added', async () => {
    const { comparison, certificate } = await changing(() =>
      engine.write('ba.md', 'Dân vận khéo; dân vận khéo; dân vận khéo.\n', plan('Bến Tre', 'ba', 996)),
    );
    expect(comparison).toMatchObject({ same: false, reason: 'documents-changed', changed: [], removed: 0 });
    expect(told(comparison.added)).toEqual([[await idOf('ba.md'), 3]]);
    expect(comparison.added[0]?.name).toBe('Kế hoạch số 996-KH/XX');
    expect(certificate.counts.counted.occurrences).toBe(5);
  });

  test('when one without the phrase came, the numbers are the same, and why is told all the same', async () => {
    const { comparison } = await changing(() =>
      engine.write('bon.md', 'Việc khác.\n', plan('Bến Tre', 'bốn', 997)),
    );
    expect(comparison).toMatchObject({ same: true, reason: 'documents-changed' });
    expect(told(comparison.added)).toEqual([[await idOf('bon.md'), 0]]);
  });

  test('when only what is declared has changed, the texts are the same', async () => {
    const { comparison, certificate, earlier } = await changing(() =>
      engine.write('ba.md', 'Dân vận khéo; dân vận khéo; dân vận khéo.\n', plan('Bến Tre', 'ba mới', 996)),
    );
    expect(certificate.index.indexVersion).not.toBe(earlier.index.indexVersion);
    expect(certificate.index.textDigest).toBe(earlier.index.textDigest);
    expect(comparison).toMatchObject({
      same: true,
      reason: 'reading-changed',
      added: [],
      changed: [],
      removed: 0,
    });
  });

  test('when one was taken out, it is told how many, not which', async () => {
    const { comparison, certificate } = await changing(() => engine.remove('ba.md'));
    expect(comparison).toMatchObject({ same: false, reason: 'documents-changed', added: [], changed: [] });
    // how many, not which: it may not be for these readers any more
    expect(comparison.removed).toBe(1);
    expect(certificate.counts.counted.occurrences).toBe(2);
  });

  test('when a public document became internal, it is gone for the public', async () => {
    const { comparison, certificate } = await changing(() =>
      engine.write('hai.md', 'Mô hình dân vận khéo của xã.\n\nMô hình khác.\n', 'access: internal\n'),
    );
    expect(comparison.removed).toBe(1);
    expect(certificate.counts.counted.occurrences).toBe(1);
    expect(JSON.stringify(certificate)).not.toContain('noi-bo');
  });

  test('by a certificate of another portal, nothing is known of its version', async () => {
    const certificate = await certify(engine.door, query, {}, now);
    const other = { ...earlierOf(certificate), indexVersion: '0123456789abcdef' };
    const unknown = await compareWithEarlier(engine.door, query, certificate, other);
    expect(unknown).toMatchObject({
      same: true,
      reason: 'unknown-version',
      added: [],
      changed: [],
      removed: 0,
    });
    const counted = { ...other.counted, documents: other.counted.documents + 1 };
    expect((await compareWithEarlier(engine.door, query, certificate, { ...other, counted })).same).toBe(
      false,
    );
  });

  test('an old version is still known after others', async () => {
    const first = await certify(engine.door, query, {}, now);
    for (const i of [1, 2, 3]) {
      await engine.write(`them-${i}.md`, `Dân vận khéo lần ${i}.\n`, plan('Bến Tre', `thêm ${i}`, 900 + i));
      await engine.index();
    }
    const last = await certify(engine.door, query, {}, now);
    const { reason, added, same } = await compareWithEarlier(engine.door, query, last, earlierOf(first));
    expect({ reason, same, added: added.map(({ mentions }) => mentions) }).toEqual({
      reason: 'documents-changed',
      same: false,
      added: [1, 1, 1],
    });
  });
});
