import { createHash } from 'node:crypto';
import type { Audience } from '../access/audience.ts';
import type { IndexMeta, Label } from '../engine/meta.ts';
import { LANGUAGES, type Language } from '../labels/language.ts';
import { IndexInMotionError } from '../mentions/certificate.ts';
import { type TaskFilters, taskConditions } from '../search/filters.ts';
import type { Catalogue } from '../search/lexicon.ts';
import { type TaskSearch, tasksWithWords } from '../search/search-tasks.ts';
import { type Board, type BoardAxis, type BoardView, boardOf } from './board.ts';
import { type LedgerTask, ledgerOf, select, tasksOf } from './ledger.ts';
import { type BoardSources, boardSources } from './sources.ts';

/** What of a board is kept: its figures. */
export type FrozenBoard = Pick<Board, 'totals' | 'tables' | 'day'>;

/** Of what is stored. */
const FORMAT = 1;

/**
 * A state of the board with its figures and the tasks behind them, as they were (ảnh chụp số liệu): it opens unchanged
 * when the corpus has moved on. Of the tasks it keeps what they are counted by, not their text; documents go by their
 * ids, and what they are called is asked when it is opened, so that nothing is told of one that was withdrawn.
 */
export interface Snapshot {
  /** Digest of what was counted: the same board of the same index is the same snapshot. */
  readonly id: string;
  readonly format: typeof FORMAT;
  /** Who could see what was counted, and may see it again. */
  readonly audience: Audience;
  readonly takenAt: string;
  readonly search: TaskSearch;
  readonly view: BoardView;
  readonly index: Pick<IndexMeta, 'indexVersion' | 'indexedAt' | 'labels' | 'events'>;
  readonly boards: Readonly<Record<Language, FrozenBoard>>;
  /** All tasks that any of the figures counts. */
  readonly tasks: readonly LedgerTask[];
}

/**
 * Counts the board and keeps it. The day of reckoning is fixed: what was overdue then is so in the snapshot.
 * @param at the instant of the snapshot
 * @throws {EngineError}
 * @throws {IndexInMotionError} while a run changes the index
 */
export async function takeSnapshot(
  catalogue: Catalogue,
  asked: TaskSearch,
  view: BoardView,
  day: string,
  at: Date,
): Promise<Snapshot> {
  const { door, meta } = catalogue;
  const search = { ...asked, filters: { ...asked.filters, at: day } };
  const [sources, withWords] = await Promise.all([
    boardSources(catalogue),
    tasksWithWords(catalogue, search.q),
  ]);
  const now = await door.meta();
  if (!meta.settled || !now.settled || now.indexVersion !== meta.indexVersion) throw new IndexInMotionError();
  const boards = Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      frozen(boardOf({ sources, search, withWords, view, names: meta.labels, language })),
    ]),
  ) as Record<Language, FrozenBoard>;
  const counted = new Uint8Array(sources.ledger.ids.length);
  for (const open of [
    [],
    // each table is not narrowed by what its rows are
    ...boards.vi.tables.map(({ open }) => open),
  ]) {
    const selection = select(sources.ledger, taskConditions(search.filters, open));
    sources.ledger.ids.forEach((id, i) => {
      if (selection[i] && (!withWords || withWords.has(id))) counted[i] = 1;
    });
  }
  const content: Omit<Snapshot, 'id' | 'takenAt'> = {
    format: FORMAT,
    audience: door.audience,
    search,
    view,
    index: {
      indexVersion: meta.indexVersion,
      indexedAt: meta.indexedAt,
      labels: meta.labels,
      events: meta.events,
    },
    boards,
    tasks: tasksOf(sources.ledger, counted),
  };
  const id = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 20);
  return { id, takenAt: at.toISOString(), ...content };
}

function frozen({ totals, tables, day }: Board): FrozenBoard {
  return {
    totals,
    day,
    tables: tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) => (row.documentId === undefined ? row : { ...row, label: row.documentId })),
    })),
  };
}

