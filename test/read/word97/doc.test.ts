import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDoc } from '../../../src/read/doc.ts';
import { mutate, randomFrom } from '../../fuzz/mutate.ts';
import { compoundFile, sprm, type TestFile, wordFile, wordStreams } from './word-file.ts';

/** Written with Word 2007's XML and saved by LibreOffice 7.4 as Word 97; what each holds stands in its test. */
const FIXTURES = join(import.meta.dirname, '../../fixtures/read/word97');
const fixture = async (name: string) => await readDoc(await readFile(join(FIXTURES, name)));

const paragraphs = ({ text }: Awaited<ReturnType<typeof readDoc>>) => text.text.split('\n\n');
const read = async (file: TestFile) => await readDoc(wordFile(file));
const rules = ({ messages }: Awaited<ReturnType<typeof readDoc>>) => messages.map(({ ruleId }) => ruleId);

const VANISH = sprm(0x083c, 1);
const IN_TABLE = sprm(0x2416, 1);
const ROW_END = [...IN_TABLE, ...sprm(0x2417, 1)];

describe('what is written is read', () => {
  test('text with any spacing, raised, narrowed or kerned', async () => {
    const lines = paragraphs(await fixture('spacing.doc'));
    const spacings = [-200, -100, -50, -10, -6, -5, -3, -1, 1, 3, 5, 6, 10, 20, 31, 64, 100, 200];
    expect(lines).toEqual([
      'Dòng giãn ra hẳn hai điểm rồi thường rồi dồn lại một điểm',
      ...spacings.map((spacing) => `Giãn cách ${spacing}: xây dựng nông thôn mới.`),
      'Nâng lên co hẹp tám mươi phần trăm KERN',
    ]);
  });

  test('every spacing that a file can hold', async () => {
    for (let spacing = 0; spacing < 0x10000; spacing += 251) {
      const modifiers = sprm(0x8840, spacing & 0xff, spacing >> 8);
      const lines = await read({
        runs: [{ text: 'trước ' }, { text: 'giữa', modifiers }, { text: ' sau\r' }],
      });
      expect(paragraphs(lines)).toEqual(['trước giữa sau']);
    }
  });

  test('text boxes behind the paragraph they hang on, in groups, with tables; secrecy marks of headers above', async () => {
    expect(paragraphs(await fixture('boxes.doc'))).toEqual([
      'TỐI MẬT',
      'MẬT',
      'Mục một.',
      'Lưu ý trong khung.',
      'Dòng hai trong khung.',
      'Mục hai.',
      'Mục ba.',
      '| TT | Nhiệm vụ | Chủ trì |\n| 1 | Việc trong khung | Phòng B |',
      'sau',
      'Mục bốn.',
      'Ô nhóm 2.',
      'Ô nhóm 1.',
      'Mục năm.',
    ]);
  });

  test("Word's numbers: levels, formats, restarts, those of a style, and headings", async () => {
    const document = await fixture('lists.doc');
    expect(paragraphs(document)).toEqual([
      'I. Mục đích',
      '1. Một',
      '2. Hai',
      '2.1. Hai một',
      'a) Điểm a',
      '- gạch',
      'II. Nhiệm vụ',
      '1. Lại một',
      'xen giữa',
      '2. Lại hai',
      '01- không không một',
      '02- không không hai',
      'Điều 1. Điều khoản',
      'không số',
      'Điều 2. Điều tiếp',
      'I. Bắt đầu lại',
      '1. con',
      'II. sau dòng trống', // the empty paragraph between counts
      '# **Tiêu đề lớn**',
    ]);
    expect(document.messages).toEqual([]);
  });

  test('rows, cells of several lines, merged and nested ones, and a letterhead', async () => {
    expect(paragraphs(await fixture('tables.doc'))).toEqual([
      '| TT | Nhiệm vụ | Chủ trì |\n| 1 | Khảo sát <br/>hiện trạng | Phòng A |\n| 2 | Báo cáo \\| tổng hợp | ^^ |\n| 3 | Gộp ngang hai ô |  |\n| 4 | trong bảng | x1 x2 <br/>y1 y2 <br/>sau bảng con |',
      'Giữa hai bảng.',
      '|',
      'ỦY BAN NHÂN DÂN',
      'XÃ HOA SEN',
      '|',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập',
      '|',
      'Số: 1/KH-UBND',
      '|',
      'Hoa Sen, ngày 1 tháng 2 năm 2024',
      'Cuối.',
    ]);
  });

  test('footnotes and endnotes behind the paragraph that refers to them', async () => {
    expect(paragraphs(await fixture('notes.doc'))).toEqual([
      'Đạt chỉ tiêu đề ra trong năm.',
      '<sup>1</sup> Theo báo cáo quý I.',
      '<sup>2</sup> Chú thích hai, đoạn một. Đoạn hai của chú thích.',
      'Câu có ghi chú cuối.',
      '<sup>3</sup> Ghi chú cuối.',
      'Đoạn sau.',
    ]);
  });

  test('hyphens, tabs, breaks, fields, symbols, signs of Markdown, old fonts run by run', async () => {
    const document = await fixture('inline.doc');
    const lines = paragraphs(document);
    expect(lines).toEqual(
      expect.arrayContaining([
        'Số 28-NQ/TW, thựchiện',
        'Trái    phải\ndòng dưới',
        'Trước trang',
        'sau trang',
        'xem tại đây nhé',
        'áp dụng chính sách của Đảng',
        'KẾ HOẠCH',
        'Mũi tên 🡪 hết.',
        'Chữ < > & "đặc biệt" # * | > cuối',
        '**Đậm hết**',
        'Đậm một phần',
        'Hết phần một.',
        'Phần hai.',
        'Tổng sau 😀 emoji',
      ]),
    );
    expect(document.text.text).not.toContain('bi-mat'); // the address of a link is an instruction
    expect(document.messages).toMatchObject([{ ruleId: 'read/legacy-encoding', actual: 'TCVN3 (ABC)' }]);
  });
});

