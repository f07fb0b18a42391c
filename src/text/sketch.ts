import { fold } from './fold.ts';
import { syllablesOf } from './syllables.ts';

/** Syllables of one shingle: short enough that a corrected word changes few, long enough that few texts share one. */
const SHINGLE = 4;
/** Hashes of a sketch: likeness is measured in steps of a thirty-second. */
const HASHES = 32;
const DIGITS = 8;
/** So much of a text is looked at: UTF-16 units. A hundred pages tell a document from others. */
const LOOKED_AT = 300_000;

/** 32 bits of FNV-1a over the UTF-16 units of a text. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/**
 * A sketch of a text's beginning: the smallest hashes of its runs of four syllables, without marks and case (bottom-k sketch,
 * Broder 1997), as hexadecimal digits. Two sketches tell how much of their texts is the same.
 */
export function textSketch(text: string): string {
  const syllables = syllablesOf(fold(text.slice(0, LOOKED_AT))).map((syllable) => syllable.text);
  const hashes = new Set<number>();
  for (let i = 0; i === 0 || i + SHINGLE <= syllables.length; i++)
    hashes.add(hashOf(syllables.slice(i, i + SHINGLE).join(' ')));
  return [...hashes]
    .sort((a, b) => a - b)
    .slice(0, HASHES)
    .map((hash) => hash.toString(16).padStart(DIGITS, '0'))
    .join('');
}

const hashesOf = (sketch: string) => sketch.match(new RegExp(`.{${DIGITS}}`, 'gu')) ?? [];

/** How much two texts have in common, by their sketches: from 0 to 1, the share of runs that both have. */
export function likeness(a: string, b: string): number {
  const [left, right] = [new Set(hashesOf(a)), new Set(hashesOf(b))];
  const smallest = [...new Set([...left, ...right])].sort().slice(0, HASHES);
  if (smallest.length === 0) return 0;
  return smallest.filter((hash) => left.has(hash) && right.has(hash)).length / smallest.length;
}
