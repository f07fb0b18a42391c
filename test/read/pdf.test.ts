import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readDocument } from '../../src/read/index.ts';
import { layoutToPages, pagesToText, type Run } from '../../src/read/pdf-layout.ts';
import { isScrambled } from '../../src/read/scrambled.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/read');
const read = async (name: string) => await readDocument(await readFile(join(FIXTURES, name)), name);

const PATH = process.env.PATH;
afterEach(() => {
  process.env.PATH = PATH;
});

// With pdftotext where this machine has it, and as machines without it read.
describe.each([
  ['the reader of this machine', PATH],
  ['pdf.js', '/nowhere'],
])('a PDF with a text layer, by %s', (_, path) => {
  test('columns, paragraphs over two pages; no header, footer or number of a page', async () => {
    process.env.PATH = path;
    const { text, messages } = await read('plan.pdf');
    expect(messages).toEqual([]);
    expect(text.text).toMatch(/^TỈNH ỦY HƯƠNG GIANG {3,}ĐẢNG CỘNG SẢN VIỆT NAM\n/u);
    const paragraphs = text.text.split('\n\n');
    const tasks = paragraphs.filter((paragraph) => /^\d+\. Ủy ban/u.test(paragraph));
    expect(tasks).toHaveLength(14);
    for (const task of tasks) expect(task).toMatch(/quý III năm 2025\.(?:\nNơi nhận:)?$/u);
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

  test('pages without text among others are named', async () => {
    const { text, messages } = await read('partly-scanned.pdf');
    expect(text.text).toContain('hiến đất làm đường');
    expect(messages).toMatchObject([{ ruleId: 'read/pages-without-text', actual: 'pages 2' }]);
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

  test('a text set by pdftotext is read as a page is', () => {
    const layout = [
      '        ỦY BAN NHÂN DÂN XÃ HOA SEN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      '',
      '        I. NHIỆM VỤ',
      '        1. Các thôn vận động Nhân dân hiến đất làm đường, mở rộng các tuyến giao thông nông',
      '     thôn, chỉnh trang nhà cửa, hàng rào; giữ gìn vệ sinh chung ở các khu dân cư trên địa bàn',
      '                                              1',
      '\f     xã, nhất là các tuyến đường hoa, và báo cáo kết quả về Ủy ban nhân dân xã trước ngày',
      '     30 tháng 6 năm 2025 để tổng hợp.',
      '                                              2',
      '\f',
    ].join('\n');
    expect(pagesToText(layoutToPages(layout))).toBe(
      [
        'ỦY BAN NHÂN DÂN XÃ HOA SEN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        '',
        'I. NHIỆM VỤ',
        '',
        '1. Các thôn vận động Nhân dân hiến đất làm đường, mở rộng các tuyến giao thông nông',
        'thôn, chỉnh trang nhà cửa, hàng rào; giữ gìn vệ sinh chung ở các khu dân cư trên địa bàn',
        'xã, nhất là các tuyến đường hoa, và báo cáo kết quả về Ủy ban nhân dân xã trước ngày',
        '30 tháng 6 năm 2025 để tổng hợp.',
      ].join('\n'),
    );
  });

  test('a secrecy mark that stands on every page stays for the parser to see', () => {
    const sheet = () => page(run('MẬT', 300, 40), run('Các thôn báo cáo kết quả trong tháng 6.', 80, 100));
    expect(pagesToText([sheet(), sheet(), sheet()])).toContain('MẬT');
  });

  test('no page, no text', () => {
    expect(pagesToText([])).toBe('');
    expect(pagesToText([page()])).toBe('');
  });
});
