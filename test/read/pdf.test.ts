import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/read/index.ts';
import { isScrambled } from '../../src/read/scrambled.ts';
import { isUnmarked } from '../../src/read/unmarked.ts';
import {
  drawn,
  drawnLines,
  pictured,
  ruled,
  shaded,
  type WrittenPage,
  written,
  writtenPdf,
} from './written-pdf.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/read');
const readFixture = async (name: string) => await readDocument(await readFile(join(FIXTURES, name)), name);
const read = async (...pages: (WrittenPage | string)[]) => {
  const { text, messages } = await readDocument(writtenPdf(pages), 'van-ban.pdf');
  return { text: text.text, messages };
};

/** Full lines of a page that stands in the usual margins. */
const PROSE = [
  'Các thôn vận động Nhân dân hiến đất làm đường, mở rộng các tuyến giao',
  'thông nông thôn, chỉnh trang nhà cửa, hàng rào, giữ gìn vệ sinh chung ở',
  'các khu dân cư, nhất là các tuyến đường hoa do hội viên tự tay trồng nên.',
];
const page = (content: string, others: Partial<WrittenPage> = {}): WrittenPage => ({ content, ...others });

describe('a PDF with a text layer', () => {
  test('columns, paragraphs over two pages; no header, footer or number of a page', async () => {
    const { text, messages } = await readFixture('plan.pdf');
    expect(messages.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
      ['read/page-furniture', 'info'],
    ]);
    expect(messages[0]?.actual).toContain('Văn thư xã');
    expect(text.text).toMatch(/^TỈNH ỦY HƯƠNG GIANG {3,}ĐẢNG CỘNG SẢN VIỆT NAM\n/u);
    const paragraphs = text.text.split('\n\n');
    const tasks = paragraphs.filter((paragraph) => /^\d+\. Ủy ban/u.test(paragraph));
    expect(tasks).toHaveLength(14);
    for (const task of tasks) expect(task).toMatch(/quý III năm 2025\.(?:\nNơi nhận:)?$/u);
    expect(text.text).not.toMatch(/Văn thư xã|^\d+$/mu);
  });

  test('words are parted by gaps, drawn spaces or not; letters set apart are one word', async () => {
    const apart = Array.from('KẾ HOẠCH', (letter, index) =>
      drawn(200 + index * 16, 700, letter, { size: 14 }),
    ).join('');
    const { text } = await read(
      drawn(70, 760, 'Xã') + drawn(87, 760, 'Hoa Sen') + apart + drawnLines(70, 640, PROSE),
    );
    expect(text).toContain('Xã Hoa Sen');
    expect(text).toContain('KẾ HOẠCH');
  });

  test('a letter drawn twice to look bold is one', async () => {
    const bold = drawn(70, 700, 'Đẩy mạnh') + drawn(70.4, 700, 'Đẩy mạnh');
    expect((await read(bold + drawnLines(70, 660, PROSE))).text).toContain('Đẩy mạnh\n');
  });

  test('signs of several letters are their letters', async () => {
    expect((await read(drawnLines(70, 700, ['Công ty O\ufb03ce và \ufb02ora', ...PROSE]))).text).toContain(
      'Công ty Office và flora',
    );
  });
});

describe('pages that are turned', () => {
  const lines = ['I. NHIỆM VỤ', '1. Ban Dân vận chủ trì hội nghị ở các thôn.', ...PROSE];
  const upright = drawnLines(70, 700, lines);

  test.each([90, 180, 270] as const)('by /Rotate %i, drawn so that they are upright', async (rotate) => {
    const angle = rotate;
    const turned = lines
      .map((line, index) => {
        const down = 100 + index * 18;
        const at = { 90: [down, 70], 180: [525, down], 270: [495 - down, 772] }[rotate] as [number, number];
        return drawn(at[0], at[1], line, { angle });
      })
      .join('');
    const { text } = await read({ content: turned, rotate });
    expect(text).toBe((await read(upright)).text);
  });

  test('drawn sideways without a word of it', async () => {
    const sideways = lines.map((line, index) => drawn(100 + index * 18, 70, line, { angle: 90 })).join('');
    expect((await read(upright, sideways)).text.match(/Ban Dân vận chủ trì/gu)).toHaveLength(2);
  });
});

