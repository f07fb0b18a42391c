import { isVowel, takeTone } from './letters.ts';

/** One syllable (tiếng), number or symbol part of a text: a run of letters and digits. Offsets are UTF-16 units. */
export interface Syllable {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What a syllable is made of. Combining marks belong to the letter before them.
 * Not part of a syllable: hyphens, slashes, apostrophes, so `28-NQ/TW` is three.
 */
export const SYLLABLE = /[\p{L}\p{N}\p{M}]+/gu;

/** The syllables of a text, in order. */
export function syllablesOf(text: string): Syllable[] {
  return Array.from(text.matchAll(SYLLABLE), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** True when `text[index]` belongs to a syllable. */
export function isSyllableCharacter(text: string, index: number): boolean {
  const code = text.codePointAt(index);
  if (code === undefined) return false;
  if (code < 128) return (code > 47 && code < 58) || (code > 64 && code < 91) || (code > 96 && code < 123);
  // The second half of a surrogate pair belongs to what its first half belongs to.
  if (code >= 0xdc00 && code <= 0xdfff && index > 0) return isSyllableCharacter(text, index - 1);
  return /[\p{L}\p{N}\p{M}]/u.test(String.fromCodePoint(code));
}

const INITIALS = 'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ');

/**
 * The rimes (vần) that a syllable can end in, without tone.
 * Source: the inventory of Vietnamese orthography taught in primary school; glides written with o and u included.
 */
const RIMES = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
   e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
   o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong op ot ooc oong
   ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uy uya uych uyên uyêt uynh uyp uyt uyu
   uôc uôi uôm uôn uông uôt uơn ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
   y yêm yên yêng yêt yêu êng uêt uang uan uai uat uay uao uac ue uen uet ueo uă uăn uăng uăm uăt uyn`.split(
    /\s+/u,
  ),
);

/** Rimes that need a consonant before them or that stand alone only here: what may start with a vowel. */
const VOWEL_INITIAL = new Set(
  `a ai am an ang anh ao ap at au ay ác ách ải ái ám án ánh ảnh ảo áo áp át ạ à á ăn ắc ắp ắt ẵm ẩm ấm âm ân ấn ẩn ập ấp ấy ấu âu ẩu ẩy
   em én eo ép ê ế êm ếch i im in inh ít ích ỉ ì ỉm o ó ò om on ong óc ốc ô ồ ổ ố ôi ôm ôn ổn ông ống ốm ồn ơ ở ơi ới ơn ớt
   oai oán oan oanh oăm oách oái u ủ ù ú um un ung úp út ủi ùn úa ùa ùm ụ uổng uống uốn uất uẩn uy ủy uỷ úy uý ủng ức ực ứ ừ ừm ưa ứa ưng ứng ưu ước ươm ương ướt ướp ướm ưỡn
   y ý ỷ ỳ yêu yếu yểu yên yến yểm yếm yết yểng ỡm ảng ụp ộc ụt ọe oẹ`.split(/\s+/u),
);

/** A syllable taken apart, for judging whether its marks stand where they can. */
export interface SyllableParts {
  readonly initial: string;
  /** The rime without its tone, lower case. */
  readonly rime: string;
  /** The tone mark, '' for the level tone. */
  readonly tone: string;
  /** Index of the letter that bears the tone, -1 without. */
  readonly toneAt: number;
}

/** A language has some thousand syllables, a text repeats them: each is taken apart once. */
const taken = new Map<string, SyllableParts | null>();
const MAX_TAKEN = 30_000;
const LONGEST_SYLLABLE = 12;

/**
 * Takes a syllable in NFC apart; null where it can't be a Vietnamese syllable (numbers, symbols, foreign words,
 * two tones).
 */
export function takeSyllable(syllable: string): SyllableParts | null {
  if (syllable.length > LONGEST_SYLLABLE) return null; // nghiêng has seven letters
  const known = taken.get(syllable);
  if (known !== undefined) return known;
  const parts = partsOf(syllable);
  if (taken.size < MAX_TAKEN) taken.set(syllable, parts); // a text in another script must not grow this for ever
  return parts;
}

function partsOf(syllable: string): SyllableParts | null {
  let bare = '';
  let tone = '';
  let toneAt = -1;
  for (let i = 0; i < syllable.length; i++) {
    const letter = takeTone(syllable[i] as string);
    if (letter.tone) {
      if (tone) return null;
      tone = letter.tone;
      toneAt = i;
    }
    bare += letter.base;
  }
  bare = bare.toLowerCase();
  if (bare.length !== syllable.length) return null;
  // Longest initial first, so that `ngh` is not `n` + `gh`; `gi` and `qu` give their vowel back where it is needed.
  for (let length = 3; length >= 0; length--) {
    const initial = bare.slice(0, length);
    if (length > 0 && !INITIALS.includes(initial)) continue;
    const rime = bare.slice(length);
    if (RIMES.has(rime)) return { initial, rime, tone, toneAt };
    if (initial === 'gi' && RIMES.has(`i${rime}`)) return { initial: 'g', rime: `i${rime}`, tone, toneAt };
  }
  return null;
}

/** True for what can be written as one Vietnamese syllable. */
export function isSyllable(text: string): boolean {
  const parts = takeSyllable(text);
  if (!parts) return false;
  return parts.initial !== '' || VOWEL_INITIAL.has(text.toLowerCase());
}

/** The rimes as somebody writes them who leaves all marks out. */
const BARE_RIMES = new Set(Array.from(RIMES, (rime) => rime.normalize('NFD').replace(/\p{M}/gu, '')));

/** True for what can be one Vietnamese syllable written without its marks: `thuong`, `Dang`, `duoc`. */
export function isUnmarkedSyllable(text: string): boolean {
  const bare = text.toLowerCase();
  if (bare.length > LONGEST_SYLLABLE || !/^[a-z]+$/u.test(bare)) return false;
  for (let length = 0; length <= 3; length++) {
    const initial = bare.slice(0, length);
    if (length > 0 && !INITIALS.includes(initial)) continue;
    if (BARE_RIMES.has(bare.slice(length))) return true;
  }
  return false;
}

/**
 * The indexes, within a syllable, where its tone may be written: one, or two where the old and the new style
 * differ (hoà / hòa, thuý / thúy, khoẻ / khỏe). The new style is first.
 */
export function tonePlaces(parts: SyllableParts): number[] {
  const { initial, rime } = parts;
  const vowels: number[] = [];
  for (let i = 0; i < rime.length; i++) if (isVowel(rime[i] as string)) vowels.push(i);
  const at = (index: number) => initial.length + index;
  const marked = vowels.filter((i) => 'ăâêôơư'.includes(rime[i] as string));
  // ươ bears it on ơ: the last marked vowel
  if (marked.length > 0) return [at(marked[marked.length - 1] as number)];
  const closed = vowels.length < rime.length;
  const first = vowels[0] ?? 0;
  if (vowels.length === 1) return [at(first)];
  if (closed || vowels.length === 3) return [at(vowels[1] as number)];
  if (rime === 'oa' || rime === 'oe' || rime === 'uy') return [at(first), at(first + 1)];
  if (rime === 'ue') return [at(first + 1), at(first)];
  return [at(first)];
}
