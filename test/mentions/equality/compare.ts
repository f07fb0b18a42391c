import type { Corpus } from '../../../src/corpus/load-corpus.ts';
import type { EngineDoor } from '../../../src/engine/door.ts';
import { findMentions } from '../../../src/mentions/find-mentions.ts';
import { findMatches } from '../../../src/mentions/match.ts';
import { type Phrase, tryPhrase } from '../../../src/mentions/phrase.ts';
import type { DocumentRecord } from '../../../src/record/record.ts';
import { documentConditions, documentFilters } from '../../../src/search/filters.ts';
import { canonical } from '../../../src/text/canonical.ts';
import { fold } from '../../../src/text/fold.ts';
import { syllablesOf } from '../../../src/text/syllables.ts';
import { publicRecords } from '../../public-records.ts';

/** The tiers for which the portal must be equal to a scan of the files. */
export const PROVEN_TIERS = [1, 2] as const;
type ProvenTier = (typeof PROVEN_TIERS)[number];

/** A file of a corpus as it was parsed for the scan: the engine and what it stores have no part in it. */
export interface ScannedFile {
  readonly path: string;
  readonly record: Pick<DocumentRecord, 'type' | 'province' | 'subjectYear' | 'issuedOn'>;
  readonly blocks: readonly { readonly start: number; readonly text: string; readonly folded: string }[];
}

/** What a search is narrowed to. One value each: what several do is a matter of the filters' own tests. */
export interface Narrowing {
  readonly province?: string;
  readonly type?: string;
  readonly year?: string;
  readonly from?: string;
  readonly to?: string;
}

/** The public files of a corpus, as they are scanned. */
export async function scanFiles(
  corpus: Corpus,
  onFile?: () => void,
  signal?: AbortSignal,
): Promise<ScannedFile[]> {
  return (await publicRecords(corpus, onFile, signal)).map(({ path, record }) => toScanned(path, record));
}

function toScanned(path: string, record: DocumentRecord): ScannedFile {
  const { type, province, subjectYear, issuedOn, text, blocks } = record;
  return {
    path,
    record: { type, province, subjectYear, issuedOn },
    blocks: blocks.map(({ span: [start, end] }) => {
      const blockText = text.slice(start, end);
      return { start, text: blockText, folded: fold(blockText) };
    }),
  };
}

/** What is found, wherever it is looked for: `path start-end/tier`, in order. */
type Found = string[];

const written = (path: string, start: number, end: number, tier: number) => `${path} ${start}-${end}/${tier}`;

/** Where a phrase is in the files, by what file: every block with all its syllables in it is gone through. */
function scan(files: readonly ScannedFile[], phrase: Phrase, tier: ProvenTier): Map<ScannedFile, Found> {
  const needed = syllablesOf(phrase.folded).map(({ text }) => text);
  const found = new Map<ScannedFile, Found>();
  for (const file of files) {
    const inFile = file.blocks.flatMap(({ start, text, folded }) =>
      needed.every((syllable) => folded.includes(syllable))
        ? findMatches(text, phrase, tier).map(({ span, tier: of }) =>
            written(file.path, start + span[0], start + span[1], of),
          )
        : [],
    );
    if (inFile.length > 0) found.set(file, inFile);
  }
  return found;
}

/** Whether a file is among those that a search is narrowed to, told by its own record. */
function isIn({ record }: ScannedFile, { province, type, year, from, to }: Narrowing): boolean {
  const { subjectYear, issuedOn } = record;
  const is = (value: string | null, wanted: string | undefined) =>
    wanted === undefined || canonical(value ?? 'none') === canonical(wanted);
  return (
    is(record.province, province) &&
    is(record.type, type) &&
    is(subjectYear?.toString() ?? issuedOn?.slice(0, 4) ?? null, year) &&
    (from === undefined || (issuedOn !== null && issuedOn >= from)) &&
    (to === undefined || (issuedOn !== null && issuedOn <= to))
  );
}

/** Every value that the files can be narrowed by, dates by the halves that they make of the files. */
export function narrowingsOf(files: readonly ScannedFile[]): Narrowing[] {
  const values = (of: (record: ScannedFile['record']) => string | null) => [
    ...new Set(files.map(({ record }) => of(record) ?? 'none')),
  ];
  const dates = values(({ issuedOn }) => issuedOn)
    .filter((date) => date !== 'none')
    .sort();
  const quarters = [0.25, 0.5, 0.75].flatMap((share) => dates[Math.floor(dates.length * share)] ?? []);
  const [early, middle, late] = quarters;
  return [
    ...values(({ province }) => province).map((province) => ({ province })),
    ...values(({ type }) => type).map((type) => ({ type })),
    ...values(({ subjectYear, issuedOn }) => subjectYear?.toString() ?? issuedOn?.slice(0, 4) ?? null).map(
      (year) => ({ year }),
    ),
    ...(early && middle && late
      ? [{ from: middle }, { to: middle }, { from: early, to: late }, { from: middle, type: 'kế hoạch' }]
      : []),
  ];
}

