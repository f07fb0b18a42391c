import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readAccess, writeAccess } from '../../src/access/access-log.ts';
import { PUBLIC_READER } from '../../src/access/reader.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'vanthu-log-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const write = (document: string) =>
  writeAccess(
    dataDir,
    { reader: PUBLIC_READER, client: '127.0.0.1' },
    { action: 'open', document, as: 'page' },
  );
const read = () => readAccess(dataDir, () => true, 10);

test('goes on when it can be written again', async () => {
  // a folder where the file should be: nothing can be written
  mkdirSync(join(dataDir, 'logs/access.jsonl'), { recursive: true });
  write('mot');
  await new Promise((resolve) => setTimeout(resolve, 200));
  rmSync(join(dataDir, 'logs/access.jsonl'), { recursive: true });
  await expect
    .poll(async () => {
      write('hai');
      return (await read()).length;
    })
    .toBeGreaterThan(0);
});

test('what is no line of it is left out, and the newest comes first', async () => {
  const other = mkdtempSync(join(tmpdir(), 'vanthu-log-'));
  mkdirSync(join(other, 'logs'));
  const line = (document: string) => JSON.stringify({ action: 'open', document });
  writeFileSync(join(other, 'logs/access-2026-11-20T00-00-00-000Z-1.jsonl'), `${line('a')}\n`);
  writeFileSync(join(other, 'logs/access.jsonl'), `${line('b')}\n{"half": \n${line('c')}\n`);
  const found = await readAccess(other, () => true, 10);
  expect(found.map((entry) => 'document' in entry && entry.document)).toEqual(['c', 'b', 'a']);
  expect(await readAccess(join(other, 'nowhere'), () => true, 10)).toEqual([]);
  rmSync(other, { recursive: true });
});
