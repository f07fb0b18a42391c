import { facetKey } from '../engine/filter.ts';
import type { IndexMeta } from '../engine/meta.ts';
import { NONE } from '../engine/names.ts';
import type { Language } from '../labels/language.ts';
import { DEADLINE_STATES, deadlineFilters } from '../search/deadline-states.ts';
import { exclude, parted } from '../search/exclusion.ts';
import type { FacetCounts } from '../search/facet-counts.ts';
import { FACETS, facetsFor, TASK_FACETS } from '../search/facets/index.ts';
import { dayOfReckoning, type FilterName, taskConditions, taskFilters } from '../search/filters.ts';
import type { Catalogue } from '../search/lexicon.ts';
import { type TaskSearch, tasksWithWords } from '../search/search-tasks.ts';
import { narrowed, opened, type State } from '../search/state.ts';
import { type Axis, type CrossTable, crossTable, type TableAxis, totalsAmong } from './cross-table.ts';
import { type Dimension, dimensionColumn, isOfAgencies } from './dimension.ts';
import { type Citedness, citednessOf, type IndicatorRow, indicatorsOf } from './document-figures.ts';
import { earlierPeriod, type Period } from './earlier-period.ts';
import { columnOf, countValues, type Selection, select, sizeOf } from './ledger.ts';
import { swatchesOf } from './series.ts';
import { type BoardSources, boardSources } from './sources.ts';
import { facetCountsOf, inOrder, type Workload, workloadOf } from './task-statistics.ts';

/** The tables of the board (bảng điều hành), in their order; those with a chart are drawn, too. */
const BOARD_TABLES = [
  'agencies',
  'themes',
  'deadlines',
  'timing',
  'agency-theme',
  'agency-year',
  'load',
  'new',
  'documents',
] as const;
export type BoardTableName = (typeof BOARD_TABLES)[number];
/** All parts of the board: tables of figures, and the lists beside them. */
export const BOARD_PARTS = [...BOARD_TABLES, 'indicators', 'cited', 'implementing'] as const;
export type BoardPartName = (typeof BOARD_PARTS)[number];

/** What bars of agencies are made of: a task has one of each, so that a bar is as long as its tasks are many. */
export const STACKS = ['mainTheme', 'recurrence'] as const;
/** How finely deadlines are told apart. */
export const STEPS = ['quarter', 'month'] as const;

/** How the board is looked at, besides what it is narrowed to. */
export interface BoardView {
  readonly stack: (typeof STACKS)[number];
  readonly step: (typeof STEPS)[number];
}

/** What a row or a column stands for: the filters by which a list of tasks is narrowed to it. */
export type AxisFilters = readonly (readonly [name: string, value: string])[];

export interface BoardAxis extends Axis {
  readonly label: string;
  readonly filters: AxisFilters;
  /** The document that a row stands for, where it stands for one. */
  readonly documentId?: string;
}

/**
 * A table of the board: each figure is the number of tasks that the filters of its row and its column leave. Of `load` the
 * total of a row is that of both roles, and is not shown.
 */
export interface BoardTable {
  readonly name: BoardTableName;
  /**
   * Filters that the table is not narrowed by, being what its rows are: a chosen agency is seen beside the others. Links
   * to tasks leave them out, too.
   */
  readonly open: readonly FilterName[];
  /** What all of the table is narrowed to besides. */
  readonly base: AxisFilters;
  readonly rows: readonly BoardAxis[];
  readonly columns: readonly BoardAxis[];
  /** Which colour and pattern each column has in a chart: 1 to 8, or 0 for those that are drawn as one. */
  readonly swatches: readonly number[];
  /** cells[row][column] */
  readonly cells: readonly (readonly number[])[];
  /** Tasks of the whole table, each once. */
  readonly total: number;
  /** Of the same period before (cùng kỳ), by row and in all; where a period is chosen. */
  readonly before: { readonly rows: readonly number[]; readonly total: number } | null;
  /** What the years of its tasks go by: how many tasks by each basis; for tables by years. */
  readonly yearBases: Readonly<Record<string, number>> | null;
  /** Whether a row is a number of tasks of its own; the two roles of an agency are not added up. */
  readonly totalled: boolean;
}

