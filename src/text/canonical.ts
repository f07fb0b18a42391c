import { putTone, takeTone } from './letters.ts';
import { SYLLABLE, takeSyllable, tonePlaces } from './syllables.ts';

/**
 * Syllables that two spellings share by custom; the left one stands for both.
 * By list only: elsewhere i and y are different words (tai / tay).
 */
const SAME_SYLLABLES = new Map(
  [
    ['hy', 'hi'],
    ['ký', 'kí'],
    ['kỳ', 'kì'],
    ['kỷ', 'kỉ'],
    ['kỹ', 'kĩ'],
    ['lý', 'lí'],
    ['mỹ', 'mĩ'],
    ['quy', 'qui'],
    ['quý', 'quí'],
    ['quỳ', 'quì'],
    ['quỷ', 'quỉ'],
    ['quỹ', 'quĩ'],
    ['quỵ', 'quị'],
    ['sỹ', 'sĩ'],
    ['tỷ', 'tỉ'],
  ].map(([kept, other]) => [other as string, kept as string]),
);

const SAME_CHARACTERS: Record<string, string> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '«': '"',
  '»': '"',
  '″': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  ς: 'σ', // which of the two a capital becomes depends on what stands behind it
  ð: 'đ',
  Ð: 'đ',
};

/** Lower case that never changes the number of UTF-16 units (İ would become two). */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (character) => {
    const small = character.toLowerCase();
    return small.length === character.length ? small : character;
  }).join('');
}

const canonicalSyllables = new Map<string, string>();

function canonicalSyllable(syllable: string): string {
  const known = canonicalSyllables.get(syllable);
  if (known !== undefined) return known;
  let form = syllable;
  const parts = takeSyllable(syllable);
  if (parts) {
    const place = tonePlaces(parts)[0] as number;
    if (parts.tone && place !== parts.toneAt) {
      form = Array.from(syllable, (letter, i) => {
        const { base } = takeTone(letter);
        return i === place ? putTone(base, parts.tone) : base;
      }).join('');
    }
    form = SAME_SYLLABLES.get(form) ?? form;
  }
  if (canonicalSyllables.size < 50_000) canonicalSyllables.set(syllable, form);
  return form;
}

/**
 * A syllable of Latin letters, with digits and marks: others have no tone to place. Ranges, since every text is gone
 * through: the classes of Unicode take a third longer.
 */
const LATIN = /[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff]+/gu;

/**
 * The form in which marked text is compared (never stored): lower case, one tone placement (hoà = hòa), the listed
 * i/y pairs (kĩ = kỹ), one kind of quotes and of dashes, ð as đ.
 *
 * One-to-one: the result has as many UTF-16 units as the text, each standing for the unit at the same index.
 * The text is expected in NFC.
 *
 * @example canonical('“Uỷ ban” – Hoà') // '"ủy ban" - hòa'
 */
export function canonical(text: string): string {
  return unifyCharacters(lowerCase(text)).replace(LATIN, canonicalSyllable);
}

function unifyCharacters(text: string): string {
  return text.replace(/[“”„‟«»″‘’‚‛′‐‑‒–—―−ςðÐ]/gu, (character) => SAME_CHARACTERS[character] ?? character);
}

/**
 * The canonical spelling of a name that is shown and counted: as `canonical`, but its capitals are kept
 * (`Uỷ ban – Khối` -> `Ủy ban - Khối`).
 */
export function canonicalSpelling(text: string): string {
  return unifyCharacters(text).replace(SYLLABLE, (written) => {
    const lower = lowerCase(written);
    const form = canonicalSyllable(lower);
    if (form === lower) return written;
    return Array.from(form, (letter, i) => (written[i] === lower[i] ? letter : letter.toUpperCase())).join(
      '',
    );
  });
}
