import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type DeclaredFacts, declaredFacts } from './declared-facts.ts';
import { CorpusFileError } from './errors.ts';
import { readYaml } from './read-yaml.ts';

/** Files that declare facts; only `.yml` in lower case is read. */
const DECLARATION = /\.ya?ml$/iu;

/** True for a file that declares facts of the document beside it, whether it is named rightly or not. */
export function isDeclaration(path: string): boolean {
  return DECLARATION.test(path);
}

/** What a document and its declared facts have in common: `tinh/plan.txt` -> `tinh/plan`, in NFC. */
export function stemOf(path: string): string {
  return path.normalize('NFC').replace(/\.[^./]+$/u, '');
}

/**
 * The file of the declared facts beside a document, by their names in NFC; null without one. For a whole corpus,
 * `loadCorpus` knows it.
 */
export async function declarationBeside(documentPath: string): Promise<string | null> {
  const folder = dirname(documentPath);
  const stem = stemOf(basename(documentPath));
  const names = await readdir(folder).catch(() => []);
  const name = names.find((one) => one.endsWith('.yml') && stemOf(one) === stem);
  return name === undefined ? null : join(folder, name);
}

/**
 * The declared facts in a file; empty where there is none.
 * @throws {CorpusFileError} if it is there and can't be used: it may say `internal`
 */
export async function loadDeclaredFacts(declarationPath: string | null): Promise<DeclaredFacts> {
  if (declarationPath === null) return {};
  try {
    return await readYaml(declarationPath, declaredFacts);
  } catch (cause) {
    if (cause instanceof CorpusFileError) throw cause;
    throw new CorpusFileError(
      declarationPath,
      null,
      "can't be read",
      'Make it readable for this user.',
      cause,
    );
  }
}
