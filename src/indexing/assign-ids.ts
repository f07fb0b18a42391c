import type { LedgerEntry } from '../corpus/address-ledger.ts';
import { sha256 as digestOf } from '../engine/digest.ts';
import type { Access } from '../record/metadata.ts';
import { likeness } from '../text/sketch.ts';

/** What a document is recognised by, and given an id for. */
export interface Recognisable {
  readonly path: string;
  readonly sha256: string;
  /** The id that its own facts give; see `documentId`. */
  readonly baseId: string;
  readonly access: Access;
  readonly number: number | null;
  readonly issuedOn: string | null;
  /** See `textSketch`; null where the document is unchanged since it was read last. */
  readonly sketch: string | null;
}

/** What the ledger has of each document, by its path, and the ledger as it is then. */
export interface AssignedIds {
  readonly entries: ReadonlyMap<string, LedgerEntry>;
  readonly ledger: readonly LedgerEntry[];
}

/** Of two texts under one path: with less in common, the file was replaced by another document. */
const SAME_TEXT = 0.5;
/** How much of the digest tells documents apart that bear the same number: hexadecimal digits. */
const DIGEST_DIGITS = [8, 16, 64] as const;

const differs = <T>(a: T | null, b: T | null) => a !== null && b !== null && a !== b;

/**
 * Whether the file at the path of an entry is still its document: the same by its facts, or by most of its text. The
 * plan of the next year may be written over that of the last, with nearly the same words: number and date tell.
 */
function isSameDocument(entry: LedgerEntry, document: Recognisable): boolean {
  const { baseId, sketch, number, issuedOn } = document;
  if (baseId === entry.baseId || sketch === null) return true;
  if (
    differs(number, entry.number) &&
    differs(issuedOn?.slice(0, 4) ?? null, entry.issuedOn?.slice(0, 4) ?? null)
  )
    return false;
  return entry.sketch === '' || likeness(sketch, entry.sketch) >= SAME_TEXT;
}

/**
 * Finds the entry of each document: by its bytes (a file that was renamed), or by its path (one that was corrected). A
 * number tells nothing: another document may be given that of one that was withdrawn, in nearly the same words.
 */
function recognise(
  ledger: readonly LedgerEntry[],
  documents: readonly Recognisable[],
): Map<Recognisable, LedgerEntry> {
  const found = new Map<Recognisable, LedgerEntry>();
  const free = new Set(ledger);
  const take = (document: Recognisable, entry: LedgerEntry | undefined) => {
    if (!entry || found.has(document) || !free.has(entry)) return;
    found.set(document, entry);
    free.delete(entry);
  };
  const byDigest = Map.groupBy(ledger, ({ sha256 }) => sha256);
  for (const document of documents) {
    const alike = (byDigest.get(document.sha256) ?? []).filter((entry) => free.has(entry));
    take(document, alike.find(({ path }) => path === document.path) ?? alike[0]);
  }
  const byPath = Map.groupBy(ledger, ({ path }) => path);
  for (const document of documents)
    take(
      document,
      (byPath.get(document.path) ?? []).find((entry) => free.has(entry) && isSameDocument(entry, document)),
    );
  return found;
}

/** The id was given by the rules of public documents: the public knows it, or will when this run is done. */
const hasPublicId = (entry: LedgerEntry | undefined) =>
  entry !== undefined && (entry.wasPublic || entry.access === 'public');

/** An internal document that is not there gives up an id that a public one has a right to, as one that is there does. */
function givingWay(entry: LedgerEntry, given: ReadonlySet<string>): LedgerEntry {
  if (hasPublicId(entry) || !given.has(entry.id)) return entry;
  const id = `${entry.id}-${digestOf(entry.path).slice(0, DIGEST_DIGITS[0])}`;
  return { ...entry, id, formerIds: [...entry.formerIds, entry.id] };
}

/** The ledger after a run: what the public can see now is what it was given. */
export function withPublished(
  ledger: readonly LedgerEntry[],
  isPublic: (id: string) => boolean,
): LedgerEntry[] {
  return ledger.map((entry) =>
    !entry.wasPublic && isPublic(entry.id) ? { ...entry, wasPublic: true } : entry,
  );
}

/**
 * Gives every document its id, once: a document that the ledger knows keeps the id it has, whatever becomes of its file
 * name, its number or its text. A new one gets the id that its facts give. Where several bear the same number, a piece of
 * the digest tells them apart: all of them if they come together, the later ones if one has the number already.
 *
 * What the public knows is settled without a look at the rest: an internal document's id always ends with a piece of
 * its digest, so that no public one ever has to give way to it; one that is published gets an id of its own then.
 */
export function assignIds(
  ledger: readonly LedgerEntry[],
  documents: readonly Recognisable[],
  now: Date,
): AssignedIds {
  const known = recognise(ledger, documents);
  const taken = new Set(ledger.flatMap(({ id, formerIds }) => [id, ...formerIds]));
  const takenByPublic = new Set(ledger.filter(hasPublicId).map(({ id }) => id));
  const needsPublicId = (document: Recognisable) =>
    document.access === 'public' && !hasPublicId(known.get(document));
  const coming = Map.groupBy(documents.filter(needsPublicId), ({ baseId }) => baseId);

  const withDigest = ({ baseId, sha256 }: Recognisable): string => {
    if (baseId.endsWith(`-${sha256.slice(0, DIGEST_DIGITS[0])}`) && !taken.has(baseId)) return baseId;
    for (const digits of DIGEST_DIGITS) {
      const id = `${baseId}-${sha256.slice(0, digits)}`;
      if (!taken.has(id)) return id;
    }
    throw new Error(`No id is left for ${baseId}: the ledger of addresses has them all.`);
  };
  const newId = (document: Recognisable): string => {
    const { baseId, access } = document;
    const alone = (coming.get(baseId)?.length ?? 0) < 2;
    const id = access === 'public' && alone && !takenByPublic.has(baseId) ? baseId : withDigest(document);
    taken.add(id);
    return id;
  };

  const changed = new Map<LedgerEntry, LedgerEntry>();
  const added: LedgerEntry[] = [];
  const entries = new Map<string, LedgerEntry>();
  for (const document of documents) {
    const entry = known.get(document);
    const { path, sha256, baseId, access, number, issuedOn } = document;
    const sketch = document.sketch ?? entry?.sketch ?? '';
    const facts = { path, sha256, baseId, number, issuedOn, sketch, access };
    if (!entry) {
      const id = newId(document);
      const made = {
        id,
        ...facts,
        enteredAt: now.toISOString(),
        wasPublic: false,
        formerIds: [],
      };
      added.push(made);
      entries.set(path, made);
      continue;
    }
    // An id from before there was a ledger may be one that a public document has a right to.
    const mayClash = access === 'internal' && !entry.wasPublic && entry.id === entry.baseId;
    const stays = !needsPublicId(document) && !(mayClash && !entry.id.endsWith(`-${sha256.slice(0, 8)}`));
    const id = stays ? entry.id : newId(document);
    const isPublished = access === 'public' && !hasPublicId(entry);
    const next = {
      id,
      ...facts,
      enteredAt: isPublished ? now.toISOString() : entry.enteredAt,
      wasPublic: entry.wasPublic,
      formerIds: id === entry.id ? entry.formerIds : [...entry.formerIds, entry.id],
    };
    changed.set(entry, next);
    entries.set(path, next);
  }
  const given = new Set([...entries.values()].map(({ id }) => id));
  const kept = ledger.map((entry) => changed.get(entry) ?? givingWay(entry, given));
  return { entries, ledger: [...kept, ...added] };
}
