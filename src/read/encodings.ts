/** How far a file is looked at to tell its encoding: enough for any letterhead, cheap for large files. */
const SAMPLE_BYTES = 65_536;

/** A text in another encoding, or no text, has more undecodable characters than this share; a damaged one has less. */
const MAX_DAMAGE = 0.01;

/** Control characters that no text has (tab, line ends, form feed, BOM-less marks are fine). */
const CONTROLS = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/gu;

/** The text of a file, or why it is none. `start` is the number of UTF-16 units that a byte-order mark took (0 or 1). */
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

/**
 * Decodes UTF-8 and UTF-16, with or without byte-order mark (which is not in the text). A few broken bytes
 * become U+FFFD and are counted; a file that is mostly something else is no text.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : (guessUtf16(bytes) ?? 'utf-8');
  const text = new TextDecoder(encoding).decode(bytes);
  const damaged = text.match(/\ufffd/gu)?.length ?? 0;
  if (damaged > text.length * MAX_DAMAGE || !isText(text)) return { text: null };
  return { text, encoding, damaged };
}
