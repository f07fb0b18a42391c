import { canonical } from './canonical.ts';
import { fold } from './fold.ts';

/**
 * First code point of the private-use area. The engine folds marks away, so each letter beyond ASCII is
 * written as one private-use character, which it compares exactly (engine-facts.md section 8).
 */
const PRIVATE_USE = 0xe000;

/** The letters of Vietnamese beyond ASCII, lower case: each has a private-use character of its own. */
const LETTERS = Array.from('àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ');
const CODES = new Map(LETTERS.map((letter, i) => [letter, String.fromCharCode(PRIVATE_USE + i)]));

/** What is left of the private-use area (6,400 characters) after the Vietnamese letters. */
const REST = 6_400 - LETTERS.length;

/**
 * Other letters share the rest of the area by their code: two of them may get the same character. That makes the
 * engine propose too much, never too little, and what it proposes is confirmed in the stored text.
 */
function encodeUnit(unit: string): string {
  return CODES.get(unit) ?? String.fromCharCode(PRIVATE_USE + LETTERS.length + (unit.charCodeAt(0) % REST));
}

/** True for a text whose engine forms are its own: with letters beyond Vietnamese, another text may have the same. */
export function hasOwnForm(text: string): boolean {
  return Array.from(canonical(text)).every((letter) => letter <= '\x7f' || CODES.has(letter));
}

/**
 * Everything that is not part of a syllable becomes a space: several of those characters would glue words together
 * in the engine, others keep the words at both sides apart (engine-facts.md section 3).
 */
function encode(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}\p{M}]/gu, (character) => ' '.repeat(character.length))
    .replace(/[^\x00-\x7f]/g, encodeUnit);
}

/** What the engine's toned field holds: marks count. One-to-one with the text. */
export function tonedForm(text: string): string {
  return encode(canonical(text));
}

/** What the engine's folded field holds: marks don't count. One-to-one with the text. */
export function foldedForm(text: string): string {
  return encode(fold(text));
}
