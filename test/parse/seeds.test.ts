import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ParsedDocument } from '../../src/parse/parse-document.ts';
import { count, expectSound, PROJECT, parse } from './parsing.ts';

const SEEDS = {
  '000': 'binh-thuan/2023-05-19-ke-hoach-89-kh-bdvtu.txt',
  '001': 'binh-thuan/2023-ke-hoach-thuc-hien-ke-hoach-117-kh-tu.txt',
  '002': 'binh-thuan/2024-ke-hoach-cong-tac-dan-van.txt',
  '003': 'binh-thuan/2023-03-30-chuong-trinh-hanh-dong-58-ctr-tu.txt',
  '004': 'ben-tre/2023-ke-hoach-114-kh-duk-cong-tac-dan-van.txt',
} as const;
type Seed = keyof typeof SEEDS;

const parsed = {} as Record<Seed, ParsedDocument>;

beforeAll(async () => {
  for (const [seed, path] of Object.entries(SEEDS)) {
    parsed[seed as Seed] = await parse(await readFile(join(PROJECT, 'corpus/documents', path)), path);
  }
});

/** Counted by reading the five documents. */
const COUNTS: readonly (readonly [
  Seed,
  { tasks: number; headings: number; recipients: number; numbered: number; mentions: number },
])[] = [
  ['000', { tasks: 28, headings: 13, recipients: 4, numbered: 9, mentions: 0 }],
  ['001', { tasks: 19, headings: 6, recipients: 5, numbered: 11, mentions: 1 }],
  ['002', { tasks: 46, headings: 9, recipients: 6, numbered: 24, mentions: 5 }],
  ['003', { tasks: 87, headings: 23, recipients: 12, numbered: 34, mentions: 0 }],
  ['004', { tasks: 10, headings: 3, recipients: 8, numbered: 7, mentions: 3 }],
];

describe('the five seeds', () => {
  for (const [seed, expected] of COUNTS) {
    test(`${seed} is sound, and its counts are those of a reader`, () => {
      expectSound(parsed[seed]);
      const { record } = parsed[seed];
      expect({
        tasks: record.tasks.length,
        headings: record.outline.filter((entry) => entry.kind === 'heading').length,
        recipients: record.recipients.length,
        numbered: record.citations.filter((citation) => citation.number !== null).length,
        mentions: count(record.text, 'Dân vận khéo'),
      }).toEqual(expected);
    });
  }

  test('nothing but white space is new in the text: every letter comes from the file', async () => {
    for (const [seed, path] of Object.entries(SEEDS)) {
      const file = await readFile(join(PROJECT, 'corpus/documents', path), 'utf8');
      const { record, origin } = parsed[seed as Seed];
      let moved = 0;
      for (let i = 0; i < record.text.length; i++) {
        const from = file[origin[i] as number] ?? '';
        // a repaired mark stands on another letter than in the file
        if (
          /\p{L}/u.test(record.text[i] as string) &&
          from.normalize('NFD')[0] !== record.text[i]?.normalize('NFD')[0]
        )
          moved++;
      }
      expect(moved).toBeLessThan(seed === '002' ? 40 : 5);
    }
  });

  test('000: letterhead', () => {
    expect(parsed['000'].record).toMatchObject({
      type: 'kế hoạch',
      typeCode: 'KH',
      number: 89,
      symbol: 'KH/BDVTU',
      issuer: 'Ban Dân vận Tỉnh ủy Bình Thuận',
      parentBody: 'Tỉnh ủy Bình Thuận',
      province: 'Bình Thuận',
      place: 'Bình Thuận',
      issuedOn: '2023-05-19',
      subjectYear: null,
      signer: { name: 'Đặng Hồng Sỹ', position: 'Trưởng Ban', onBehalfOf: null },
    });
    expect(parsed['000'].record.provenance.number?.basis).toBe('stated');
  });

  test('000: a group that closes a block applies to all its tasks and not beyond', () => {
    const { tasks } = parsed['000'].record;
    const of = (prefix: string) => tasks.filter((task) => task.blockId.startsWith(prefix));
    expect(of('ii-1').every((task) => task.leads.length === 0)).toBe(true);
    expect(of('ii-2').every((task) => task.leads.includes('Trưởng ban'))).toBe(true);
    expect(of('iii').every((task) => !task.leads.includes('Trưởng ban'))).toBe(true);
  });

  test('000: a line below one task is its own', () => {
    const { tasks } = parsed['000'].record;
    expect(tasks[0]).toMatchObject({ status: 'done', schedule: { recurrence: 'once', years: [2022, 2023] } });
    expect(tasks.find((task) => task.blockId === 'ii-3-3')?.schedule.text).toBe(
      'Thường xuyên; sơ kết, tổng kết hàng năm',
    );
  });

  test('001: a second paragraph belongs to its item', () => {
    const task = parsed['001'].record.tasks.find((one) => one.blockId === 'ii-2-3');
    expect(task?.text).toContain('trong nội bộ.\nTham mưu lãnh đạo');
  });

  test('002: type, title and issuer are inferred and say so; broken marks are repaired', () => {
    const { record } = parsed['002'];
    expect(record).toMatchObject({
      type: 'kế hoạch',
      title: 'thực hiện công tác dân vận năm 2024',
      subjectYear: 2024,
      number: null,
    });
    expect(record.provenance.title?.basis).toBe('inferred');
    expect(record.text).toContain('thực hiện các nhiệm vụ được giao tại Đề án 05-ĐA/TU');
    expect(record.text).toContain('các xã thuần, thôn xen ghép đồng bào dân tộc thiểu số;');
  });

  test('003: a footnote moves behind the paragraph that it interrupts; pages are joined', () => {
    const { record } = parsed['003'];
    expect(record.blocks.filter((block) => block.kind === 'note').map((block) => block.id)).toEqual([
      'chu-thich-1',
    ]);
    expect(record.text).toContain('đề cao trách nhiệm trong giải quyết các kiến nghị');
    expect(record.text).toContain('Chức năng, nhiệm vụ, mối quan hệ công tác');
    expect(record.text).not.toMatch(/[*#<>]/u);
    const orders = record.tasks.filter((task) => task.blockId.startsWith('iii-2-11'));
    expect(orders.length).toBe(6);
    expect(orders.every((task) => task.assignedUnit?.startsWith('Các huyện ủy'))).toBe(true);
  });

  test('004: number stated, province unknown', () => {
    expect(parsed['004'].record).toMatchObject({
      number: 114,
      symbol: 'KH/ĐUK',
      subjectYear: 2023,
      province: null,
    });
  });
});

describe('the gold standard', () => {
  // Beside the repository, not in it: a clone alone has none.
  const gold = join(PROJECT, '../shared/gold');
  test('tasks, where it is at hand', async ({ skip }) => {
    if (!existsSync(gold)) {
      const reason = `The gold standard is not at ${gold}: nothing compared.`;
      console.warn(reason);
      skip(reason);
    }
    for (const seed of ['000', '003'] as const) {
      const truth = JSON.parse(await readFile(join(gold, `${seed}.json`), 'utf8')) as {
        tasks: { text: string }[];
      };
      expect(parsed[seed].record.tasks.length).toBe(truth.tasks.length);
    }
  });
});
