import type { Abbreviation } from '../../corpus/vocabularies.ts';
import { LONGEST_SLIP } from '../../mentions/near.ts';
import { alternativesOf, type Sequence, toSequence } from '../../mentions/sequence.ts';
import type { Tier } from '../../mentions/tier.ts';
import { slipsFor, type Vocabulary } from '../../mentions/vocabulary.ts';
import { isUnmarked } from '../../text/fold.ts';
import { isSyllable } from '../../text/syllables.ts';
import type { GroupNode, QueryNode, TermNode } from './tree.ts';

/** What the wider tiers go by. */
export interface Widening {
  readonly abbreviations: readonly Pick<Abbreviation, 'short' | 'long'>[];
  /** Null below tier 5. */
  readonly vocabulary: Vocabulary | null;
}

/**
 * The query as a wider tier means it, for its words (phrases are widened where they are looked up): from tier 4 on,
 * words that spell a name of the list of abbreviations may be its other spelling; in tier 5, a word may have a slip
 * that makes it no word, and the space between two may be missing. The same tree where nothing can be wider.
 */
export function widen(root: GroupNode, tier: Tier, widening: Widening): GroupNode {
  return tier < 4 ? root : (widenNode(root, widening) as GroupNode);
}

function widenNode(node: QueryNode, widening: Widening): QueryNode {
  if (node.kind === 'not') {
    const part = widenNode(node.part, widening);
    return part === node.part ? node : { ...node, part };
  }
  if (node.kind === 'word') return widenRun([node], widening)[0] as QueryNode;
  if (node.kind !== 'all' && node.kind !== 'any') return node;
  const parts =
    node.kind === 'any' ? node.parts.map((part) => widenNode(part, widening)) : widenAll(node, widening);
  return parts.length === node.parts.length && parts.every((part, i) => part === node.parts[i])
    ? node
    : { ...node, parts };
}

/** Words that follow one another are widened together: a name has several. */
function widenAll({ parts }: GroupNode, widening: Widening): QueryNode[] {
  const widened: QueryNode[] = [];
  let run: TermNode[] = [];
  const close = () => {
    widened.push(...(run.length > 0 ? widenRun(run, widening) : []));
    run = [];
  };
  for (const part of parts) {
    if (part.kind === 'word' && !part.exact) run.push(part);
    else {
      close();
      widened.push(widenNode(part, widening));
    }
  }
  close();
  return widened;
}

const group = (kind: GroupNode['kind'], parts: readonly QueryNode[]): GroupNode => ({
  kind,
  parts,
  start: parts[0]?.start ?? 0,
  end: parts.at(-1)?.end ?? 0,
});

/** A stretch of words: from the one with this index up to the other. */
type Stretch = readonly [from: number, to: number];

/**
 * Each stretch of the run that may be written otherwise is widened for itself: three names with two spellings each are
 * three choices, not eight queries. Stretches that overlap are one.
 */
function widenRun(run: readonly TermNode[], { abbreviations, vocabulary }: Widening): QueryNode[] {
  const typed = run.map(({ text }) => text).join(' ');
  const sequence = toSequence(typed, !isUnmarked(typed));
  // the whole vocabulary is gone through for a word: once, however often it is said
  const slips = new Map<string, readonly string[]>();
  const words = run.map((word, i) => {
    const sought = sequence[i] as Sequence[number];
    const known = slips.get(sought.form) ?? (vocabulary ? slipsFor(vocabulary, sought, true) : []);
    slips.set(sought.form, known);
    return withSlips(word, known, vocabulary ? splitsOf(sought, vocabulary) : []);
  });
  const joined = vocabulary ? joinedPairs(sequence, vocabulary) : [];
  const widened: QueryNode[] = [];
  let at = 0;
  for (const [from, to] of apart([...namesIn(sequence, abbreviations), ...joined])) {
    const spellings = [
      ...alternativesOf(sequence.slice(from, to), abbreviations).map((spelling) =>
        asTerms(spelling, run.slice(from, to)),
      ),
      ...joined
        .filter(([first]) => first >= from && first < to)
        .map(([first]) =>
          group('all', [
            ...run.slice(from, first),
            joinedWord(run, sequence, first),
            ...run.slice(first + 2, to),
          ]),
        ),
    ];
    widened.push(...words.slice(at, from));
    widened.push(group('any', [group('all', words.slice(from, to)), ...spellings]));
    at = to;
  }
  return [...widened, ...words.slice(at)];
}

