import { type Audience, MAY_READ, mayRead } from '../access/audience.ts';
import { type LedgerEntry, loadLedger, saveLedger } from '../corpus/address-ledger.ts';
import type { Corpus } from '../corpus/load-corpus.ts';
import type { EngineClient } from '../engine/client.ts';
import { readLive } from '../engine/live.ts';
import type { IndexMeta, Refusal } from '../engine/meta.ts';
import { projectAddresses } from '../engine/projection/addresses.ts';
import type { IndexedDocument } from '../engine/projection/document.ts';
import {
  createIndexes,
  dropLeftIndexes,
  forgetVersions,
  pushEntries,
  recordVersions,
  removeDocuments,
  swapIndexes,
  syncEntries,
} from '../engine/push.ts';
import type { Access } from '../record/metadata.ts';
import { dayInVietNam } from '../text/dates.ts';
import { assignIds, withPublished } from './assign-ids.ts';
import { readCandidates } from './candidates.ts';
import { type Chosen, mustBeSent, recognisable, settleIdentities } from './identities.ts';
import { type Indexed, indexStates, indexVersions } from './index-state.ts';
import type { IndexProgress } from './progress.ts';
import { SEND_LENGTH, type SentFacts, sendDocuments } from './send-documents.ts';
import { sendSuggestions } from './send-suggestions.ts';
import { schemaVersion } from './version.ts';

/** What a run did. Paths are below the folder of documents. */
export interface IndexReport {
  readonly rebuilt: boolean;
  readonly sent: string[];
  readonly unchanged: string[];
  readonly removed: string[];
  readonly refused: Refusal[];
  /** How many documents are not for the audience of the index. */
  readonly withheld: number;
  /** What the index is now, to internal readers: all of it. */
  readonly meta: IndexMeta;
}

export interface IndexOptions {
  /** A client whose key may write. */
  readonly client: EngineClient;
  readonly corpus: Corpus;
  /** For whom the index is: `public` leaves every other document out; by default, all. */
  readonly audience?: Audience;
  readonly onProgress?: (progress: IndexProgress) => void;
  /** Ends the run between two batches; what was sent stays, the next run goes on from there. */
  readonly signal?: AbortSignal;
  /** The clock, for what is written as `indexedAt`. */
  readonly now?: () => Date;
  /** How much text a batch holds; see SEND_LENGTH. */
  readonly sendLength?: number;
}

/**
 * Brings the indexes to what the corpus is. One run at a time: two would write over each other's new set.
 *
 * 1. Documents whose bytes, declared facts, parser and vocabularies are those of the live index are neither parsed
 *    nor sent; a new parser, schema or vocabulary builds a new set of indexes and swaps it in at once.
 * 2. A document is in the index or refused with a reason; one that is refused never keeps the others out.
 * 3. A document's own entry is written last and removed last; where the entries of a set don't add up, a run died half
 *    way, and a new set is built.
 *
 * @throws {FailedTaskError} if the engine accepted something and could not do it
 * @throws {AddressLedgerError} if the ledger of addresses can't be kept
 */