/** How much work there is in all. */
export interface BoardTotals {
  readonly tasks: number;
  /** How often a task is given to a lead agency (lượt giao). */
  readonly assignments: number;
  readonly documents: number;
}

/** All that the analytics page says. */
export interface Board {
  readonly totals: BoardTotals;
  readonly earlier: { readonly period: Period; readonly totals: BoardTotals } | null;
  readonly facets: FacetCounts;
  readonly tables: readonly BoardTable[];
  readonly indicators: readonly IndicatorRow[];
  readonly citedness: Citedness;
  /** As of which work is overdue or due soon. */
  readonly day: string;
}

/** What is counted, and where: the tasks of the live index, or of a snapshot. */
export interface BoardQuestion {
  readonly sources: BoardSources;
  readonly search: TaskSearch;
  readonly withWords: ReadonlySet<string> | null;
  readonly view: BoardView;
  readonly names: IndexMeta['labels'];
  readonly language: Language;
}

interface Definition {
  readonly rows: Dimension | 'document';
  readonly columns?: Dimension | 'deadline-state';
  readonly before?: true;
}

function definitionOf(name: Exclude<BoardTableName, 'load'>, { stack, step }: BoardView): Definition {
  switch (name) {
    case 'agencies':
      return { rows: 'department', columns: stack, before: true };
    case 'themes':
      return { rows: 'year', columns: 'mainTheme' };
    case 'deadlines':
      return { rows: step, columns: 'deadline-state' };
    case 'timing':
      return { rows: 'timing' };
    case 'agency-theme':
      return { rows: 'department', columns: 'theme' };
    case 'agency-year':
      return { rows: 'department', columns: 'year' };
    case 'new':
      return { rows: 'issued' };
    case 'documents':
      return { rows: 'document' };
  }
}

/** The columns of deadlines: done, overdue, due soon, later. */
function deadlineAxis({ sources }: BoardQuestion, day: string): TableAxis {
  const states = DEADLINE_STATES.map((value) => ({
    value,
    conditions: taskConditions(taskFilters.parse(deadlineFilters(value, day))),
  }));
  return { column: columnOf(sources.ledger, states) };
}

/** Counts all of the board. Pure. */
export function boardOf(question: BoardQuestion): Board {
  const { sources, search, withWords, names, language } = question;
  const { filters } = search;
  const day = dayOfReckoning(filters);
  const workload = workloadOf(sources.ledger, search, withWords);
  // tables of the same rows have them in the same order
  const orders = new Map<string, Ordered[]>();
  const period = earlierPeriod(filters);
  const earlier =
    period &&
    workloadOf(sources.ledger, { ...search, filters: { ...filters, ...period.filters } }, withWords);
  return {
    totals: totalsOf(workload),
    earlier: earlier && { period, totals: totalsOf(earlier) },
    facets: facetCountsOf(workload, facetsFor(sources.audience, TASK_FACETS), names, language),
    tables: BOARD_TABLES.map((name) =>
      name === 'load'
        ? loadTable(question, workload)
        : boardTable(question, name, workload, earlier, day, orders),
    ),
    indicators: indicatorsOf(sources, search, withWords),
    citedness: citednessOf(sources, workload.selected()),
    day,
  };
}

/** @throws {EngineError} */
export async function readBoard(
  catalogue: Catalogue,
  search: TaskSearch,
  view: BoardView,
  language: Language,
): Promise<Board> {
  const [sources, withWords] = await Promise.all([
    boardSources(catalogue),
    tasksWithWords(catalogue, search.q),
  ]);
  return boardOf({ sources, search, withWords, view, names: catalogue.meta.labels, language });
}

function totalsOf({ ledger, search, selected }: Workload): BoardTotals {
  const among = selected();
  const assigned = dimensionColumn(ledger, 'department', search.filters);
  return { tasks: sizeOf(among), ...totalsAmong(ledger, among, assigned) };
}

