import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  citationKey,
  isCentral,
  numberSpellings,
  symbolPartsOf,
  writtenNumber,
} from '../../src/cite/document-number.ts';
import { findCitations, type OwnNumber, resolveCitations } from '../../src/cite/index.ts';
import { loadVocabularies } from '../../src/corpus/load-vocabularies.ts';
import type { Citation } from '../../src/record/citation.ts';

const { documentTypes } = await loadVocabularies(join(import.meta.dirname, '../../corpus/vocabularies'));
const NOBODY: OwnNumber = { number: null, symbol: null, issuedOn: null };
const cite = (text: string, own: OwnNumber = NOBODY) =>
  findCitations(text, [{ span: [0, text.length] }], own, documentTypes);

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
    ['Nghị quyết số 71/NQ -CP', [['nghị quyết', 71, 'NQ-CP', null, null]], 'a space before the hyphen'],
    ['mạng 5G/IoT, công nghệ 4G-LTE/VoLTE', [], 'must not: a technology'],
    ['Công văn 858CV/ĐUK', [['công văn', 858, 'CV/ĐUK', null, null]], 'missing hyphen'],
    [
      'Chương trình hành động số 43-CTr/TU',
      [['chương trình hành động', 43, 'CTr/TU', null, null]],
      'the longest type word',
    ],
    [
      'Thông tư liên tịch số 15/2014/TTLT-BYT-BTC',
      [['thông tư liên tịch', 15, '2014/TTLT-BYT-BTC', null, null]],
      'a type of several bodies, not thông tư',
    ],
    ['Bộ luật số 45/2019/QH14', [['bộ luật', 45, '2019/QH14', null, null]], 'a code is not luật'],
    [
      'Nghị quyết số 30a/2008/NQ-CP của Chính phủ',
      [['nghị quyết', 30, 'a/2008/NQ-CP', null, 'Chính phủ']],
      'a letter behind the number',
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

  test('numbers that share a symbol are one each; an issuer behind a list is that of all', () => {
    const text =
      'Kết luận số 187, 188-KL/TW ngày 03/4/2025 của Bộ Chính trị; Nghị quyết số 18- và 19-NQ/TW; ngày 5, 12-KH/TU';
    expect(
      cite(text).map((c) => [
        c.type,
        c.number,
        c.symbol,
        c.issuedOn,
        text.slice(...(c.mentions[0] ?? [0, 0])),
      ]),
    ).toEqual([
      ['kết luận', 187, 'KL/TW', null, '187'],
      ['kết luận', 188, 'KL/TW', '2025-04-03', '188-KL/TW'],
      ['nghị quyết', 18, 'NQ/TW', null, '18'],
      ['nghị quyết', 19, 'NQ/TW', null, '19-NQ/TW'],
      [null, 12, 'KH/TU', null, '12-KH/TU'],
    ]);
    const listed = cite(
      'Nghị quyết số 18-NQ/TW, Nghị quyết số 19-NQ/TW của Ban Chấp hành Trung ương; Chỉ thị số 05-CT/TW',
    );
    expect(listed.map((c) => [c.number, c.issuer])).toEqual([
      [18, 'Ban Chấp hành Trung ương'],
      [19, 'Ban Chấp hành Trung ương'],
      [5, null],
    ]);
  });

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
    expect(cite('Số 89-KH/BDVTU', { number: 89, symbol: 'KH/BDVTU', issuedOn: null })).toEqual([]);
    expect(cite('Hướng dẫn 5-HD/TU và Hợp đồng 5-HD/TW').length).toBe(2);
  });
});

describe('its own number with a date', () => {
  const own: OwnNumber = { number: 10, symbol: 'KH/TU', issuedOn: '2023-02-01' };
  test.each([
    ['Kế hoạch số 10-KH/TU, ngày 05/3/2019 của Tỉnh ủy', own, 1, 'of the term before'],
    ['kèm theo Kế hoạch số 10-KH/TU, ngày 01/02/2023', own, 0, 'itself'],
    ['Kế hoạch số 10-KH/TU này', own, 0, 'no date: itself'],
    ['Kế hoạch số 10-KH/TU, ngày 05/3/2019', { ...own, issuedOn: null }, 0, 'nothing to compare with'],
  ])('%s: %#', (text, itself, count, _why) => expect(cite(text, itself).length).toBe(count));
});

test('quyết định and quy định of one number are two citations', () => {
  const found = cite('Quyết định số 10-QĐ/TW và Quy định số 10-QĐi/TW');
  expect(found.map(({ symbol }) => symbol)).toEqual(['QĐ/TW', 'QĐi/TW']);
});

test('types come from the vocabulary that is given', () => {
  const text = 'Kế hoạch số 1-KH/TU';
  const found = (types: { name: string }[]) =>
    findCitations(text, [{ span: [0, text.length] }], NOBODY, types);
  expect(found([]).map(({ type, text: named }) => [type, named])).toEqual([[null, 'số 1-KH/TU']]);
  expect(found([{ name: 'kế hoạch' }])[0]?.type).toBe('kế hoạch');
});

