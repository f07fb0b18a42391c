import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadVocabularies } from '../../src/corpus/load-vocabularies.ts';
import { parseDocumentWithOrigin } from '../../src/parse/parse-document.ts';
import { openParsePool } from '../../src/parse/parse-pool.ts';
import { drawnLines, writtenPdf } from '../read/written-pdf.ts';

const vocabularies = await loadVocabularies(join(import.meta.dirname, '../../corpus/vocabularies'));
const settings = { vocabularies, defaultAccess: 'internal' as const };

const input = (number: number) => ({
  bytes: new TextEncoder().encode(
    `Số ${number}-KH/TU\n\nKẾ HOẠCH\nvề công tác dân vận\n\nI. NHIỆM VỤ\n1. Các xã báo cáo trong quý II/2025.`,
  ),
  path: `${number}.txt`,
  declared: {},
});

test.each([1, 2, 4])('%d threads give what one call gives, each to its caller', async (threads) => {
  const pool = openParsePool(settings, threads);
  try {
    const inputs = Array.from({ length: 12 }, (_, index) => input(index + 1));
    const parsed = await Promise.all(inputs.map((one) => pool.parse(one)));
    for (const [index, one] of inputs.entries())
      expect(parsed[index]).toEqual(await parseDocumentWithOrigin({ ...one, ...settings }));
  } finally {
    await pool.close();
  }
});

test('a file that breaks its thread is told, and the others are parsed', async () => {
  const pool = openParsePool(settings, 2);
  try {
    const broken = { ...input(1), path: 'a.docx' };
    const results = await Promise.allSettled([
      pool.parse(input(1)),
      pool.parse({ ...broken, bytes: undefined as unknown as Uint8Array }),
      pool.parse(input(3)),
      pool.parse(input(4)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { name: 'ParseThreadError', hint: expect.any(String) } });
  } finally {
    await pool.close();
  }
});

test('a closed pool parses nothing more', async () => {
  const pool = openParsePool(settings, 2);
  await pool.close();
  await expect(pool.parse(input(1))).rejects.toThrow('the run was ended');
});

test('a pool that is closed while a file is under way ends', async () => {
  const pool = openParsePool(settings, 2);
  const under = Promise.all(Array.from({ length: 6 }, (_, index) => pool.parse(input(index + 1))));
  under.catch(() => {});
  await pool.close();
});

test.each([
  ['in reading', { reading: 1, parsing: 60_000 }],
  ['in its thread', { reading: 60_000, parsing: 1 }],
])('a file that took too long %s beside others is tried again alone, and read', async (_, besideOthers) => {
  const pool = openParsePool(settings, 2, { besideOthers, alone: { reading: 60_000, parsing: 60_000 } });
  const pdf = writtenPdf([
    drawnLines(70, 700, ['Số 7-KH/TU', 'KẾ HOẠCH', '1. Các xã báo cáo trong quý II/2025.']),
  ]);
  try {
    const parsed = await Promise.all(
      [1, 2, 3, 4].map((number) => pool.parse({ bytes: pdf, path: `${number}.pdf`, declared: {} })),
    );
    for (const { record } of parsed) expect(record.text).toContain('Các xã báo cáo');
  } finally {
    await pool.close();
  }
});

test('a file that takes too long alone, too, is told', async () => {
  const limits = { reading: 1, parsing: 60_000 };
  const pool = openParsePool(settings, 2, { besideOthers: limits, alone: limits });
  try {
    const { record } = await pool.parse({ bytes: writtenPdf(['']), path: 'a.pdf', declared: {} });
    expect(record.messages).toMatchObject([{ ruleId: 'read/timed-out', severity: 'error' }]);
  } finally {
    await pool.close();
  }
});