function boardTable(
  question: BoardQuestion,
  name: Exclude<BoardTableName, 'load'>,
  workload: Workload,
  earlier: Workload | null,
  day: string,
  orders: Map<string, Ordered[]>,
): BoardTable {
  const { ledger, search } = workload;
  const { filters } = search;
  const { rows, columns, before } = definitionOf(name, question.view);
  const open: FilterName[] = [rows];
  const axisOf = (dimension: Dimension | 'document'): TableAxis => ({
    column: dimensionColumn(ledger, dimension, filters),
    agencies: dimension !== 'document' && isOfAgencies(dimension),
  });
  const columnAxis = columns === 'deadline-state' ? deadlineAxis(question, day) : columns && axisOf(columns);
  const tableOf = (among: Selection) =>
    crossTable(ledger, among, {
      rows: axisOf(rows),
      ...(columnAxis && { columns: columnAxis }),
      count: 'tasks',
      assigned: dimensionColumn(ledger, 'department', filters),
    });
  // what has no deadline is no bar of the calendar: it stands among the kinds of deadlines
  const base: AxisFilters = name === 'deadlines' ? [[rows, exclude(NONE)]] : [];
  const among = (from: Workload) =>
    base.length > 0
      ? select(ledger, [{ attribute: rows, noneOf: [NONE] }], from.selected(open))
      : from.selected(open);
  const counted = tableOf(among(workload));
  const past = before && earlier ? tableOf(among(earlier)) : null;
  // who had work then and has none now is a row, too
  const table = past ? withRowsOf(counted, past.rows) : counted;
  const ordered = orderedAxes(
    question,
    table,
    { rows, ...(columns && { columns }) },
    day,
    past ? null : orders,
  );
  return {
    name,
    open,
    base,
    swatches: swatchesOf(
      ordered.columns.map(({ axis }) => axis),
      columns && columns !== 'deadline-state'
        ? countValues(dimensionColumn(ledger, columns, filters), workload.selected())
        : {},
    ),
    rows: ordered.rows.map(({ axis }) => axis),
    columns: ordered.columns.map(({ axis }) => axis),
    cells: ordered.rows.map((row) =>
      ordered.columns.map((column) => table.cells[row.index]?.[column.index] ?? 0),
    ),
    total: table.total,
    before: past && beforeOf(past, ordered.rows),
    yearBases:
      rows === 'year' || columns === 'year' ? countValues(ledger.columns.yearBasis, among(workload)) : null,
    totalled: true,
  };
}

/** What rows had in the period before. */
function beforeOf({ rows, total }: CrossTable, now: readonly Ordered[]): BoardTable['before'] {
  const totals = new Map(rows.map((row) => [facetKey(row.value), row.total]));
  return { rows: now.map(({ axis }) => totals.get(facetKey(axis.value)) ?? 0), total };
}

/** A table with rows of nothing for what another one has besides. */
function withRowsOf(table: CrossTable, others: readonly Axis[]): CrossTable {
  const there = new Set(table.rows.map(({ value }) => facetKey(value)));
  const missing = others.filter(({ value }) => !there.has(facetKey(value)));
  return {
    ...table,
    rows: [...table.rows, ...missing.map(({ value }) => ({ value, total: 0 }))],
    cells: [...table.cells, ...missing.map(() => table.columns.map(() => 0))],
  };
}

interface Ordered {
  readonly index: number;
  readonly axis: BoardAxis;
}

