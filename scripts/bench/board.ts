import { type DrawnQuery, drawQueries } from './drawn-queries.ts';
import { seeded } from './generated-corpus.ts';
import { ask, get, percentile, type Sent } from './timing.ts';

/** Boards that are asked for: each is another state, so that no answer serves the next. */
const BOARDS = 200;
/** So many are made, and then asked for again: fewer than are kept. */
const AT_ONCE = 20;
/** How long the board may take, at the 95th percentile: milliseconds. */
const MOST_COLD_MS = 150;
const MOST_KEPT_MS = 20;

/** A request as browsers send it: the answer is packed. */
const asBrowser = (url: string): Sent => ({ ...get(url), headers: { 'Accept-Encoding': 'gzip, br' } });

interface Facets {
  readonly facets: Readonly<Record<string, readonly { readonly value: string }[]>>;
}

/** What a leader clicks together: one to three filters of values that there are, one board in four with words. */
function drawStates({ facets }: Facets, queries: readonly DrawnQuery[], seed: number): string[] {
  const random = seeded(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  const names = Object.keys(facets).filter((name) => (facets[name]?.length ?? 0) > 1);
  return Array.from({ length: BOARDS }, (_, i) => {
    const state = new URLSearchParams();
    for (let filters = upTo(4); filters > 0; filters--) {
      const name = names[upTo(names.length)] as string;
      const values = facets[name] ?? [];
      state.append(name, values[upTo(Math.min(12, values.length))]?.value ?? '');
    }
    if (i % 4 === 3) state.set('q', queries[i]?.q ?? '');
    // no two are the same, whatever was drawn
    state.set('at', `20${String(20 + (i % 10))}-01-${String(1 + (i % 28)).padStart(2, '0')}`);
    return state.toString();
  });
}

/**
 * The server's answer with all charts: made anew for each state, and given again as it was made. Beside it, what the
 * engine takes alone for a list of tasks under the same filters.
 * @returns whether the limits are kept
 */
export async function boardBench(
  address: string,
  sentences: readonly string[],
  seed: number,
  engineAlone: (path: string) => Promise<number>,
): Promise<boolean> {
  // the tasks are read once for a version of the index: whoever comes first waits for it
  const first = await ask(get(`${address}/thong-ke`));
  const board = (await (await fetch(`${address}/api/board`)).json()) as Facets & {
    totals: { tasks: number };
  };
  const states = drawStates(board, drawQueries(sentences, BOARDS, seed), seed);
  const [cold, kept, engine]: number[][] = [[], [], []];
  let bytes = 0;
  for (let from = 0; from < states.length; from += AT_ONCE) {
    const some = states.slice(from, from + AT_ONCE);
    for (const state of some) {
      engine?.push(await engineAlone(`/nhiem-vu?${state}`));
      const made = await ask(asBrowser(`${address}/thong-ke?${state}`));
      cold?.push(made.whole);
      bytes += made.bytes;
    }
    // in a round of its own: what making a board leaves to be cleared away is not what giving it again takes
    for (const state of some) kept?.push((await ask(asBrowser(`${address}/thong-ke?${state}`))).whole);
  }
  const tell = (list: readonly number[] = []) =>
    `p50 ${percentile(list, 0.5).toFixed(1)} ms, p95 ${percentile(list, 0.95).toFixed(1)} ms`;
  console.log(
    `\nboard over ${board.totals.tasks} tasks, ${BOARDS} states: ${tell(cold)}; kept ${tell(kept)}; the engine alone for a list of the same tasks ${tell(engine)}, ratio ${(percentile(cold ?? [], 0.5) / percentile(engine ?? [], 0.5)).toFixed(2)}; ${(bytes / BOARDS / 1e3).toFixed(0)} kB each; the first one after a run ${first.whole.toFixed(0)} ms`,
  );
  const kept95 = percentile(kept ?? [], 0.95);
  const cold95 = percentile(cold ?? [], 0.95);
  if (cold95 > MOST_COLD_MS || kept95 > MOST_KEPT_MS)
    console.log(`Missed: p95 of the board, ${MOST_COLD_MS} ms made and ${MOST_KEPT_MS} ms kept.`);
  return cold95 <= MOST_COLD_MS && kept95 <= MOST_KEPT_MS;
}