describe('what the paper does not show is left out, and told of', () => {
  test('hidden text of runs, of styles, tracked changes, comments', async () => {
    const document = await fixture('hidden.doc');
    const { text } = document.text;
    expect(paragraphs(document)).toEqual([
      'Tổ chức hội nghị tại huyện.',
      'Chữ hiện.',
      'hiện lại Hoàn thành trong quý III năm 2024.', // the mark between is hidden: Word runs them together
      'Dân vận khéo.',
      'Hết.',
    ]);
    expect(rules(document)).toEqual(['read/hidden-text', 'read/tracked-changes', 'read/comments']);
    const told = JSON.stringify(document.messages);
    for (const kept of ['danh sách kín', 'kiểu', 'Ý kiến kín', 'Đoạn xóa'])
      expect(text + told).not.toContain(kept);
  });

  test('a piece of a fast save that was hidden, by a list of modifiers or by their short form', async () => {
    const document = await read({
      runs: [
        { text: 'Hiện.\r' },
        { text: 'kín một\r', ofPiece: VANISH },
        { text: 'kín hai\r', prm: (92 << 1) | (1 << 8) },
        { text: 'Lại hiện.\r' },
      ],
    });
    expect(paragraphs(document)).toEqual(['Hiện.', 'Lại hiện.']);
    expect(document.messages).toMatchObject([{ ruleId: 'read/hidden-text', actual: '1 passages, 4 words' }]);
  });

  test('a secrecy mark that is hidden stands above the text: a person has to look', async () => {
    const document = await read({ runs: [{ text: 'TỐI MẬT\r', modifiers: VANISH }, { text: 'KẾ HOẠCH\r' }] });
    expect(paragraphs(document)).toEqual(['TỐI MẬT', 'KẾ HOẠCH']);
  });

  test('what is struck through as a look is read, and told of', async () => {
    const document = await read({
      runs: [{ text: 'Mục ' }, { text: 'gạch ngang', modifiers: sprm(0x0837, 1) }, { text: ' còn.\r' }],
    });
    expect(paragraphs(document)).toEqual(['Mục gạch ngang còn.']);
    expect(document.messages).toMatchObject([{ ruleId: 'read/struck-text', actual: '2 words' }]);
  });

  test('a cell that another covers', async () => {
    const cells = (...merged: number[]) => {
      const operand = [
        merged.length,
        ...merged.concat(0).flatMap((_, index) => [(index * 2_000) & 0xff, (index * 2_000) >> 8]),
        ...merged.flatMap((value) => [value << 5, 0, ...new Array(18).fill(0)]),
      ];
      return [
        ...ROW_END,
        ...sprm(0xd608, (operand.length + 1) & 0xff, (operand.length + 1) >> 8, ...operand),
      ];
    };
    const row = (texts: string[], ...merged: number[]) => [
      ...texts.map((text) => ({ text: `${text}\u0007`, paragraph: IN_TABLE })),
      { text: '\u0007', paragraph: cells(...merged) },
    ];
    const document = await read({
      runs: [
        ...row(['TT', 'Nhiệm vụ', 'Chủ trì'], 0, 0, 0),
        ...row(['1', 'Khảo sát', 'Phòng A'], 0, 0, 3),
        ...row(['2', 'Báo cáo', 'che khuất'], 0, 0, 1),
        { text: 'Hết.\r' },
      ],
    });
    expect(paragraphs(document)).toEqual([
      '| TT | Nhiệm vụ | Chủ trì |\n| 1 | Khảo sát | Phòng A |\n| 2 | Báo cáo | ^^ |',
      'Hết.',
    ]);
    expect(document.messages).toMatchObject([{ ruleId: 'read/hidden-text', actual: '1 passages, 2 words' }]);
  });
});