function orderedAxes(
  { names, language, search, sources }: BoardQuestion,
  table: CrossTable,
  { rows, columns }: Definition,
  day: string,
  orders: Map<string, Ordered[]> | null,
): { rows: Ordered[]; columns: Ordered[] } {
  const of = (axes: readonly Axis[], dimension: Dimension): Ordered[] =>
    inOrder(axes, dimension, names, language).map(({ index, axis }) => ({
      index,
      axis: { ...axis, filters: [[dimension, axis.value]] },
    }));
  const wanted = (dimension: Dimension) => parted(search.filters[dimension]).included.map(facetKey);
  const columnAxes = (): Ordered[] => {
    if (!columns) return [];
    if (columns === 'deadline-state')
      return DEADLINE_STATES.flatMap((value): Ordered[] => {
        const index = table.columns.findIndex((column) => column.value === value);
        const total = table.columns[index]?.total ?? 0;
        return [{ index, axis: { value, label: value, total, filters: filtersOf(value, day) } }];
      });
    // a task of a chosen theme may be of another, too, but the list of that column would hold all of the other's
    const chosen = wanted(columns);
    return of(table.columns, columns).filter(
      ({ axis }) => chosen.length === 0 || chosen.includes(facetKey(axis.value)),
    );
  };
  if (rows !== 'document') {
    const known = orders?.get(rows) ?? of(table.rows, rows);
    orders?.set(rows, known);
    return { rows: known, columns: columnAxes() };
  }
  const documents = table.rows
    .map(({ value, total }, index): Ordered => {
      const label = sources.documents.get(value)?.name[language] ?? value;
      return { index, axis: { value, label, total, filters: [['document', value]], documentId: value } };
    })
    .sort((a, b) => b.axis.total - a.axis.total || (a.axis.label < b.axis.label ? -1 : 1));
  return { rows: documents, columns: [] };
}

const filtersOf = (state: (typeof DEADLINE_STATES)[number], day: string): AxisFilters =>
  Object.entries(deadlineFilters(state, day)).flatMap(([name, values]) =>
    [values].flat().map((value): readonly [string, string] => [name, value]),
  );

/** How much each agency leads and coordinates. With an agency chosen, who shares its tasks in which role. */
function loadTable({ names, language }: BoardQuestion, { ledger, search, selected }: Workload): BoardTable {
  const { filters } = search;
  const open = ['lead', 'coordinator'] as const;
  const among = selected(open);
  const count = (role: 'lead' | 'coordinator') => {
    const { rows } = crossTable(ledger, among, {
      rows: { column: dimensionColumn(ledger, role, filters) },
      count: 'tasks',
      assigned: dimensionColumn(ledger, role, filters),
    });
    return new Map(rows.map(({ value, total }) => [value, total]));
  };
  const roles = { lead: count('lead'), coordinator: count('coordinator') };
  const agencies = [...new Set([...roles.lead.keys(), ...roles.coordinator.keys()])].filter(
    (value) => value !== NONE,
  );
  const axes = agencies.map((value) => ({
    value,
    total: (roles.lead.get(value) ?? 0) + (roles.coordinator.get(value) ?? 0),
  }));
  const rows = inOrder(axes, 'department', names, language).map(({ axis }) => axis);
  const sum = (values: ReadonlyMap<string, number>) =>
    agencies.reduce((total, value) => total + (values.get(value) ?? 0), 0);
  return {
    name: 'load',
    open,
    base: [],
    swatches: [1, 2],
    rows: rows.map((axis) => ({ ...axis, filters: [['department', axis.value]] })),
    columns: open.map((role) => ({
      value: role,
      label: FACETS[role].label[language],
      total: sum(roles[role]),
      filters: [],
    })),
    cells: rows.map(({ value }) => open.map((role) => roles[role].get(value) ?? 0)),
    total: sizeOf(among),
    before: null,
    yearBases: null,
    totalled: false,
  };
}

/**
 * The states in which a list of tasks has exactly what the figures of a table count: that of a row, of a column, of a
 * cell, or, without either, of the whole table.
 */
export function figureStates(
  state: State,
  table: BoardTable,
): (row?: BoardAxis, column?: BoardAxis) => State {
  const open = opened(state, table.open);
  const ofRows = new Map<BoardAxis, State>();
  return (row, column) => {
    if (table.name === 'load') return row && column ? narrowed(open, [[column.value, row.value]]) : open;
    let ofRow = row && ofRows.get(row);
    if (!ofRow) {
      ofRow = narrowed(open, row ? row.filters : table.base);
      if (row) ofRows.set(row, ofRow);
    }
    return column ? narrowed(ofRow, column.filters) : ofRow;
  };
}
