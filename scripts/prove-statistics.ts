/**
 * `npm run prove:statistics [-- --questions 500 --seed N --lists N --folder DIR …]`: whether the tables of the portal count right.
 * Files are indexed into an engine of the run's own, and beside it parsed; for each drawn combination of filters, rows
 * and columns every figure must be what a count over the parsed tasks gives, and what the list behind it has. Exit code
 * 1 where they are not; 2 when it failed, 130 when it was stopped.
 */
import { Command } from 'commander';
import { openCatalogue } from '../src/search/lexicon.ts';
import { publicRecords } from '../test/public-records.ts';
import { compareTable, drawQuestions } from '../test/statistics/proof/compare-tables.ts';
import { plainTasks } from '../test/statistics/proof/tasks-of-records.ts';
import { onProvingGround, progressOf, runProof, wholeNumber } from './prove/ground.ts';

/** Faults that are printed as they come. */
const MOST_PRINTED = 20;

interface Options {
  readonly questions: number;
  readonly seed: number;
  readonly folder: readonly string[];
  readonly lists: number;
}

async function prove({ questions, seed, folder, lists }: Options, folderOfRun: string, signal: AbortSignal) {
  return onProvingGround(folder, folderOfRun, signal, async ({ corpus, door }) => {
    const showParsing = progressOf('Parsing for the count:');
    let parsed = 0;
    const records = await publicRecords(corpus, () => showParsing(++parsed, corpus.entries.length), signal);
    const tasks = plainTasks(records, corpus);
    const catalogue = await openCatalogue(door);
    const showAsking = progressOf('Questions:');
    const faults: string[] = [];
    let [done, figures, opened, full] = [0, 0, 0, 0];
    for (const question of drawQuestions(tasks, questions, seed)) {
      signal.throwIfAborted();
      const compared = await compareTable(catalogue, tasks, question, lists);
      for (const fault of compared.faults) {
        faults.push(fault);
        if (faults.length <= MOST_PRINTED) console.log(`DIFFERENT ${fault}`);
      }
      figures += compared.figures;
      opened += compared.lists;
      full += compared.total > 0 ? 1 : 0;
      showAsking(++done, questions);
    }
    console.log(
      `${records.length} documents, ${tasks.length} tasks, seed ${seed}: ${questions} combinations of filters, rows and columns (${full} with tasks), ${figures} figures counted again, ${opened} lists opened: ${faults.length} differences.`,
    );
    return faults.length === 0;
  });
}

const program = new Command('prove:statistics')
  .description('The figures of the portal must be those of a count over the parsed tasks.')
  .option('--questions <number>', 'how many combinations are drawn', wholeNumber, 500)
  .option('--seed <number>', 'what the drawing is decided by', wholeNumber, Math.floor(Math.random() * 1e9))
  .option('--lists <number>', 'how many lists of each table are opened', wholeNumber, 2_000)
  .option('--folder <folders...>', 'documents beside those of the project (default: ../shared/corpora)', [])
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse();

await runProof((folderOfRun, signal) => prove(program.opts<Options>(), folderOfRun, signal));
