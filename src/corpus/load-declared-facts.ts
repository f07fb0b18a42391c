import { access } from 'node:fs/promises';
import { type DeclaredFacts, declaredFacts } from './declared-facts.ts';
import { CorpusFileError } from './errors.ts';
import { readYaml } from './read-yaml.ts';

/** Where the declared facts of a document stand: `plan.txt` -> `plan.yml`. */
export function declaredFactsPath(documentPath: string): string {
  return `${documentPath.replace(/\.[^./\\]+$/u, '')}.yml`;
}

/**
 * The declared facts beside a document; empty if there are none.
 * @throws {CorpusFileError} if they are there and can't be used
 */
export async function loadDeclaredFacts(documentPath: string): Promise<DeclaredFacts> {
  const file = declaredFactsPath(documentPath);
  try {
    await access(file);
  } catch (cause) {
    // any other fault must not pass for "nothing declared": it may say `internal`
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new CorpusFileError(file, null, "can't be read", 'Make it readable for this user.', cause);
  }
  return readYaml(file, declaredFacts);
}
