import { describe, expect, test } from 'vitest';
import { findInferredIssuer, findInferredTitle } from '../../../src/parse/constructs/introduction.ts';
import { findLetterhead } from '../../../src/parse/constructs/letterhead.ts';
import { findNumberAndSymbol } from '../../../src/parse/constructs/number-and-symbol.ts';
import { findPlaceAndDate } from '../../../src/parse/constructs/place-and-date.ts';
import { findOnlyProvince, provinceIn } from '../../../src/parse/constructs/province.ts';
import { findSecrecyMark } from '../../../src/parse/constructs/secrecy.ts';
import { findSubjectYear } from '../../../src/parse/constructs/subject-year.ts';

describe('number and symbol', () => {
  const rows: readonly (readonly [
    line: string,
    number: number | null,
    symbol: string | null,
    why: string,
  ])[] = [
    ['Số 89-KH/BDVTU', 89, 'KH/BDVTU', 'Party: hyphen, then slash'],
    ['Số 114-KH/ĐUK', 114, 'KH/ĐUK', 'Đ in the issuer'],
    ['Số: 0124/KH-UBND', 124, 'KH-UBND', 'State: slash, then hyphen; leading zero'],
    ['Số: 30/2020/NĐ-CP', 30, '2020/NĐ-CP', 'year inside'],
    ['Luật số: 72/2025/QH15', 72, '2025/QH15', 'a law'],
    ['Số 08-QĐi/TW', 8, 'QĐi/TW', 'small letter in the abbreviation'],
    ['Số: /KH-UBND', null, 'KH-UBND', 'number left to be stamped'],
    ['Số hiệu: 12/KH-UBND', null, null, 'must not: the table of a web site'],
    ['Số lượng người tham gia', null, null, 'must not: running text'],
    ['Số 5 đường Hoa Sen', null, null, 'must not: an address'],
  ];
  for (const [line, number, symbol, why] of rows) {
    test(`${line}: ${why}`, () => {
      const found = findNumberAndSymbol(line);
      expect([found?.number ?? null, found?.symbol ?? null]).toEqual([number, symbol]);
    });
  }
});

describe('place and date', () => {
  const rows: readonly (readonly [line: string, place: string | null, date: string | null, why: string])[] = [
    ['Hoa Sen, ngày 19 tháng 5 năm 2023', 'Hoa Sen', '2023-05-19', 'plain'],
    ['Hoa Sen, ngày 05 tháng 02 năm 2024', 'Hoa Sen', '2024-02-05', 'leading zeros'],
    ['Hoa Sen, ngày     tháng 11 năm 2025', 'Hoa Sen', null, 'day left to be filled in: no date, never 1970'],
    ['Hoa Sen, ngày 31 tháng 2 năm 2024', 'Hoa Sen', null, 'no such day'],
    ['Thực hiện trước ngày 19 tháng 5', null, null, 'must not: running text'],
  ];
  for (const [line, place, date, why] of rows) {
    test(`${line}: ${why}`, () => {
      const found = findPlaceAndDate(line);
      expect([found?.place ?? null, found?.issuedOn ?? null]).toEqual([place, date]);
    });
  }
});

