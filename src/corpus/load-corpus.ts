import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { type Access, access } from '../record/metadata.ts';
import { CorpusFolderError } from './errors.ts';
import { loadVocabularies } from './load-vocabularies.ts';
import { readYaml } from './read-yaml.ts';
import type { Vocabularies } from './vocabularies.ts';

/** `corpus.yml`: what holds for all documents of a corpus. */
const corpusSettings = z.strictObject({ defaultAccess: access.default('internal') });

/** A document of the corpus, not yet read. */
export interface CorpusEntry {
  /** Path below the folder of documents, NFC, with slashes: what the record keeps. */
  readonly path: string;
  readonly absolutePath: string;
}

/** What there is to index. */
export interface Corpus {
  readonly documentsDir: string;
  readonly defaultAccess: Access;
  readonly vocabularies: Vocabularies;
  /** In order of their paths. */
  readonly entries: readonly CorpusEntry[];
  /** Files that were meant to say something of a document, and say it of none. */
  readonly faults: readonly { readonly path: string; readonly reason: string }[];
}

/** The vocabularies of the project itself, for a corpus that brings none. */
const PROJECT_VOCABULARIES = join(import.meta.dirname, '../../corpus/vocabularies');

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Where the documents of a corpus lie: a folder without `documents/` is itself the documents. */
export async function documentsFolder(corpusDir: string): Promise<string> {
  const folder = join(corpusDir, 'documents');
  return (await isThere(folder)) ? folder : corpusDir;
}

/**
 * Lists a corpus: every file below `documents/` but declared facts (`.yml`) and hidden files. Links are not followed,
 * so nothing outside of the folder can be published by one. A folder without `documents/` is itself the documents;
 * one without `vocabularies/` uses the project's.
 *
 * @throws {CorpusFolderError} if the folder is missing, unreadable, or holds no document
 * @throws {CorpusFileError} for a fault in a vocabulary or in corpus.yml
 */
export async function loadCorpus(folder: string): Promise<Corpus> {
  const documentsDir = await documentsFolder(folder);
  const vocabulariesDir = join(folder, 'vocabularies');
  const settingsFile = join(folder, 'corpus.yml');
  const settings = (await isThere(settingsFile))
    ? await readYaml(settingsFile, corpusSettings)
    : corpusSettings.parse({});
  const vocabularies = await loadVocabularies(
    (await isThere(vocabulariesDir)) ? vocabulariesDir : PROJECT_VOCABULARIES,
  );
  const files = await listFiles(documentsDir, vocabulariesDir);
  const documents = files.filter(({ path }) => !DECLARATION.test(path));
  if (documents.length === 0) {
    throw new CorpusFolderError(
      documentsDir,
      'holds no document',
      'Put documents below it, or point CORPUS_DIR at the folder that has them.',
    );
  }
  const declarations = files.filter(
    ({ absolutePath, path }) => DECLARATION.test(path) && absolutePath !== settingsFile,
  );
  return {
    documentsDir,
    defaultAccess: settings.defaultAccess,
    vocabularies,
    ...matched(documents, declarations),
  };
}

/** Declared facts; only `.yml` in lower case is read. */
const DECLARATION = /\.ya?ml$/iu;

const stemOf = (path: string) => path.replace(/\.[^./]+$/u, '');

/**
 * A declaration that is not read may have said `internal`, so it is not passed over in silence: a document with one
 * that is misnamed is refused, and one that belongs to no document is told.
 */
function matched(
  documents: readonly CorpusEntry[],
  declarations: readonly CorpusEntry[],
): Pick<Corpus, 'entries' | 'faults'> {
  const stems = new Set(documents.map(({ path }) => stemOf(path)));
  const misnamed = new Map(
    declarations.filter(({ path }) => !path.endsWith('.yml')).map(({ path }) => [stemOf(path), path]),
  );
  const refused = documents.flatMap(({ path }) => {
    const declaration = misnamed.get(stemOf(path));
    return declaration
      ? [{ path, reason: `its declared facts are not read: rename ${declaration} so that it ends in .yml.` }]
      : [];
  });
  const strays = declarations
    .filter(({ path }) => !stems.has(stemOf(path)))
    .map(({ path }) => ({
      path,
      reason: 'declares facts of a document that is not beside it; rename or remove it.',
    }));
  return {
    entries: documents.filter(({ path }) => !misnamed.has(stemOf(path))),
    faults: [...refused, ...strays],
  };
}

/** What programs leave beside documents: the lock file of Word, the index of pictures of Windows. */
const BESIDE = /(?:^|\/)(?:~\$[^/]*|Thumbs\.db|desktop\.ini)$/iu;

async function listFiles(documentsDir: string, vocabulariesDir: string): Promise<CorpusEntry[]> {
  let found: import('node:fs').Dirent[];
  try {
    found = await readdir(documentsDir, { recursive: true, withFileTypes: true });
  } catch (cause) {
    throw new CorpusFolderError(
      documentsDir,
      (cause as NodeJS.ErrnoException).code === 'ENOTDIR' ? 'is a file, not a folder' : "can't be read",
      'Create the folder and put documents into it, or point CORPUS_DIR at another one.',
      cause,
    );
  }
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(vocabulariesDir + sep))
    .map((absolutePath) => ({
      absolutePath,
      path: relative(documentsDir, absolutePath).split(sep).join('/').normalize('NFC'),
    }))
    .filter(({ path }) => !path.split('/').some((part) => part.startsWith('.')) && !BESIDE.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