describe('what stands in the margins', () => {
  const full = (from: number) =>
    Array.from({ length: 12 }, (_, index) => [
      `${from + index}. Tổ chức hội nghị ở thôn thứ ${from + index} về hương ước, quy ước.`,
      'Thời gian hoàn thành: Thường xuyên.',
    ]).flat();

  test('the same last line of two full pages is content', async () => {
    const { text, messages } = await read(
      drawnLines(70, 780, full(1), 30),
      drawnLines(70, 780, full(13), 30),
    );
    expect(text.match(/Thường xuyên/gu)).toHaveLength(24);
    expect(messages).toEqual([]);
  });

  test('a line that a margin parts, in the same place of each page, is none, and is told', async () => {
    const sheet = (from: number, number: number) =>
      drawnLines(70, 740, full(from), 24) +
      drawn(70, 40, 'Văn phòng xã Hoa Sen') +
      drawn(290, 800, String(number));
    const { text, messages } = await read(sheet(1, 1), sheet(13, 2), sheet(25, 3));
    expect(text).not.toMatch(/Văn phòng xã|^\d$/mu);
    expect(messages).toMatchObject([
      { ruleId: 'read/page-furniture', severity: 'info', actual: 'Văn phòng xã Hoa Sen' },
    ]);
  });

  test('a secrecy mark that stands on every page stays for the parser to see', async () => {
    const sheet = drawn(280, 805, 'MẬT') + drawnLines(70, 740, full(1), 24);
    expect((await read(sheet, sheet, sheet)).text).toContain('MẬT');
  });
});

