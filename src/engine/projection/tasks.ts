import type { Indicator } from '../../record/indicator.ts';
import type { DocumentRecord } from '../../record/record.ts';
import type { Task } from '../../record/task.ts';
import { foldedForm, tonedForm } from '../../text/engine-form.ts';
import { NONE } from '../names.ts';
import { unsureIn } from '../phrase-evidence.ts';
import type { CanonicalAgency } from './canonical-agency.ts';
import { codeSpellings } from './codes.ts';
import { documentFacets, orNone } from './facets.ts';
import { type DocumentSummary, summaryOf } from './summary.ts';
import { type TaskTime, taskTime } from './task-time.ts';

/** What a task is filtered and counted by. */
export const TASK_FACET_FIELDS = [
  'type',
  'issuer',
  'province',
  'year',
  'yearBasis',
  'theme',
  'mainTheme',
  'lead',
  'coordinator',
  'leadNow',
  'coordinatorNow',
  'recurrence',
  'timing',
  'quarter',
  'month',
  'issued',
  'status',
] as const satisfies readonly (keyof TaskFacets)[];

/** The values of a task in each; `none` where there is none. */
export interface TaskFacets extends Omit<TaskTime, 'due'> {
  readonly type: string;
  readonly issuer: string;
  readonly province: string;
  readonly theme: string[];
  /** The first of its themes: by it, a task is counted once. */
  readonly mainTheme: string;
  /** Agencies as they were called when the document was made, and those that have their work now. */
  readonly lead: string[];
  readonly coordinator: string[];
  readonly leadNow: string[];
  readonly coordinatorNow: string[];
  readonly recurrence: string;
  /** The month in which its document was issued: `2023-05`. */
  readonly issued: string;
  readonly status: string;
}

/** What the tasks index holds of one task. */
export interface TaskEntry extends TaskFacets {
  readonly id: string;
  readonly documentId: string;
  readonly fingerprint: string;
  readonly document: DocumentSummary;
  readonly access: string;
  /** When its document came into the portal (ISO instant). */
  readonly enteredAt: string;
  readonly issuedOn: string | null;
  readonly orderDate: string | null;
  /** Its deadline. */
  readonly due: string | null;
  /** The targets that it sets. */
  readonly indicators: Indicator[];
  readonly position: number;
  readonly task: Task;
  readonly toned: string;
  readonly folded: string;
  readonly citedCodes: string[];
  /** What speaks against taking the engine's word for a phrase. */
  readonly unsure: string[];
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
  { fingerprint, enteredAt }: { readonly fingerprint: string; readonly enteredAt: string },
  agencyOf: CanonicalAgency,
  presentOf: (canonical: string) => string,
): TaskEntry[] {
  const { access, type, issuer, province, issuedOn, orderDate } = documentFacets(record, agencyOf);
  const document = summaryOf(record);
  const given = (written: readonly string[]) => {
    const names = written.map(agencyOf);
    return [orNone(names), orNone(names.map(presentOf))] as const;
  };
  return record.tasks.map((task, position) => {
    const [lead, leadNow] = given(task.leads);
    const [coordinator, coordinatorNow] = given(task.coordinators);
    return {
      id: task.id,
      documentId: record.id,
      fingerprint,
      document,
      access,
      enteredAt,
      type,
      issuer,
      province,
      issuedOn,
      orderDate,
      issued: issuedOn?.slice(0, 7) ?? NONE,
      ...taskTime(task.schedule, record),
      theme: orNone(task.themes),
      mainTheme: task.themes[0] ?? NONE,
      lead,
      leadNow,
      coordinator,
      coordinatorNow,
      indicators: record.indicators.filter(({ taskId }) => taskId === task.id),
      recurrence: task.schedule.recurrence,
      status: task.status,
      position,
      task,
      toned: tonedForm(task.text),
      folded: foldedForm(task.text),
      citedCodes: codesIn(record, task.span),
      unsure: unsureIn(task.text),
    };
  });
}