describe('how Word stores it', () => {
  test('text of one byte a character beside text of two, in pieces of any order', async () => {
    const document = await read({
      scattered: true,
      runs: [
        { text: 'Tổ chức ' },
        { text: 'hai cu\u1ed9c h\u1ecdp \u2013 ' },
        { text: 'theo \x93quy ch\xea\x94 ', compressed: true },
        { text: 'ở huyện.\r' },
        { text: 'Doan hai.\r', compressed: true },
      ],
    });
    expect(paragraphs(document)).toEqual(['Tổ chức hai cuộc họp – theo “quy chê” ở huyện.', 'Doan hai.']);
  });

  test('modifiers that are too long for their page lie in the stream of data', async () => {
    const long = [...IN_TABLE, ...new Array(200).fill(sprm(0x2403, 0)).flat()];
    const elsewhere = sprm(0x6646, 4, 0, 0, 0);
    const document = await read({
      data: [0, 0, 0, 0, long.length & 0xff, long.length >> 8, ...long],
      runs: [
        { text: 'Trước.\r' },
        { text: 'ỦY BAN NHÂN DÂN\u0007', paragraph: elsewhere },
        { text: 'CỘNG HÒA XÃ HỘI\u0007', paragraph: IN_TABLE },
        { text: '\u0007', paragraph: ROW_END },
      ],
    });
    expect(paragraphs(document)).toEqual(['Trước.', '|', 'ỦY BAN NHÂN DÂN', '|', 'CỘNG HÒA XÃ HỘI']);
  });

  test('a field shows its result, also one in another; one that never ends is none', async () => {
    const document = await read({
      runs: [
        {
          text: 'Xem \u0013 HYPERLINK \u0013 REF a \u0014b\u0015 \u0014mục \u0013 REF c \u0014II.3\u0015\u0015 nhé.\r',
        },
        { text: 'Số \u0013 AUTONUM \u0015 một.\r' },
        { text: 'Dở \u0013 dang.\r' },
      ],
    });
    expect(paragraphs(document)).toEqual(['Xem mục II.3 nhé.', 'Số một.', 'Dở dang.']);
    expect(document.messages).toMatchObject([{ ruleId: 'read/numbering-lost', severity: 'warning' }]);
  });

  test('pictures of pages are no text; one above a text stands in its head', async () => {
    const height = (twips: number) => {
      const head = new Array(0x44).fill(0);
      head.splice(0x1e, 6, twips & 0xff, twips >> 8, 0xe8, 3, 0xe8, 3); // shown in full: 1,000 ‰
      return head;
    };
    const picture = { text: '\u0001', modifiers: [...sprm(0x6a03, 0, 0, 0, 0), ...sprm(0x0855, 1)] };
    const text = { text: `\r${'Một đoạn văn bản có chữ.\r'.repeat(5)}` };
    const scan = await read({ data: height(12_000), runs: [picture, text] });
    expect(scan.messages).toMatchObject([{ ruleId: 'read/no-text-layer', severity: 'error' }]);
    const emblem = await read({ data: height(1_000), runs: [picture, text] });
    expect(emblem).toMatchObject({ messages: [], pictureInHead: true });
    const below = await read({
      data: height(1_000),
      runs: [{ text: 'Một dòng.\r'.repeat(9) }, picture, text],
    });
    expect(below.pictureInHead).toBe(false);
  });

  test('a paragraph of a list that the file does not have: its number is told to be lost', async () => {
    const document = await read({ runs: [{ text: 'Mục.\r', paragraph: sprm(0x460b, 3, 0) }] });
    expect(paragraphs(document)).toEqual(['Mục.']);
    expect(rules(document)).toEqual(['read/numbering-lost']);
  });
});

