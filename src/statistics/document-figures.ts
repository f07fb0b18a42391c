import { type TaskFilters, taskConditions } from '../search/filters.ts';
import type { TaskSearch } from '../search/search-tasks.ts';
import { type Selection, select, selectIds } from './ledger.ts';
import type { BoardSources, SourceIndicator } from './sources.ts';

/** A target in numbers (chỉ tiêu) with where it stands, and who leads its task. */
export interface IndicatorRow extends Pick<SourceIndicator, 'documentId' | 'indicator'> {
  readonly leads: readonly string[];
}

/** Filters that only a task can fulfil: what stands outside of tasks is in no list that they make. */
const OF_TASKS = [
  'department',
  'lead',
  'coordinator',
  'theme',
  'mainTheme',
  'recurrence',
  'timing',
  'quarter',
  'month',
  'status',
  'dueFrom',
  'dueTo',
  'list',
] as const satisfies readonly (keyof TaskFilters)[];

/** The targets of the tasks that fit, and the aims of the documents that do, in the order of the documents. */
export function indicatorsOf(
  { indicatorLedger, indicators }: BoardSources,
  { filters }: TaskSearch,
  withWords: ReadonlySet<string> | null,
): IndicatorRow[] {
  const among = withWords ? selectIds(indicatorLedger, withWords) : undefined;
  const selected = select(indicatorLedger, taskConditions(filters), among);
  const tasksOnly = OF_TASKS.some((name) => (filters[name]?.length ?? 0) > 0);
  return indicators.flatMap(({ documentId, indicator, lead, leadNow }, i) =>
    selected[i] && !(tasksOnly && indicator.taskId === null)
      ? [{ documentId, indicator, leads: filters.agencies === 'now' ? leadNow : lead }]
      : [],
  );
}

/** A document and others that stand to it in the same way. */
export interface CitedRow {
  readonly key: string;
  readonly label: string;
  /** The document itself, where the corpus has it. */
  readonly documentId: string | null;
  /** Who names it, or whom it names: by id where the corpus has them. */
  readonly others: readonly { readonly label: string; readonly documentId: string | null }[];
}

/** Which documents are named by most others, and which name most others (viện dẫn, triển khai). */
export interface Citedness {
  readonly cited: readonly CitedRow[];
  readonly implementing: readonly CitedRow[];
  /** The documents whose tasks fit: who names whom is counted among them. */
  readonly documents: number;
}

/** Of the documents whose tasks are selected. Names are in Vietnamese, as the documents write them. */
export function citednessOf({ ledger, documents }: BoardSources, selected: Selection): Citedness {
  const { values, codes } = ledger.columns.documentId;
  const there = new Set<string>();
  for (let task = 0; task < selected.length; task++)
    if (selected[task]) there.add(values[codes[task] as number] as string);
  const cited = new Map<string, CitedRow & { others: { label: string; documentId: string | null }[] }>();
  const implementing: CitedRow[] = [];
  for (const id of there) {
    const document = documents.get(id);
    if (!document) continue;
    const label = document.name.vi;
    const self = { label, documentId: id };
    for (const { key, label: named, targetId } of document.cites) {
      let row = cited.get(key);
      if (!row) {
        row = { key, label: named, documentId: targetId, others: [] };
        cited.set(key, row);
      }
      row.others.push(self);
    }
    if (document.cites.length > 0)
      implementing.push({
        key: id,
        label,
        documentId: id,
        others: document.cites.map((one) => ({ label: one.label, documentId: one.targetId })),
      });
  }
  const most = (rows: Iterable<CitedRow>) =>
    [...rows].sort((a, b) => b.others.length - a.others.length || (a.label < b.label ? -1 : 1));
  return { cited: most(cited.values()), implementing: most(implementing), documents: there.size };
}
