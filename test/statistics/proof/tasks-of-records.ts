import type { Corpus } from '../../../src/corpus/load-corpus.ts';
import { canonicalAgencies } from '../../../src/engine/projection/canonical-agency.ts';
import type { DocumentRecord } from '../../../src/record/record.ts';
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
  'recurrence',
  'status',
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** A task as the parser has it: the engine and what it stores have no part in it. */
export interface PlainTask extends Readonly<Record<Attribute, readonly string[]>> {
  readonly path: string;
  readonly issuedOn: string | null;
}

/** What is absent is counted as that. */
const orNone = (values: readonly string[]) => (values.length > 0 ? [...new Set(values)] : ['none']);

const plain = (value: string | null) => orNone(value === null ? [] : [canonicalSpelling(value)]);

function tasksOf({ path, record }: PublicRecord, agencyOf: (written: string) => string): PlainTask[] {
  const { type, issuer, province, issuedOn }: DocumentRecord = record;
  return record.tasks.map(({ leads, coordinators, themes, schedule, status }) => ({
    path,
    issuedOn,
    type: plain(type),
    issuer: orNone(issuer === null ? [] : [agencyOf(issuer)]),
    province: plain(province),
    year: orNone(schedule.years.map(String)),
    theme: orNone(themes),
    lead: orNone(leads.map(agencyOf)),
    coordinator: orNone(coordinators.map(agencyOf)),
    recurrence: [schedule.recurrence],
    status: [status],
  }));
}

/** Every task of the public records of a corpus. */
export function plainTasks(records: readonly PublicRecord[], corpus: Corpus): PlainTask[] {
  const agencyOf = canonicalAgencies(corpus.vocabularies);
  return records.flatMap((one) => tasksOf(one, agencyOf));
}
