import type { Cell, ExportedTable } from '../export/index.ts';
import { filtersInWords } from '../labels/certificate.ts';
import { numberOf } from '../labels/citation.ts';
import type { Language } from '../labels/language.ts';
import { cutCellsIn, wordsIn } from '../labels/words.ts';
import type { Task } from '../record/task.ts';
import { FACETS, labelOf } from '../search/facets/index.ts';
import type { Catalogue } from '../search/lexicon.ts';
import { allTasks, type TaskSearch } from '../search/search-tasks.ts';
import { TASK_COLUMNS, type TaskColumn } from '../search/task-columns.ts';
import { absolute, address, documentAddress, PAGES } from '../web/addresses.ts';
import type { ExportedDocuments } from './read-documents.ts';

/** Letters that a column is wide. */
const WIDTHS: Partial<Record<TaskColumn, number>> = {
  text: 80,
  leads: 30,
  coordinators: 30,
  schedule: 24,
  themes: 30,
  place: 30,
  title: 40,
  issuer: 30,
  url: 30,
};

/** What stands in the columns of a task, as text: the same on pages and in files. What is not known is ''. */
export function taskCells(task: Task, labels: Catalogue['meta']['labels'], language: Language) {
  return {
    text: task.text,
    leads: task.leads.join('; '),
    coordinators: task.coordinators.join('; '),
    schedule: task.schedule.text ?? '',
    recurrence: labelOf(FACETS.recurrence, task.schedule.recurrence, labels, language),
    from: task.schedule.from ?? '',
    to: task.schedule.to ?? '',
    years: task.schedule.years.join('; '),
    themes: task.themes.map((theme) => labelOf(FACETS.theme, theme, labels, language)).join('; '),
    status: labelOf(FACETS.status, task.status, labels, language),
    place: task.path.join(' › '),
  } satisfies Partial<Record<TaskColumn, string>>;
}

/** Every task that fits as a table, and behind it what was asked for and when. */
export function taskTable(
  catalogue: Catalogue,
  search: TaskSearch,
  options: {
    readonly columns: readonly TaskColumn[];
    /** What was chosen, as parameters. */
    readonly filters: Readonly<Record<string, readonly string[]>>;
    readonly request: URL;
    readonly language: Language;
    readonly documents: ExportedDocuments;
  },
): ExportedTable {
  const { request, language, filters } = options;
  const { meta } = catalogue;
  const words = wordsIn(language);
  const columns = options.columns.length > 0 ? options.columns : TASK_COLUMNS;
  let total = 0;
  async function* rows() {
    for await (const { task, document, documentId } of allTasks(catalogue, search)) {
      total += 1;
      options.documents.note(document);
      yield {
        ...taskCells(task, meta.labels, language),
        number: numberOf(document),
        title: document.title,
        issuer: document.issuer,
        url: absolute(documentAddress(language, documentId, task.blockId), request),
      } satisfies Record<TaskColumn, Cell>;
    }
  }
  const page = address(PAGES.tasks[language], { q: search.q, ...filters });
  return {
    title: words.tasks.title,
    aboutTitle: words.tasks.about.title,
    columns: TASK_COLUMNS.filter((name) => columns.includes(name)).map((name) => ({
      name,
      heading: words.taskColumns[name],
      ...(WIDTHS[name] !== undefined && { width: WIDTHS[name] }),
    })),
    rows: rows(),
    cutCells: cutCellsIn(words),
    about: () => [
      [words.tasks.about.words, search.q || words.tasks.about.noWords],
      [words.certificate.filters, filtersInWords(filters, meta.labels, language)],
      [words.tasks.about.total, words.number(total)],
      [words.tasks.about.rule, words.countingRules.tasks],
      [words.certificate.version, meta.indexVersion],
      [words.certificate.indexedAt, words.instant(meta.indexedAt)],
      [words.certificate.countedAt, words.instant(new Date().toISOString())],
      [words.certificate.link, absolute(page, request)],
    ],
  };
}
