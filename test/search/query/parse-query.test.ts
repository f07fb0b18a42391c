import { describe, expect, test } from 'vitest';
import type { FieldValues } from '../../../src/search/query/fields.ts';
import { parseQuery } from '../../../src/search/query/parse-query.ts';
import type { QueryNode } from '../../../src/search/query/tree.ts';

const named = (...names: string[]) => names.map((name) => ({ value: name, label: name }));
/** Fields have the values that a corpus has. */
const VALUES: FieldValues = {
  type: named('kế hoạch', 'kế hoạch phối hợp', 'chương trình hành động'),
  issuer: named('Ban Dân vận Tỉnh ủy', 'Ban Dân vận Huyện ủy', 'Tỉnh ủy'),
  theme: [{ value: 'dan-van-kheo', label: 'Dân vận khéo' }],
  department: named('Công an tỉnh'),
};

/** A tree on one line: `#` a number, `{… | …}` alternatives, `(…)` a group, `field=[values]`. */
function print(node: QueryNode): string {
  switch (node.kind) {
    case 'word':
      return node.text;
    case 'phrase':
      return `“${node.text}”`;
    case 'number':
      return `#${node.text}`;
    case 'field':
      return `${node.field}=[${node.values.join('|')}]`;
    case 'not':
      return `-${print(node.part)}`;
    case 'any':
      return `{${node.parts.map(printWay).join(' | ')}}`;
    default:
      return `(${node.parts.map(print).join(' ')})`;
  }
}
const printWay = (node: QueryNode) => (node.kind === 'all' ? node.parts.map(print).join(' ') : print(node));
const tree = (typed: string) => parseQuery(typed, VALUES).root.parts.map(print).join(' ');
const remarks = (typed: string) =>
  parseQuery(typed, VALUES).remarks.map(
    ({ rule, start, end, suggestion }) => `${rule} ${start}-${end}${suggestion ? ` ${suggestion}` : ''}`,
  );

