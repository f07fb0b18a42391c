/**
 * `npm run check -- [--format text|json|github] [FOLDER]`: what the rules of the parser have to remark on the documents
 * of a corpus, like a linter: file, place, rule, what to do. Exit code 1 if there is an error, 2 if it could not run.
 */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { Command, Option } from 'commander';
import { readConfiguration } from '../src/configuration.ts';
import { CorpusFileError } from '../src/corpus/errors.ts';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { loadDeclaredFacts } from '../src/corpus/load-declared-facts.ts';
import { tellFailure } from '../src/failure.ts';
import type { ParsedDocument } from '../src/parse/parse-document.ts';
import { openParsePool, ParseThreadError } from '../src/parse/parse-pool.ts';
import { placeInFile } from '../src/read/place.ts';
import type { Message } from '../src/record/message.ts';

/** A remark with its place: lines and columns from 1 in a text file, the anchor of a block in any. */
interface Remark {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly block?: string;
  readonly rule: string;
  readonly severity: Message['severity'];
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
}

function toRemark(file: string, bytes: Uint8Array, parsed: ParsedDocument, message: Message): Remark {
  const { record, origin } = parsed;
  const { ruleId: rule, severity, span, reason, expected, actual } = message;
  const block = span && record.blocks.find((one) => one.span[0] <= span[0] && span[0] <= one.span[1]);
  const place = span ? placeInFile(bytes, record.source.mediaType, origin[span[0]] ?? 0) : null;
  return {
    file,
    ...(place ?? {}),
    ...(block ? { block: block.id } : {}),
    rule,
    severity,
    message: reason,
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
  };
}

/** GitHub reads a command a line; what would end it or part its properties is written as it wants it. */
const escapeData = (text: string) => text.replace(/%/gu, '%25').replace(/\r/gu, '%0D').replace(/\n/gu, '%0A');
const escapeProperty = (text: string) => escapeData(text).replace(/:/gu, '%3A').replace(/,/gu, '%2C');

const GITHUB = { error: 'error', warning: 'warning', info: 'notice' } as const;

function toGithub({ file, line, column, rule, severity, message, expected, actual }: Remark): string {
  const properties = [
    `file=${escapeProperty(file)}`,
    ...(line === undefined ? [] : [`line=${line}`, `col=${column}`]),
    `title=${escapeProperty(rule)}`,
  ];
  return `::${GITHUB[severity]} ${properties.join(',')}::${escapeData(message + compared(expected, actual))}`;
}

function compared(expected: string | undefined, actual: string | undefined): string {
  if (actual === undefined) return '';
  return expected === undefined ? ` Found: ${actual}` : ` Expected: ${expected}. Found: ${actual}`;
}

function toText({ file, line, column, block, rule, severity, message, expected, actual }: Remark): string {
  const place = line === undefined ? (block === undefined ? '' : `#${block}`) : `:${line}:${column}`;
  return `${file}${place}: ${severity} ${rule}: ${message}${compared(expected, actual)}`;
}

const program = new Command('check')
  .description('What the rules of the parser remark on the documents of a corpus.')
  .argument('[folder]', 'the corpus, instead of CORPUS_DIR')
  .addOption(
    new Option('--format <format>', 'how to print').choices(['text', 'json', 'github']).default('text'),
  )
  // 1 says that documents have errors: what is wrong with the call is told apart from it.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse();

// `npm run check | head` reads no further: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  const { format } = program.opts<{ format: 'text' | 'json' | 'github' }>();
  const corpus = await loadCorpus(
    (program.processedArgs[0] as string | undefined) ?? readConfiguration().corpusDir,
  );
  const pool = openParsePool(corpus);
  const remarks: Remark[] = [];
  const counts = { error: 0, warning: 0, info: 0 };
  const say = (remark: Remark) => {
    counts[remark.severity]++;
    remarks.push(remark);
    if (format === 'text') console.log(toText(remark));
    if (format === 'github') console.log(toGithub(remark));
  };
  const fault = (file: string, reason: string, line?: number | null) =>
    say({
      file,
      ...(line ? { line, column: 1 } : {}),
      rule: 'corpus/unusable',
      severity: 'error',
      message: reason,
    });
  for (const { path, reason } of corpus.faults) fault(path, reason);
  const checkEntry = async ({
    absolutePath,
    path,
    declarationPath,
  }: (typeof corpus.entries)[number]): Promise<() => void> => {
    const file = relative(process.cwd(), absolutePath);
    try {
      const [declared, bytes] = await Promise.all([
        loadDeclaredFacts(declarationPath),
        readFile(absolutePath),
      ]);
      const parsed = await pool.parse({ path, declared, bytes });
      return () => {
        for (const message of parsed.record.messages) say(toRemark(file, bytes, parsed, message));
      };
    } catch (error) {
      if (error instanceof CorpusFileError)
        return () => fault(relative(process.cwd(), error.file), `${error.message} ${error.hint}`, error.line);
      if (error instanceof ParseThreadError) return () => fault(file, `${error.message} ${error.hint}`);
      throw error;
    }
  };
  try {
    // As many at once as the pool has use for; said in the order of the corpus.
    for (let at = 0; at < corpus.entries.length; at += pool.width) {
      const some = await Promise.all(corpus.entries.slice(at, at + pool.width).map(checkEntry));
      for (const tell of some) tell();
    }
  } finally {
    await pool.close();
  }
  if (format === 'json') console.log(JSON.stringify(remarks, null, 2));
  const summary = `${corpus.entries.length} documents: ${counts.error} errors, ${counts.warning} warnings, ${counts.info} remarks.`;
  if (format === 'text') console.log(summary);
  else console.error(summary);
  process.exitCode = counts.error > 0 ? 1 : 0;
} catch (error) {
  tellFailure(error);
  process.exitCode = 2;
}
