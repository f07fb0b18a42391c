import type { DocumentRecord } from '../../record/record.ts';
import type { Task } from '../../record/task.ts';
import { foldedForm, tonedForm } from '../../text/engine-form.ts';
import type { CanonicalAgency } from './canonical-agency.ts';
import { codeSpellings } from './codes.ts';
import { documentFacets, orNone } from './facets.ts';
import { type DocumentSummary, summaryOf } from './summary.ts';

/** What a task is filtered and counted by. */
export const TASK_FACET_FIELDS = [
  'type',
  'issuer',
  'province',
  'year',
  'theme',
  'lead',
  'coordinator',
  'recurrence',
  'status',
] as const satisfies readonly (keyof TaskFacets)[];

/** The values of a task in each; `none` where there is none. */
export interface TaskFacets {
  readonly type: string;
  readonly issuer: string;
  readonly province: string;
  /** Years of its schedule. */
  readonly year: string[];
  readonly theme: string[];
  readonly lead: string[];
  readonly coordinator: string[];
  readonly recurrence: string;
  readonly status: string;
}

/** What the tasks index holds of one task. */
export interface TaskEntry extends TaskFacets {
  readonly id: string;
  readonly documentId: string;
  readonly fingerprint: string;
  readonly document: DocumentSummary;
  readonly access: string;
  readonly issuedOn: string | null;
  readonly position: number;
  readonly task: Task;
  readonly toned: string;
  readonly folded: string;
  readonly citedCodes: string[];
}

/** Spellings of the numbers of documents that a task names. */
function codesIn(record: DocumentRecord, [start, end]: Task['span']): string[] {
  return record.citations.flatMap(({ number, symbol, mentions }) =>
    number !== null && symbol !== null && mentions.some(([from, to]) => from >= start && to <= end)
      ? codeSpellings(number, symbol)
      : [],
  );
}

export function projectTasks(
  record: DocumentRecord,
  fingerprint: string,
  agencyOf: CanonicalAgency,
): TaskEntry[] {
  const { access, type, issuer, province, issuedOn } = documentFacets(record, agencyOf);
  const document = summaryOf(record);
  return record.tasks.map((task, position) => ({
    id: task.id,
    documentId: record.id,
    fingerprint,
    document,
    access,
    type,
    issuer,
    province,
    issuedOn,
    year: orNone(task.schedule.years.map(String)),
    theme: orNone(task.themes),
    lead: orNone(task.leads.map(agencyOf)),
    coordinator: orNone(task.coordinators.map(agencyOf)),
    recurrence: task.schedule.recurrence,
    status: task.status,
    position,
    task,
    toned: tonedForm(task.text),
    folded: foldedForm(task.text),
    citedCodes: codesIn(record, task.span),
  }));
}