describe('the grammar', () => {
  test.each([
    ['dân vận khéo', 'dân vận khéo', 'all words are required'],
    ['"dân vận" khéo', '“dân vận” khéo', 'a phrase in quotes'],
    ['‘dân vận’ khéo', '“dân vận” khéo', 'in single ones'],
    ["'dân vận' khéo", '“dân vận” khéo', 'in straight ones'],
    ["''dân vận''", '“dân vận”', 'in two single ones'],
    ['‹dân vận› ＂khéo＂', '“dân vận” “khéo”', 'in any other'],
    ["l'État d'un", 'l État d un', 'an apostrophe is none'],
    ["'dân vận", 'dân vận', 'nor is one that is not closed'],
    ['“dân vận” «khéo»', '“dân vận” “khéo”', 'quotes of any kind'],
    ['„dân vận“ »khéo«', '“dân vận” “khéo”', 'German ones, turned ones'],
    ['"dân vận” “khéo"', '“dân vận” “khéo”', 'kinds that do not belong together'],
    ['“dân vận', '“dân vận”', 'a phrase that is still being typed'],
    ['a"b c"d', 'a “b c” d', 'quotes need no space around them'],
    ['"" a "—"', 'a', 'quotes around nothing are nothing'],
    ['dân -vận', 'dân -vận', 'an exclusion'],
    ['dân -"vận động"', 'dân -“vận động”', 'an excluded phrase'],
    ['dân -(vận khéo)', 'dân -(vận khéo)', 'an excluded group: not both'],
    ['dân -(vận OR khéo)', 'dân -{vận | khéo}', 'neither'],
    ['dân -năm:2023', 'dân -year=[2023]', 'an excluded field'],
    ['dân -28-NQ/TW', 'dân -#28-NQ/TW', 'an excluded number is not all that have TW'],
    ['dân -CT-XH', 'dân -(CT XH)', 'a hyphenated word is excluded as one: not all that have CT'],
    ['(-dân)', '(-dân)', 'behind a bracket'],
    ['dân - vận', 'dân vận', 'a lone hyphen is nothing'],
    ['chính trị - xã hội', 'chính trị xã hội', 'nor one between words'],
    ['--dân -', 'dân', 'nor two, nor one at the end'],
    ['dân-vận', 'dân vận', 'a hyphen within a word excludes nothing'],
    ['', '', 'nothing'],
    ['“—” …', '', 'punctuation alone'],
    ['\u0000\u202e<script>', 'script', 'control characters and brackets are no part of a search'],
  ])('words and phrases: %j is %j (%s)', (typed, expected) => {
    expect(tree(typed)).toBe(expected);
  });

  test.each([
    ['dân vận OR tôn giáo', '{dân vận | tôn giáo}', 'words stand closer than OR'],
    ['dân vận HOẶC tôn giáo', '{dân vận | tôn giáo}', 'in Vietnamese'],
    ['dân vận | tôn giáo', '{dân vận | tôn giáo}', 'as a sign'],
    ['a OR b OR c', '{a | b | c}', 'several'],
    ['"a"OR"b"', '{“a” | “b”}', 'between quotes'],
    ['a OR (b c)', '{a | (b c)}', 'before a bracket'],
    ['a OR -b', '{a | -b}', 'an exclusion as one way'],
    ['năm:2023 OR năm:2024', '{year=[2023] | year=[2024]}', 'fields'],
    ['dân or vận hoặc khéo', 'dân or vận hoặc khéo', 'in small letters they are words of texts'],
    ['ORDER hoặc Or', 'ORDER hoặc Or', 'nor is the beginning of a word one'],
    ['a|b', 'a b', 'a sign within a word parts it'],
    ['(tôn giáo OR dân tộc) giám sát', '{tôn giáo | dân tộc} giám sát', 'brackets bind'],
    ['((a) OR (b (c OR d))) e', '{(a) | (b {c | d})} e', 'within one another'],
    ['(dân)(vận)', '(dân) (vận)', 'side by side'],
    ['() (())', '', 'around nothing'],
    ['(a b', '(a b)', 'not closed'],
    ['a (b OR (c', 'a {b | (c)}', 'twice'],
    ['a) b', 'a b', 'not opened'],
    [')))', '', 'not opened, nothing else'],
    ['OR', '', 'alone'],
    ['OR a OR', 'a', 'without a side'],
    ['a OR OR b', '{a | b}', 'doubled'],
    ['(OR) a', 'a', 'alone in brackets'],
  ])('alternatives and brackets: %j is %j (%s)', (typed, expected) => {
    expect(tree(typed)).toBe(expected);
  });

  test('brackets within brackets go twenty deep; more are left out and remarked on', () => {
    const deep = (depth: number) => `${'('.repeat(depth)}dân${')'.repeat(depth)}`;
    expect(tree(deep(20))).toBe(deep(20));
    expect(remarks(deep(20))).toEqual([]);
    expect(tree(deep(21))).toBe(deep(20));
    expect(remarks(deep(21))).toEqual(['too-deep 20-21', 'stray-bracket 44-45']);
    expect(tree('-'.concat('(-'.repeat(500), 'dân'))).toContain('dân');
  });
});

describe('document numbers', () => {
  test.each([
    ['Số 114 -KH/ĐUK', '#Số 114-KH/ĐUK', 'as seed 004 writes it, not an exclusion'],
    ['28-NQ/TW dân vận', '#28-NQ/TW dân vận', 'among words'],
    ['28 - NQ/TW', '#28-NQ/TW', 'with spaces'],
    ['nq28', '#nq28', 'in short'],
    ['nq 28', '#nq 28', 'with a space'],
    ['28nqtw', '#28nqtw', 'run together'],
    ['58 CTr/TU', '#58 CTr/TU', 'a space in the place of the hyphen'],
    ['30 tháng/năm', '30 tháng năm', 'but not before any word'],
    ['28/NQ-TW', '#28/NQ-TW', 'separators changed round'],
    ['07/2021/NĐ-CP', '#07/2021/NĐ-CP', 'a State number with its year'],
    ['30a/2008/NQ-CP', '#30a/2008/NQ-CP', 'a number with its letter'],
    ['số: 28-NQ/TW', 'number=[28-NQ/TW]', 'with a colon it is the field'],
    ['KH 2024', 'KH 2024', 'a year behind an abbreviation: the plans of 2024'],
    ['kh 2023 dân vận', 'kh 2023 dân vận', 'likewise among words'],
    ['nq2024', 'nq2024', 'likewise without a space'],
    ['kh 1899', '#kh 1899', 'no year of a document'],
    ['kh 20245', '#kh 20245', 'longer than a year'],
    ['2024-KH/TU', '#2024-KH/TU', 'a number that looks like a year, with its symbol'],
    ['2021 - 2025', '2021 2025', 'years are no number'],
    ['17/11/2022', '“17/11/2022”', 'nor is a day: it is one unit'],
    ['ngày 05-5-2023', 'ngày “05-5-2023”', 'a day among words'],
    ['31/2/2023', '31 2 2023', 'no day of the calendar'],
    ['58–CTr/TU', '#58–CTr/TU', 'with the dash of a word processor'],
    ['72/2025/QH15', '#72/2025/QH15', 'a law'],
    ['luật số 72/2025/QH15', 'luật #số 72/2025/QH15', 'a law, by its name'],
    ['1654/NQ-UBTVQH15', '#1654/NQ-UBTVQH15', 'of the committee of the National Assembly'],
    ['khóa13', 'khóa13', 'nor a word with digits behind'],
    ['a-28-NQ/TW', 'a 28 NQ TW', 'nor the end of a longer sign'],
  ])('%j is %j (%s)', (typed, expected) => {
    expect(tree(typed)).toBe(expected);
  });
});

