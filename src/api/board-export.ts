import type { IndexMeta } from '../engine/meta.ts';
import { type About, type Column, type ExportedTable, exportWorkbook, type Row } from '../export/index.ts';
import { columnLabels, partTitle } from '../labels/board.ts';
import { filtersInWords } from '../labels/certificate.ts';
import type { Language } from '../labels/language.ts';
import { type Words, wordsIn } from '../labels/words.ts';
import { chosenFilters, TASK_FILTER_NAMES } from '../search/filters.ts';
import type { TaskSearch } from '../search/search-tasks.ts';
import { toState } from '../search/state.ts';
import {
  BOARD_PARTS,
  type Board,
  type BoardPartName,
  type BoardTable,
  type BoardView,
  readBoard,
} from '../statistics/board.ts';
import type { CitedRow, IndicatorRow } from '../statistics/document-figures.ts';
import { type BoardSources, boardSources } from '../statistics/sources.ts';
import { absolute, address, documentAddress, PAGES, passageAddress } from '../web/addresses.ts';
import { publicCatalogue } from '../web/portal.ts';
import { boardPageParameters, boardParameters, readPageParameters, readParameters } from './parameters.ts';

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

/** What was chosen, as parameters, without what is usual. */
export function chosenOf({ filters }: TaskSearch): Record<string, string[]> {
  const { role, agencies } = filters;
  return chosenFilters(
    { ...filters, role: role === 'lead' ? [] : role, agencies: agencies === 'written' ? [] : agencies },
    TASK_FILTER_NAMES,
  );
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
    { aboutTitle: words.tasks.about.title, about: () => aboutOf(exported, words, rules) },
  );
}

/** The board of a page, without what is wrong in its address, and the state that is left. @throws {EngineError} */
export async function askedPage(request: URL, language: Language) {
  const { values, ignored } = readPageParameters(boardPageParameters, request.searchParams);
  const { q, stack, step, sort: _, ...filters } = values;
  const state = toState(
    request.searchParams,
    Object.keys(boardPageParameters.shape),
    ignored.map(({ name }) => name),
  );
  return { ...(await readExported({ q, filters }, { stack, step }, request, language)), state, ignored };
}

/** The board that a request asks for. @throws {ProblemError} 400 @throws {EngineError} */
export async function askedBoard(request: URL): Promise<ExportedBoard> {
  const { q, stack, step, lang, ...filters } = readParameters(boardParameters, request.searchParams);
  return readExported({ q, filters }, { stack, step }, request, lang);
}

async function readExported(
  search: TaskSearch,
  view: BoardView,
  request: URL,
  language: Language,
): Promise<ExportedBoard> {
  const catalogue = await publicCatalogue();
  const board = await readBoard(catalogue, search, view, language);
  const { documents } = await boardSources(catalogue);
  return { board, documents, search, view, meta: catalogue.meta, request, language };
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
  const chosen = chosenOf(search);
  const page = address(PAGES.statistics[language], { q, ...chosen, ...view });
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

function figureTable(table: BoardTable, words: Words): Content {
  const L = words.statistics;
  const labels = columnLabels(table, words);
  const columns: Column[] = [
    { name: 'row', heading: L.rowNames[table.name], width: 40 },
    ...labels.map((heading, i) => ({ name: `c${i}`, heading })),
    ...(table.totalled ? [{ name: 'total', heading: labels.length > 0 ? L.rowTotal : L.onlyCount }] : []),
    ...(table.before ? [{ name: 'before', heading: L.before }] : []),
  ];
  const cells = (figures: readonly number[]) =>
    Object.fromEntries(figures.map((figure, i) => [`c${i}`, figure]));
  const rows = table.rows.map(
    (row, i): Row => ({
      row: row.label,
      ...cells(table.cells[i] ?? []),
      total: row.total,
      before: table.before?.[i] ?? null,
    }),
  );
  const foot: Row = { row: L.total, ...cells(table.columns.map(({ total }) => total)), total: table.total };
  return { columns, rows: table.totalled ? [...rows, foot] : rows };
}

function indicatorTable(
  { documents, request, language }: ExportedBoard,
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
      leads: leads.join('; '),
      document: documents.get(documentId)?.name[language] ?? documentId,
      url: absolute(passageAddress(language, documentId, indicator.span), request),
    })),
  };
}

/** `≥ 85`, `70–80`. */
export function indicatorValue(
  { comparison, value, valueTo }: IndicatorRow['indicator'],
  words: Words,
): string {
  const upTo = valueTo === null ? '' : `–${words.rate(valueTo)}`;
  return `${words.statistics.comparisons[comparison]} ${words.rate(value)}${upTo}`;
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
