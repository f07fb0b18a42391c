import { createHash } from 'node:crypto';
import type { Audience } from '../engine/door.ts';
import type { IndexMeta } from '../engine/meta.ts';
import { LANGUAGES, type Language } from '../labels/language.ts';
import { type TaskFilters, taskConditions } from '../search/filters.ts';
import type { Catalogue } from '../search/lexicon.ts';
import { type TaskSearch, tasksWithWords } from '../search/search-tasks.ts';
import { type Board, type BoardView, boardOf } from './board.ts';
import { type LedgerTask, ledgerOf, select } from './ledger.ts';
import { boardSources, plainSources } from './sources.ts';

/**
 * A state of the board with its figures and the tasks behind them, as they were (ảnh chụp số liệu): it opens unchanged
 * when the corpus has moved on. Of the tasks it keeps what they are counted by, not their text.
 */
export interface Snapshot {
  /** Digest of what was counted: the same board of the same index is the same snapshot. */
  readonly id: string;
  /** Who could see what was counted, and may see it again. */
  readonly audience: Audience;
  readonly takenAt: string;
  readonly search: TaskSearch;
  readonly view: BoardView;
  readonly index: Pick<IndexMeta, 'indexVersion' | 'indexedAt' | 'labels' | 'events'>;
  readonly boards: Readonly<Record<Language, Board>>;
  /** All tasks that any of the figures counts. */
  readonly tasks: readonly LedgerTask[];
}

/**
 * Counts the board and keeps it. The day of reckoning is fixed: what was overdue then is so in the snapshot.
 * @param at the instant of the snapshot
 * @throws {EngineError}
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
  const [sources, plain, withWords] = await Promise.all([
    boardSources(catalogue),
    plainSources(catalogue),
    tasksWithWords(catalogue, search.q),
  ]);
  const boards = Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      boardOf({ sources, search, withWords, view, names: meta.labels, language }),
    ]),
  ) as Record<Language, Board>;
  const ids = new Set<string>();
  for (const open of [
    [],
    // each table is not narrowed by what its rows are
    ...boards.vi.tables.map(({ open }) => open),
  ]) {
    const selection = select(sources.ledger, taskConditions(search.filters, open));
    sources.ledger.ids.forEach((id, i) => {
      if (selection[i] && (!withWords || withWords.has(id))) ids.add(id);
    });
  }
  const content = {
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
    tasks: plain.tasks.filter(({ id }) => ids.has(id)),
  };
  const id = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 20);
  return { id, takenAt: at.toISOString(), ...content };
}

/** The ids of the tasks behind a figure of a snapshot. @param filters those of the figure */
export function tasksBehind({ tasks }: Snapshot, filters: TaskFilters): string[] {
  const ledger = ledgerOf(tasks);
  const selection = select(ledger, taskConditions(filters));
  return ledger.ids.filter((_, i) => selection[i]);
}

/** What is other now: figures by `table row column`, and how many tasks came and went. */
export interface Difference {
  readonly figures: ReadonlyMap<string, number>;
  readonly totals: Board['totals'];
  /** How many figures are other. */
  readonly changed: number;
  readonly documentsGone: readonly string[];
  readonly documentsNew: readonly string[];
}

/** The key of a figure; without a column it is a row's total, without either the whole. */
export const figureKey = (table: string, row?: string, column?: string): string =>
  JSON.stringify([table, row ?? null, column ?? null]);

function figuresOf({ tables }: Board): Map<string, number> {
  const figures = new Map<string, number>();
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

/** Compares a snapshot with the same board as it is now. */
export function differenceTo(then: Board, now: Board): Difference {
  const [before, after] = [figuresOf(then), figuresOf(now)];
  const keys = new Set([...before.keys(), ...after.keys()]);
  const changed = [...keys].filter((key) => (before.get(key) ?? 0) !== (after.get(key) ?? 0));
  const documents = (board: Board) =>
    board.tables
      .find(({ name }) => name === 'documents')
      ?.rows.map(({ value, label }) => [value, label] as const) ?? [];
  const missing = (from: Board, those: Board) => {
    const there = new Set(documents(those).map(([value]) => value));
    return documents(from).flatMap(([value, label]) => (there.has(value) ? [] : [label]));
  };
  return {
    figures: after,
    totals: now.totals,
    changed: changed.length,
    documentsGone: missing(then, now),
    documentsNew: missing(now, then),
  };
}