/**
 * A snapshot as its readers may see it now: documents by the names that they have, and those that are no longer there for
 * them by none.
 */
export function seenNow(snapshot: Snapshot, documents: BoardSources['documents'], gone: Label): Snapshot {
  const boards = Object.entries(snapshot.boards).map(([language, board]) => [
    language,
    {
      ...board,
      tables: board.tables.map((table) => ({
        ...table,
        rows: table.rows.map((row, i): BoardAxis => {
          if (row.documentId === undefined) return row;
          const name = documents.get(row.documentId)?.name[language as Language];
          if (name !== undefined) return { ...row, label: name };
          return { value: `gone-${i}`, label: gone[language as Language], total: row.total, filters: [] };
        }),
      })),
    },
  ]);
  return {
    ...snapshot,
    boards: Object.fromEntries(boards) as Snapshot['boards'],
    tasks: snapshot.tasks.filter(({ documentId }) => documents.has(documentId)),
  };
}

/** The ids of the tasks behind a figure of a snapshot. @param filters those of the figure */
export function tasksBehind({ tasks }: Snapshot, filters: TaskFilters): string[] {
  const ledger = ledgerOf(tasks);
  const selection = select(ledger, taskConditions(filters));
  return ledger.ids.filter((_, i) => selection[i]);
}

/** What is other now. */
export interface Difference {
  /** The figures of now, by their keys. */
  readonly figures: ReadonlyMap<string, number>;
  readonly totals: Board['totals'];
  /** How many figures of the snapshot are other, and how many rows there are now that it has not. */
  readonly changed: number;
  readonly newRows: number;
  /** Documents of the snapshot that are no longer in the corpus. */
  readonly documentsGone: number;
  /** What is counted now and was not then. */
  readonly documentsNew: readonly string[];
}

/** The key of a figure; without a column it is a row's total, without either the whole. */
export const figureKey = (table: string, row?: string, column?: string): string =>
  JSON.stringify([table, row ?? null, column ?? null]);

function figuresOf({ tables, totals }: FrozenBoard): Map<string, number> {
  const figures = new Map<string, number>(
    Object.entries(totals).map(([name, total]) => [figureKey(name), total]),
  );
  for (const { name, rows, columns, cells, total } of tables) {
    figures.set(figureKey(name), total);
    for (const column of columns) figures.set(figureKey(name, undefined, column.value), column.total);
    rows.forEach((row, i) => {
      figures.set(figureKey(name, row.value), row.total);
      columns.forEach((column, j) => {
        figures.set(figureKey(name, row.value, column.value), cells[i]?.[j] ?? 0);
      });
    });
  }
  return figures;
}

/** Compares a snapshot with the same board as it is now. @param documents all that are in the corpus now */
export function differenceTo(
  then: FrozenBoard,
  now: Board,
  documents: BoardSources['documents'],
): Difference {
  const [before, after] = [figuresOf(then), figuresOf(now)];
  const changed = [...before].filter(([key, count]) => count !== (after.get(key) ?? 0));
  const rowsOf = ({ tables }: FrozenBoard) =>
    new Set(tables.flatMap(({ name, rows }) => rows.map(({ value }) => figureKey(name, value))));
  const there = rowsOf(then);
  const documentRows = (board: FrozenBoard) =>
    board.tables.find(({ name }) => name === 'documents')?.rows ?? [];
  const counted = new Set(documentRows(then).map(({ value }) => value));
  return {
    figures: after,
    totals: now.totals,
    changed: changed.length,
    newRows: [...rowsOf(now)].filter((row) => !there.has(row)).length,
    documentsGone: [...counted].filter((id) => !documents.has(id)).length,
    documentsNew: documentRows(now).flatMap(({ value, label }) => (counted.has(value) ? [] : [label])),
  };
}
