import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Access, access } from '../record/metadata.ts';
import { CorpusFolderError } from './errors.ts';
import { isDeclaration, stemOf } from './load-declared-facts.ts';
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
  /** The file of its declared facts; null without one. */
  readonly declarationPath: string | null;
  /**
   * Why nothing new of its folder is indexed: declared facts lie there that belong to no document, and may be meant for
   * this one. Null in a folder without such.
   */
  readonly heldBack: string | null;
}

/** A file of a corpus that is refused before it is read. */
export interface CorpusFault {
  readonly path: string;
  readonly reason: string;
}

/** What there is to index. */
export interface Corpus {
  readonly documentsDir: string;
  readonly defaultAccess: Access;
  readonly vocabularies: Vocabularies;
  /** The ledger of addresses, which the corpus carries. */
  readonly addressesFile: string;
  /** In order of their paths. */
  readonly entries: readonly CorpusEntry[];
  /** Files that can't be taken as they are: what they are called, or what they say, belongs to no document. */
  readonly faults: readonly CorpusFault[];
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
 * Lists a corpus: every file below `documents/` but declared facts (`.yml`) and hidden files. Links are refused, so
 * that nothing outside of the folder can be published by one. A folder without `documents/` is itself the documents;
 * one without `vocabularies/` uses the project's.
 *
 * @throws {CorpusFolderError} if the folder is missing, unreadable, or holds no document
 * @throws {CorpusFileError} for a fault in a vocabulary or in corpus.yml
 */
export async function loadCorpus(folder: string): Promise<Corpus> {
  const documentsDir = await documentsFolder(folder);
  const vocabulariesDir = join(folder, 'vocabularies');
  const settingsFile = join(folder, 'corpus.yml');
  const addressesFile = join(folder, 'addresses.jsonl');
  const settings = (await isThere(settingsFile))
    ? await readYaml(settingsFile, corpusSettings)
    : corpusSettings.parse({});
  const vocabularies = await loadVocabularies(
    (await isThere(vocabulariesDir)) ? vocabulariesDir : PROJECT_VOCABULARIES,
  );
  const listed = await listFiles(documentsDir, vocabulariesDir);
  const own = [settingsFile, addressesFile, `${addressesFile}.next`];
  const files = listed.files.filter(({ absolutePath }) => !own.includes(absolutePath));
  const documents = files.filter(({ path }) => !isDeclaration(path));
  if (documents.length === 0 && listed.faults.length === 0) {
    throw new CorpusFolderError(
      documentsDir,
      'holds no document',
      'Put documents below it, or point CORPUS_DIR at the folder that has them.',
    );
  }
  const { entries, faults } = matched(
    documents,
    files.filter(({ path }) => isDeclaration(path)),
  );
  return {
    documentsDir,
    defaultAccess: settings.defaultAccess,
    vocabularies,
    addressesFile,
    entries,
    faults: [...listed.faults, ...faults].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** A file that is there, under its name in NFC and as the disk has it. */
type ListedFile = Pick<CorpusEntry, 'path' | 'absolutePath'>;

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

/**
 * Gives each document its declared facts, by their names in NFC: systems write the same name composed or decomposed. A
 * declaration that is not read may have said `internal`, so none is passed over in silence: a document with one that is
 * misnamed is refused, and one that belongs to no document holds back its folder. Files whose names are one in NFC have
 * one address between them, and are refused, all of them.
 */
function matched(
  documents: readonly ListedFile[],
  declarations: readonly ListedFile[],
): Pick<Corpus, 'entries' | 'faults'> {
  const faults: CorpusFault[] = [];
  const byPath = Map.groupBy(documents, ({ path }) => path);
  const byStem = Map.groupBy(declarations, ({ path }) => stemOf(path));
  const stems = new Set(documents.map(({ path }) => stemOf(path)));
  const strays = declarations.filter(({ path }) => !stems.has(stemOf(path)));
  const strayIn = new Map(strays.map(({ path }) => [folderOf(path), path]));
  for (const { path } of strays)
    faults.push({
      path,
      reason:
        'declares facts of a document that is not beside it, and holds back what is new in its folder; rename or remove it.',
    });
  const entries: CorpusEntry[] = [];
  for (const [path, files] of byPath) {
    const declared = byStem.get(stemOf(path)) ?? [];
    const misnamed = declared.find((declaration) => !declaration.path.endsWith('.yml'));
    const [file] = files;
    const refuse = (reason: string) => faults.push({ path, reason });
    if (!file || files.length > 1)
      refuse(`${files.length} files are called so, in other Unicode forms; rename all but one of them.`);
    else if (misnamed)
      refuse(`its declared facts are not read: rename ${misnamed.path} so that it ends in .yml.`);
    else if (declared.length > 1)
      refuse(
        `${declared.length} files of declared facts are called ${declared[0]?.path}, in other Unicode forms; keep one of them.`,
      );
    else {
      const stray = strayIn.get(folderOf(path));
      entries.push({
        ...file,
        declarationPath: declared[0]?.absolutePath ?? null,
        heldBack:
          stray === undefined
            ? null
            : `${stray} lies in its folder and declares facts of no document: nothing new of the folder is indexed before it is renamed or removed.`,
      });
    }
  }
  return { entries, faults };
}

/** What programs leave beside documents: the lock file of Word, the index of pictures of Windows. */
const BESIDE = /^(?:~\$.*|Thumbs\.db|desktop\.ini)$/iu;

/** A name as it is told where it is no UTF-8: `K\xe9 ho\xa1ch.txt`. */
function escapedName(name: Buffer): string {
  return name
    .toString('latin1')
    .replace(/[^\x20-\x7e]/gu, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** Folders nest no deeper. */
const MAX_DEPTH = 40;

/**
 * The files below a folder, in order of their paths, with what can't be read as a file: names that are no UTF-8 (they
 * can't be written into a record), links, pipes and other things that are no files.
 */
async function listFiles(
  documentsDir: string,
  vocabulariesDir: string,
): Promise<{ files: ListedFile[]; faults: CorpusFault[] }> {
  const files: ListedFile[] = [];
  const faults: CorpusFault[] = [];
  const visit = async (folder: string, path: string, depth: number): Promise<void> => {
    const found = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
    for (const entry of found) {
      const name = entry.name.toString('utf8');
      if (!Buffer.from(name, 'utf8').equals(entry.name)) {
        faults.push({
          path: path + escapedName(entry.name),
          reason: 'its name is no UTF-8, and was not read; rename it.',
        });
        continue;
      }
      const own = path + name.normalize('NFC');
      const absolutePath = join(folder, name);
      if (name.startsWith('.') || BESIDE.test(name) || absolutePath === vocabulariesDir) continue;
      if (entry.isDirectory()) {
        if (depth < MAX_DEPTH) await visit(absolutePath, `${own}/`, depth + 1);
        else
          faults.push({ path: own, reason: `lies more than ${MAX_DEPTH} folders deep, and was not read.` });
      } else if (entry.isFile()) files.push({ path: own, absolutePath });
      else
        faults.push({
          path: own,
          reason: entry.isSymbolicLink()
            ? 'is a link, and links are not followed; put the file itself there.'
            : 'is no file (a pipe, a socket or a device), and was not read; remove it.',
        });
    }
  };
  try {
    await visit(documentsDir, '', 0);
  } catch (cause) {
    throw new CorpusFolderError(
      documentsDir,
      (cause as NodeJS.ErrnoException).code === 'ENOTDIR' ? 'is a file, not a folder' : "can't be read",
      'Create the folder and put documents into it, or point CORPUS_DIR at another one.',
      cause,
    );
  }
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), faults };
}
