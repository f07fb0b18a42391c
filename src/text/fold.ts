import { canonical } from './canonical.ts';

const folded = new Map<string, string>();

function foldCharacter(character: string): string {
  const known = folded.get(character);
  if (known !== undefined) return known;
  const bare =
    character === 'đ'
      ? 'd'
      : character
          .normalize('NFD')
          .replace(/\p{M}+/gu, '')
          .toLowerCase(); // İ leaves an I
  const form = bare.length === character.length ? bare : character;
  if (folded.size < 10_000) folded.set(character, form);
  return form;
}

/**
 * The i/y pairs of the canonical form without their marks: `kí` is canonically `ký`, so an unmarked `ki` has to be `ky`,
 * too, or it would not find what it was typed for.
 */
const SAME_UNMARKED = /(?<![a-z0-9])(?:h|k|l|m|qu|s|t)i(?![a-z0-9])/gu;

function withoutMarks(canonicalText: string): string {
  return canonicalText.replace(/[^\x00-\x7f]/gu, foldCharacter);
}

/**
 * The form in which unmarked text is compared (never stored): the canonical form without any mark, đ as d.
 * One-to-one with the text, as `canonical` is.
 *
 * @example fold('Dân vận khéo') // 'dan van kheo'
 */
export function fold(text: string): string {
  return withoutMarks(canonical(text)).replace(SAME_UNMARKED, (syllable) => `${syllable.slice(0, -1)}y`);
}

/** True when nothing in the text bears a Vietnamese mark, so that a reader may have typed it without an input method. */
export function isUnmarked(text: string): boolean {
  const form = canonical(text);
  return withoutMarks(form) === form;
}