describe('tables', () => {
  const xs = [60, 90, 300, 400, 520];
  const grid = (ys: readonly number[], columns = xs) =>
    ys.map((y) => ruled(columns[0] as number, y, columns.at(-1) as number, y)).join('') +
    columns.map((x) => ruled(x, ys[0] as number, x, ys.at(-1) as number)).join('');
  const row = (y: number, cells: readonly (string | readonly string[])[], columns = xs) =>
    cells
      .map((cell, index) =>
        drawnLines((columns[index] as number) + 4, y, typeof cell === 'string' ? [cell] : cell, 14, {
          size: 11,
        }),
      )
      .join('');

  test('cells that wrap, an empty one, a head', async () => {
    const { text } = await read(
      drawn(60, 780, 'I. NHIỆM VỤ') +
        grid([760, 740, 700, 680]) +
        row(746, ['TT', 'Nhiệm vụ', 'Chủ trì', 'Thời gian']) +
        row(727, [
          '1',
          ['Mở lớp bồi dưỡng kỹ năng giao', 'tiếp theo Kế hoạch số 28-', 'NQ/TW'],
          ['Phòng Nội', 'vụ'],
          'Quý I',
        ]) +
        row(686, ['2', 'Rà soát', '', 'Quý II']),
    );
    expect(text).toContain(
      [
        '| TT | Nhiệm vụ | Chủ trì | Thời gian |',
        '| 1 | Mở lớp bồi dưỡng kỹ năng giao tiếp theo Kế hoạch số 28-NQ/TW | Phòng Nội vụ | Quý I |',
        '| 2 | Rà soát |  | Quý II |',
      ].join('\n'),
    );
  });

  test('cells that span rows and columns', async () => {
    const rules =
      [760, 740, 700].map((y) => ruled(60, y, 520, y)).join('') +
      ruled(90, 720, 520, 720) +
      [60, 90, 520].map((x) => ruled(x, 760, x, 700)).join('') +
      ruled(300, 740, 300, 700);
    const { text } = await read(
      rules +
        row(746, ['TT', 'Nội dung nhiệm vụ']) +
        row(726, ['1', 'Tuyên truyền', 'Ban Tuyên giáo']) +
        row(706, ['', 'Kiểm tra', 'Ban Dân vận']),
    );
    expect(text).toBe(
      [
        '| TT | Nội dung nhiệm vụ |  |',
        '| 1 | Tuyên truyền | Ban Tuyên giáo |',
        '| ^^ | Kiểm tra | Ban Dân vận |',
      ].join('\n'),
    );
  });

  test('one table over two pages: the head once, a row that the page cut in one piece', async () => {
    const head = (y: number) => row(y, ['TT', 'Nhiệm vụ', 'Chủ trì', 'Thời gian']);
    const { text } = await read(
      grid([140, 120, 80]) +
        drawnLines(60, 780, PROSE) +
        head(126) +
        row(106, ['1', 'Mở lớp bồi dưỡng', 'Sở Nội vụ', 'Quý I']),
      grid([800, 780, 760, 740]) +
        head(786) +
        row(766, ['', 'cho công chức các xã', '', '']) +
        row(746, ['2', 'Rà soát', 'Văn phòng', 'Quý II']),
    );
    expect(text.slice(text.indexOf('|'))).toBe(
      [
        '| TT | Nhiệm vụ | Chủ trì | Thời gian |',
        '| 1 | Mở lớp bồi dưỡng cho công chức các xã | Sở Nội vụ | Quý I |',
        '| 2 | Rà soát | Văn phòng | Quý II |',
      ].join('\n'),
    );
  });

  test('columns that only gaps part, below a head', async () => {
    const { text } = await read(
      row(746, ['TT', 'Nhiệm vụ', 'Đơn vị chủ trì', 'Thời gian']) +
        row(716, ['1', ['Tuyên truyền phong trào', 'ở các khu phố'], 'Ban Dân vận', 'Quý I']) +
        row(670, ['2', 'Kiểm tra quy chế', 'Ủy ban Kiểm tra', 'Quý II']),
    );
    expect(text).toBe(
      [
        '| TT | Nhiệm vụ | Đơn vị chủ trì | Thời gian |',
        '| 1 | Tuyên truyền phong trào ở các khu phố | Ban Dân vận | Quý I |',
        '| 2 | Kiểm tra quy chế | Ủy ban Kiểm tra | Quý II |',
      ].join('\n'),
    );
  });

  test('a frame around text, and rules below titles, are none', async () => {
    const frame =
      ruled(60, 790, 540, 790) +
      ruled(60, 600, 540, 600) +
      ruled(60, 790, 60, 600) +
      ruled(540, 790, 540, 600);
    expect((await read(frame + ruled(250, 770, 330, 770) + drawnLines(70, 740, PROSE))).text).not.toContain(
      '|',
    );
  });
});

