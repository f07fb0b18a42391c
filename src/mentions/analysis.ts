import type { EngineDoor } from '../engine/door.ts';
import type { Filter } from '../engine/filter.ts';
import type { DocumentEntry } from '../engine/projection/document.ts';
import type { DocumentSummary } from '../engine/projection/summary.ts';
import { quoted } from '../engine/words.ts';
import { canonical } from '../text/canonical.ts';
import { tonedForm } from '../text/engine-form.ts';
import { neighboursIn } from './context.ts';
import { isCounted, type MentionCounts, RuledTally } from './counting.ts';
import { isShown, type MentionQuery } from './find-mentions.ts';
import { SCANNED, type ScannedMention } from './mention.ts';
import { scanMentions } from './scan-mentions.ts';
import type { Tier } from './tier.ts';

/** What mentions are counted along (theo năm, cơ quan ban hành, loại văn bản, chủ đề của văn bản). */
export const FREQUENCY_DIMENSIONS = ['year', 'issuer', 'type', 'theme'] as const;
export type FrequencyDimension = (typeof FREQUENCY_DIMENSIONS)[number];

/** How often the phrase is in the documents that have a value. */
export interface Frequency {
  readonly value: string;
  readonly mentions: number;
  readonly documents: number;
  /** Syllables of all documents with this value that were searched, whether they have the phrase or not. */
  readonly syllables: number;
  /** Mentions per 100,000 of these syllables. */
  readonly per100k: number;
}

/** Where in a document the mentions stand (phân bố). */
export interface Dispersion {
  readonly document: DocumentSummary;
  readonly mentions: number;
  /** Where each mention begins: UTF-16 units into the text. */
  readonly starts: readonly number[];
  /** The length of the text. */
  readonly length: number;
}

/** A syllable that stands near the phrase (từ kết hợp) more often than chance would have it. */
export interface Collocate {
  readonly syllable: string;
  /** Passages that have it within `COLLOCATE_SPAN` syllables of a mention. */
  readonly together: number;
  /** Passages that have it at all. */
  readonly passages: number;
  readonly logDice: number;
}

/** A spelling of the phrase that the corpus has, and the tier that finds it. */
export interface Spelling {
  readonly text: string;
  readonly tier: Tier;
  readonly mentions: number;
}

export interface MentionAnalysis {
  readonly counts: MentionCounts;
  readonly frequencies: Readonly<Record<FrequencyDimension, readonly Frequency[]>>;
  /** Documents with mentions, those with most first. */
  readonly dispersion: readonly Dispersion[];
  readonly collocates: readonly Collocate[];
  /** What the chosen tier leaves out (suýt trùng). */
  readonly leftOut: readonly Spelling[];
  /** The spellings that were counted, commonest first. */
  readonly spellings: readonly Spelling[];
  readonly documentsSearched: number;
  readonly syllablesSearched: number;
}

/** Syllables to each side in which a collocate is looked for; four is the custom of concordancers. */
export const COLLOCATE_SPAN = 4;

/** So many of the syllables that stand near most often are weighed; the engine is asked for each. */
const WEIGHED = 100;
/** What stands near once or twice may be chance. */
const LEAST_TOGETHER = 3;

/** Spellings that are kept apart; a phrase of digits has no end of them. */
const MAX_SPELLINGS = 1_000;

/** Spellings are those of the canonical form; each is shown as it is most often written. */
class Spellings {
  readonly #counts = new Map<string, { tier: Tier; mentions: number; written: Map<string, number> }>();