export async function indexCorpus(options: IndexOptions): Promise<IndexReport> {
  const {
    client,
    corpus,
    audience = 'internal',
    onProgress = () => {},
    signal,
    now = () => new Date(),
  } = options;
  const { vocabularies } = corpus;
  const day = dayInVietNam(now());
  const version = await schemaVersion(vocabularies, corpus.defaultAccess, day);
  const live = await readLive(client);
  const rebuild = live === null || live.states.some((state) => state.schemaVersion !== version);
  const stored = rebuild ? [] : live.documents;

  const { candidates, refused, withheld } = await readCandidates({
    corpus,
    audience,
    live: live?.documents ?? [],
    reusable: !rebuild,
    onProgress,
    signal,
  });
  const { entries, ledger } = assignIds(
    withLive(await loadLedger(corpus.addressesFile), live?.documents ?? [], now()),
    candidates.map(recognisable),
    now(),
  );
  // before anything is sent: an id that readers can see is one that nobody else gets
  await saveLedger(corpus.addressesFile, ledger);
  const chosen = settleIdentities(candidates, corpus, entries);
  const toSend = chosen.filter(mustBeSent);

  // entries are changed one by one: until the end, what is counted over them is of no version
  const moving = toSend.length > 0 || chosen.length !== stored.length;
  if (rebuild) await createIndexes(client, true);
  else await dropLeftIndexes(client);
  if (!rebuild && moving)
    await pushEntries(
      client,
      'meta',
      false,
      live?.states.map((state) => ({
        ...state,
        // nothing that the public is told moves with an internal document
        settled: state.settled && !movesFor(state.access, chosen, stored),
      })) ?? [],
    );
  const { sendLength = SEND_LENGTH } = options;
  const sent = await sendDocuments({
    client,
    rebuild,
    toSend,
    vocabularies,
    day,
    sendLength,
    onProgress,
    signal,
  });
  const tooLarge = new Set(sent.refused.map(({ id }) => id));
  const indexed = chosen.flatMap((one): Indexed[] => {
    const facts = sent.facts.get(one) ?? one.known;
    return facts && !tooLarge.has(one.light.id) ? [{ ...one, ...pick(facts) }] : [];
  });
  const kept = new Set(indexed.map(({ light }) => light.id));
  const gone = stored.filter(({ id }) => !kept.has(id));
  signal?.throwIfAborted();
  // before documents are taken out: there is no moment at which an address of theirs is nobody's
  const accessOf = new Map(indexed.map(({ light }) => [light.id, light.access]));
  const published = withPublished(ledger, (id) => accessOf.get(id) === 'public');
  await syncEntries(
    client,
    'addresses',
    rebuild,
    projectAddresses(published, accessOf).filter(({ access }) => mayRead(audience, access)),
  );
  await removeDocuments(
    client,
    rebuild,
    gone.map(({ id }) => id),
  );

  const before = rebuild ? [] : live.states;
  const allRefused = [...refused, ...sent.refused];
  const told = allRefused.filter(({ access = 'internal' }) => mayRead(audience, access));
  const states = indexStates(version, indexed, told, vocabularies, before, now());
  const changed = states.filter(
    ({ id, indexedAt }) => before.find((state) => state.id === id)?.indexedAt !== indexedAt,
  );
  if (changed.length > 0) {
    await sendSuggestions({ client, rebuild, vocabularies, onProgress, signal });
    // before the state that names it: a version that readers can see can always be looked up
    await recordVersions(client, indexVersions(changed, indexed));
  }
  if (audience !== 'internal') await forgetVersions(client, MAY_READ[audience]);
  await pushEntries(
    client,
    'meta',
    rebuild,
    moving || before.some(({ settled }) => !settled) ? states : changed,
  );
  if (rebuild) await swapIndexes(client);
  await saveLedger(corpus.addressesFile, published);

  const inCorpus = new Set(chosen.map(({ path }) => path));
  return {
    rebuilt: rebuild,
    sent: [...sent.facts.keys()].map(({ path }) => path),
    unchanged: chosen.filter((one) => !mustBeSent(one)).map(({ path }) => path),
    removed: gone.map(({ path }) => path).filter((path) => !inCorpus.has(path)),
    withheld,
    refused: allRefused.map(({ path, reason }) => ({ path, reason })),
    meta: states[1] as IndexMeta,
  };
}

/** The ledger with the documents of an index that was made before there was one: their addresses were given out, too. */
function withLive(
  ledger: readonly LedgerEntry[],
  live: readonly IndexedDocument[],
  now: Date,
): LedgerEntry[] {
  const known = new Set(ledger.flatMap(({ id, formerIds }) => [id, ...formerIds]));
  const before = live
    .filter(({ id }) => !known.has(id))
    .map(
      ({ id, path, baseId, number, issuedOn, access }): LedgerEntry => ({
        ...{ id, path, baseId, number, issuedOn, access },
        sha256: '',
        sketch: '',
        enteredAt: now.toISOString(),
        wasPublic: access === 'public',
        formerIds: [],
      }),
    );
  // what the index shows to the public was given to it, even if the run that did so did not end
  const shown = new Set(live.filter(({ access }) => access === 'public').map(({ id }) => id));
  return withPublished([...ledger, ...before], (id) => shown.has(id));
}

/** Whether entries change that those who may read `access` can find, or could until now. */
function movesFor(access: Access, chosen: readonly Chosen[], stored: readonly IndexedDocument[]): boolean {
  const toSend = chosen.filter(mustBeSent);
  const same = new Set(chosen.filter((one) => !mustBeSent(one)).map(({ light }) => light.id));
  return (
    toSend.some(({ light }) => mayRead(access, light.access)) ||
    stored.some((document) => mayRead(access, document.access) && !same.has(document.id))
  );
}

/** What is known of a document that was not sent again. */
function pick({ passageCount, taskCount, textDigest, summary }: SentFacts): SentFacts {
  return { passageCount, taskCount, textDigest, summary };
}
