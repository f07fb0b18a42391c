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

/** Whether a change of agencies is in force on a day; one that is known by its year is from the year's first day on. */
const inForce = (since: string, day: string) => since <= day.slice(0, since.length);

/** The changes that are in force on a day: what an index holds depends on them. */
export function changesInForce({ agencies }: Pick<Vocabularies, 'agencies'>, day: string): string[] {
  return agencies.filter(({ replaces }) => replaces && inForce(replaces.since, day)).map(({ name }) => name);
}

/**
 * Gives the agency that has the work of another now: what a canonical agency was merged into or renamed to (theo tổ chức
 * hiện nay), itself where nothing has changed.
 */
export function presentAgencies(
  { agencies }: Pick<Vocabularies, 'agencies'>,
  day: string,
): (canonical: string) => string {
  const successors = new Map<string, string>();
  for (const { name, replaces } of agencies)
    if (replaces && inForce(replaces.since, day))
      for (const replaced of replaces.agencies) successors.set(replaced, name);
  return (canonicalName) => {
    let present = canonicalName;
    for (let next = successors.get(present); next !== undefined; next = successors.get(next)) present = next;
    return present;
  };
}

function agencyKey(name: string): string {
  return canonical(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
