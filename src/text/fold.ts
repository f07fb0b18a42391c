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
const SAME_UNMARKED = /^(?:h|k|l|m|qu|s|t)i$/u;

/** A run of syllable letters: what is folded at once, and remembered, since texts repeat their syllables. */
const RUN =
  /(?<![0-9a-z])[0-9a-z]*(?:[^\x00-\x7f]+[0-9a-z]*)+|(?<![a-z0-9])(?:h|k|l|m|qu|s|t)i(?![a-z0-9])/gu;

const foldedRuns = new Map<string, string>();

function foldRun(run: string): string {
  const known = foldedRuns.get(run);
  if (known !== undefined) return known;
  const bare = run.replace(/[^\x00-\x7f]/gu, foldCharacter);
  const form = bare.replace(/[a-z0-9]+/gu, (syllable) =>
    SAME_UNMARKED.test(syllable) ? `${syllable.slice(0, -1)}y` : syllable,
  );
  if (foldedRuns.size < 50_000) foldedRuns.set(run, form);
  return form;
}

function withoutMarks(canonicalText: string): string {
  return canonicalText.replace(/[^\x00-\x7f]/gu, foldCharacter);
}

/** As `fold`, of a text that is canonical already. */
export function foldCanonical(canonicalText: string): string {
  return canonicalText.replace(RUN, foldRun);
}

/**
 * The form in which unmarked text is compared (never stored): the canonical form without any mark, đ as d.
 * One-to-one with the text, as `canonical` is.
 *
 * @example fold('Dân vận khéo') // 'dan van kheo'
 */
export function fold(text: string): string {
  return foldCanonical(canonical(text));
}

/** True when nothing in the text bears a Vietnamese mark, so that a reader may have typed it without an input method. */
export function isUnmarked(text: string): boolean {
  const form = canonical(text);
  return withoutMarks(form) === form;
}
