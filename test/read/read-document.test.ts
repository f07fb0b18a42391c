import { describe, expect, test } from 'vitest';
import { MAX_BYTES, readDocument } from '../../src/read/index.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, littleEndian: boolean, mark = true): Uint8Array {
  const units = Array.from(mark ? `\ufeff${text}` : text, (_, i) =>
    (mark ? `\ufeff${text}` : text).charCodeAt(i),
  );
  const bytes = new Uint8Array(units.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [i, unit] of units.entries()) view.setUint16(i * 2, unit, littleEndian);
  return bytes;
}

const SENTENCE = 'Thực hiện công tác dân vận năm 2024 trên địa bàn tỉnh.';

describe('text is read whatever its encoding', () => {
  test.each([
    ['UTF-8', utf8(SENTENCE)],
    ['UTF-8 with a byte-order mark', new Uint8Array([0xef, 0xbb, 0xbf, ...utf8(SENTENCE)])],
    ['UTF-16 little endian', utf16(SENTENCE, true)],
    ['UTF-16 big endian', utf16(SENTENCE, false)],
    ['UTF-16 little endian without a mark', utf16(SENTENCE, true, false)],
    ['UTF-16 big endian without a mark', utf16(SENTENCE, false, false)],
  ])('%s', async (_, bytes) => {
    const read = await readDocument(bytes, 'a.txt');
    expect(read.text.text).toBe(SENTENCE);
    expect(read.mediaType).toBe('text/plain');
    expect(read.messages).toEqual([]);
  });

  test('a few broken bytes are counted, the rest is read', async () => {
    const bytes = new Uint8Array([...utf8(SENTENCE.repeat(10)), 0xff]);
    const read = await readDocument(bytes, 'a.txt');
    expect(read.text.text.startsWith(SENTENCE)).toBe(true);
    expect(read.messages[0]?.ruleId).toBe('read/damaged-text');
  });
});

describe('Markdown is recognised', () => {
  test.each([
    ['a.md', 'Một đoạn.', true, 'by its extension'],
    ['a.txt', '**KẾ HOẠCH**\n\n**I. MỤC ĐÍCH**\n', true, 'by strong lines'],
    ['a.txt', '# KẾ HOẠCH\n\n## I. MỤC ĐÍCH\n', true, 'by headings'],
    ['a.txt', 'TỈNH ỦY\n    *\nSố 1-KH/TU\n* * *\n', false, 'the asterisk below an issuer is none'],
  ])('%s %j: %s (%s)', async (name, text, markdown) => {
    expect((await readDocument(utf8(text), name)).markdown).toBe(markdown);
  });
});

describe('what is no text is said to be none', () => {
  const random = Uint8Array.from({ length: 4_000 }, (_, i) => (i * 7_919 + (i >> 3) * 131) % 256);
  test.each([
    ['empty', new Uint8Array(), 'read/empty'],
    ['blank', utf8(' \n\n\t '), 'read/empty'],
    ['random bytes', random, 'read/not-text'],
    ['NUL bytes', new Uint8Array(500), 'read/not-text'],
    ['PDF', utf8('%PDF-1.7\n…'), 'read/damaged-file'],
    ['docx', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]), 'read/unsupported-format'],
    ['doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'read/unsupported-format'],
    ['too large', new Uint8Array(MAX_BYTES + 1), 'read/too-large'],
  ])('%s', async (_, bytes, ruleId) => {
    const read = await readDocument(bytes, 'a.txt');
    expect(read.text.text).toBe('');
    expect(read.messages.map((message) => [message.ruleId, message.severity])).toEqual([[ruleId, 'error']]);
    expect(read.messages[0]?.reason).toMatch(/\. .+\.$|\(.*\)\.$/u);
  });
});
