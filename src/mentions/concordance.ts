import type { EngineDoor } from '../engine/door.ts';
import { oneOf } from '../engine/filter.ts';
import { collationKey } from '../text/collation.ts';
import { neighboursIn } from './context.ts';
import { type Mention, type ScannedMention, SHOWN } from './mention.ts';
import type { Phrase } from './phrase.ts';
import type { Tier } from './tier.ts';

/**
 * How the lines of a concordance are ordered (sắp xếp): documents newest or oldest first, or by the first one, two or
 * three syllables left or right of the mention, the nearest first, in Vietnamese alphabetical order.
 */
export const MENTION_SORTS = [
  'document',
  'oldest',
  'left1',
  'left2',
  'left3',
  'right1',
  'right2',
  'right3',
] as const;
export type MentionSort = (typeof MENTION_SORTS)[number];

/** What lines are put together by: their document, or the word beside the mention. */
export const MENTION_GROUPS = ['document', 'left', 'right'] as const;
export type MentionGroup = (typeof MENTION_GROUPS)[number];

/** True where the order is that of the scan, so that a page can be shown before all is scanned. */
export function isScanOrder(sort: MentionSort, group: MentionGroup | undefined): boolean {
  return group === undefined && (sort === 'document' || sort === 'oldest');
}

/** A line of the concordance as far as ordering needs it; the passage itself is fetched again for the page that is shown. */
interface Line {
  readonly key: string;
  readonly group: string;
  readonly passageId: string;
  readonly start: number;
}

/** A group of lines and how many it has. */
export interface Group {
  /** The id of the document, or the word in canonical form; '' where there is none. */
  readonly value: string;
  readonly total: number;
}

/** A line to show, and the group that it opens. */
export interface ConcordanceLine {
  readonly mention: Mention;
  readonly group: string | null;
}

/** Orders mentions by their context: all of them, whatever the number, with some 200 bytes for each. */
export class Concordance {
  readonly #sort: MentionSort;
  readonly #group: MentionGroup | undefined;
  readonly #lines: Line[] = [];
  readonly #groups = new Map<string, number>();
  #ordered = false;

  constructor(sort: MentionSort, group: MentionGroup | undefined) {
    this.#sort = sort;
    this.#group = group;
  }

  add(mention: ScannedMention): void {
    const group = this.#group === undefined ? '' : groupOf(mention, this.#group);
    this.#groups.set(group, (this.#groups.get(group) ?? 0) + 1);
    const { passageId, spanInPassage } = mention;
    this.#lines.push({ key: sortKey(mention, this.#sort), group, passageId, start: spanInPassage[0] });
    this.#ordered = false;
  }

  get size(): number {
    return this.#lines.length;
  }

  /** The groups, largest first; empty where lines are not grouped. */
  groups(): Group[] {
    if (this.#group === undefined) return [];
    return [...this.#groups]
      .map(([value, total]) => ({ value, total, key: collationKey(value) }))
      .sort((a, b) => b.total - a.total || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ value, total }) => ({ value, total }));
  }

  #order(): void {
    if (this.#ordered) return;
    const rank = new Map(this.groups().map(({ value }, i) => [value, i]));
    const rankOf = ({ group }: Line) => rank.get(group) ?? 0;
    // the sort is stable: where keys are the same, the order of documents and texts stays
    this.#lines.sort((a, b) => rankOf(a) - rankOf(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    this.#ordered = true;
  }

  /** The lines of a part of the order, with their passages. @throws {EngineError} */
  async lines(
    door: EngineDoor,
    { phrase, widest }: { readonly phrase: Phrase; readonly widest: Tier },
    from: number,
    to: number,
  ): Promise<ConcordanceLine[]> {
    this.#order();
    const wanted = this.#lines.slice(from, to);
    const found = new Map<string, Mention>();
    const ids = [...new Set(wanted.map(({ passageId }) => passageId))];
    if (ids.length > 0) {
      const passages = door.all('passages', { filters: [oneOf('id', ids)], retrieve: SHOWN.fields });
      for await (const passage of passages) {
        for (const mention of SHOWN.read(passage, phrase, widest))
          found.set(`${passage.id} ${mention.spanInPassage[0]}`, mention);
      }
    }
    return wanted.flatMap(({ passageId, start, group }) => {
      const mention = found.get(`${passageId} ${start}`);
      // gone since: the index was brought up to date while it was read
      return mention ? [{ mention, group: this.#group === undefined ? null : group }] : [];
    });
  }
}

function groupOf(mention: ScannedMention, group: MentionGroup): string {
  if (group === 'document') return mention.documentId;
  return neighboursIn(mention, group, 1)[0] ?? '';
}

function sortKey(mention: ScannedMention, sort: MentionSort): string {
  if (sort === 'document' || sort === 'oldest') return '';
  const side = sort.startsWith('left') ? 'left' : 'right';
  return collationKey(neighboursIn(mention, side, Number(sort.at(-1))).join(' '));
}
