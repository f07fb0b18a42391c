/** The five tone marks (dấu thanh) as combining characters; the level tone (thanh ngang) has none. */
export const TONE_MARKS = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'] as const;

/** The three marks that make another vowel letter (â ă ê ô ơ ư): circumflex, breve, horn. */
export const VOWEL_MARKS = ['\u0302', '\u0306', '\u031b'] as const;

const TONE = /[\u0300\u0301\u0303\u0309\u0323]/u;

/** A letter taken apart: `base` keeps the vowel's own mark, `tone` is its tone mark or ''. */
export interface ToneLetter {
  readonly base: string;
  readonly tone: string;
}

const taken = new Map<string, ToneLetter>();

/** `ệ` -> { base: 'ê', tone: U+0323 }; any other character is its own base. */
export function takeTone(letter: string): ToneLetter {
  let found = taken.get(letter);
  if (!found) {
    const decomposed = letter.normalize('NFD');
    const tone = TONE.exec(decomposed)?.[0] ?? '';
    found = tone ? { base: decomposed.replace(tone, '').normalize('NFC'), tone } : { base: letter, tone: '' };
    if (taken.size < 10_000) taken.set(letter, found); // a text in another script must not grow this for ever
  }
  return found;
}

/** `ê` + U+0323 -> `ệ`. */
export function putTone(base: string, tone: string): string {
  return (base + tone).normalize('NFC');
}

const VOWELS = new Set('aăâeêioôơuưyAĂÂEÊIOÔƠUƯY');

/** True for a Vietnamese vowel letter, with or without a tone. */
export function isVowel(letter: string): boolean {
  return VOWELS.has(takeTone(letter).base);
}
