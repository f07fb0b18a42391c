import { access } from 'node:fs/promises';
import { type DeclaredFacts, declaredFacts } from './declared-facts.ts';
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
  } catch {
    return {};
  }
  return readYaml(file, declaredFacts);
}
