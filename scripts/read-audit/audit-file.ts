import type { DocumentRecord } from '../../src/record/record.ts';
import {
  addedToBoth,
  comparedSyllables,
  missingFrom,
  missingOfBoth,
  type Passage,
} from './missing-syllables.ts';
import { type OtherReader, readersOf, readOtherwise } from './other-readers.ts';

/** What two other readers have of a file otherwise than its record. */
export interface FileAudit {
  /** Syllables of the record. */
  readonly syllables: number;
  readonly readers: readonly {
    readonly name: string;
    readonly failed: string | null;
    readonly syllables: number;
  }[];
  /** What both have, and the record hasn't; null where fewer than two read the file. */
  readonly missing: readonly Passage[] | null;
  /** What one of them has besides. */
  readonly missingOfOne: readonly { readonly name: string; readonly passages: readonly Passage[] }[];
  /** What the record has, and none of those that read the file. */
  readonly added: readonly Passage[];
  /** Words that the record says it left out. */
  readonly told: number;
  /** The rules that say that something was left out, or that the file was refused. */
  readonly tells: readonly string[];
}

/** Rules by which a record says that it leaves something out. */
const LEAVES_OUT =
  /^read\/(?:hidden-text|tracked-changes|comments|numbering-lost|unread-|embedded-object|damaged-part|repeated-|removed-|page-)/u;

function toldBy({ messages }: DocumentRecord): { told: number; tells: string[] } {
  let told = 0;
  const tells: string[] = [];
  for (const { ruleId, severity, actual } of messages) {
    if (!LEAVES_OUT.test(ruleId) && !(severity === 'error' && ruleId.startsWith('read/'))) continue;
    tells.push(ruleId);
    told += Number(/(\d+) words/u.exec(actual ?? '')?.[1] ?? 0);
  }
  return { told, tells };
}

const isTold = (passages: readonly Passage[], told: number) =>
  passages.reduce((sum, { count }) => sum + count, 0) <= told;

/** Whether the record lacks what both other readers have, and doesn't say so. */
export function lacksUntold({ missing, told, tells, syllables }: FileAudit): boolean {
  if (syllables === 0 && tells.length > 0) return false; // refused, and why
  return missing !== null && missing.length > 0 && !isTold(missing, told);
}

/** Compares the syllables of a record with those of the two other readers of its format. */
export async function auditFile(file: string, record: DocumentRecord): Promise<FileAudit> {
  const own = comparedSyllables(record.text);
  const readers: OtherReader[] = [...(readersOf(file) ?? [])];
  const readings: { name: string; failed: string | null; syllables: string[] }[] = [];
  for (const reader of readers) {
    const reading = await readOtherwise(reader, file);
    const failed = 'failed' in reading ? reading.failed : null;
    readings.push({
      name: reader.name,
      failed,
      syllables: 'text' in reading ? comparedSyllables(reading.text) : [],
    });
  }
  const read = readings.filter(({ failed }) => failed === null);
  const [first, second] = read;
  return {
    syllables: own.length,
    readers: readings.map((one) => ({ ...one, syllables: one.syllables.length })),
    missing: first && second ? missingOfBoth(own, first.syllables, second.syllables) : null,
    missingOfOne: read.map(({ name, syllables }) => ({ name, passages: missingFrom(own, syllables) })),
    added: first ? addedToBoth(own, first.syllables, (second ?? first).syllables) : [],
    ...toldBy(record),
  };
}
