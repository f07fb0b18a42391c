import { mkdtempSync, rmSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startBuiltPortal } from '../scripts/built-portal.ts';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { createClient } from '../src/engine/client.ts';
import { startEmbeddedEngine } from '../src/engine/server/embedded.ts';
import { indexCorpus } from '../src/indexing/index-corpus.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The engine of this run, with the project's corpus in it. Tests that write take an engine of their own. */
    engine: { url: string; searchKey: string };
    /** Where the built portal answers. */
    portal: string;
  }
}

const ROOT = join(import.meta.dirname, '..');

/**
 * An internal document beside the five public ones: it has the number of one, cites another, holds words, agencies,
 * years and themes of its own. The public must see none of it, so every count of every test is a test of that, too.
 */
const INTERNAL = `TỈNH ỦY BÌNH THUẬN
BAN DÂN VẬN
*
Số 89-KH/BDVTU                         Bình Thuận, ngày 20 tháng 5 năm 2023

KẾ HOẠCH
thực hiện Chương trình hành động số 58-CTr/TU, ngày 30/3/2023 của Tỉnh ủy

I. NHIỆM VỤ

- Sở Hoa Sen chủ trì, phối hợp với Công an tỉnh xây dựng mô hình “Dân vận khéo” zznoibo (hoàn thành trong năm 2031).
`;

/** The project's corpus with the internal document. */
async function corpusOfTests(folder: string): Promise<string> {
  await cp(join(ROOT, 'corpus'), folder, { recursive: true });
  await writeFile(join(folder, 'documents/noi-bo.txt'), INTERNAL);
  await writeFile(join(folder, 'documents/noi-bo.yml'), 'access: internal\nprovince: Bình Thuận\n');
  return folder;
}

/** Before all tests: an engine of the run's own with the project's corpus, and the built portal on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vanthu-test-'));
  const engine = await startEmbeddedEngine({ dataDir });
  const { url, searchKey, indexKey } = engine;
  const corpus = await loadCorpus(await corpusOfTests(join(dataDir, 'corpus')));
  await indexCorpus({ client: createClient({ url, key: indexKey }), corpus });
  const portal = await startBuiltPortal({ url, searchKey });
  project.provide('engine', { url, searchKey });
  project.provide('portal', portal.address);
  return async () => {
    await portal.stop();
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
