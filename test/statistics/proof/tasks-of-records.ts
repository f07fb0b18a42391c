import type { Corpus } from '../../../src/corpus/load-corpus.ts';
import type { Agency } from '../../../src/corpus/vocabularies.ts';
import { canonicalAgencies } from '../../../src/engine/projection/canonical-agency.ts';
import type { DocumentRecord } from '../../../src/record/record.ts';
import type { Task } from '../../../src/record/task.ts';
import { canonicalSpelling } from '../../../src/text/canonical.ts';
import type { PublicRecord } from '../../public-records.ts';

/** What tasks are narrowed to and counted by here, as the guidelines of the portal say it, in plain words. */
export const ATTRIBUTES = [
  'type',
  'issuer',
  'province',
  'year',
  'theme',
  'lead',
  'coordinator',
  'leadNow',
  'coordinatorNow',
  'recurrence',
  'status',
  'yearBasis',
  'timing',
  'mainTheme',
  'quarter',
  'month',
  'issued',
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** A task as the parser has it: the engine and what it stores have no part in it. */
export interface PlainTask extends Readonly<Record<Attribute, readonly string[]>> {
  readonly path: string;
  readonly issuedOn: string | null;
  readonly due: string | null;
}

/** What is absent is counted as that. */
const orNone = (values: readonly string[]) => (values.length > 0 ? [...new Set(values)] : ['none']);

const plain = (value: string | null) => orNone(value === null ? [] : [canonicalSpelling(value)]);

/** Who has the work of an agency now, by the changes that the office lists; all of them lie in the past here. */
function presentOf(name: string, agencies: readonly Agency[]): string {
  const next = agencies.find(({ replaces }) => replaces?.agencies.includes(name));
  return next ? presentOf(next.name, agencies) : name;
}

/** The year that a task belongs to, and by what: its own words, else the plan's year, else the year of issue. */
function yearOf(
  { text, years }: Task['schedule'],
  { subjectYear, issuedOn }: DocumentRecord,
): readonly [string[], string] {
  const written = /\d\d\d\d/u.test(text ?? '') || subjectYear === null;
  if (years.length > 0) return [years.map(String), written ? 'stated' : 'plan'];
  if (subjectYear !== null) return [[String(subjectYear)], 'plan'];
  return issuedOn === null ? [['none'], 'none'] : [[issuedOn.split('-')[0] as string], 'issued'];
}

const LAST_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The last day of a year, a month or a day. */
function lastDay(to: string): string {
  const [year, month, day] = to.split('-');
  if (!month) return `${year}-12-31`;
  if (day) return to;
  const leap = month === '02' && new Date(`${year}-02-29`).getUTCDate() === 29;
  return `${to}-${leap ? 29 : LAST_DAYS[Number(month) - 1]}`;
}

function tasksOf(
  { path, record }: PublicRecord,
  agencyOf: (written: string) => string,
  agencies: readonly Agency[],
): PlainTask[] {
  const { type, issuer, province, issuedOn } = record;
  return record.tasks.map(({ leads, coordinators, themes, schedule, status }) => {
    const [year, yearBasis] = yearOf(schedule, record);
    const { to, condition, recurrence } = schedule;
    const timing = [
      ...(to === null ? [] : ['dated']),
      ...(condition === null ? [] : ['conditional']),
      ...(['ongoing', 'annual'].includes(recurrence) ? [recurrence] : []),
    ];
    const present = (names: readonly string[]) =>
      orNone(names.map(agencyOf).map((name) => presentOf(name, agencies)));
    return {
      path,
      issuedOn,
      due: to === null ? null : lastDay(to),
      type: plain(type),
      issuer: orNone(issuer === null ? [] : [agencyOf(issuer)]),
      province: plain(province),
      year,
      yearBasis: [yearBasis],
      theme: orNone(themes),
      mainTheme: orNone(themes.slice(0, 1)),
      lead: orNone(leads.map(agencyOf)),
      coordinator: orNone(coordinators.map(agencyOf)),
      leadNow: present(leads),
      coordinatorNow: present(coordinators),
      recurrence: [recurrence],
      timing: timing.length > 0 ? timing : ['unstated'],
      quarter: orNone(
        to === null
          ? []
          : [to.length === 4 ? to : `${to.slice(0, 4)}-Q${Math.floor((Number(to.slice(5, 7)) + 2) / 3)}`],
      ),
      month: orNone(to === null ? [] : [to.split('-').slice(0, 2).join('-')]),
      issued: orNone(issuedOn === null ? [] : [issuedOn.slice(0, 7)]),
      status: [status],
    };
  });
}

/** Every task of the public records of a corpus. */
export function plainTasks(records: readonly PublicRecord[], corpus: Corpus): PlainTask[] {
  const agencyOf = canonicalAgencies(corpus.vocabularies);
  return records.flatMap((one) => tasksOf(one, agencyOf, corpus.vocabularies.agencies));
}
