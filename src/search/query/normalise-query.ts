import { toMappedText } from '../../text/mapped-text.ts';
import { normaliseCharacters } from '../../text/normalise/characters.ts';
import { repairMarks } from '../../text/normalise/marks.ts';
import { normaliseSpacing } from '../../text/normalise/spacing.ts';

/**
 * A query is brought to the form of stored text, so that what is pasted from a broken file finds what it shows.
 */
export function normaliseQuery(typed: string): string {
  return normaliseSpacing(repairMarks(normaliseCharacters(toMappedText(typed)))).text;
}