describe('columns and notes', () => {
  const left = [
    'I. NHIỆM VỤ',
    'Tuyên truyền sâu rộng phong trào',
    'thi đua ở các thôn, khu phố, nhất',
    'là quy chế dân chủ trong các loại',
    'hình doanh nghiệp, hợp tác xã và',
    'các cơ sở sản xuất nhỏ ở nông',
    'thôn.',
  ];
  const right = [
    'II. TỔ CHỨC THỰC HIỆN',
    'Ban Dân vận chủ trì, phối hợp với',
    'các ban của Tỉnh ủy tham mưu cho',
    'Ban Thường vụ; Văn phòng theo dõi',
    'và đôn đốc, báo cáo kết quả từng',
    'quý.',
  ];

  test('prose in two columns is read down one, then down the other', async () => {
    const { text } = await read(
      drawn(200, 780, 'KẾ HOẠCH CÔNG TÁC') + drawnLines(60, 740, left) + drawnLines(310, 740, right),
    );
    expect(text.replace(/\s+/gu, ' ')).toContain(`${left.join(' ')} ${right.join(' ')}`);
  });

  test('recipients beside a signature are read line by line', async () => {
    const { text } = await read(
      drawnLines(60, 780, PROSE) +
        drawnLines(60, 600, [
          'Nơi nhận:',
          '- Các sở, ban, ngành cấp tỉnh;',
          '- Các huyện ủy, thị ủy;',
          '- Các xã;',
          '- Báo;',
          '- Lưu.',
        ]) +
        drawnLines(
          380,
          600,
          ['T/M BAN THƯỜNG VỤ', 'PHÓ BÍ THƯ', '', '', '', 'Trần Văn Mẫu'].map((line) => line || ' '),
        ),
    );
    expect(text).toMatch(/Nơi nhận: {3,}T\/M BAN THƯỜNG VỤ/u);
  });

  test('a note stands behind the paragraph that goes on over it; its mark is no part of a number', async () => {
    const { text } = await read(
      drawnLines(70, 780, PROSE) +
        drawn(70, 720, 'Thực hiện Nghị quyết số 428-NQ/TU') +
        drawn(268, 725, '1', { size: 7 }) +
        drawn(280, 720, 'và các văn bản có liên quan, gắn với') +
        ruled(70, 110, 200, 110) +
        drawn(70, 99, '1', { size: 6 }) +
        drawn(75, 95, 'Ngày 17/11/2022 của Tỉnh ủy Lam Sơn.', { size: 9 }),
      drawnLines(70, 780, ['phong trào thi đua Dân vận khéo ở cơ sở.', ...PROSE]),
    );
    expect(text.replace(/\n(?!\n)/gu, ' ')).toContain(
      'Nghị quyết số 428-NQ/TU và các văn bản có liên quan, gắn với phong trào thi đua Dân vận khéo ở cơ sở.',
    );
    expect(text).toContain('<sup>1</sup> Ngày 17/11/2022 của Tỉnh ủy Lam Sơn.');
  });

  test('a small raised number that marks no note is a power', async () => {
    const { text } = await read(
      drawnLines(70, 780, PROSE) +
        drawn(70, 700, 'Diện tích 45 km') +
        drawn(160, 705, '2', { size: 7 }) +
        drawn(170, 700, 'đất rừng'),
    );
    expect(text).toContain('45 km2 đất rừng');
  });
});

