import { describe, expect, test } from 'vitest';
import { findMarker } from '../../../src/parse/constructs/marker.ts';
import { isBrace, isRecipientsHeading, toRecipient } from '../../../src/parse/constructs/recipients.ts';
import { judgeSection } from '../../../src/parse/constructs/section.ts';
import { findSigner } from '../../../src/parse/constructs/signature.ts';
import { findThemes } from '../../../src/parse/constructs/themes.ts';
import { findTypeName } from '../../../src/parse/constructs/type-name.ts';

describe('marks of numbered and listed paragraphs', () => {
  const rows: readonly (readonly [
    text: string,
    kind: string | null,
    label: string | null,
    level: number | null,
    why: string,
  ])[] = [
    ['II. NỘI DUNG', 'roman', 'II', 1, 'Roman'],
    ['I- MỤC TIÊU', 'roman', 'I', 1, 'Roman with a hyphen'],
    ['1. Tổ chức', 'number', '1', 2, 'number'],
    ['1- Nắm chắc', 'number', '1', 2, 'number with a hyphen'],
    ['2.10. Đảng đoàn', 'decimal', '2.10', 3, 'two numbers'],
    ['1.2.3. Nội dung', 'decimal', '1.2.3', 4, 'three numbers'],
    ['a) Các sở', 'letter', 'a', 4, 'letter'],
    ['Điều 5. Hiệu lực', 'article', 'Điều 5', 2, 'article'],
    ['Chương II', 'chapter', 'Chương II', 1, 'chapter'],
    ['- Chủ trì', 'bullet', '-', null, 'bullet'],
    ['+ Ngày 5', 'plus', '+', null, 'second bullet'],
    ['XIII) và Chương trình', null, null, null, 'must not: a line that a margin broke'],
    ['28-NQ/TW, ngày', null, null, null, 'must not: a document number'],
    ['17.11.2022 là ngày', null, null, null, 'must not: a date'],
    ['V/v hỗ trợ', null, null, null, 'must not: về việc'],
    ['V.I. Lênin', null, null, null, 'must not: a name'],
    ['Điều 6 Luật Đầu tư', null, null, null, 'must not: an article that is cited'],
  ];
  for (const [text, kind, label, level, why] of rows) {
    test(`${text}: ${why}`, () => {
      const found = findMarker(text);
      expect([found?.kind ?? null, found?.label ?? null, found?.level ?? null]).toEqual([kind, label, level]);
    });
  }
});

test.each([
  ['NỘI DUNG THỰC HIỆN', true],
  ['TỔ CHỨC THỰC HIỆN', true],
  ['Nhiệm vụ cụ thể', true],
  ['MỤC TIÊU, NHIỆM VỤ', true],
  ['MỤC ĐÍCH, YÊU CẦU', false],
  ['ĐÁNH GIÁ TÌNH HÌNH VÀ NGUYÊN NHÂN', false],
  ['Đổi mới công tác cán bộ', null],
])('section %s sets tasks: %s', (heading, expected) => expect(judgeSection(heading)).toBe(expected));

describe('name of the type', () => {
  const types = ['kế hoạch', 'chương trình', 'chương trình hành động', 'kết luận'].map((name) => ({
    name,
    english: name,
    party: [],
    state: [],
  }));
  test.each([
    ['KẾ HOẠCH', 'kế hoạch', true],
    ['CHƯƠNG TRÌNH HÀNH ĐỘNG', 'chương trình hành động', true],
    ['KẾT LUẬN CỦA BAN HOA SEN', 'kết luận', false],
    ['KẾ HOẠCH'.normalize('NFC'), 'kế hoạch', true],
    ['Kế hoạch số 07-KH/TW về hoa', null, null],
    ['KẾ HOẠCHH', null, null],
  ])('%s', (line, name, alone) => {
    const found = findTypeName(line, types);
    expect([found?.type.name ?? null, found?.alone ?? null]).toEqual([name, alone]);
  });
});

describe('signature', () => {
  const rows: readonly (readonly [
    lines: string[],
    name: string | null,
    position: string | null,
    behalf: string | null,
  ])[] = [
    [['TRƯỞNG BAN', 'Trần Văn Mẫu'], 'Trần Văn Mẫu', 'Trưởng Ban', null],
    [['T/M TỈNH ỦY', 'BÍ THƯ', 'Trần Văn Mẫu'], 'Trần Văn Mẫu', 'Bí thư', 'T/M TỈNH ỦY'],
    [['T/M TỈNH ỦY BÍ THƯ', 'Trần Văn Mẫu'], 'Trần Văn Mẫu', 'Bí thư', 'T/M TỈNH ỦY'],
    [['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Trần Văn Mẫu'], 'Trần Văn Mẫu', 'Phó Chủ tịch', 'KT. CHỦ TỊCH'],
    [
      ['TM. ỦY BAN NHÂN', 'DÂN', 'CHỦ TỊCH', 'Trần Văn Mẫu'],
      'Trần Văn Mẫu',
      'Chủ tịch',
      'TM. ỦY BAN NHÂN DÂN',
    ],
    [['Trần Văn Mẫu'], null, null, null],
    [['TRƯỞNG BAN'], null, null, null],
  ];
  for (const [lines, name, position, behalf] of rows) {
    test(lines.join(' / '), () => {
      const signer = findSigner(lines)?.signer;
      expect([signer?.name ?? null, signer?.position ?? null, signer?.onBehalfOf ?? null]).toEqual([
        name,
        position,
        behalf,
      ]);
    });
  }
});

test('recipients lose dash and punctuation, braces are none', () => {
  expect(toRecipient('- Lưu Văn thư.')).toBe('Lưu Văn thư');
  expect(toRecipient('- ')).toBeNull();
  expect(isRecipientsHeading('Nơi nhận:')).toBe(true);
  expect(isBrace('(Báo')).toBe(true);
  expect(isBrace('} (để báo cáo)')).toBe(true);
  expect(isBrace('- Lãnh đạo Ban')).toBe(false);
});

describe('themes', () => {
  const themes = [
    { id: 'to-chuc-thuc-hien', name: 'x', english: 'x', terms: [] },
    {
      id: 'hoa',
      name: 'x',
      english: 'x',
      terms: [
        { term: 'trồng hoa', weight: 3 },
        { term: 'hoa', weight: 1 },
      ],
    },
    { id: 'sen', name: 'x', english: 'x', terms: [{ term: 'hồ sen', weight: 3 }] },
  ];
  test.each([
    ['Đẩy mạnh trồng hoa quanh hồ sen.', ['hoa', 'sen'], 'both, in order of weight and id'],
    ['Đẩy mạnh TRỒNG HOA.', ['hoa'], 'case does not matter'],
    ['Một bông hoa.', ['to-chuc-thuc-hien'], 'a word in passing is no theme'],
    ['Triển khai kế hoạch này.', ['to-chuc-thuc-hien'], 'no topic: the general theme'],
  ])('%s', (text, expected) => expect(findThemes(text, null, themes).map(({ id }) => id)).toEqual(expected));
  test('without a vocabulary there are none', () => expect(findThemes('trồng hoa', null, [])).toEqual([]));
});
