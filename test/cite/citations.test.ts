import { describe, expect, test } from 'vitest';
import { findCitations, resolveCitations } from '../../src/cite/index.ts';
import type { Citation } from '../../src/record/citation.ts';
import type { DocumentRecord } from '../../src/record/record.ts';

const NOBODY = { number: null, symbol: null };
const cite = (text: string, own: { number: number | null; symbol: string | null } = NOBODY) =>
  findCitations(text, [{ span: [0, text.length] }], own);

describe('documents cited by number', () => {
  type Expected = readonly [
    type: string | null,
    number: number,
    symbol: string,
    issuedOn: string | null,
    issuer: string | null,
  ];
  const rows: readonly (readonly [text: string, expected: Expected[], why: string])[] = [
    [
      'thực hiện Nghị quyết số 28-NQ/TW, ngày 17/11/2022 của Ban Chấp hành Trung ương Đảng (khóa XIII) về đổi mới',
      [['nghị quyết', 28, 'NQ/TW', '2022-11-17', 'Ban Chấp hành Trung ương Đảng (khóa XIII)']],
      'date with a comma, issuer with its term',
    ],
    [
      'Quy định số 164-QĐ/TW ngày 01/02/2013 của Bộ Chính trị về chế độ',
      [['quy định', 164, 'QĐ/TW', '2013-02-01', 'Bộ Chính trị']],
      'date without a comma',
    ],
    ['Kết luận 01-KL/TW, ngày 18/5/2021', [['kết luận', 1, 'KL/TW', '2021-05-18', null]], 'without số'],
    ['Đề án 06-ĐA/TU thí điểm', [['đề án', 6, 'ĐA/TU', null, null]], 'Đ in the type'],
    [
      'Nghị định số 07/2021/NĐ-CP ngày 27 tháng 01 năm 2021 của Chính phủ',
      [['nghị định', 7, '2021/NĐ-CP', '2021-01-27', 'Chính phủ']],
      'year inside, date in words',
    ],
    [
      'Quyết định số 2437/QĐ-TTg của Thủ tướng Chính phủ ban hành',
      [['quyết định', 2437, 'QĐ-TTg', null, 'Thủ tướng Chính phủ']],
      'State form',
    ],
    ['Luật số 72/2025/QH15', [['luật', 72, '2025/QH15', null, null]], 'a law'],
    [
      'theo Quy chế số 09-QC/BDVTU, ngày 08/4/2020',
      [['quy chế', 9, 'QC/BDVTU', '2020-04-08', null]],
      'a long issuer code',
    ],
    ['Quy định số 10-QĐi/TW', [['quy định', 10, 'QĐi/TW', null, null]], 'small letter in the type'],
    ['Công văn 858CV/ĐUK', [['công văn', 858, 'CV/ĐUK', null, null]], 'missing hyphen'],
    [
      'Chương trình hành động số 43-CTr/TU',
      [['chương trình hành động', 43, 'CTr/TU', null, null]],
      'the longest type word',
    ],
    ['các số 18-NQ/TW', [[null, 18, 'NQ/TW', null, null]], 'no type word'],
    ['giai đoạn 2021 - 2025, ngày 17/11/2022, 24/7', [], 'must not: years, dates'],
    ['các chỉ số PAPI, PAR INDEX, PCI/SIPAS', [], 'must not: no number'],
    ['mẫu 5-KH kèm theo', [], 'must not: no issuer'],
  ];
  for (const [text, expected, why] of rows) {
    test(`${text}: ${why}`, () => {
      const found = cite(text);
      expect(found.map((c) => [c.type, c.number, c.symbol, c.issuedOn, c.issuer])).toEqual(expected);
      for (const citation of found)
        expect(text.slice(...(citation.mentions[0] ?? [0, 0]))).toBe(citation.text);
    });
  }

  test('every mention is counted, whatever is known at it', () => {
    const text =
      'Nghị quyết số 28-NQ/TW; (viết tắt là Nghị quyết 28-NQ/TW), ngày 1/2/2020; số 28-NQ/TW, ngày 17/11/2022 của Bộ Chính trị';
    const [first, ...others] = cite(text);
    expect(others).toEqual([]);
    expect(first?.mentions.length).toBe(3);
    expect(first?.issuedOn).toBe('2022-11-17');
    expect(first?.issuer).toBe('Bộ Chính trị');
  });

  test('the number of the document itself is none, HD and HĐ are two', () => {
    expect(cite('Số 89-KH/BDVTU', { number: 89, symbol: 'KH/BDVTU' })).toEqual([]);
    expect(cite('Hướng dẫn 5-HD/TU và Hợp đồng 5-HD/TW').length).toBe(2);
  });
});

describe('documents cited by name', () => {
  test.each([
    ['Nghị quyết Trung ương 4 (khóa XI, XII), Kết luận', ['Nghị quyết Trung ương 4 (khóa XI, XII)']],
    ['thực hiện nghiêm Điều lệ Đảng, chủ trương', ['Điều lệ Đảng']],
    [
      'quy định của Luật Tổ chức chính quyền địa phương và văn bản hướng dẫn',
      ['Luật Tổ chức chính quyền địa phương'],
    ],
    ['Nghị quyết Đại hội XIII của Đảng về công tác', ['Nghị quyết Đại hội XIII của Đảng']],
    ['các Nghị quyết của Trung ương, nghị quyết đại hội đảng cấp cơ sở, Kế hoạch này', []],
  ])('%s', (text, expected) => expect(cite(text).map((citation) => citation.text)).toEqual(expected));
});

describe('targets: one candidate or none', () => {
  const record = (
    id: string,
    number: number,
    symbol: string,
    issuedOn: string | null,
    citations: Citation[] = [],
  ) => ({ id, number, symbol, issuedOn, citations }) as unknown as DocumentRecord;
  const targetOf = (text: string, ...others: DocumentRecord[]) =>
    resolveCitations([record('citing', 1, 'KH/TU', null, cite(text)), ...others])[0]?.citations[0]?.targetId;
  const cited = 'Kế hoạch số 66-KH/ĐUK, ngày 28/3/2022';

  test('the only document of that number', () => {
    expect(targetOf(cited, record('a', 66, 'KH/ĐUK', '2022-03-28'), record('b', 67, 'KH/ĐUK', null))).toBe(
      'a',
    );
  });
  test('its date is unknown', () => expect(targetOf(cited, record('a', 66, 'KH/ĐUK', null))).toBe('a'));
  test('đ typed as d', () => expect(targetOf(cited, record('a', 66, 'KH/DUK', null))).toBe('a'));
  test('dates that disagree: another term, another document', () => {
    expect(targetOf(cited, record('a', 66, 'KH/ĐUK', '2017-03-28'))).toBeNull();
  });
  test('two candidates are none', () => {
    expect(targetOf(cited, record('a', 66, 'KH/ĐUK', null), record('b', 66, 'KH/ĐUK', null))).toBeNull();
  });
  test('never itself, and the records given are left alone', () => {
    const own = record('a', 66, 'KH/ĐUK', null, cite(cited));
    const [resolved] = resolveCitations([own]);
    expect(resolved?.citations[0]?.targetId).toBeNull();
    expect(resolved).not.toBe(own);
  });
});