describe('what was put onto the pages', () => {
  const base = drawn(70, 780, 'Số:        /KH-UBND') + drawnLines(70, 740, PROSE);

  test.each([
    ['drawn by the file', drawn(0, 4, '58')],
    ['left to the viewer', undefined],
  ])('a number typed into a gap is read: %s', async (_, appearance) => {
    const { text } = await read(
      page(base, {
        annotations: [
          {
            entries: `/Subtype /FreeText /Contents ${written('58')} /F 4`,
            box: [96, 776, 120, 792],
            ...(appearance !== undefined && { appearance }),
          },
        ],
      }),
    );
    expect(text.split('\n')[0]).toMatch(/^Số: +58 +\/KH-UBND$/u);
  });

  test.each([
    ['drawn by the file', drawn(2, 4, 'Văn phòng xã')],
    ['left to the viewer', undefined],
  ])('a filled field stands behind its label: %s', async (_, appearance) => {
    const { text } = await read(
      page(drawn(70, 780, 'Đơn vị chủ trì:') + drawnLines(70, 740, PROSE), {
        annotations: [
          {
            entries: `/Subtype /Widget /FT /Tx /T (ten) /V ${written('Văn phòng xã')} /F 4`,
            box: [170, 776, 320, 794],
            ...(appearance !== undefined && { appearance }),
          },
        ],
      }),
    );
    expect(text.split('\n')[0]).toMatch(/^Đơn vị chủ trì: +Văn phòng xã$/u);
  });

  test('a hidden field and the comment of a reviewer are not read', async () => {
    const { text, messages } = await read(
      page(base, {
        annotations: [
          {
            entries: `/Subtype /Widget /FT /Tx /T (kin) /V ${written('danh sách kín')} /F 2`,
            box: [70, 500, 300, 520],
          },
          { entries: `/Subtype /Text /Contents ${written('Xem lại chỗ này')}`, box: [500, 700, 520, 720] },
        ],
      }),
    );
    expect(text).not.toMatch(/kín|Xem lại/u);
    expect(messages).toMatchObject([{ ruleId: 'read/comments', actual: '1' }]);
  });

  test('the stamp of a digital signature is left out, and told', async () => {
    const { text, messages } = await read(
      page(base, {
        annotations: [
          {
            entries: '/Subtype /Widget /FT /Sig /T (ky) /F 132',
            box: [350, 600, 540, 660],
            appearance: drawnLines(2, 40, ['Người ký: UBND xã Hoa Sen', 'Thời gian ký: 20.12.2024'], 12, {
              size: 9,
            }),
          },
        ],
      }),
    );
    expect(text).not.toContain('Người ký');
    expect(messages).toMatchObject([
      { ruleId: 'read/signature-stamp', actual: 'Người ký: UBND xã Hoa Sen Thời gian ký: 20.12.2024' },
    ]);
  });

  test('a slanted watermark parts no word, and is told', async () => {
    const { text, messages } = await read(drawn(100, 640, 'DỰ THẢO', { size: 60, angle: 45 }) + base);
    expect(text).toContain(PROSE.join('\n'));
    expect(messages).toMatchObject([{ ruleId: 'read/slanted-text', severity: 'info', actual: 'DỰ THẢO' }]);
  });

  test('a watermark across a table is in no cell of it', async () => {
    const rules =
      [760, 660, 560].map((y) => ruled(60, y, 520, y)).join('') +
      [60, 300, 520].map((x) => ruled(x, 760, x, 560)).join('');
    const cells = ['TT', 'Việc', '1', 'Trồng cây'].map((text, index) =>
      drawn(index % 2 === 0 ? 70 : 310, index < 2 ? 720 : 620, text),
    );
    const { text, messages } = await read(
      rules +
        cells.join('') +
        drawn(360, 680, 'DỰ THẢO', { size: 30, angle: 45 }) +
        drawnLines(70, 500, PROSE),
    );
    expect(text).toContain('| TT | Việc |\n| 1 | Trồng cây |');
    expect(messages).toMatchObject([{ ruleId: 'read/slanted-text', actual: 'DỰ THẢO' }]);
  });

  test.each([
    [
      'slanted',
      Array.from('MẬT', (letter, index) =>
        drawn(400 + index * 26, 800 + index * 9, letter, { size: 20, angle: 20 }),
      ).join(''),
    ],
    [
      'upright letters on a slope',
      Array.from('MẬT', (letter, index) =>
        drawn(400 + index * 26, 760 + index * 18, letter, { size: 20 }),
      ).join(''),
    ],
  ])('a secrecy mark stamped letter by letter stays for the parser: %s', async (_, stamp) => {
    expect((await read(drawnLines(70, 700, PROSE) + stamp)).text).toMatch(/^M ?Ậ ?T\n/u);
  });
});

describe('what nobody sees on the paper', () => {
  const base = drawnLines(70, 700, PROSE);

  test.each([
    ['drawn invisibly', drawn(70, 600, 'danh sách kín', { mode: 3 })],
    ['in white on white', drawn(70, 600, 'danh sách kín', { colour: [1, 1, 1] })],
    ['off the page', drawn(700, 600, 'danh sách kín')],
  ])('%s is left out, and how much', async (_, hidden) => {
    const { text, messages } = await read(base + hidden);
    expect(text).not.toContain('kín');
    expect(messages).toMatchObject([
      { ruleId: 'read/hidden-text', severity: 'warning', actual: '1 passages, 3 words' },
    ]);
  });

  test('white letters on a dark ground are read', async () => {
    const { text, messages } = await read(
      `${base}${shaded(60, 590, 200, 24, 0.2)}${drawn(70, 600, 'Nhiệm vụ', { colour: [1, 1, 1] })}`,
    );
    expect(text).toContain('Nhiệm vụ');
    expect(messages).toEqual([]);
  });

  test('an invisible layer over a scan is its text, recognised by a program', async () => {
    const lines = Array.from({ length: 6 }, () => PROSE).flat();
    const { text, messages } = await read(
      pictured(0, 0, 595, 842) + drawnLines(70, 740, lines, 18, { mode: 3 }),
    );
    expect(text).toContain('hiến đất làm đường');
    expect(messages).toMatchObject([{ ruleId: 'read/recognised-text', actual: 'pages 1' }]);
  });
});

