import type { Vocabularies } from '../corpus/vocabularies.ts';
import type { EngineClient } from '../engine/client.ts';
import { canonicalAgencies } from '../engine/projection/canonical-agency.ts';
import { type DocumentEntry, type IndexedDocument, projectDocument } from '../engine/projection/document.ts';
import { type PassageEntry, projectPassages } from '../engine/projection/passages.ts';
import { projectTasks, type TaskEntry } from '../engine/projection/tasks.ts';
import { pushEntries, removeDocuments } from '../engine/push.ts';
import type { DocumentRecord } from '../record/record.ts';

/** How far a run is; `done` of `total` documents in this step. */
export interface IndexProgress {
  readonly step: 'reading' | 'sending';
  readonly done: number;
  readonly total: number;
  readonly path: string;
}

/** The part of a document that identity and citations are decided on. */
export type Light = Pick<DocumentRecord, 'id' | 'number' | 'symbol' | 'issuedOn' | 'citations'>;

/** A document that belongs into the index. */
export interface Chosen {
  readonly path: string;
  readonly fingerprint: string;
  readonly baseId: string;
  readonly known: IndexedDocument | null;
  /** With its final id and its citations resolved against the whole corpus. */
  readonly light: Light;
  /** The record, parsed now if the index knew the document but must get it again. */
  readonly record: () => Promise<DocumentRecord>;
}

/** How much text is collected before it is sent. Characters: large batches index faster, small ones lose less. */
const SEND_LENGTH = 4_000_000;

interface Sending {
  readonly client: EngineClient;
  readonly rebuild: boolean;
  /** What the set of indexes holds already. */
  readonly stored: readonly IndexedDocument[];
  readonly toSend: readonly Chosen[];
  readonly vocabularies: Vocabularies;
  readonly onProgress: (progress: IndexProgress) => void;
  readonly signal: AbortSignal | undefined;
}

/** What one request after the other will be sent of some documents. */
interface Batch {
  documents: DocumentEntry[];
  passages: PassageEntry[];
  tasks: TaskEntry[];
  length: number;
}

const newBatch = (): Batch => ({ documents: [], passages: [], tasks: [], length: 0 });

/** Projects documents and sends them, a batch at a time; what a batch replaces is taken out right before. */
export async function sendDocuments(sending: Sending): Promise<void> {
  const { client, rebuild, toSend, vocabularies, onProgress, signal } = sending;
  const agencyOf = canonicalAgencies(vocabularies);
  const storedIds = new Set(sending.stored.map(({ id }) => id));
  const flush = async ({ documents, passages, tasks }: Batch) => {
    signal?.throwIfAborted();
    const replaced = documents.map(({ id }) => id).filter((id) => storedIds.has(id));
    await removeDocuments(client, rebuild, replaced);
    await pushEntries(client, 'passages', rebuild, passages);
    await pushEntries(client, 'tasks', rebuild, tasks);
    // last: without its own entry, a document is sent again by the next run
    await pushEntries(client, 'documents', rebuild, documents);
  };
  let batch = newBatch();
  for (const [index, { path, fingerprint, baseId, record: read }] of toSend.entries()) {
    signal?.throwIfAborted();
    const record = await read();
    const passages = projectPassages(record, agencyOf);
    const tasks = projectTasks(record, agencyOf);
    const counts = { passageCount: passages.length, taskCount: tasks.length };
    for (const passage of passages) batch.passages.push(passage);
    for (const task of tasks) batch.tasks.push(task);
    batch.documents.push(projectDocument(record, { fingerprint, baseId, ...counts }, agencyOf));
    batch.length += record.text.length;
    if (batch.length > SEND_LENGTH) {
      await flush(batch);
      batch = newBatch();
    }
    onProgress({ step: 'sending', done: index + 1, total: toSend.length, path });
  }
  await flush(batch);
}