/** Stretches in order, those that overlap as one. */
function apart(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  for (const [from, to] of stretches.toSorted((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (last && from < last[1]) found[found.length - 1] = [last[0], Math.max(last[1], to)];
    else found.push([from, to]);
  }
  return found;
}

/** Where a name of the list stands, short or long; an unmarked query names it without marks, too. */
function namesIn(sequence: Sequence, abbreviations: Widening['abbreviations']): Stretch[] {
  const marked = sequence[0]?.marked ?? false;
  const formsOf = (name: Sequence) => name.map(({ form }) => form).join(' ');
  const names = new Map(
    abbreviations.flatMap(({ short, long }) =>
      [short, long].map((name) => {
        const spelt = toSequence(name, marked);
        return [formsOf(spelt), spelt.length] as const;
      }),
    ),
  );
  const lengths = [...new Set(names.values())];
  return sequence.flatMap((_, from) =>
    lengths
      .filter((length) => names.has(formsOf(sequence.slice(from, from + length))))
      .map((length): Stretch => [from, from + length])
      .filter(([, to]) => to <= sequence.length),
  );
}

/** A spelling as terms: what stood in the query as words, what the vocabulary put in as phrases. */
function asTerms(spelling: Sequence, run: readonly TermNode[]): GroupNode {
  const { start, end } = group('all', run);
  const typed = new Set(run.flatMap(({ text }) => toSequence(text, false).map(({ form }) => form)));
  const terms: TermNode[] = [];
  let name: string[] = [];
  const close = () => {
    if (name.length > 0)
      terms.push({
        kind: name.length > 1 ? 'phrase' : 'word',
        text: name.join(' '),
        exact: true,
        start,
        end,
      });
    name = [];
  };
  for (const { form, marked } of spelling) {
    const [unmarked] = toSequence(form, false);
    if (unmarked && typed.has(unmarked.form)) {
      close();
      terms.push({ kind: 'word', text: form, start, end, ...(marked && { exact: true }) });
    } else name.push(form);
  }
  close();
  return group('all', terms);
}

function withSlips(word: TermNode, slips: readonly string[], splits: readonly string[]): QueryNode {
  if (slips.length + splits.length === 0) return word;
  return group('any', [
    word,
    ...slips.map((text): TermNode => ({ ...word, text, exact: true })),
    ...splits.map((text): TermNode => ({ ...word, kind: 'phrase', text })),
  ]);
}

/** A word that can't be a syllable may be two of the corpus whose space was left out (`dânvận`). */
function splitsOf({ form, marked }: Sequence[number], vocabulary: Vocabulary): string[] {
  if (isSyllable(form) || form.length > LONGEST_SLIP) return [];
  const known = marked ? vocabulary.canonical : vocabulary.folded;
  const cuts = Array.from({ length: form.length - 1 }, (_, i) => [form.slice(0, i + 1), form.slice(i + 1)]);
  return cuts.filter((halves) => halves.every((half) => known.has(half))).map((halves) => halves.join(' '));
}

/** Pairs of words that are one syllable of the corpus where the space is left out. */
function joinedPairs(sequence: Sequence, vocabulary: Vocabulary): Stretch[] {
  return sequence.slice(1).flatMap((second, i): Stretch[] => {
    const { form, marked } = sequence[i] as Sequence[number];
    const known = (marked ? vocabulary.canonical : vocabulary.folded).has(form + second.form);
    return known ? [[i, i + 2]] : [];
  });
}

function joinedWord(run: readonly TermNode[], sequence: Sequence, at: number): TermNode {
  const [first, second] = sequence.slice(at, at + 2) as [Sequence[number], Sequence[number]];
  return {
    kind: 'word',
    text: first.form + second.form,
    start: (run[at] as TermNode).start,
    end: (run[at + 1] as TermNode).end,
    ...(first.marked && { exact: true as const }),
  };
}
