import { open, readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { access } from '../record/metadata.ts';
import { CorpusFileError } from './errors.ts';

/**
 * A line of the ledger of addresses (sổ địa chỉ): the id that a document was given once, and what it is recognised by.
 * An address that was given out answers for ever, so no line is ever taken out.
 */
const ledgerEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u),
  /** Where the file lies, or lay, below the folder of documents. */
  path: z.string(),
  /** Digest of the file as it was read last; '' where an index told of it before there was a ledger. */
  sha256: z.string(),
  /** The id that the document's own facts gave when it was read last. */
  baseId: z.string(),
  /** Its own, as they were read last. */
  number: z.number().int().nullable(),
  issuedOn: z.string().nullable(),
  /** See `textSketch`; '' where it is not known. */
  sketch: z.string(),
  access,
  /** When it was indexed first, or published, where it was internal before (ISO instant). */
  enteredAt: z.iso.datetime(),
  /** It was public once: then its address is known to the public. */
  wasPublic: z.boolean(),
  /** Ids under which only the staff knew it. */
  formerIds: z.array(z.string()),
});
export type LedgerEntry = z.infer<typeof ledgerEntry>;

/** The ledger can't be written, so that addresses would be given out that nobody remembers. */
export class AddressLedgerError extends Error {
  override readonly name = 'AddressLedgerError';
  readonly hint =
    'The indexer keeps the addresses that it has given out beside the documents: make the folder of the corpus writable for it.';

  constructor(file: string, cause: unknown) {
    super(`${file} can't be written`, { cause });
  }
}

/**
 * The ledger of a corpus; empty where there is none yet.
 * @throws {CorpusFileError} for a line that is none: addresses would be forgotten
 */
export async function loadLedger(file: string): Promise<LedgerEntry[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new CorpusFileError(file, null, "can't be read", 'Make it readable for this user.', cause);
  }
  if (text.trim() === '')
    throw new CorpusFileError(
      file,
      null,
      'is empty',
      'It was written by the indexer and lost its content: put back the last version that was whole, or remove it if no address was ever given out.',
    );
  const known = new Set<string>();
  return text.split('\n').flatMap((line, index): LedgerEntry[] => {
    if (line.trim() === '') return [];
    const fault = (reason: string, cause?: unknown) =>
      new CorpusFileError(
        file,
        index + 1,
        reason,
        'It is written by the indexer: put back the last version of this file that was whole.',
        cause,
      );
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw fault('is no JSON', cause);
    }
    const entry = ledgerEntry.safeParse(value);
    if (!entry.success) throw fault(entry.error.issues[0]?.message ?? 'is not valid', entry.error);
    if (known.has(entry.data.id)) throw fault(`gives the id ${entry.data.id} a second time`);
    known.add(entry.data.id);
    return [entry.data];
  });
}

/**
 * Writes the ledger, a line a document, in the order of the ids; at once, so that a run that dies leaves the old one.
 * A ledger that has not changed is not touched.
 * @throws {AddressLedgerError}
 */
export async function saveLedger(file: string, entries: readonly LedgerEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const text = [...entries]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join('');
  if (text === (await readFile(file, 'utf8').catch(() => ''))) return;
  const next = `${file}.next`;
  try {
    const handle = await open(next, 'w');
    try {
      await handle.writeFile(text);
      await handle.sync(); // a power cut must not leave an empty one
    } finally {
      await handle.close();
    }
    await rename(next, file);
  } catch (cause) {
    throw new AddressLedgerError(file, cause);
  }
}
