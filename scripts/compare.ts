/**
 * `npm run compare -- FOLDER [--before REF]`: what the parser of this checkout finds otherwise than the one of REF
 * (a commit, by default the last), field by field, over all files of a folder. Run it before a rule is changed for
 * good: a rule that gains in one place may lose in ten.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { ScriptError, tellFailure } from '../src/failure.ts';
import type { DocumentRecord } from '../src/record/record.ts';

const ROOT = join(import.meta.dirname, '..');

/** One difference: `-` is what only the version before has, `+` what only this one has. */
interface Difference {
  readonly path: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

async function recordsOf(tree: string, folder: string): Promise<Map<string, DocumentRecord>> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts/records-of.ts'), tree, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const records = new Map<string, DocumentRecord>();
  for await (const line of createInterface({ input: child.stdout })) {
    const record = JSON.parse(line) as DocumentRecord;
    records.set(record.source.path, record);
  }
  const code = await new Promise((done) => {
    if (child.exitCode === null) child.once('close', done);
    else done(child.exitCode);
  });
  if (code !== 0)
    throw new ScriptError(
      `The parser of ${tree} stopped before it had read ${folder}.`,
      'What it said stands above.',
    );
  return records;
}

const METADATA = [
  'type',
  'typeCode',
  'number',
  'symbol',
  'issuer',
  'parentBody',
  'province',
  'place',
  'issuedOn',
  'title',
  'subjectYear',
  'signer',
  'recipients',
] as const;

const show = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** The entries of two lists by a key, in the order of the first; of equal keys, the first with the first. */
function pairs<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string) {
  const rest = new Map<string, T[]>();
  for (const one of after) rest.set(keyOf(one), [...(rest.get(keyOf(one)) ?? []), one]);
  const both: { key: string; before: T; after: T }[] = [];
  const lost: string[] = [];
  for (const one of before) {
    const key = keyOf(one);
    const other = rest.get(key)?.shift();
    if (other === undefined) lost.push(key);
    else both.push({ key, before: one, after: other });
  }
  const gained = [...rest].flatMap(([key, others]) => others.map(() => key));
  return { both, lost, gained };
}

function differences(path: string, before: DocumentRecord, after: DocumentRecord): Difference[] {
  const found: Difference[] = [];
  const compare = (field: string, a: unknown, b: unknown, label = '') => {
    if (show(a) !== show(b)) found.push({ path, field, before: label + show(a), after: label + show(b) });
  };
  const list = <T>(
    field: string,
    [a, b]: readonly [readonly T[], readonly T[]],
    keyOf: (one: T) => string,
    inner: (one: T) => Record<string, unknown> = () => ({}),
  ) => {
    const { both, lost, gained } = pairs(a, b, keyOf);
    for (const key of lost) found.push({ path, field, before: key, after: '' });
    for (const key of gained) found.push({ path, field, before: '', after: key });
    for (const pair of both) {
      const [left, right] = [inner(pair.before), inner(pair.after)];
      for (const name of Object.keys(left))
        compare(`${field}.${name}`, left[name], right[name], `${pair.key.slice(0, 50)}: `);
    }
  };
  for (const field of METADATA) compare(field, before[field], after[field]);
  if (before.text !== after.text)
    found.push({
      path,
      field: 'text',
      before: `${before.text.length} characters`,
      after: `${after.text.length} characters`,
    });
  list(
    'outline',
    [before.outline, after.outline],
    (one) => `${one.path.join(' > ')} ${one.heading ?? ''}`,
    (one) => ({
      kind: one.kind,
      level: one.level,
    }),
  );
  list(
    'tasks',
    [before.tasks, after.tasks],
    (one) => one.text,
    (one) => ({
      path: one.path.join(' > '),
      status: one.status,
      assignedUnit: one.assignedUnit,
      leads: one.leads,
      coordinators: one.coordinators,
      schedule: one.schedule,
      themes: one.themes,
    }),
  );
  list(
    'citations',
    [before.citations, after.citations],
    (one) => (one.number === null ? one.text : `${one.number} ${one.symbol}`),
    (one) => ({ mentions: one.mentions.length, issuedOn: one.issuedOn, issuer: one.issuer, type: one.type }),
  );
  // A version before indicators were found has none.
  list(
    'indicators',
    [before.indicators ?? [], after.indicators],
    (one) => one.text,
    (one) => ({
      value: one.value,
      valueTo: one.valueTo,
      unit: one.unit,
      comparison: one.comparison,
    }),
  );
  list('messages', [before.messages, after.messages], (one) => `${one.ruleId} ${one.actual ?? ''}`);
  return found;
}

const program = new Command('compare')
  .description('What two versions of the parser find otherwise, field by field, over a folder.')
  .argument('<folder>', 'documents: .txt .md .html .docx .doc .pdf')
  .option('--before <ref>', 'the version to compare with', 'HEAD')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .option('--details <number>', 'differences to print of each field', '5')
  .parse();

const scratch = await mkdtemp(join(tmpdir(), 'vanthu-compare-'));
const tree = join(scratch, 'before');
try {
  const { before: ref, details } = program.opts<{ before: string; details: string }>();
  const folder = resolve(program.processedArgs[0] as string);
  await readdir(folder).catch((cause) => {
    throw new ScriptError(`${folder} can't be read.`, 'Name a folder of documents.', cause);
  });
  const checkout = spawnSync('git', ['worktree', 'add', '--detach', tree, ref], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (checkout.status !== 0)
    throw new ScriptError(
      `${ref} can't be checked out: ${checkout.stderr.trim()}`,
      'Name a commit: --before HEAD~3',
    );
  await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  const before = await recordsOf(tree, folder);
  const after = await recordsOf(ROOT, folder);
  const all = [...after].flatMap(([path, record]): Difference[] => {
    const old = before.get(path);
    return old
      ? differences(path, old, record)
      : [{ path, field: 'documents', before: '', after: record.id }];
  });
  for (const [path, { id }] of before)
    if (!after.has(path)) all.push({ path, field: 'documents', before: id, after: '' });
  const byField = Map.groupBy(all, ({ field }) => field);
  for (const [field, found] of [...byField].sort((a, b) => b[1].length - a[1].length)) {
    const lost = found.filter(({ after: value }) => value === '').length;
    const gained = found.filter(({ before: value }) => value === '').length;
    const documents = new Set(found.map(({ path }) => path)).size;
    console.log(
      `\n${field}: ${gained} gained, ${lost} lost, ${found.length - gained - lost} changed, in ${documents} documents`,
    );
    for (const one of found.slice(0, Number(details)))
      console.log(`  ${one.path}\n    - ${one.before.slice(0, 200)}\n    + ${one.after.slice(0, 200)}`);
  }
  console.log(`\n${after.size} documents: ${all.length} differences from ${ref}.`);
} catch (error) {
  tellFailure(error);
  process.exitCode = 2;
} finally {
  spawnSync('git', ['worktree', 'remove', '--force', tree], { cwd: ROOT });
  await rm(scratch, { recursive: true, force: true });
}
