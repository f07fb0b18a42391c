import type { Vocabularies } from '../../src/corpus/vocabularies.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';
import { READING_LIMIT } from '../../src/read/isolated.ts';
import { brokenGuarantees } from './guarantees.ts';
import { isContainer, mutate, randomFrom } from './mutate.ts';

export interface FuzzSource {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A mutant that broke a guarantee, and how to make it again. */
export interface Failure {
  readonly seed: number;
  readonly path: string;
  readonly broken: readonly string[];
}

/**
 * A text of this size and less may take this long, whatever it holds; more for each further MB. Twenty times what
 * ordinary texts take, so that only what grows without bounds is found.
 */
const BASE_MS = 3_000;
const MS_PER_MB = 10_000;

/** Parses one mutant; its seed decides which file, and how it is damaged. */
export async function tryMutant(
  seed: number,
  sources: readonly FuzzSource[],
  vocabularies: Vocabularies,
): Promise<Failure | null> {
  const random = randomFrom(seed);
  const source = sources[Math.floor(random() * sources.length)] as FuzzSource;
  const bytes = mutate(source.bytes, random);
  const { path } = source;
  const input = { bytes, path, declared: {}, vocabularies, defaultAccess: 'internal' as const };
  const started = performance.now();
  try {
    const record = await parseDocument(input);
    const took = performance.now() - started;
    const broken = brokenGuarantees(record);
    // What a library does with a damaged Word file or PDF ends at the deadline of its process, or before.
    const most = (isContainer(source.bytes) ? READING_LIMIT : 0) + BASE_MS + (bytes.length / 1e6) * MS_PER_MB;
    if (took > most)
      broken.push(`${bytes.length} bytes took ${Math.round(took)} ms, more than ${Math.round(most)}`);
    if (seed % 10 === 0 && JSON.stringify(await parseDocument(input)) !== JSON.stringify(record))
      broken.push('the same bytes gave two records');
    return broken.length > 0 ? { seed, path, broken } : null;
  } catch (error) {
    return { seed, path, broken: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}
