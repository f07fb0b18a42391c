import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type Corpus, loadCorpus } from '../../src/corpus/load-corpus.ts';
import { openDoor } from '../../src/engine/door.ts';
import { type Catalogue, openCatalogue } from '../../src/search/lexicon.ts';
import { publicRecords } from '../public-records.ts';
import { compareTable, drawQuestions } from './proof/compare-tables.ts';
import { type PlainTask, plainTasks } from './proof/tasks-of-records.ts';

/** What is drawn changes with the day; a failure prints the seed. */
const SEED = Number(process.env.EQUALITY_SEED ?? Math.floor(Date.now() / 86_400_000));
const DRAWN = 60;
/** Lists that are opened of each table. */
const MOST_LISTS = 60;

let catalogue: Catalogue;
let tasks: PlainTask[];

beforeAll(async () => {
  const { url, searchKey } = inject('engine');
  catalogue = await openCatalogue(openDoor({ url, key: searchKey }, 'public'));
  const corpus: Corpus = await loadCorpus(join(import.meta.dirname, '../../corpus'));
  tasks = plainTasks(await publicRecords(corpus), corpus);
});

describe('tables of tasks and a count over the parsed records', () => {
  test(`are the same for ${DRAWN} drawn combinations of filters, rows and columns, and so are the lists behind`, async () => {
    let [figures, lists, counted] = [0, 0, 0];
    for (const question of drawQuestions(tasks, DRAWN, SEED)) {
      const compared = await compareTable(catalogue, tasks, question, MOST_LISTS);
      expect(compared.faults, `EQUALITY_SEED=${SEED}`).toEqual([]);
      figures += compared.figures;
      lists += compared.lists;
      counted += compared.total > 0 ? 1 : 0;
    }
    // a comparison of nothing with nothing would prove nothing
    expect(figures).toBeGreaterThan(DRAWN * 10);
    expect(lists).toBeGreaterThan(DRAWN * 3);
    expect(counted).toBeGreaterThan(DRAWN / 2);
  });

  test('are told apart where they differ', async () => {
    const [question] = drawQuestions(tasks, 1, 1);
    if (!question) throw new Error('no question was drawn');
    const asked = {
      ...question,
      state: new URLSearchParams(),
      role: 'lead',
      now: false,
      rows: 'theme',
    } as const;
    const { faults } = await compareTable(
      catalogue,
      tasks.filter((_, i) => i % 2 === 0),
      {
        ...asked,
        columns: 'year',
        count: 'tasks',
      },
      MOST_LISTS,
    );
    expect(faults[0]).toMatch(/total: (\d+) told, \d+ counted$/u);
    expect(faults.some((fault) => fault.includes('list of theme'))).toBe(true);
  });
});
