/**
 * `npm run prove:addresses [-- --papers 200 --runs 20 --seed N]`: whether addresses answer for ever. An office of
 * invented papers adds, renames, renumbers, corrects and withdraws them run by run; after each, every address that the
 * public was ever given has to answer with its document, or that it was withdrawn. Exit code 1 where one does not.
 */
import { Command } from 'commander';
import { Office } from '../test/api/address-life.ts';
import { startOwnPortal } from './own-portal.ts';
import { progressOf, runProof, wholeNumber } from './prove/ground.ts';

interface Options {
  readonly papers: number;
  readonly runs: number;
  readonly seed: number;
}

const program = new Command('prove:addresses')
  .description('Every address that the public was given must answer for ever.')
  .option('--papers <number>', 'how many papers there are in the end', wholeNumber, 200)
  .option('--runs <number>', 'how often they are changed and indexed', wholeNumber, 20)
  .option('--seed <number>', 'what the drawing is decided by', wholeNumber, Math.floor(Math.random() * 1e9))
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse();

await runProof(async (_, signal) => {
  const { papers, runs, seed } = program.opts<Options>();
  const show = progressOf('Runs:');
  const office = new Office({ papers, runs, seed, signal, onRun: (run) => show(run, runs) });
  const portal = await startOwnPortal((corpusDir) => office.open(corpusDir));
  try {
    const life = await office.live(portal);
    for (const fault of life.faults.slice(0, 20)) console.log(`WRONG ${fault}`);
    console.log(
      `${life.papers} papers over ${runs} runs, seed ${seed}: ${life.addresses} addresses given to the public, ${life.answers} answers: ${life.faults.length} wrong.`,
    );
    return life.faults.length === 0;
  } finally {
    await portal.stop();
  }
});
