import type { Audience } from '../access/audience.ts';
import type { Label } from '../engine/meta.ts';
import { NONE } from '../engine/names.ts';
import type { DocumentEntry } from '../engine/projection/document.ts';
import { timeOfAims } from '../engine/projection/task-time.ts';
import { nameOf } from '../labels/citation.ts';
import type { Indicator } from '../record/indicator.ts';
import type { Catalogue } from '../search/lexicon.ts';
import { LEDGER_FIELDS, type LedgerTask, ledgerOf, type TaskLedger } from './ledger.ts';

/** Another document that one names: the document itself where the corpus has it. */
export interface CitedDocument {
  /** The same for whoever names it. */
  readonly key: string;
  readonly label: string;
  readonly targetId: string | null;
}

/** What the board needs of a document. */
export interface SourceDocument {
  readonly id: string;
  readonly name: Label;
  readonly issuedOn: string | null;
  /** Other documents that it names, each once. */
  readonly cites: readonly CitedDocument[];
}

/** A target with the task that sets it, or, for an aim of its own, with its document. */
export interface SourceIndicator {
  readonly documentId: string;
  readonly indicator: Indicator;
  /** Who leads its task, as written and as now. */
  readonly lead: readonly string[];
  readonly leadNow: readonly string[];
}

/** What the board is counted from: all tasks, targets and documents that an audience may see. */
export interface BoardSources {
  /** Who may see all of this. */
  readonly audience: Audience;
  readonly ledger: TaskLedger;
  /** The targets, with what they are narrowed by: a target of a task goes with its task, an aim with its document. */
  readonly indicatorLedger: TaskLedger;
  /** In the order of that ledger. */
  readonly indicators: readonly SourceIndicator[];
  readonly documents: ReadonlyMap<string, SourceDocument>;
}

/** What is read of the engine. */
interface PlainSources {
  readonly tasks: readonly LedgerTask[];
  readonly indicators: readonly { readonly entry: LedgerTask; readonly source: SourceIndicator }[];
  readonly documents: readonly SourceDocument[];
}

/** Sources by what is known of the version of the index that they were read from: they live as long as it does. */
const known = new WeakMap<Catalogue['lexicon'], Promise<BoardSources>>();

/** What was read while the index changed is of no version; it serves for so long, lest everybody read it. Milliseconds. */
const MOVING_MS = 5_000;

/** What the board of the live index is counted from; read once for a version of the index. @throws {EngineError} */
export function boardSources(catalogue: Catalogue): Promise<BoardSources> {
  const { lexicon, meta, door } = catalogue;
  const there = known.get(lexicon);
  if (there) return there;
  const sources = readPlain(catalogue).then((plain) => toSources(plain, door.audience));
  known.set(lexicon, sources);
  const forget = () => {
    if (known.get(lexicon) === sources) known.delete(lexicon);
  };
  sources
    .then(async () => {
      const now = await door.meta();
      const same = meta.settled && now.settled && now.indexVersion === meta.indexVersion;
      if (!same) setTimeout(forget, MOVING_MS).unref();
    })
    // a failure is not kept: the engine may be back with the next request
    .catch(forget);
  return sources;
}

function toSources({ tasks, indicators, documents }: PlainSources, audience: Audience): BoardSources {
  // a ledger puts together what is of one document: sorted by it, both are in the same order
  const sorted = indicators.toSorted((a, b) =>
    a.entry.documentId < b.entry.documentId ? -1 : a.entry.documentId > b.entry.documentId ? 1 : 0,
  );
  return {
    audience,
    ledger: ledgerOf(tasks),
    indicatorLedger: ledgerOf(sorted.map(({ entry }) => entry)),
    indicators: sorted.map(({ source }) => source),
    documents: new Map(documents.map((document) => [document.id, document])),
  };
}

const DOCUMENT_FIELDS = [
  'id',
  'summary',
  'citations',
  'aims',
  'access',
  'type',
  'issuer',
  'province',
  'issuedOn',
] as const satisfies readonly (keyof DocumentEntry)[];

async function readPlain({ door }: Catalogue): Promise<PlainSources> {
  const tasks: LedgerTask[] = [];
  const indicators: { entry: LedgerTask; source: SourceIndicator }[] = [];
  const sort = ['documentId:asc', 'position:asc'];
  const retrieve = [...LEDGER_FIELDS, 'indicators'] as const;
  for await (const { indicators: own, ...task } of door.all('tasks', { sort, retrieve })) {
    tasks.push(task);
    for (const indicator of own) {
      const { documentId, lead, leadNow } = task;
      const known = (names: readonly string[]) => names.filter((name) => name !== NONE);
      const source = { documentId, indicator, lead: known(lead), leadNow: known(leadNow) };
      indicators.push({ entry: task, source });
    }
  }
  const documents: SourceDocument[] = [];
  for await (const entry of door.all('documents', { sort: ['id:asc'], retrieve: DOCUMENT_FIELDS })) {
    const { id, summary, citations, aims, issuedOn } = entry;
    documents.push({
      id,
      name: { vi: nameOf(summary, 'vi'), en: nameOf(summary, 'en') },
      issuedOn,
      cites: citedBy(id, citations),
    });
    for (const indicator of aims)
      indicators.push({
        entry: aimEntry(entry),
        source: { documentId: id, indicator, lead: [], leadNow: [] },
      });
  }
  return { tasks, indicators, documents: withNames(documents) };
}

/** The documents that one names, each once and itself not. */
function citedBy(id: string, citations: DocumentEntry['citations']): CitedDocument[] {
  const cites = new Map(citations.map(citedOf).map((one) => [one.key, one]));
  cites.delete(id);
  return [...cites.values()];
}

/** What the corpus has is called as the corpus calls it, however others write it. */
function withNames(documents: readonly SourceDocument[]): SourceDocument[] {
  const names = new Map(documents.map(({ id, name }) => [id, name.vi]));
  return documents.map((document) => ({
    ...document,
    cites: document.cites.map((one) => ({
      ...one,
      label: (one.targetId === null ? undefined : names.get(one.targetId)) ?? one.label,
    })),
  }));
}

function citedOf({ targetId, number, symbol, text }: DocumentEntry['citations'][number]): CitedDocument {
  const numbered = number !== null && symbol !== null ? `${number}-${symbol}` : null;
  return { key: targetId ?? numbered ?? text.toLowerCase(), label: text, targetId };
}

/** An aim (mục tiêu) is narrowed by what its document is; it is no agency's, and of no theme. */
function aimEntry({
  id,
  access,
  type,
  issuer,
  province,
  issuedOn,
  summary: { subjectYear },
}: Pick<DocumentEntry, (typeof DOCUMENT_FIELDS)[number]>): LedgerTask {
  return {
    id: '',
    documentId: id,
    access,
    issuedOn,
    type,
    issuer,
    province,
    ...timeOfAims({ subjectYear, issuedOn }),
    theme: [NONE],
    mainTheme: NONE,
    lead: [NONE],
    coordinator: [NONE],
    leadNow: [NONE],
    coordinatorNow: [NONE],
    recurrence: 'unspecified',
    issued: issuedOn?.slice(0, 7) ?? NONE,
    status: 'planned',
  };
}
