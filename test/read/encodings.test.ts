import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/read/index.ts';

const TEXT =
  'Điều 1. Ủy ban nhân dân xã Hoa Sen tổ chức tuyên truyền, vận động Nhân dân thực hiện nếp sống văn minh; kiểm tra, đôn đốc các ấp, khu phố.';
const TCVN3 =
  '§iÒu 1. Ph¹m vi ®iÒu chØnh: h­íng dÉn thùc hiÖn c«ng t¸c d©n vËn ë c¬ së, ®¶m b¶o quyÒn lµm chñ cña nh©n d©n.';
const TCVN3_MEANS =
  'Điều 1. Phạm vi điều chỉnh: hướng dẫn thực hiện công tác dân vận ở cơ sở, đảm bảo quyền làm chủ của nhân dân.';
const VNI =
  'Nghò quyeát soá 05 cuûa Tænh uûy veà coâng taùc daân vaän, xaây döïng Ñaûng vaø heä thoáng chính trò trong saïch, vöõng maïnh.';
const VNI_MEANS =
  'Nghị quyết số 05 của Tỉnh ủy về công tác dân vận, xây dựng Đảng và hệ thống chính trị trong sạch, vững mạnh.';

/** windows-1258 writes most tones as marks of their own, behind their letter. */
const windows1258 = (text: string) =>
  new Uint8Array(
    iconv.encode(
      text
        .normalize('NFD')
        .replace(/([aA])\u0306/gu, (_, letter) => (letter === 'a' ? 'ă' : 'Ă'))
        .replace(
          /([aeoAEO])(\u0323?)\u0302/gu,
          (_, letter: string, dot: string) => `${letter}\u0302`.normalize('NFC') + dot,
        )
        .replace(/([ouOU])\u031b/gu, (match) => match.normalize('NFC')),
      'windows-1258',
    ),
  );

describe('the encodings that offices used before Unicode', () => {
  test.each([
    ['windows-1258', windows1258(TEXT), TEXT, 'windows-1258'],
    ['TCVN3 as bytes', new Uint8Array(iconv.encode(TCVN3, 'win1252')), TCVN3_MEANS, 'TCVN3 (ABC)'],
    ['TCVN3 that was saved as UTF-8', new TextEncoder().encode(TCVN3), TCVN3_MEANS, 'TCVN3 (ABC)'],
    ['VNI as bytes', new Uint8Array(iconv.encode(VNI, 'win1252')), VNI_MEANS, 'VNI'],
    ['VNI that was saved as UTF-8', new TextEncoder().encode(VNI), VNI_MEANS, 'VNI'],
    [
      'UTF-8 that was saved as if it were windows-1252',
      new TextEncoder().encode(new TextDecoder('windows-1252').decode(new TextEncoder().encode(TEXT))),
      TEXT,
      'UTF-8 that was taken for windows-1252',
    ],
  ])('%s is converted, and said to be', async (_, bytes, expected, name) => {
    const read = await readDocument(bytes, 'a.txt');
    expect(read.text.text).toBe(expected);
    expect(read.messages).toMatchObject([{ ruleId: 'read/legacy-encoding', actual: name }]);
  });

  test('every letter leads back to its place', async () => {
    const read = await readDocument(new TextEncoder().encode(VNI), 'a.txt');
    const at = read.text.text.indexOf('trong sạch');
    expect(VNI.slice(read.text.origin[at], read.text.origin[at + 'trong sạch'.length])).toBe('trong saïch');
  });

  test.each([
    [
      'French',
      'Le comité a été créé à Genève; la société française a célébré son anniversaire à côté de là, déjà très âgée.',
      ['read/doubtful-letters'],
    ],
    ['Unicode with a symbol of old fonts', `${TEXT} § 5, 20 µm, ±1`, []],
  ])('%s stays as it is', async (_, text, rules) => {
    const read = await readDocument(new TextEncoder().encode(text), 'a.txt');
    expect(read.text.text).toBe(text);
    expect(read.messages.map(({ ruleId }) => ruleId)).toEqual(rules);
  });
});
