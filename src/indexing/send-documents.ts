import type { Vocabularies } from '../corpus/vocabularies.ts';
import type { EngineClient } from '../engine/client.ts';
import type { Refusal } from '../engine/meta.ts';
import { canonicalAgencies, presentAgencies } from '../engine/projection/canonical-agency.ts';
import { type DocumentEntry, projectDocument } from '../engine/projection/document.ts';
import { type PassageEntry, projectPassages } from '../engine/projection/passages.ts';
import { projectTasks, type TaskEntry } from '../engine/projection/tasks.ts';
import { MAX_ENTRY_BYTES, pushEntries, removeOutdated } from '../engine/push.ts';
import type { Chosen } from './identities.ts';
import type { IndexProgress } from './progress.ts';

/**
 * How much text is collected before it is sent. UTF-16 units: large batches index faster, small ones lose less when
 * a run ends half way.
 */
export const SEND_LENGTH = 4_000_000;

interface Sending {
  readonly client: EngineClient;
  readonly rebuild: boolean;
  readonly toSend: readonly Chosen[];
  readonly vocabularies: Vocabularies;
  /** The day of the run, `YYYY-MM-DD`: which changes of agencies are in force. */
  readonly day: string;
  readonly sendLength: number;
  readonly onProgress: (progress: IndexProgress) => void;
  readonly signal: AbortSignal | undefined;
}

/** What a run has to know of a document after it was sent. */
export type SentFacts = Pick<DocumentEntry, 'passageCount' | 'taskCount' | 'textDigest' | 'summary'>;

/** What is sent of some documents, an index after the other. */
interface Batch {
  documents: DocumentEntry[];
  passages: PassageEntry[];
  tasks: TaskEntry[];
  length: number;
}

const newBatch = (): Batch => ({ documents: [], passages: [], tasks: [], length: 0 });

/**
 * Projects documents and sends them, a batch at a time. The new state of a document takes the place of the old one
 * entry by entry, and only then is taken out what is left of the old: searchers never miss a document that is there.
 */
export async function sendDocuments(sending: Sending): Promise<{
  facts: Map<Chosen, SentFacts>;
  refused: (Refusal & { id: string })[];
}> {
  const { client, rebuild, toSend, sendLength, onProgress, signal } = sending;
  const agencyOf = canonicalAgencies(sending.vocabularies);
  const presentOf = presentAgencies(sending.vocabularies, sending.day);
  const facts = new Map<Chosen, SentFacts>();
  const refused: (Refusal & { id: string })[] = [];
  const flush = async ({ documents, passages, tasks }: Batch) => {
    signal?.throwIfAborted();
    await pushEntries(client, 'passages', rebuild, passages);
    await pushEntries(client, 'tasks', rebuild, tasks);
    if (!rebuild) await removeOutdated(client, rebuild, documents);
    // last: without its own entry, a document is sent again by the next run
    await pushEntries(client, 'documents', rebuild, documents);
  };
  let batch = newBatch();
  for (const [index, chosen] of toSend.entries()) {
    signal?.throwIfAborted();
    const { path, fingerprint, baseId, sharesNumber, enteredAt } = chosen;
    const record = await chosen.record();
    const passages = projectPassages(record, fingerprint, agencyOf);
    const tasks = projectTasks(record, { fingerprint, enteredAt }, agencyOf, presentOf);
    const count = { passageCount: passages.length, taskCount: tasks.length };
    const entry = projectDocument(
      record,
      { fingerprint, baseId, sharesNumber, enteredAt, ...count },
      agencyOf,
    );
    if (Buffer.byteLength(JSON.stringify(entry)) > MAX_ENTRY_BYTES) {
      const { id, access } = record;
      refused.push({ id, path, access, reason: 'is too large for the engine; split it into its parts.' });
    } else {
      facts.set(chosen, { ...count, textDigest: entry.textDigest, summary: entry.summary });
      for (const passage of passages) batch.passages.push(passage);
      for (const task of tasks) batch.tasks.push(task);
      batch.documents.push(entry);
      batch.length += record.text.length;
    }
    if (batch.length > sendLength) {
      await flush(batch);
      batch = newBatch();
    }
    onProgress({ step: 'sending', done: index + 1, total: toSend.length, path });
  }
  await flush(batch);
  return { facts, refused };
}