  add({ passage, spanInPassage, tier }: ScannedMention): void {
    const text = passage.slice(...spanInPassage).replace(/\s+/gu, ' ');
    const key = `${tier} ${canonical(text)}`;
    let spelling = this.#counts.get(key);
    if (!spelling) {
      if (this.#counts.size === MAX_SPELLINGS) return;
      spelling = { tier, mentions: 0, written: new Map() };
      this.#counts.set(key, spelling);
    }
    spelling.mentions++;
    spelling.written.set(text, (spelling.written.get(text) ?? 0) + 1);
  }

  list(): Spelling[] {
    return [...this.#counts.values()]
      .map(({ tier, mentions, written }) => {
        const [text = ''] = [...written].sort((a, b) => b[1] - a[1])[0] ?? [];
        return { text, tier, mentions };
      })
      .sort((a, b) => a.tier - b.tier || b.mentions - a.mentions);
  }
}

/** What a passage has near its mentions: passages come in order, so that one is closed when the next begins. */
class Neighbourhood {
  readonly together = new Map<string, number>();
  passages = 0;
  #passageId = '';
  #near = new Set<string>();

  add(mention: ScannedMention): void {
    if (mention.passageId !== this.#passageId) {
      this.#close();
      this.#passageId = mention.passageId;
      this.passages++;
    }
    for (const side of ['left', 'right'] as const)
      for (const syllable of neighboursIn(mention, side, COLLOCATE_SPAN)) this.#near.add(syllable);
  }

  #close(): void {
    for (const syllable of this.#near) this.together.set(syllable, (this.together.get(syllable) ?? 0) + 1);
    this.#near = new Set();
  }

  end(): void {
    this.#close();
  }
}

/**
 * Takes in the mentions of a query as a scan gives them, and tells how they are spread. Everything is counted by the rule
 * of the query and in its tier, but for what the tier leaves out.
 */
export class MentionStudy {
  readonly #query: MentionQuery;
  readonly #tally: RuledTally;
  readonly #spellings = new Spellings();
  readonly #leftOut = new Spellings();
  readonly #neighbourhood = new Neighbourhood();
  readonly #starts = new Map<string, number[]>();

  constructor(query: MentionQuery) {
    this.#query = query;
    this.#tally = new RuledTally(query.rule);
  }

  add(mention: ScannedMention): void {
    this.#tally.add(mention);
    if (!isCounted(mention, this.#query.rule)) return;
    if (!isShown(mention, this.#query)) {
      this.#leftOut.add(mention);
      return;
    }
    this.#spellings.add(mention);
    this.#neighbourhood.add(mention);
    const known = this.#starts.get(mention.documentId);
    if (known) known.push(mention.span[0]);
    else this.#starts.set(mention.documentId, [mention.span[0]]);
  }

  /** What was taken in, set beside what was searched. Nothing is added afterwards. @throws {EngineError} */
  async finish(door: EngineDoor): Promise<MentionAnalysis> {
    const { tier, filters } = this.#query;
    const starts = this.#starts;
    this.#neighbourhood.end();
    const [documents, collocates] = await Promise.all([
      searchedDocuments(door, filters),
      collocatesOf(door, filters, this.#neighbourhood),
    ]);
    return {
      counts: this.#tally.counts(tier),
      frequencies: frequenciesOf(documents, starts),
      dispersion: documents
        .filter(({ id }) => starts.has(id))
        .map(({ id, summary, length }) => {
          const found = starts.get(id) as number[];
          return { document: summary, mentions: found.length, starts: found, length };
        })
        .sort((a, b) => b.mentions - a.mentions),
      collocates,
      leftOut: this.#leftOut.list(),
      spellings: this.#spellings.list(),
      documentsSearched: documents.length,
      syllablesSearched: documents.reduce((sum, { syllables }) => sum + syllables, 0),
    };
  }
}

/** Looks through all mentions of a query, and tells how they are spread. @throws {EngineError} */
export async function analyseMentions(door: EngineDoor, query: MentionQuery): Promise<MentionAnalysis> {
  const study = new MentionStudy(query);
  for await (const { mentions } of scanMentions(door, query, SCANNED))
    for (const mention of mentions) study.add(mention);
  return study.finish(door);
}

const SEARCHED = ['id', 'summary', 'length', 'syllables', ...FREQUENCY_DIMENSIONS] as const;
type SearchedDocument = Pick<DocumentEntry, (typeof SEARCHED)[number]>;

/** The documents that a search with these filters goes through. @throws {EngineError} */
async function searchedDocuments(door: EngineDoor, filters: readonly Filter[]): Promise<SearchedDocument[]> {
  const documents: SearchedDocument[] = [];
  for await (const document of door.all('documents', {
    filters,
    retrieve: SEARCHED,
    sort: ['orderDate:desc', 'id:asc'],
  }))
    documents.push(document);
  return documents;
}

function frequenciesOf(documents: readonly SearchedDocument[], starts: ReadonlyMap<string, number[]>) {
  const along = (dimension: FrequencyDimension): Frequency[] => {
    const sums = new Map<string, { mentions: number; documents: number; syllables: number }>();
    for (const document of documents) {
      const values = document[dimension];
      const mentions = starts.get(document.id)?.length ?? 0;
      for (const value of Array.isArray(values) ? values : [values as string]) {
        const sum = sums.get(value) ?? { mentions: 0, documents: 0, syllables: 0 };
        sum.mentions += mentions;
        sum.documents += mentions > 0 ? 1 : 0;
        sum.syllables += document.syllables;
        sums.set(value, sum);
      }
    }
    return [...sums].map(([value, sum]) => ({ value, ...sum, per100k: per100k(sum) }));
  };
  return Object.fromEntries(FREQUENCY_DIMENSIONS.map((dimension) => [dimension, along(dimension)])) as Record<
    FrequencyDimension,
    Frequency[]
  >;
}

/** Mentions per 100,000 syllables; 0 where there is no text. */
export function per100k({ mentions, syllables }: { mentions: number; syllables: number }): number {
  return syllables === 0 ? 0 : (mentions * 100_000) / syllables;
}

/**
 * logDice = 14 + log2(2·f(xy) / (f(x) + f(y))), after Rychlý (2008), "A Lexicographer-Friendly Association Score". Here
 * f counts passages, under the filters of the search: those with the phrase, those with the syllable, and those where
 * the syllable is near the phrase.
 */
export function logDice(together: number, phrase: number, syllable: number): number {
  return 14 + Math.log2((2 * together) / (phrase + syllable));
}

async function collocatesOf(
  door: EngineDoor,
  filters: readonly Filter[],
  { together, passages: phrase }: Neighbourhood,
): Promise<Collocate[]> {
  const candidates = [...together]
    .filter(([, count]) => count >= LEAST_TOGETHER)
    .sort((a, b) => b[1] - a[1])
    .slice(0, WEIGHED);
  const answers = await door.searchMany(
    'passages',
    candidates.map(([syllable]) => ({
      q: quoted(tonedForm(syllable)),
      searchOn: ['toned'],
      filters,
      hitsPerPage: 0,
    })),
  );
  return candidates
    .map(([syllable, count], i) => {
      const passages = answers[i]?.total ?? 0;
      return { syllable, together: count, passages, logDice: logDice(count, phrase, passages) };
    })
    .sort((a, b) => b.logDice - a.logDice);
}
