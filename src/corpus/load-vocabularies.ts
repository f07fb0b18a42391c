import { join } from 'node:path';
import { z } from 'zod';
import { canonical } from '../text/canonical.ts';
import { CorpusFileError } from './errors.ts';
import { readYaml } from './read-yaml.ts';
import { abbreviation, agency, documentType, theme, type Vocabularies } from './vocabularies.ts';

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

/**
 * Loads the four vocabularies of a folder.
 * @throws {CorpusFileError} for a file that is missing, not YAML, not of the right shape, or names something twice
 */
export async function loadVocabularies(folder: string): Promise<Vocabularies> {
  const file = (name: string) => join(folder, `${name}.yml`);
  const [documentTypes, agencies, themes, abbreviations] = await Promise.all([
    readYaml(file('document-types'), z.array(documentType).min(1)),
    readYaml(file('agencies'), z.array(agency)),
    readYaml(file('themes'), z.array(theme)),
    readYaml(file('abbreviations'), z.array(abbreviation)),
  ]);
  refuseTwice(
    file('document-types'),
    documentTypes.map((entry) => entry.name),
  );
  refuseTwice(
    file('agencies'),
    agencies.flatMap((entry) => [entry.name, ...new Set(entry.aliases.map(canonical))]),
  );
  refuseTwice(
    file('themes'),
    themes.map((entry) => entry.id),
  );
  refuseTwice(
    file('abbreviations'),
    abbreviations.map((entry) => entry.short),
  );
  return { documentTypes, agencies, themes, abbreviations };
}
