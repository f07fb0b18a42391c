import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { createClient } from '../../src/engine/client.ts';
import { openDoor } from '../../src/engine/door.ts';
import { FailedTaskError } from '../../src/engine/errors.ts';
import { indexUid } from '../../src/engine/names.ts';
import { createIndexes, pushEntries, settle } from '../../src/engine/push.ts';
import { connectEmbeddedEngine } from '../../src/engine/server/embedded.ts';
import type { EngineHandle } from '../../src/engine/server/handle.ts';
import { indexCorpus } from '../../src/indexing/index-corpus.ts';
import { findDocument } from '../../src/search/find-document.ts';
import { search } from '../mentions/searching.ts';

const CORPUS = join(import.meta.dirname, '../../corpus');

let dataDir: string;
let engine: EngineHandle;
let corpusDir: string;

const client = () => createClient({ url: engine.url, key: engine.indexKey });
const door = () => openDoor({ url: engine.url, key: engine.searchKey }, 'public');
const run = async () => indexCorpus({ client: client(), corpus: await loadCorpus(corpusDir) });
const put = (path: string, content: string | Uint8Array) =>
  writeFile(join(corpusDir, 'documents', path), content);
/** A file and the declaration that it may be read by everyone. */
async function putPublic(path: string, content: string | Uint8Array): Promise<void> {
  await put(path, content);
  await put(path.replace(/\.\w+$/u, '.yml'), 'access: public\n');
}
const plan = (number: string, body: string) =>
  `TỈNH ỦY SÔNG MÂY\n*\nSố ${number}-KH/TU\n\nKẾ HOẠCH\nthử nghiệm\n\nI. NHIỆM VỤ\n\n- ${body}\n`;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vanthu-index-'));
  engine = await connectEmbeddedEngine({ dataDir });
});
afterAll(async () => {
  await engine.stop();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  corpusDir = await mkdtemp(join(dataDir, 'corpus-'));
  await cp(CORPUS, corpusDir, { recursive: true });
  await createIndexes(client(), false);
});