describe('fields', () => {
  test.each([
    ['số:89', 'number=[89]', 'with marks'],
    ['so:89', 'number=[89]', 'without'],
    ['number:89', 'number=[89]', 'in English'],
    ['số: 89 -KH/BDVTU dân', 'number=[89-KH/BDVTU] dân', 'a number with a space in it'],
    ['loại:"kế hoạch"', 'type=[kế hoạch]', 'a value in quotes'],
    ['loai:ke hoach', 'type=[kế hoạch]', 'all unmarked'],
    ['TYPE: «kế hoạch»', 'type=[kế hoạch]', 'in capitals, with a space'],
    ['cơquan:"Tỉnh ủy"', 'issuer=[Tỉnh ủy]', 'without a space'],
    ['cơ quan:"Tỉnh ủy"', 'issuer=[Tỉnh ủy]', 'with a space'],
    ['co quan : tinh uy', 'issuer=[Tỉnh ủy]', 'with spaces, without marks'],
    ['coquan:x', 'issuer=[]', 'without either'],
    ['issuer:"Tỉnh ủy"', 'issuer=[Tỉnh ủy]', 'in English'],
    ['agency:"Tỉnh ủy"', 'issuer=[Tỉnh ủy]', 'in other English'],
    ['năm:2023', 'year=[2023]', 'with marks'],
    ['nam:2023', 'year=[2023]', 'without'],
    ['year:2023', 'year=[2023]', 'in English'],
    ['chủ đề:dân vận khéo', 'theme=[dan-van-kheo]', 'the id that a name stands for'],
    ['chủđề:"dân vận khéo"', 'theme=[dan-van-kheo]', 'without a space'],
    ['chude:dan-van-kheo', 'theme=[dan-van-kheo]', 'the id itself'],
    ['theme:dan van kheo', 'theme=[dan-van-kheo]', 'in English'],
    ['đơn vị:công an tỉnh', 'department=[Công an tỉnh]', 'with a space'],
    ['donvi:cong an tinh', 'department=[Công an tỉnh]', 'without marks'],
    ['department:"Công an tỉnh"', 'department=[Công an tỉnh]', 'in English'],
    ['unit:"Công an tỉnh"', 'department=[Công an tỉnh]', 'in other English'],
  ])('%j is %j (%s)', (typed, expected) => {
    expect(tree(typed)).toBe(expected);
  });

  test.each([
    ['loại:kế hoạch dân vận', 'type=[kế hoạch] dân vận', 'as many words as a value is called'],
    ['loại:kế hoạch phối hợp giám sát', 'type=[kế hoạch phối hợp] giám sát', 'the longest name'],
    [
      'cơquan:Ban Dân vận khéo',
      'issuer=[Ban Dân vận Tỉnh ủy|Ban Dân vận Huyện ủy] khéo',
      'or a part of names',
    ],
    ['loại:khéo dân vận', 'type=[] dân vận', 'of an unknown value one word'],
    ['năm:2021-2025', 'year=[2021|2022|2023|2024|2025]', 'a range'],
    ['năm:2021..2023 dân', 'year=[2021|2022|2023] dân', 'in the way of programs'],
    ['năm:2023 - 2021', 'year=[2021|2022|2023]', 'turned round, with spaces'],
    ['năm:2023 2024', 'year=[2023] 2024', 'the next number is a word'],
    ['năm:20', 'year=[]', 'no year'],
    ['năm:2023 loại:kế hoạch', 'year=[2023] type=[kế hoạch]', 'one field ends where the next begins'],
    ['loại:kế OR dân', '{type=[kế hoạch|kế hoạch phối hợp] | dân}', 'or where another way begins'],
    ['loại: OR dân', 'dân', 'OR is no value'],
    ['loại: năm:2023', 'year=[2023]', 'nor is another field'],
    ['(năm:2023)', '(year=[2023])', 'in brackets'],
    ['ngày:2023', 'ngày 2023', 'no field: words'],
    ['tổngsố:5', 'tổngsố 5', 'the end of a word is no field'],
    ['https://vanthu.vn', 'https vanthu vn', 'an address'],
    ['12:30', '12 30', 'a time'],
  ])('values: %j is %j (%s)', (typed, expected) => {
    expect(tree(typed)).toBe(expected);
  });
});

