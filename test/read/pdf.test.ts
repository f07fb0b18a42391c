import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/read/index.ts';
import { pagesToText, type Run } from '../../src/read/pdf-layout.ts';
import { isScrambled } from '../../src/read/scrambled.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/read');
const read = async (name: string) => await readDocument(await readFile(join(FIXTURES, name)), name);

describe('a PDF with a text layer', () => {
  test('columns, paragraphs over two pages; no header, footer or number of a page', async () => {
    const { text, messages } = await read('plan.pdf');
    expect(messages).toEqual([]);
    expect(text.text).toMatch(/^TỈNH ỦY HƯƠNG GIANG {3,}ĐẢNG CỘNG SẢN VIỆT NAM\n/u);
    const paragraphs = text.text.split('\n\n');
    const tasks = paragraphs.filter((paragraph) => /^\d+\. Ủy ban/u.test(paragraph));
    expect(tasks).toHaveLength(14);
    for (const task of tasks) expect(task).toMatch(/quý III năm 2025\.$/u);
    expect(text.text).not.toMatch(/Văn thư xã|^\d+$/mu);
  });
});

describe('what a PDF shows and does not say needs review', () => {
  test.each([
    ['scan.pdf', 'read/no-text-layer'],
    ['scrambled.pdf', 'read/scrambled-text'],
  ])('%s', async (name, ruleId) => {
    const { text, messages } = await read(name);
    expect(text.text).toBe('');
    expect(messages).toMatchObject([{ ruleId, severity: 'error' }]);
    expect(messages[0]?.reason).toContain('needs review');
  });

  test('text in order is not scrambled, whatever it speaks of', () => {
    const sound = 'Ủy ban nhân dân xã ở ấp Hoa Sen; ý kiến của Nhân dân về Nghị định số 01/2020/NĐ-CP. ';
    expect(isScrambled(sound.repeat(5))).toBe(false);
    expect(isScrambled('NGH Đ NH S 01/2020/NĐ-CPỊ Ị Ố c a Chính ph v công tác ủ ủ ề '.repeat(5))).toBe(true);
  });
});

describe('runs of a page become lines', () => {
  const run = (text: string, left: number, top: number, size = 14): Run => ({
    text,
    left,
    right: left + text.length * size * 0.5,
    top,
    size,
  });
  const page = (...runs: Run[]) => ({ width: 600, height: 840, runs });

  test('a reference to a note is no word, and the note is one', () => {
    const text = pagesToText([
      page(
        run('Các chỉ tiêu đạt được trong năm', 80, 100),
        run('1', 300, 94, 7),
        run('đều vượt kế hoạch đề ra, đúng tiến độ.', 308, 100),
        run('1', 80, 700, 7),
        run('Theo báo cáo quý IV.', 86, 702, 10),
      ),
    ]);
    expect(text).toBe(
      'Các chỉ tiêu đạt được trong năm đều vượt kế hoạch đề ra, đúng tiến độ.\n\n<sup>1</sup> Theo báo cáo quý IV.',
    );
  });

  test('no page, no text', () => {
    expect(pagesToText([])).toBe('');
    expect(pagesToText([page()])).toBe('');
  });
});