describe('document numbers', () => {
  test.each([
    [28, 'NQ/TW', '28-NQ/TW', ['28nqtw', '28nq', 'nq28', 'nq28tw'], 'Party'],
    [7, 'KH/TU', '07-KH/TU', ['7khtu', '7kh', 'kh7', 'kh7tu'], 'below ten'],
    [114, 'KH/ĐUK', '114-KH/ĐUK', ['114khduk', '114kh', 'kh114', 'kh114duk'], 'đ as d'],
    [2437, 'QĐ-TTg', '2437/QĐ-TTg', ['2437qdttg', '2437qd', 'qd2437', 'qd2437ttg'], 'State'],
    [7, '2021/NĐ-CP', '07/2021/NĐ-CP', ['7ndcp', '7nd', 'nd7', 'nd7cp', '72021ndcp'], 'with its year'],
    [72, '2025/QH15', '72/2025/QH15', ['72qh15', 'qh1572', '722025qh15'], 'a law'],
    [
      30,
      'a/2008/NQ-CP',
      '30a/2008/NQ-CP',
      ['30anqcp', '30anq', 'nq30a', 'nq30acp', '30a2008nqcp'],
      'with a letter',
    ],
    [5, 'đ/KH/TU', '05đ-KH/TU', ['5dkhtu', '5dkh', 'kh5d', 'kh5dtu'], 'a letter without a year'],
    [5, 'KH', '05/KH', ['5kh', 'kh5'], 'no issuer'],
  ])('%i of %s is %s: spellings', (number, symbol, written, spellings, _why) => {
    expect(writtenNumber(number, symbol)).toBe(written);
    expect(numberSpellings(number, symbol)).toEqual(spellings);
  });

  test('a symbol is taken apart, whatever it is', () => {
    expect(symbolPartsOf('a/2008/NQ-CP')).toEqual({ letter: 'a', year: '2008', rest: 'NQ-CP' });
    expect(symbolPartsOf('KH/TU')).toEqual({ letter: '', year: '', rest: 'KH/TU' });
    expect(symbolPartsOf('')).toEqual({ letter: '', year: '', rest: '' });
  });

  test('one key for spellings of one number, two for two', () => {
    expect(citationKey(66, 'KH/ĐUK')).toBe(citationKey(66, 'KH/ DUK'));
    expect(citationKey(10, 'QĐ/TW')).not.toBe(citationKey(10, 'QĐi/TW'));
  });

  test.each([
    ['NQ/TW', true],
    ['KH/BDVTW', true],
    ['QĐ/TWĐTN', true],
    ['2021/NĐ-CP', true],
    ['QĐ-TTg', true],
    ['2025/QH15', true],
    ['2022/UBTVQH15', true],
    ['KH/TU', false],
    ['QH/TU', false],
    ['KH-UBND', false],
    ['NQ-HĐND', false],
  ])('%s is central: %s', (symbol, central) => expect(isCentral(symbol)).toBe(central));
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
    province: string | null = null,
  ) => ({ id, number, symbol, issuedOn, province, citations });
  type Resolvable = ReturnType<typeof record>;
  const targetOf = (text: string, ...others: Resolvable[]) =>
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
  test('the one whose date is stated, beside one of unknown date', () => {
    expect(targetOf(cited, record('a', 66, 'KH/ĐUK', '2022-03-28'), record('b', 66, 'KH/ĐUK', null))).toBe(
      'a',
    );
  });

  const undated = 'Kế hoạch số 9-KH/TU';
  const dated = 'Kế hoạch số 9-KH/TU, ngày 01/02/2023';
  test.each([
    [undated, 'Bình Thuận', 'KH/TU', 'Bến Tre', null, 'the plan of another province'],
    [undated, 'Bình Thuận', 'KH/TU', 'Bình Thuận', 'a', 'of the same'],
    [undated, 'Khánh Hòa', 'KH/TU', 'Khánh Hoà', 'a', 'of the same, spelt otherwise'],
    [undated, null, 'KH/TU', 'Bến Tre', 'a', 'the citing province is unknown'],
    [undated, 'Bình Thuận', 'KH/TU', null, 'a', 'the cited province is unknown'],
    [dated, null, 'KH/TU', null, 'a', 'the date agrees, whatever the provinces'],
    [dated, 'Bình Thuận', 'KH/TU', 'Bến Tre', null, 'the date agrees by chance'],
    ['Kế hoạch số 9-KH/TW', 'Bình Thuận', 'KH/TW', 'Hà Nội', 'a', 'a central body'],
    ['Nghị định số 9/2021/NĐ-CP', 'Bình Thuận', '2021/NĐ-CP', 'Hà Nội', 'a', 'the Government'],
  ])('%s in %s, %s of %s: %s (%s)', (text, citing, symbol, province, target, _why) => {
    const records = [
      record('citing', 1, 'KH/TU', null, cite(text), citing),
      record('a', 9, symbol, text === dated ? '2023-02-01' : null, [], province),
    ];
    expect(resolveCitations(records)[0]?.citations[0]?.targetId).toBe(target);
  });

  test('never itself, and the records given are left alone', () => {
    const own = record('a', 66, 'KH/ĐUK', null, cite(cited));
    const [resolved] = resolveCitations([own]);
    expect(resolved?.citations[0]?.targetId).toBeNull();
    expect(resolved).not.toBe(own);
  });
});