describe('issuer and parent body', () => {
  const rows: readonly (readonly [
    cells: string[],
    issuer: string | null,
    parent: string | null,
    why: string,
  ])[] = [
    [
      ['TỈNH ỦY BÌNH THUẬN', 'ĐẢNG CỘNG SẢN VIỆT NAM', 'BAN DÂN VẬN', '*'],
      'Ban Dân vận Tỉnh ủy Bình Thuận',
      'Tỉnh ủy Bình Thuận',
      'a board is complete with its committee',
    ],
    [
      ['ỦY BAN NHÂN DÂN', 'TỈNH BẾN TRE', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
      'Ủy ban nhân dân tỉnh Bến Tre',
      null,
      'two lines, one body',
    ],
    [
      ['ỦY BAN NHÂN DÂN TỈNH BẾN TRE', 'SỞ NỘI VỤ'],
      'Sở Nội vụ',
      'Ủy ban nhân dân tỉnh Bến Tre',
      'department and parent',
    ],
    [
      ['TỈNH ỦY ĐỒNG NAI', 'VĂN PHÒNG'],
      'Văn phòng Tỉnh ủy Đồng Nai',
      'Tỉnh ủy Đồng Nai',
      'a body that the text does not name',
    ],
    [
      ['BAN CHẤP HÀNH TRUNG ƯƠNG', 'VĂN PHÒNG'],
      'Văn phòng Trung ương',
      'Ban Chấp hành Trung ương',
      'office of the centre',
    ],
    [
      ['ỦY BAN NHÂN DÂN', 'TỈNH UỶ ĐỒNG NAI'],
      'Tỉnh uỷ Đồng Nai',
      'Ủy ban nhân dân',
      'a committee in the old spelling is a body of its own',
    ],
    [['ĐẢNG CỘNG SẢN VIỆT NAM'], null, null, 'must not: the title of Party papers'],
    [['Số 1-KH/TU', 'Một dòng chữ thường'], null, null, 'must not: small letters'],
  ];
  for (const [cells, issuer, parent, why] of rows) {
    test(why, () => {
      const found = findLetterhead(cells, 'Ban Dân vận Tỉnh ủy Bình Thuận xây dựng kế hoạch');
      expect([found.issuer, found.parentBody]).toEqual([issuer, parent]);
    });
  }
});

describe('province', () => {
  test.each([
    ['TỈNH ỦY BÌNH THUẬN', 'Bình Thuận'],
    ['thành phố Đà Nẵng', 'Đà Nẵng'],
    ['Thừa Thiên Huế', 'Thừa Thiên Huế'],
    ['xã Hoa Sen', null],
  ])('%s is %s', (text, province) => expect(provinceIn(text)).toBe(province));

  test('one that is named twice is one, two are none', () => {
    expect(findOnlyProvince('ở tỉnh Bến Tre và Báo Bến Tre')?.province).toBe('Bến Tre');
    expect(findOnlyProvince('ở tỉnh Bến Tre và tỉnh An Giang')).toBeNull();
    expect(findOnlyProvince('học tập phong cách Hồ Chí Minh')).toBeNull();
  });
});

describe('secrecy marks', () => {
  test.each([
    ['MẬT', 'MẬT', 'alone'],
    ['BAN DÂN VẬN  MẬT', 'MẬT', 'behind a column: a tab in the file'],
    ['TỐI MẬT', 'TỐI MẬT', 'of the second degree'],
    ['TUYỆT   MẬT', 'TUYỆT MẬT', 'set wide'],
    ['(Tuyệt mật)', 'TUYỆT MẬT', 'in brackets'],
    ['Độ mật: Tối mật', 'TỐI MẬT', 'behind its label'],
    ['Độ mật: Mật', 'MẬT', 'the label holds the word, too'],
    ['Độ mật | Mật', 'MẬT', 'in a table'],
    ['Dấu mật: TỐI MẬT', 'TỐI MẬT', 'another label'],
    ['M Ậ T', 'MẬT', 'letters apart'],
    ['T Ố I  M Ậ T', 'TỐI MẬT', 'letters apart, two words'],
    ['MẬT'.normalize('NFD'), 'MẬT', 'composed apart'],
    ['TỐI MÂṬ', 'TỐI MẬT', 'the tone on the consonant, as converters leave it'],
    ['MẬT - KHẨN', 'MẬT', 'with the degree of urgency'],
    ['MẬT KHẨN', 'MẬT', 'without a hyphen'],
    ['HỎA TỐC MẬT', 'MẬT', 'urgency first'],
    ['MẬT / HỎA TỐC', 'MẬT', 'with a slash'],
    ['TỐI MẬT (Bản số 1)', 'TỐI MẬT', 'with the number of the copy'],
    ['MẬT – BẢN SỐ: 03', 'MẬT', 'in capitals'],
    ['TÀI LIỆU MẬT', 'MẬT', 'a mark on every page'],
    ['Tài liệu MẬT', 'MẬT', 'small letters before it'],
    ['**MẬT**', 'MẬT', 'Markdown in a plain file'],
    ['Số 5-KH/TU  MẬT', 'MẬT', 'in another cell'],
    ['Số 5-KH/TU MẬT', 'MẬT', 'behind the number, the gap lost'],
    ['MẬT        ĐẢNG CỘNG SẢN VIỆT NAM', 'MẬT', 'in the left column'],
    ['bảo vệ bí mật nhà nước', null, 'must not: running text'],
    ['bảo mật thông tin', null, 'must not: running text'],
    ['mật', null, 'must not: the end of a broken line'],
    ['BẢO VỆ BÍ MẬT NHÀ NƯỚC', null, 'must not: a title'],
    ['KẾ HOẠCH BẢO MẬT', null, 'must not: a title that ends with it'],
    ['AN NINH BÍ MẬT', null, 'must not: a title that ends with it'],
    ['MẬT ONG', null, 'must not: honey'],
    ['MẬT ĐỘ DÂN CƯ', null, 'must not: density'],
    ['MẬT ĐỘ DÂN SỐ', null, 'must not: density'],
    ['ĐỘ MẬT: KHÔNG', null, 'must not: a label with another value'],
    ['Dấu mật: không', null, 'must not: a label with another value'],
    ['đóng dấu "MẬT" theo quy định', null, 'must not: in the middle of a sentence'],
    ['', null, 'must not: nothing'],
  ])('%s: %s, %s', (line, mark, _why) => expect(findSecrecyMark(line)?.mark ?? null).toBe(mark));
});

describe('year of a plan', () => {
  const rows: readonly (readonly [type: string, title: string, year: number | null, why: string])[] = [
    ['kế hoạch', 'Thực hiện công tác dân vận năm 2023', 2023, 'a plan of a year'],
    ['kế hoạch', 'thực hiện Nghị quyết số 28-NQ/TW trong năm 2023', null, 'carries a resolution out'],
    ['kế hoạch', 'phát triển kinh tế số đến năm 2030', null, 'a bound'],
    ['kế hoạch', 'sắp xếp tổ chức giai đoạn 2021 - 2025', null, 'a phase'],
    ['quyết định', 'phê duyệt danh mục năm 2025', null, 'a decision is of no year'],
  ];
  for (const [type, title, year, why] of rows) {
    test(`${title}: ${why}`, () => expect(findSubjectYear(type, title)?.year ?? null).toBe(year));
  }
});

describe('introduction where the letterhead is lost', () => {
  test('names the issuer', () => {
    const text =
      'Thực hiện Kế hoạch của Trung ương; lãnh đạo Ban Dân vận Tỉnh ủy phối hợp Chi bộ cơ quan xây dựng kế hoạch thực hiện như sau:';
    const found = findInferredIssuer(text);
    expect(found?.value).toBe('Ban Dân vận Tỉnh ủy');
    expect(text.slice(...(found?.span ?? [0, 0]))).toBe('Ban Dân vận Tỉnh ủy');
  });

  test('names type and title only where it says more than "as follows"', () => {
    expect(
      findInferredTitle('Sở Hoa Sen xây dựng kế hoạch thực hiện công tác trồng hoa năm 2024, như sau:'),
    ).toMatchObject({
      type: 'kế hoạch',
      title: 'thực hiện công tác trồng hoa năm 2024',
    });
    expect(findInferredTitle('Sở Hoa Sen xây dựng kế hoạch thực hiện như sau:')).toBeNull();
  });
});
