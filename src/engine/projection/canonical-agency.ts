import type { Vocabularies } from '../../corpus/vocabularies.ts';
import { canonical, canonicalSpelling } from '../../text/canonical.ts';

/** The engine cuts facet values at about 480 bytes; a Vietnamese letter takes up to three. */
const MAX_LETTERS = 150;

/** Gives the name under which an agency, as written in a document, is counted. */
export type CanonicalAgency = (written: string) => string;

/**
 * Names of the vocabulary and their aliases count as one agency; a name that is not there counts as written, with a
 * capital, in one tone placement.
 */
export function canonicalAgencies({ agencies }: Pick<Vocabularies, 'agencies'>): CanonicalAgency {
  const names = new Map<string, string>();
  for (const agency of agencies) {
    for (const name of [agency.name, ...agency.aliases]) names.set(agencyKey(name), agency.name);
  }
  return (written) => {
    const known = names.get(agencyKey(written));
    if (known) return known;
    const tidy = canonicalSpelling(written).replace(/\s+/gu, ' ').trim();
    const shown = tidy.charAt(0).toUpperCase() + tidy.slice(1);
    return shown.length > MAX_LETTERS ? `${shown.slice(0, MAX_LETTERS)}…` : shown;
  };
}

function agencyKey(name: string): string {
  return canonical(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
