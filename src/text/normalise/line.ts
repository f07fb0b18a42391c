import { toMappedText } from '../mapped-text.ts';
import { normaliseCharacters } from './characters.ts';
import { repairMarks } from './marks.ts';
import { normaliseSpacing } from './spacing.ts';

/**
 * A line that somebody typed or pasted, in the form of stored text: what is copied from a broken file finds what it
 * shows.
 */
export function normaliseLine(typed: string): string {
  return normaliseSpacing(repairMarks(normaliseCharacters(toMappedText(typed)))).text;
}