describe('indexCorpus', () => {
  test('a second run on an unchanged corpus sends nothing and changes nothing', async () => {
    const first = await run();
    const second = await run();
    expect(first).toMatchObject({ rebuilt: true, refused: [] });
    expect(first.sent).toHaveLength(5);
    expect(second).toMatchObject({ rebuilt: false, sent: [], removed: [], refused: [], meta: first.meta });
    expect(second.unchanged).toHaveLength(5);
  });

  test('only what changed is sent; what left the corpus leaves the index', async () => {
    const before = await run();
    await putPublic('moi.txt', plan('7', 'Xây dựng mô hình “Dân vận khéo”.'));
    await rm(join(corpusDir, 'documents/ben-tre'), { recursive: true });
    const after = await run();
    expect(after.sent).toEqual(['moi.txt']);
    expect(after.removed).toEqual(['ben-tre/2023-ke-hoach-114-kh-duk-cong-tac-dan-van.txt']);
    expect(after.meta.documents).toBe(before.meta.documents);
    expect((await search(door(), 'Dân vận khéo')).total).toBe(9 - 3 + 1);
    // the same corpus, whatever the way to it, is the same index
    await createIndexes(client(), false);
    const clean = await run();
    expect({ ...clean.meta, indexedAt: '' }).toEqual({ ...after.meta, indexedAt: '' });
  });

  test('a changed declaration sends the document again; an internal one is nowhere to be seen', async () => {
    await run();
    const path = 'binh-thuan/2024-ke-hoach-cong-tac-dan-van';
    await put(`${path}.yml`, 'access: internal\n');
    const { sent } = await run();
    expect(sent).toEqual([`${path}.txt`]);
    expect((await search(door(), 'Dân vận khéo')).total).toBe(4);
    expect((await door().search('documents', { facets: ['access'] })).facets).toEqual({
      access: { public: 4 },
    });
  });

  test('a document without a declaration is internal', async () => {
    await put('moi.txt', plan('7', 'Việc chỉ ghi ở đây: zyx.'));
    const { meta } = await run();
    expect(meta.documents).toBe(6);
    expect((await search(door(), 'zyx')).total).toBe(0);
  });

  test('a corrected vocabulary builds a new set and swaps it in', async () => {
    await run();
    await put('../vocabularies/abbreviations.yml', '[]');
    const report = await run();
    expect(report).toMatchObject({ rebuilt: true, unchanged: [] });
    expect(report.meta.documents).toBe(5);
    const { results } = await client().getRawIndexes({ limit: 100 });
    expect(results.map(({ uid }) => uid).sort()).toEqual(
      (['addresses', 'documents', 'meta', 'passages', 'suggestions', 'tasks', 'versions'] as const).map(
        (name) => indexUid(name),
      ),
    );
  });

  test('searchers see the old set or the new one, never half', async () => {
    await run();
    await put('../vocabularies/abbreviations.yml', '[]');
    const seen = new Set<number>();
    let running = true;
    const watching = (async () => {
      while (running) seen.add((await search(door(), 'Dân vận khéo')).total);
    })();
    await run();
    running = false;
    await watching;
    expect([...seen]).toEqual([9]);
  });

  test('bad files give a record or a refusal with a reason, and the others are indexed', async () => {
    await putPublic('rong.txt', '');
    await putPublic('lon.txt', Buffer.alloc(30_000_000, 'dân vận '));
    await putPublic('ngau-nhien.txt', randomBytes(20_000));
    await putPublic('utf16.txt', Buffer.from(`\ufeff${plan('8', 'Tuyên truyền về utf16zz.')}`, 'utf16le'));
    await putPublic('khong-de-muc.txt', 'một dòng chữ không có đề mục nào cả zznohead');
    await putPublic('so-1.txt', plan('9', 'Việc thứ nhất của số chín zzone.'));
    await putPublic('so-2.txt', plan('9', 'Việc thứ hai của số chín zztwo.'));
    await putPublic('ban-sao.txt', plan('9', 'Việc thứ hai của số chín zztwo.'));
    await put('hong.txt', plan('10', 'Khai báo bị hỏng.'));
    await put('hong.yml', 'access: public\nissuedOn: hôm qua\n');
    const { refused, meta } = await run();
    const reasons = Object.fromEntries(refused.map(({ path, reason }) => [path, reason]));
    expect(Object.keys(reasons).sort()).toEqual(
      ['hong.txt', 'lon.txt', 'ngau-nhien.txt', 'rong.txt', 'so-2.txt'].sort(),
    );
    expect(reasons['hong.txt']).toMatch(/hong\.yml:2: issuedOn/u);
    expect(reasons['so-2.txt']).toMatch(/same file as ban-sao\.txt/u);
    expect(meta.documents).toBe(5 + 4);
    for (const word of ['utf16zz', 'zznohead', 'zzone', 'zztwo']) {
      expect((await search(door(), word)).total, word).toBe(1);
    }
    // two documents with one number are told apart, and say so
    const { mentions } = await search(door(), 'của số chín');
    const ids = mentions.map(({ document }) => document.id);
    expect(new Set(ids).size).toBe(2);
    const record = await findDocument(door(), ids[0] as string);
    expect(record?.messages.map(({ ruleId }) => ruleId)).toContain('corpus/same-number');
  });

  test('a document with a secrecy mark is refused, whatever is declared', async () => {
    await putPublic('mat.txt', `MẬT\n${plan('11', 'Việc mật zzsecret.')}`);
    const { refused } = await run();
    expect(refused.map(({ path }) => path)).toEqual(['mat.txt']);
    expect((await search(door(), 'zzsecret')).total).toBe(0);
  });

  test('copies: what one of them is, all are, and the public is told of none that is not its own', async () => {
    await put('a.txt', plan('21', 'Việc chung.'));
    await put('a.yml', 'access: public\n');
    await put('b.txt', plan('21', 'Việc chung.'));
    await put('b.yml', 'access: public\n');
    await put('c.txt', plan('21', 'Việc chung.'));
    await put('c.yml', 'access: internal\n');
    await putPublic('mat-1.txt', `MẬT\n${plan('22', 'Việc mật.')}`);
    await putPublic('mat-2.txt', `MẬT\n${plan('22', 'Việc mật.')}`);
    const { refused, meta } = await run();
    expect(refused.map(({ path }) => path).sort()).toEqual(['a.txt', 'b.txt', 'mat-1.txt', 'mat-2.txt']);
    expect(meta.documents).toBe(6);
    const told = await door().meta();
    expect(told.documents).toBe(5);
    expect(told.skipped).toEqual([]);
    // two that are both public are told of
    for (const name of ['c.txt', 'c.yml']) await rm(join(corpusDir, 'documents', name));
    await run();
    expect((await door().meta()).skipped.map(({ path }) => path)).toEqual(['b.txt']);
  });

  test('a new set that a stopped run left behind is taken away', async () => {
    await run();
    await createIndexes(client(), true);
    const uids = async () => (await client().getRawIndexes({ limit: 100 })).results.map(({ uid }) => uid);
    expect((await uids()).some((uid) => uid.endsWith('_next'))).toBe(true);
    await run();
    expect((await uids()).some((uid) => uid.endsWith('_next'))).toBe(false);
  });

  test('kill -9 of the engine between two batches, then again: the counts of a clean run', async () => {
    await run();
    const expected = (await run()).meta;
    for (let copy = 0; copy < 40; copy++) {
      await putPublic(
        `nhieu-${copy}.txt`,
        plan(String(100 + copy), `Việc số ${copy} về dân vận khéo. `.repeat(200)),
      );
    }
    let killed = false;
    const half = indexCorpus({
      client: client(),
      corpus: await loadCorpus(corpusDir),
      sendLength: 20_000, // some batches of a few documents each
      onProgress: ({ step, done }) => {
        if (step !== 'sending' || done < 20 || killed) return;
        killed = true;
        process.kill(engine.pid as number, 'SIGKILL');
      },
    });
    await expect(half).rejects.toThrow();
    await engine.exited;
    await engine.stop();
    engine = await connectEmbeddedEngine({ dataDir });
    const reached = (await client().index(indexUid('documents')).getDocuments({ limit: 0 })).total;
    expect(reached).toBeGreaterThan(expected.documents); // it was killed in the middle
    expect(reached).toBeLessThan(expected.documents + 40);
    const again = await run();
    expect(again.meta.documents).toBe(expected.documents + 40);
    const mentions = (await search(door(), 'dân vận khéo')).total;
    await createIndexes(client(), false);
    const clean = await run();
    expect({ ...again.meta, indexedAt: '' }).toEqual({ ...clean.meta, indexedAt: '' });
    expect((await search(door(), 'dân vận khéo')).total).toBe(mentions);
  });

  test('while changed documents are sent, searchers never miss one', async () => {
    for (let copy = 0; copy < 12; copy++)
      await putPublic(`doi-${copy}.txt`, plan(String(300 + copy), 'Việc dân vận khéo zzold.'));
    await run();
    for (let copy = 0; copy < 12; copy++)
      await put(`doi-${copy}.txt`, plan(String(300 + copy), 'Việc dân vận khéo zznew.'));
    const seen: number[] = [];
    let running = true;
    const watching = (async () => {
      while (running) seen.push((await search(door(), 'dân vận khéo')).total);
    })();
    await indexCorpus({ client: client(), corpus: await loadCorpus(corpusDir), sendLength: 100 });
    running = false;
    await watching;
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(9 + 12);
    expect((await search(door(), 'zzold')).total).toBe(0);
    expect((await search(door(), 'zznew')).total).toBe(12);
  });

  test('a document that became shorter leaves nothing behind', async () => {
    const long = `${plan('7', 'Một.')}${Array.from({ length: 30 }, (_, i) => `- Việc dài ${i} zzlong.\n`).join('')}`;
    await putPublic('ngan.txt', long);
    await run();
    expect((await search(door(), 'zzlong')).total).toBe(30);
    await put('ngan.txt', plan('7', 'Một zzshort.'));
    const { meta, rebuilt } = await run();
    expect(rebuilt).toBe(false);
    expect((await search(door(), 'zzlong')).total).toBe(0);
    expect((await door().search('passages', { hitsPerPage: 0 })).total).toBe(meta.passages);
    expect((await run()).rebuilt).toBe(false);
  });

  test('a document with very many paragraphs, and one too large for the engine, stop no other', async () => {
    await putPublic('nhieu-doan.txt', `${plan('7', 'Một.')}${'- Việc a zzmany.\n'.repeat(70_000)}`);
    await putPublic(
      'qua-lon.txt',
      `${plan('8', 'Một.')}${'- Việc dân vận khéo được giao zzlarge.\n'.repeat(480_000)}`,
    );
    const { refused, meta } = await run();
    expect(refused).toEqual([{ path: 'qua-lon.txt', reason: expect.stringContaining('too large') }]);
    expect(meta.documents).toBe(6);
    expect(
      (await door().search('passages', { q: '"zzmany"', searchOn: ['toned'], hitsPerPage: 0 })).total,
    ).toBe(70_000);
  }, 900_000);

  test('what the public is told does not move when an internal document does', async () => {
    await run();
    const before = await door().meta();
    await put('moi.txt', plan('7', 'Việc nội bộ.'));
    await run();
    expect(await door().meta()).toEqual(before);
  });

  test('a misnamed declaration refuses its document, a stray one is told', async () => {
    await put('../corpus.yml', 'defaultAccess: public\n');
    await put('a.txt', plan('7', 'Việc kín zzyaml.'));
    await put('a.yaml', 'access: internal\n');
    await put('b.yml', 'access: internal\n');
    const { refused } = await run();
    expect(refused).toEqual([
      { path: 'a.txt', reason: expect.stringContaining('rename a.yaml') },
      { path: 'b.yml', reason: expect.stringContaining('not beside it') },
    ]);
    expect((await search(door(), 'zzyaml')).total).toBe(0);
  });

  test('a run that died between passages and documents is seen, and made good', async () => {
    const { meta } = await run();
    const stray = await door().search('passages', { hitsPerPage: 1 });
    await pushEntries(client(), 'passages', false, [
      { ...stray.hits[0], id: 'stray--0', documentId: 'stray' },
    ]);
    expect((await door().search('passages', { hitsPerPage: 0 })).total).toBe(meta.passages + 1);
    const again = await run();
    expect(again.rebuilt).toBe(true);
    expect({ ...again.meta, indexedAt: '' }).toEqual({ ...meta, indexedAt: '' });
    expect((await door().search('passages', { hitsPerPage: 0 })).total).toBe(meta.passages);
  });

  test('a corrected number moves a document to its new id', async () => {
    await putPublic('so.txt', plan('7', 'Việc của số bảy zzmove.'));
    await run();
    await put('so.yml', 'access: public\nnumber: 8\n');
    const { sent, removed, meta } = await run();
    expect({ sent, removed, documents: meta.documents }).toEqual({
      sent: ['so.txt'],
      removed: [],
      documents: 6,
    });
    const { mentions } = await search(door(), 'zzmove');
    expect(mentions.map(({ document }) => document.number)).toEqual([8]);
  });

  test('can be stopped between two documents, and goes on with the next run', async () => {
    const stop = new AbortController();
    const stopped = indexCorpus({
      client: client(),
      corpus: await loadCorpus(corpusDir),
      signal: stop.signal,
      onProgress: ({ step }) => step === 'sending' && stop.abort(),
    });
    await expect(stopped).rejects.toThrow(/abort/iu);
    expect((await run()).meta.documents).toBe(5);
  });
});

describe('settle', () => {
  test('a failed engine task is an error with its cause, never a silent success', async () => {
    const failing = pushEntries(client(), 'documents', false, [{ id: 'một/hai' }]);
    await expect(failing).rejects.toThrow(FailedTaskError);
    await expect(failing).rejects.toThrow(/Document identifier/u);
    await expect(settle(client(), client().deleteIndex('vanthu_no_such'))).rejects.toThrow(/not found/u);
  });
});
