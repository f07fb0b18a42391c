import type { IndexMeta } from '../engine/meta.ts';
import { type About, type Column, type ExportedTable, exportWorkbook, type Row } from '../export/index.ts';
import { columnLabels, indicatorValue, partTitle } from '../labels/board.ts';
import { filtersInWords } from '../labels/certificate.ts';
import type { Language } from '../labels/language.ts';
import { cutCellsIn, type Words, wordsIn } from '../labels/words.ts';
import { FACETS, labelOf } from '../search/facets/index.ts';
import { chosenTaskFilters } from '../search/filters.ts';
import type { TaskSearch } from '../search/search-tasks.ts';
import {
  BOARD_PARTS,
  type Board,
  type BoardPartName,
  type BoardTable,
  type BoardView,
} from '../statistics/board.ts';
import type { CitedRow, IndicatorRow } from '../statistics/document-figures.ts';
import type { BoardSources } from '../statistics/sources.ts';
import { absolute, address, documentAddress, PAGES, passageAddress } from '../web/addresses.ts';

/** What a file of the board is made from. */
export interface ExportedBoard {
  readonly board: Board;
  readonly documents: BoardSources['documents'];
  readonly search: TaskSearch;
  readonly view: BoardView;
  readonly meta: IndexMeta;
  readonly request: URL;
  readonly language: Language;
}

/** A part of the board as a table for a file, and what was asked for and when. */
export function partTable(exported: ExportedBoard, name: BoardPartName): ExportedTable {
  const { board, search, language } = exported;
  const words = wordsIn(language);
  const table = board.tables.find((one) => one.name === name);
  const content = table
    ? figureTable(table, words)
    : name === 'indicators'
      ? indicatorTable(exported, board.indicators, words)
      : citedTable(exported, name === 'cited' ? board.citedness.cited : board.citedness.implementing, words);
  return {
    title: partTitle(name, search.filters.role, words),
    aboutTitle: words.tasks.about.title,
    ...content,
    cutCells: cutCellsIn(words),
    about: () => aboutOf(exported, words, [ruleOf(name, board, words)]),
  };
}

/** All parts of the board as one workbook. */
export function boardWorkbook(exported: ExportedBoard) {
  const { board, search, language } = exported;
  const words = wordsIn(language);
  const rules = BOARD_PARTS.map(
    (name) => `${partTitle(name, search.filters.role, words)}: ${ruleOf(name, board, words)}`,
  );
  return exportWorkbook(
    BOARD_PARTS.map((name) => partTable(exported, name)),
    {
      aboutTitle: words.tasks.about.title,
      cutCells: cutCellsIn(words),
      about: () => aboutOf(exported, words, rules),
    },
  );
}

function ruleOf(name: BoardPartName, { citedness }: Board, { statistics }: Words): string {
  if (name === 'indicators') return statistics.indicatorRule;
  if (name === 'cited' || name === 'implementing') return statistics.citedRule(citedness.documents);
  return statistics.rules[name];
}

function aboutOf(
  { board, search, view, meta, request, language }: ExportedBoard,
  words: Words,
  rules: readonly string[],
): About {
  const { q } = search;
  const { totals } = board;
  const L = words.statistics;
  const chosen = chosenTaskFilters(search.filters);
  // the day is fixed: what was overdue when the file was made is so when its link is opened
  const page = address(PAGES.statistics[language], { q, ...chosen, ...view, at: board.day });
  return [
    [words.tasks.about.words, q || words.tasks.about.noWords],
    [words.certificate.filters, filtersInWords(chosen, meta.labels, language)],
    ...(['tasks', 'assignments', 'documents'] as const).map(
      (name) => [L.totals[name], words.number(totals[name])] as const,
    ),
    [words.tasks.about.rule, [words.countingRules.tasks, ...rules].join(' ')],
    [L.today, words.day(board.day)],
    [words.certificate.version, meta.indexVersion],
    [words.certificate.indexedAt, words.instant(meta.indexedAt)],
    [words.certificate.countedAt, words.instant(new Date().toISOString())],
    [words.certificate.link, absolute(page, request)],
  ];
}

type Content = Pick<ExportedTable, 'columns' | 'rows'>;

/** Names that a row has besides the values of the columns. */
const OWN_NAMES = ['row', 'total', 'before'];

/** A column is called by its value, as filters and the API call it. */
function nameOfColumn({ columns }: BoardTable, index: number): string {
  const value = columns[index]?.value ?? '';
  return OWN_NAMES.includes(value) ? `${value}_` : value;
}

function figureTable(table: BoardTable, words: Words): Content {
  const L = words.statistics;
  const labels = columnLabels(table, words);
  const columns: Column[] = [
    { name: 'row', heading: L.rowNames[table.name], width: 40 },
    ...labels.map((heading, i) => ({ name: nameOfColumn(table, i), heading })),
    ...(table.totalled ? [{ name: 'total', heading: labels.length > 0 ? L.rowTotal : L.onlyCount }] : []),
    ...(table.before ? [{ name: 'before', heading: L.before }] : []),
  ];
  const cells = (figures: readonly number[]) =>
    Object.fromEntries(figures.map((figure, i) => [nameOfColumn(table, i), figure]));
  const rows = table.rows.map(
    (row, i): Row => ({
      row: row.label,
      ...cells(table.cells[i] ?? []),
      total: row.total,
      before: table.before?.rows[i] ?? null,
    }),
  );
  const foot: Row = {
    row: L.total,
    ...cells(table.columns.map(({ total }) => total)),
    total: table.total,
    before: table.before?.total ?? null,
  };
  return { columns, rows: table.totalled ? [...rows, foot] : rows };
}

function indicatorTable(
  { documents, meta, request, language }: ExportedBoard,
  indicators: readonly IndicatorRow[],
  words: Words,
): Content {
  const heads = words.statistics.indicatorHeads;
  return {
    columns: [
      { name: 'text', heading: heads.text, width: 60 },
      { name: 'value', heading: heads.value, width: 16 },
      { name: 'unit', heading: heads.unit },
      { name: 'leads', heading: heads.leads, width: 30 },
      { name: 'document', heading: heads.document, width: 30 },
      { name: 'url', heading: words.taskColumns.url, width: 30 },
    ],
    rows: indicators.map(({ indicator, documentId, leads }) => ({
      text: indicator.text,
      value: indicatorValue(indicator, words),
      unit: indicator.unit,
      leads: leads.map((name) => labelOf(FACETS.lead, name, meta.labels, language)).join('; '),
      document: documents.get(documentId)?.name[language] ?? documentId,
      url: absolute(passageAddress(language, documentId, indicator.span), request),
    })),
  };
}

function citedTable({ request, language }: ExportedBoard, cited: readonly CitedRow[], words: Words): Content {
  const L = words.statistics;
  return {
    columns: [
      { name: 'document', heading: L.rowNames.documents, width: 40 },
      { name: 'count', heading: L.citedCount },
      { name: 'others', heading: L.citedOthers, width: 60 },
      { name: 'url', heading: words.taskColumns.url, width: 30 },
    ],
    rows: cited.map(({ label, documentId, others }) => ({
      document: label,
      count: others.length,
      others: others.map((one) => one.label).join('; '),
      url: documentId === null ? null : absolute(documentAddress(language, documentId), request),
    })),
  };
}