describe('what cannot be read says why, and what to do', () => {
  const runs = [{ text: 'Một đoạn.\r' }];

  test.each<[string, Partial<TestFile>, RegExp]>([
    ['Word 95', { identity: 0xa5dc, version: 104 }, /Word 6 or Word 95.*save it as \.docx/u],
    ['Word 97 with the version of an older one', { version: 101 }, /Word 6 or Word 95/u],
    ['with a password', { flags: 0x0300 }, /password/u],
    ['a password on a .docx', { stream: 'EncryptedPackage' }, /password/u],
    ['Excel', { stream: 'Workbook' }, /Excel/u],
    ['PowerPoint', { stream: 'PowerPoint Document' }, /PowerPoint/u],
    ['another program', { stream: 'Contents' }, /another program/u],
  ])('%s', async (_, change, reason) => {
    const document = await read({ runs, ...change });
    expect(document.text.text).toBe('');
    expect(document.messages).toMatchObject([{ ruleId: 'read/unsupported-format', severity: 'error' }]);
    expect(document.messages[0]?.reason).toMatch(reason);
  });

  test('more text than there is, chains of sectors that come back, a cut file', async () => {
    const sound = wordFile({ runs });
    const looping = sound.slice();
    const view = new DataView(looping.buffer);
    const table = (view.getUint32(76, true) + 1) * 512;
    for (let sector = 0; sector < 8; sector++) view.setUint32(table + sector * 4, sector, true);
    for (const damaged of [
      wordFile({ runs, more: 100 }),
      wordFile({ runs, more: 2 ** 30 }),
      looping,
      sound.subarray(0, 3_000),
    ])
      expect((await readDoc(damaged)).messages).toMatchObject([
        { ruleId: 'read/damaged-file', severity: 'error' },
      ]);
    expect(rules(await readDoc(sound))).toEqual([]);
  });

  test('more parts than any document has', async () => {
    const document = await read({ runs: [{ text: '\u000b'.repeat(1_200_000), compressed: true }] });
    expect(document.messages).toMatchObject([{ ruleId: 'read/too-large', severity: 'error' }]);
  });

  test('an object that is embedded is no document: its streams lie deeper', async () => {
    const streams = wordStreams({ runs });
    const whole = compoundFile(new Map([['Contents', new Uint8Array(4_096)], ...streams]));
    // The root names its first stream alone: the others are those of a storage below it.
    const view = new DataView(whole.buffer);
    const directory = (view.getUint32(48, true) + 1) * 512;
    view.setUint32(directory + 128 + 72, 0xffffffff, true);
    view.setUint8(directory + 128 + 66, 1);
    view.setUint32(directory + 128 + 76, 2, true);
    expect(rules(await readDoc(whole))).toEqual(['read/unsupported-format']);
  });

  test('damaged copies are read or refused, and never throw', async () => {
    const names = (await readdir(FIXTURES)).sort();
    const sources = await Promise.all(names.map((name) => readFile(join(FIXTURES, name))));
    for (let seed = 0; seed < 600; seed++) {
      const random = randomFrom(seed);
      const source = new Uint8Array(sources[seed % sources.length] as Buffer);
      const bytes = mutate(source, random);
      if (seed % 2 === 0) {
        bytes.set(source.subarray(0, bytes.length));
        for (let i = 0; i < 12; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      const document = await readDoc(bytes);
      expect(
        document.text.text !== '' || document.messages.some(({ severity }) => severity === 'error'),
      ).toBe(true);
    }
  });
});
