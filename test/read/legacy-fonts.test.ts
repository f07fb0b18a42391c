import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/read/index.ts';
import { convertRuns, legacyFontOf } from '../../src/read/legacy-fonts.ts';

const texts = (...runs: [text: string, font: string | null][]) =>
  convertRuns(runs.map(([text, font]) => ({ text, font }))).texts;

describe('runs in the fonts that came before Unicode', () => {
  test.each([
    ['.VnTime', { encoding: 'TCVN3 (ABC)', capitals: false }],
    ['.VnArialH', { encoding: 'TCVN3 (ABC)', capitals: true }],
    ['.VnCentury SchoolbookH', { encoding: 'TCVN3 (ABC)', capitals: true }],
    ['VNI-Times', { encoding: 'VNI', capitals: false }],
    ['Times New Roman', null],
    ['VNtimes new roman', null],
    [null, null],
  ])('%s', (name, font) => expect(legacyFontOf(name)).toEqual(font));

  test('each run is decided by its own font', () => {
    expect(
      texts(['Trồng cây ven ', 'Times New Roman'], ['®­êng lµng', '.VnTime'], [' số 5\n', 'Times New Roman']),
    ).toEqual(['Trồng cây ven ', 'đường làng', ' số 5\n']);
  });

  test('a font of capitals draws them: the text has them, too', () => {
    expect(texts(['®¶ng bé huyÖn ban mai\n', '.VnTimeH'])).toEqual(['ĐẢNG BỘ HUYỆN BAN MAI\n']);
  });

  test('letters of Unicode under the name of an old font stay; what reads both ways follows its paragraph', () => {
    expect(texts(['Trồng cây công viên\n', '.VnTime'])).toEqual(['Trồng cây công viên\n']);
    expect(
      texts(['Thùc hiÖn ', '.VnTime'], ['c', '.VnTime'], ['«ng', '.VnTime'], [' t¸c\n', '.VnTime']).join(''),
    ).toBe('Thực hiện công tác\n');
  });

  test('a letter and its mark in two runs of VNI are one letter', () => {
    expect(texts(['Nghò quye', 'VNI-Times'], ['át xaây döïng\n', 'VNI-Times'])).toEqual([
      'Nghị quyế',
      't xây dựng\n',
    ]);
  });

  test('what a font says without the help of any word is counted', () => {
    expect(convertRuns([{ text: 'cña\n', font: '.VnTime' }]).undecided).toBe(0);
    // `bò` is a syllable as it stands, and `bũ` as the font draws it
    const { texts: read, undecided } = convertRuns([{ text: 'bß bò\n', font: '.VnTime' }]);
    expect(read[0]).toBe('bò bũ\n');
    expect(undecided).toBe(0);
    expect(convertRuns([{ text: 'bò\n', font: '.VnTime' }]).undecided).toBe(1);
  });
});

describe('a text without fonts is decided line by line', () => {
  const read = async (text: string) => await readDocument(new TextEncoder().encode(text), 'a.txt');

  test('lines in TCVN3 and in VNI within a text in Unicode', async () => {
    const { text, messages } = await read(
      'KẾ HOẠCH\n1. Ươm giống cây ở vườn.\n2. Thùc hiÖn phong trµo trång c©y ë c¬ së.\n3. Toång keát phong traøo.\n4. Bàn giao.',
    );
    expect(text.text).toBe(
      'KẾ HOẠCH\n1. Ươm giống cây ở vườn.\n2. Thực hiện phong trào trồng cây ở cơ sở.\n3. Tổng kết phong trào.\n4. Bàn giao.',
    );
    expect(messages).toMatchObject([{ ruleId: 'read/legacy-encoding', severity: 'warning' }]);
  });

  test('capitals that bear a tone, which TCVN3 did not have', async () => {
    const { text } = await read('Vườn ươm\nKÕ HO¹CH TRåNG C¢Y\nTrång c©y ven ®ª vµ ch¨m sãc.');
    expect(text.text).toBe('Vườn ươm\nKẾ HOẠCH TRỒNG CÂY\nTrồng cây ven đê và chăm sóc.');
  });

  test('a stretch within a line; what cannot be told stays and is said', async () => {
    const { text, messages } = await read(
      'Ươm giống thùc hiÖn phong trµo của vườn.\nVườn cña thôn, 25°C, m², khu¹.',
    );
    expect(text.text).toBe('Ươm giống thực hiện phong trào của vườn.\nVườn cña thôn, 25°C, m², khu¹.');
    expect(messages).toMatchObject([
      { ruleId: 'read/legacy-encoding' },
      { ruleId: 'read/doubtful-letters', severity: 'info', actual: 'cña' },
    ]);
  });
});