describe('remarks', () => {
  test.each([
    ['dân vận', [], 'nothing to remark'],
    ['a "b c', ['unclosed-quote 2-3 b c"'], 'with what would close it'],
    ['a (b', ['unclosed-bracket 2-3'], 'the bracket that opens'],
    ['a) b)', ['stray-bracket 1-2', 'stray-bracket 4-5'], 'each'],
    ['OR a', ['lonely-or 0-2'], 'before'],
    ['a HOẶC', ['lonely-or 2-6'], 'behind'],
    ['a OR OR b', ['lonely-or 2-4', 'lonely-or 5-7'], 'doubled'],
    ['ngày:2023', ['unknown-field 0-5'], 'with its colon'],
    ['số:', ['empty-field 0-3 số:…'], 'how it goes on'],
    ['chủ đề:', ['empty-field 0-7 chủđề:…'], 'as the portal writes it'],
    ['năm:20', ['unknown-value 4-6 2023'], 'an example of a year'],
    [
      'x loại:thơ',
      ['unknown-value 7-10 kế hoạch, kế hoạch phối hợp, chương trình hành động'],
      'the values that there are, three at most',
    ],
    ['-dân -vận', ['only-exclusions 0-9'], 'the whole query'],
    ['((-a) "b', ['unclosed-bracket 0-1', 'unclosed-quote 6-7 b"'], 'in the order of their places'],
    ['dan https://vanthu.vn 12:30', [], 'an address and a time are no fields'],
  ])('%j: %j (%s)', (typed, expected) => {
    expect(remarks(typed)).toEqual(expected);
  });

  test('places are in the query as it was read', () => {
    const { text, remarks: found } = parseQuery('  dân\u00a0\u200bvận  ngày:1 ');
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['ngày:']);
  });
});

describe('what a query is besides', () => {
  test.each<[string, string | null, number, string]>([
    ['dân vận khéo', 'dân vận khéo', 1, 'as typed'],
    ['dan van', 'dan van', 2, 'unmarked'],
    ['"dân vận" -tôn khéo', 'dân vận khéo', 1, 'without what is excluded'],
    ['dan van -khéo', 'dan van', 2, 'an exclusion does not mark the query'],
    ['-dân', null, 2, 'nothing is sought'],
    ['dân vận, khéo', 'dân vận, khéo', 1, 'with its punctuation'],
    ['a) b', 'a b', 2, 'a bracket that is left out is not in it'],
    ['dân OR vận', null, 1, 'two ways are no phrase'],
    ['(dân vận)', null, 1, 'nor is a group'],
    ['dan năm:2023 van', 'dan van', 2, 'fields are not in it'],
    ['năm:2023', null, 2, 'a field is no phrase'],
    ['dan 28-NQ/TW', 'dan 28-NQ/TW', 2, 'a number has no marks to count'],
    ['114-KH/ĐUK', '114-KH/ĐUK', 1, 'but where there is nothing else'],
  ])('%j: its phrase is %j, its tier %j (%s)', (typed, phrase, tier) => {
    expect(parseQuery(typed, VALUES)).toMatchObject({ phrase, tier });
  });

  test.each([
    '"',
    '-',
    '28-',
    'số 1/',
    '(',
    ')',
    '\u0301',
    'a-',
    '"a"',
    '-"',
    '-(',
    '😀',
    '1/2021/',
    'năm:',
    'năm: ',
    'OR ',
    '| ',
    'loại:a ',
    'loại:kế hoạch ',
    'nq ',
    '1a',
    'c o q u a n ',
    'a:',
    '((a) OR ',
    '-năm:2023 ',
    '\ud800',
    '\0',
  ])(
    '10 kB of %j end',
    (piece) => {
      const { root } = parseQuery(piece.repeat(10_000 / piece.length), VALUES);
      expect(root.kind).toMatch(/^(?:all|any)$/u);
    },
    3_000,
  );
});