describe('what a PDF shows and does not say needs review', () => {
  test.each([
    ['scan.pdf', 'read/no-text-layer'],
    ['scrambled.pdf', 'read/scrambled-text'],
  ])('%s', async (name, ruleId) => {
    const { text, messages } = await readFixture(name);
    expect(text.text).toBe('');
    expect(messages).toMatchObject([{ ruleId, severity: 'error' }]);
    expect(messages[0]?.reason).toContain('needs review');
  });

  test('pages without text among others are named', async () => {
    const { text, messages } = await readFixture('partly-scanned.pdf');
    expect(text.text).toContain('hiến đất làm đường');
    expect(messages).toMatchObject([{ ruleId: 'read/pages-without-text', actual: 'pages 2' }]);
  });

  test('a scan whose only text is the stamp of a signature', async () => {
    const stamp = [
      'Người ký: Ủy ban nhân dân xã Hoa Sen',
      'Email: hoasen@lamson.example',
      'Cơ quan: Tỉnh Lam Sơn, huyện Tân Hà',
      'Thời gian ký: 16.05.2024 10:50:25 +07:00',
      'Chức vụ: Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã',
    ];
    const { messages } = await read(pictured(0, 0, 595, 842) + drawnLines(330, 120, stamp, 12, { size: 9 }));
    expect(messages).toMatchObject([{ ruleId: 'read/no-text-layer', severity: 'error' }]);
  });

  test('a layer that was recognised in another language', async () => {
    const lines = [
      'CONG HOA XA HOI CHU NGHIA VIET NAM',
      'Doc lap - Tu do - Hanh phuc',
      'Ra soat thu tuc hanh chinh thuOc tham quyen giai quyet cila So va cac don vi',
      'truc thuOc, bao cao ket qua ve Uy ban nhan dan tinh truoc ngay 15 thong 12.',
    ];
    const { messages } = await read(drawnLines(70, 780, lines));
    expect(messages).toMatchObject([{ ruleId: 'read/unmarked-text', severity: 'error' }]);
    expect(messages[0]?.reason).toContain('needs review');
  });

  test('a picture in the head may bear a mark', async () => {
    const pictureIn = async (content: string) =>
      (await readDocument(writtenPdf([content + drawnLines(70, 700, PROSE)]), 'a.pdf')).pictureInHead;
    expect(await pictureIn(pictured(420, 780, 90, 30))).toBe(true);
    expect(await pictureIn(pictured(70, 100, 90, 30))).toBe(false);
    expect(await pictureIn('')).toBe(false);
  });

  test('text in order is not scrambled, whatever it speaks of', () => {
    const sound = 'Ủy ban nhân dân xã ở ấp Hoa Sen; ý kiến của Nhân dân về Nghị định số 01/2020/NĐ-CP. ';
    expect(isScrambled(sound.repeat(5))).toBe(false);
    expect(isScrambled('NGH Đ NH S 01/2020/NĐ-CPỊ Ị Ố c a Chính ph v công tác ủ ủ ề '.repeat(5))).toBe(true);
  });

  test('English is not Vietnamese without its marks', () => {
    expect(
      isUnmarked(
        'The committee shall report to the council on the progress of the plan, and on the work that is to be done in each of the communes before the end of the year. '.repeat(
          3,
        ),
      ),
    ).toBe(false);
    expect(
      isUnmarked('Uy ban nhan dan tinh bao cao ket qua truoc ngay 15 thang 12 nam 2024. '.repeat(4)),
    ).toBe(true);
  });
});

describe('files that are no documents', () => {
  test('a damaged file says so; a page without anything has no text', async () => {
    const whole = writtenPdf([drawnLines(70, 700, PROSE)]);
    const cut = await readDocument(whole.slice(0, 200), 'cut.pdf');
    expect(cut.messages).toMatchObject([{ ruleId: 'read/damaged-file', severity: 'error' }]);
    expect((await read('')).messages).toMatchObject([{ ruleId: 'read/no-text-layer', severity: 'error' }]);
  });
});
