import type { EngineDoor } from '../engine/door.ts';
import type { IndexMeta } from '../engine/meta.ts';
import { NONE } from '../engine/names.ts';
import type { Tier } from '../mentions/tier.ts';
import { readVocabulary, type Vocabulary } from '../mentions/vocabulary.ts';
import type { Holding } from './evaluate.ts';
import { FACETS, labelOf } from './facets/index.ts';
import type { FieldValues } from './query/fields.ts';

/** What searches go by that the corpus itself has (vốn từ của kho): at one version of the index, for one audience. */
export interface Lexicon {
  readonly abbreviations: IndexMeta['abbreviations'];
  readonly fieldValues: FieldValues;
  /** Which entries hold the phrases that were lately looked up. */
  readonly holdings: Holdings;
  /** The syllables of the texts; read when tier 5 asks for them. */
  readonly vocabulary: () => Promise<Vocabulary>;
}

/** So many phrases are remembered: those of a reader who goes through pages and filters of the same search. */
const REMEMBERED = 100;

/** Remembers what was looked up of phrases; what was looked up for a wider tier serves the narrower ones. */
export class Holdings {
  readonly #known = new Map<string, { widest: Tier; held: Promise<Holding> }>();

  get(key: string, tier: Tier, look: () => Promise<Holding>): Promise<Holding> {
    const known = this.#known.get(key);
    this.#known.delete(key);
    const kept = known && known.widest >= tier ? known : { widest: tier, held: look() };
    this.#known.set(key, kept); // the latest is the last to go
    kept.held.catch(() => this.#known.delete(key));
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    return kept.held;
  }
}

/** Fields of a query that have a list of values. */
const LISTED = ['type', 'issuer', 'theme', 'department'] as const;

/** What a search is made in: the index as one audience sees it at one version, and what is known of it. */
export interface Catalogue {
  readonly door: EngineDoor;
  readonly meta: IndexMeta;
  readonly lexicon: Lexicon;
}

/** Opens the live index for searching. @throws {EngineError} */
export async function openCatalogue(door: EngineDoor): Promise<Catalogue> {
  const meta = await door.meta();
  return { door, meta, lexicon: await readLexicon(door, meta) };
}

async function readLexicon(door: EngineDoor, { abbreviations, labels }: IndexMeta): Promise<Lexicon> {
  const { facets } = await door.search('documents', { hitsPerPage: 0, facets: LISTED });
  const fieldValues = Object.fromEntries(
    LISTED.map((name) => [
      name,
      Object.entries(facets[name] ?? {})
        .filter(([value]) => value !== NONE)
        .sort((a, b) => b[1] - a[1])
        .map(([value]) => ({
          value,
          label: labelOf(FACETS[name], value, labels, 'vi'),
          ...(name === 'type' && { codes: labels.type[value]?.codes ?? [] }),
        })),
    ]),
  );
  let vocabulary: Promise<Vocabulary> | undefined;
  return {
    abbreviations,
    fieldValues,
    holdings: new Holdings(),
    vocabulary: () => {
      vocabulary ??= readVocabulary(door);
      // a failure is not kept: the engine may be back with the next request
      vocabulary.catch(() => {
        vocabulary = undefined;
      });
      return vocabulary;
    },
  };
}
