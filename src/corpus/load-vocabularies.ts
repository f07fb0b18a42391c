import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonical } from '../text/canonical.ts';
import { CorpusFileError } from './errors.ts';
import { readYaml } from './read-yaml.ts';
import {
  type Agency,
  abbreviation,
  agency,
  documentType,
  event,
  theme,
  type Vocabularies,
} from './vocabularies.ts';

/** Two entries under one name would make a count depend on their order. */
function refuseTwice(file: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    const key = canonical(name);
    if (seen.has(key)) {
      throw new CorpusFileError(
        file,
        null,
        `"${name}" stands twice`,
        'Keep one entry, with the other as an alias.',
      );
    }
    seen.add(key);
  }
}

/** A change names agencies of the list, each of which goes into one other, and nothing comes back to where it began. */
function refuseCrookedChanges(file: string, agencies: readonly Agency[]): void {
  const successors = new Map<string, string>();
  const names = new Set(agencies.map(({ name }) => name));
  const refuse = (reason: string, hint: string) => {
    throw new CorpusFileError(file, null, reason, hint);
  };
  for (const { name, replaces } of agencies) {
    for (const replaced of replaces?.agencies ?? []) {
      if (!names.has(replaced))
        refuse(`"${name}" replaces "${replaced}", which is not in the list`, 'Name an entry of this file.');
      if (successors.has(replaced))
        refuse(`"${replaced}" is replaced twice`, 'Its work can have gone into one agency only.');
      successors.set(replaced, name);
    }
  }
  for (const name of names) {
    const met = new Set<string>();
    for (let next: string | undefined = name; next !== undefined; next = successors.get(next)) {
      if (met.has(next)) refuse(`"${name}" ends up replacing itself`, 'Take out one of the changes.');
      met.add(next);
    }
  }
}

/**
 * Loads the vocabularies of a folder; an office that marks no events has no `events.yml`.
 * @throws {CorpusFileError} for a file that is missing, not YAML, not of the right shape, or names something twice
 */
export async function loadVocabularies(folder: string): Promise<Vocabularies> {
  const file = (name: string) => join(folder, `${name}.yml`);
  const [documentTypes, agencies, themes, abbreviations, events] = await Promise.all([
    readYaml(file('document-types'), z.array(documentType).min(1)),
    readYaml(file('agencies'), z.array(agency)),
    readYaml(file('themes'), z.array(theme)),
    readYaml(file('abbreviations'), z.array(abbreviation)),
    existsSync(file('events')) ? readYaml(file('events'), z.array(event)) : [],
  ]);
  refuseTwice(
    file('document-types'),
    documentTypes.map((entry) => entry.name),
  );
  refuseTwice(
    file('agencies'),
    agencies.flatMap((entry) => [entry.name, ...new Set(entry.aliases.map(canonical))]),
  );
  refuseCrookedChanges(file('agencies'), agencies);
  refuseTwice(
    file('themes'),
    themes.map((entry) => entry.id),
  );
  refuseTwice(
    file('abbreviations'),
    abbreviations.map((entry) => entry.short),
  );
  const inOrder = events.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return { documentTypes, agencies, themes, abbreviations, events: inOrder };
}
