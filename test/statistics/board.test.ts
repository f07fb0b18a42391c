import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { readParameters, taskParameters } from '../../src/api/parameters.ts';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { openDoor } from '../../src/engine/door.ts';
import { type Catalogue, openCatalogue } from '../../src/search/lexicon.ts';
import { countTasks } from '../../src/search/search-tasks.ts';
import { type BoardTable, type BoardView, figureStates, readBoard } from '../../src/statistics/board.ts';
import { parseSort, sortedTable } from '../../src/statistics/sorted-table.ts';
import { publicRecords } from '../public-records.ts';
import { drawQuestions } from './proof/compare-tables.ts';
import { plainTasks } from './proof/tasks-of-records.ts';

/** What is drawn changes with the day; a failure prints the seed. */
const SEED = Number(process.env.EQUALITY_SEED ?? Math.floor(Date.now() / 86_400_000));
const BOARDS = 12;
/** Figures of each table whose lists are opened. */
const MOST_FIGURES = 40;
const VIEW: BoardView = { stack: 'mainTheme', step: 'quarter' };

let catalogue: Catalogue;
let states: URLSearchParams[];

const read = (state: URLSearchParams) => {
  const { q, page: _, hitsPerPage: __, lang, ...filters } = readParameters(taskParameters, state);
  return { q, filters, lang };
};
const boardOf = (state: URLSearchParams, view = VIEW) => {
  const { q, filters } = read(state);
  return readBoard(catalogue, { q, filters }, view, 'vi');
};

beforeAll(async () => {
  const { url, searchKey } = inject('engine');
  catalogue = await openCatalogue(openDoor({ url, key: searchKey }, 'public'));
  const corpus = await loadCorpus(join(import.meta.dirname, '../../corpus'));
  const tasks = plainTasks(await publicRecords(corpus), corpus);
  const drawn = drawQuestions(tasks, BOARDS, SEED).map(({ state }) => state);
  const lists = ['list=overdue', 'list=no-lead&at=2023-06-01', 'q=d%C3%A2n+v%E1%BA%ADn', 'dueTo=2023-06-30'];
  states = [...drawn, ...lists.map((text) => new URLSearchParams(text))];
});

/** Every figure of a table with the state of its list. */
function figuresOf(state: URLSearchParams, table: BoardTable) {
  const { rows, columns, cells, total, totalled } = table;
  const stateOf = figureStates(state, table);
  const figures: { count: number; state: URLSearchParams; what: string }[] = [];
  const add = (count: number, row?: (typeof rows)[number], column?: (typeof columns)[number]) =>
    figures.push({
      count,
      state: stateOf(row, column),
      what: `${table.name}: ${row?.label ?? 'all'} x ${column?.label ?? 'all'}`,
    });
  rows.forEach((row, i) => {
    if (totalled) add(row.total, row);
    columns.forEach((column, j) => {
      add(cells[i]?.[j] ?? 0, row, column);
    });
  });
  if (totalled) {
    add(total);
    for (const column of columns) add(column.total, undefined, column);
  }
  // a nought opens nothing
  const linked = figures.filter(({ count }) => count > 0);
  const step = Math.max(1, Math.floor(linked.length / MOST_FIGURES));
  return linked.filter((_, i) => i % step === 0);
}

describe('the board', () => {
  test('every figure is what its list has, under drawn filters', async () => {
    let opened = 0;
    for (const [i, state] of states.entries()) {
      const board = await boardOf(state, i % 2 ? VIEW : { stack: 'recurrence', step: 'month' });
      expect(board.totals.tasks).toBe((await countTasks(catalogue, read(state).q, [read(state).filters]))[0]);
      for (const table of board.tables) {
        const figures = figuresOf(state, table);
        const totals = await countTasks(
          catalogue,
          read(state).q,
          figures.map((figure) => read(figure.state).filters),
        );
        figures.forEach((figure, at) => {
          expect(totals[at], `EQUALITY_SEED=${SEED} ?${state} ${figure.what} -> ?${figure.state}`).toBe(
            figure.count,
          );
        });
        opened += figures.length;
      }
    }
    expect(opened).toBeGreaterThan(1_000);
  }, 120_000);

  test('what is unknown or unassigned is a row of its own, and never dropped', async () => {
    const { tables } = await boardOf(new URLSearchParams());
    for (const name of ['agencies', 'themes', 'new'])
      expect(tables.find((table) => table.name === name)?.rows.at(-1)?.value).toBe('none');
  });

  test('targets are those of the tasks that fit', async () => {
    const all = await boardOf(new URLSearchParams());
    expect(all.indicators.length).toBeGreaterThan(2);
    const [first] = all.indicators;
    const one = await boardOf(new URLSearchParams({ document: first?.documentId ?? '' }));
    expect(one.indicators).toEqual(
      all.indicators.filter(({ documentId }) => documentId === first?.documentId),
    );
    expect((await boardOf(new URLSearchParams({ status: 'done' }))).indicators).toEqual([]);
  });

  test('a document that others name is told with them, each once', async () => {
    const { citedness } = await boardOf(new URLSearchParams());
    for (const row of [...citedness.cited, ...citedness.implementing])
      expect(new Set(row.others.map(({ label, documentId }) => documentId ?? label)).size).toBe(
        row.others.length,
      );
    const programme = citedness.cited.find(({ documentId }) => documentId?.startsWith('58-ctr-tu'));
    expect(programme?.others.map(({ documentId }) => documentId)).toContain('89-kh-bdvtu-binh-thuan-2023');
  });

  test('a table is sorted by any column, and only by its own', async () => {
    const { tables } = await boardOf(new URLSearchParams());
    const table = tables.find(({ name }) => name === 'agencies') as BoardTable;
    const compare = new Intl.Collator('vi').compare;
    const column = table.columns[0]?.value ?? '';
    const sorted = sortedTable(table, parseSort(`agencies:${column}:asc`, table), compare);
    const figures = sorted.cells.map((cells) => cells[0] ?? 0);
    expect(figures).toEqual([...figures].sort((a, b) => a - b));
    // rows go with their figures
    const at = table.rows.findIndex(({ value }) => value === sorted.rows[3]?.value);
    expect(sorted.cells[3]).toEqual(table.cells[at]);
    expect(sortedTable(table, parseSort('themes:total:asc', table), compare)).toBe(table);
    expect(parseSort('agencies:nothing:asc', table)).toBeNull();
  });
});