/** Both sides of a comparison. */
export interface Subject {
  readonly door: EngineDoor;
  readonly files: readonly ScannedFile[];
  /** The path of each document that the engine has, by its id. */
  readonly paths: ReadonlyMap<string, string>;
}

/** The paths of the documents of a portal. @throws {EngineError} */
export async function pathsOf(door: EngineDoor): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  for await (const { id, path } of door.all('documents', { retrieve: ['id', 'path'] })) paths.set(id, path);
  return paths;
}

/** A query for which the portal and the files don't agree. */
export interface Mismatch {
  readonly typed: string;
  readonly tier: ProvenTier;
  readonly narrowing: Narrowing | null;
  /** What only the files have, what only the portal has. */
  readonly missing: readonly string[];
  readonly added: readonly string[];
  /** Numbers that the portal tells and its own lines don't have. */
  readonly numbers: readonly string[];
}

/** What came out of a query. */
export interface Compared {
  /** False for what is no phrase: both sides have nothing to look for. */
  readonly searched: boolean;
  /** Mentions in the files, in the wider tier. */
  readonly mentions: number;
  readonly comparisons: number;
  readonly mismatches: readonly Mismatch[];
}

/** Compares the portal with the files for one query: both tiers, in all documents and in those of the narrowing. */
export async function compareQuery(
  { door, files, paths }: Subject,
  typed: string,
  narrowing: Narrowing,
): Promise<Compared> {
  const phrase = tryPhrase(typed);
  if (!phrase) return { searched: false, mentions: 0, comparisons: 0, mismatches: [] };
  const questions = PROVEN_TIERS.flatMap((tier) =>
    [null, narrowing].map((narrowed) => ({ tier, narrowing: narrowed })),
  );
  const scans = new Map(PROVEN_TIERS.map((tier) => [tier, scan(files, phrase, tier)]));
  const mismatches = await Promise.all(
    questions.map(async ({ tier, narrowing: narrowed }): Promise<Mismatch[]> => {
      const inFiles = [...(scans.get(tier) ?? [])].filter(([file]) => !narrowed || isIn(file, narrowed));
      const expected = inFiles.flatMap(([, found]) => found);
      const portal = await askPortal(door, paths, phrase, tier, narrowed);
      const missing = expected.filter((one) => !portal.found.has(one));
      const known = new Set(expected);
      const added = [...portal.found].filter((one) => !known.has(one));
      const { counted, tiers } = portal.counts;
      const numbers = [
        ...differs('lines', portal.lines, expected.length),
        ...differs('occurrences', counted.occurrences, expected.length),
        ...differs('documents', counted.documents, inFiles.length),
        ...PROVEN_TIERS.filter((of) => of <= tier).flatMap((of) =>
          differs(
            `occurrences of tier ${of}`,
            tiers.find((one) => one.tier === of)?.counts.occurrences ?? 0,
            expected.filter((one) => one.endsWith(`/${of}`)).length,
          ),
        ),
      ];
      if (missing.length + added.length + numbers.length === 0) return [];
      return [{ typed, tier, narrowing: narrowed, missing, added, numbers }];
    }),
  );
  const mentions = [...(scans.get(2)?.values() ?? [])].reduce((sum, found) => sum + found.length, 0);
  return { searched: true, mentions, comparisons: questions.length, mismatches: mismatches.flat() };
}

function differs(what: string, told: number, expected: number): string[] {
  return told === expected ? [] : [`${what}: ${told} told, ${expected} expected`];
}

async function askPortal(
  door: EngineDoor,
  paths: ReadonlyMap<string, string>,
  phrase: Phrase,
  tier: ProvenTier,
  narrowing: Narrowing | null,
) {
  const chosen = Object.entries(narrowing ?? {}).map(([name, value]) => [
    name,
    name === 'from' || name === 'to' ? value : [value],
  ]);
  const { lines, counts } = await findMentions(
    door,
    {
      phrase,
      tier,
      widest: tier,
      filters: documentConditions(documentFilters.parse(Object.fromEntries(chosen))),
      rule: { unit: 'occurrences', without: [] },
      sort: 'document',
    },
    { page: 1, linesPerPage: Number.MAX_SAFE_INTEGER },
    true,
  );
  const found = new Set(
    lines.map(({ mention: { document, span, tier: of } }) =>
      written(paths.get(document.id) ?? document.id, span[0], span[1], of),
    ),
  );
  return { found, counts, lines: lines.length };
}

/** A mismatch as it is printed: what was asked, and the first places where the sides differ. */
export function describe({ typed, tier, narrowing, missing, added, numbers }: Mismatch): string {
  const some = (places: readonly string[]) =>
    places.slice(0, 5).join(', ') + (places.length > 5 ? ` and ${places.length - 5} more` : '');
  return [
    `${JSON.stringify(typed)}, tier ${tier}, ${narrowing ? JSON.stringify(narrowing) : 'no filter'}`,
    ...(missing.length > 0 ? [`  only in the files: ${some(missing)}`] : []),
    ...(added.length > 0 ? [`  only in the portal: ${some(added)}`] : []),
    ...numbers.map((line) => `  ${line}`),
  ].join('\n');
}
