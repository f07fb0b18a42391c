import { type MappedText, replaceText } from '../mapped-text.ts';

/** Seen as a space, but glues words together in the engine: NBSP, narrow NBSP, figure space and their like. */
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;

/** Seen as nothing: zero-width characters, soft hyphen, byte-order mark, direction marks, other control characters. */
const INVISIBLE =
  /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/gu;

/** Line ends of every kind. A form feed or vertical tab stands between two pages or lines. */
const LINE_ENDS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/gu;

/** A base character with its marks; the marks of Vietnamese composed apart (NFD) come as several. */
const DECOMPOSED = /\P{M}\p{M}+/gu;

/** Several letters that a font draws as one sign (ﬁ, ﬃ, ﬂ): search knows the letters. */
const LIGATURES = /[\ufb00-\ufb06]/gu;

/** Single characters that NFC writes otherwise (Å for the angstrom sign …) and that are no marks. */
const SINGLETONS =
  /[\u0340-\u0343\u0374\u037e\u0387\u1f71-\u1fff\u2126\u212a\u212b\u2329\u232a\uf900-\ufaff]/gu;

/**
 * Characters as they are stored. Afterwards:
 * 1. the text is in NFC, apart from marks that no letter can take;
 * 2. the only white space is U+0020 and line feed;
 * 3. there are no zero-width characters, soft hyphens and control characters; U+2011 is an ordinary hyphen;
 * 4. Icelandic Ð/ð, which some fonts draw for Đ/đ, are Đ/đ, and the gha Ƣ/ƣ drawn for Ư/ư is Ư/ư; a dotless ı that
 *    bears a mark is i;
 * 5. Latin ligatures are the letters that they stand for.
 */
export function normaliseCharacters(source: MappedText): MappedText {
  let text = source;
  text = replaceText(text, LINE_ENDS, '\n');
  text = replaceText(text, INVISIBLE, '');
  // a tab parts columns, as several spaces do
  text = replaceText(text, /\t/gu, '  ');
  text = replaceText(text, SPACES, ' ');
  text = replaceText(text, /[\u2010\u2011]/gu, '-');
  text = replaceText(text, /[Ðð]/gu, (match) => (match[0] === 'Ð' ? 'Đ' : 'đ'));
  text = replaceText(text, /[Ƣƣ]/gu, (match) => (match[0] === 'Ƣ' ? 'Ư' : 'ư'));
  text = replaceText(text, /ı(?=\p{M})/gu, 'i');
  text = replaceText(text, LIGATURES, (match) => match[0].normalize('NFKC'));
  if (text.text.normalize('NFC') !== text.text) {
    text = replaceText(text, DECOMPOSED, (match) => match[0].normalize('NFC'));
    text = replaceText(text, SINGLETONS, (match) => match[0].normalize('NFC'));
  }
  return text;
}
