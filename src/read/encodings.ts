import { convertLegacyText, vietnameseShare } from './legacy-encodings.ts';

/** How far a file is looked at to tell its encoding: enough for any letterhead, cheap for large files. */
const SAMPLE_BYTES = 65_536;

/** A text in another encoding, or no text, has more undecodable characters than this share; a damaged one has less. */
const MAX_DAMAGE = 0.01;

/** Control characters that no text has (tab, line ends, form feed, BOM-less marks are fine). */
const CONTROLS = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/gu;

/** The text of a file, or that it is none. */
export type Decoded =
  | { readonly text: string; readonly encoding: string; readonly damaged: number }
  | { readonly text: null };

/**
 * UTF-16 without a byte-order mark: every second byte of Latin text is 0, and Vietnamese letters beyond have 0x01
 * or 0x1e there. Must not match UTF-8 (no zeros at all) and random bytes (zeros at both places).
 */
function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length - (bytes.length % 2), SAMPLE_BYTES);
  if (length < 8) return null;
  const zeros = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] as number) + 1;
  const [even = 0, odd = 0] = zeros.map((count) => count / (length / 2));
  if (odd > 0.25 && even < 0.02) return 'utf-16le';
  if (even > 0.25 && odd < 0.02) return 'utf-16be';
  return null;
}

function isText(text: string): boolean {
  const sample = text.slice(0, SAMPLE_BYTES);
  return (sample.match(CONTROLS)?.length ?? 0) <= sample.length * MAX_DAMAGE;
}

/** Read rightly, nearly all words beyond ASCII are syllables. */
const RIGHT = 0.8;

/** What a page of HTML says of its encoding within its first characters. */
const CHARSET = /<meta\b[^>]{0,300}charset\s*=\s*["']?\s*([\w-]{3,20})/iu;
const CHARSET_WITHIN = 2_048;

function decodeAs(bytes: Uint8Array, encoding: string): { text: string; damaged: number } {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, damaged: text.match(/\ufffd/gu)?.length ?? 0 };
}

/** The encoding that a page declares, if it is one that can be decoded. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, CHARSET_WITHIN));
  const label = CHARSET.exec(start)?.[1];
  if (!label) return null;
  try {
    const { encoding } = new TextDecoder(label);
    return /^utf-/u.test(encoding) ? null : encoding; // a page that can say so in ASCII is not in UTF-16
  } catch {
    return null; // a label that nobody knows says nothing
  }
}

/** One byte a character: windows-1258, or what an old font showed as Vietnamese, which `convertLegacyText` reads. */
function decodeBytes(bytes: Uint8Array): Decoded {
  const western = decodeAs(bytes, 'windows-1252').text;
  if (!isText(western)) return { text: null };
  if (convertLegacyText(western)?.partial === false)
    return { text: western, encoding: 'windows-1252', damaged: 0 };
  const vietnamese = decodeAs(bytes, 'windows-1258').text;
  if ((vietnameseShare(vietnamese) ?? 0) >= RIGHT)
    return { text: vietnamese, encoding: 'windows-1258', damaged: 0 };
  return { text: null };
}

/**
 * Decodes UTF-8 and UTF-16, with or without byte-order mark (which is not in the text), windows-1258, and what old
 * fonts wrote as windows-1252. A few broken bytes become U+FFFD and are counted; a file that is mostly something
 * else is no text.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : guessUtf16(bytes);
  const encoding = marked ?? 'utf-8';
  const { text, damaged } = decodeAs(bytes, encoding);
  const declared = marked || damaged === 0 ? null : declaredEncoding(bytes);
  if (declared) {
    const decoded = decodeAs(bytes, declared);
    if (isText(decoded.text) && decoded.damaged === 0) return { ...decoded, encoding: declared };
  }
  if (damaged <= text.length * MAX_DAMAGE) return isText(text) ? { text, encoding, damaged } : { text: null };
  if (marked) return { text: null };
  return decodeBytes(bytes);
}
