import type { Tier } from '../mentions/tier.ts';
import type {
  FieldName,
  FieldNode,
  GroupNode,
  QueryNode,
  QueryTree,
  TermNode,
} from '../search/query/tree.ts';
import type { Words } from './words.ts';

/** What a value of a field is called (a theme has an id). */
export type NameOfValue = (field: FieldName, value: string) => string;
const asItIs: NameOfValue = (_, value) => value;

type SearchWords = Words['search'] & { readonly nameOf: NameOfValue };

function hasWords(node: QueryNode): boolean {
  if (node.kind === 'not') return hasWords(node.part);
  if (node.kind === 'all' || node.kind === 'any') return node.parts.some(hasWords);
  return node.kind !== 'field';
}

/** Values of a field that are told; more are no sentence any more. */
const TOLD = 3;

/** How a query was read, in one sentence; '' for an empty one. */
export function readingOf(query: QueryTree, tier: Tier, words: Words, nameOf: NameOfValue = asItIs): string {
  const { root } = query;
  if (root.parts.length === 0) return '';
  const said = { ...words.search, nameOf };
  // how words are compared is of no interest where there are none
  return words.search.read(readGroup(root, said), hasWords(root) ? marksOf(query, tier, words) : '');
}

function marksOf(query: QueryTree, tier: Tier, { search, tiers }: Words): string {
  if (tier !== query.tier) return search.chosenTier(tiers[tier]);
  return tier === 1 ? search.withMarks : search.withoutMarks;
}

/** Words that stand together are told together, then the rest in its order. */
function readGroup({ parts }: GroupNode, S: SearchWords): string {
  const words = parts.filter((part): part is TermNode => part.kind === 'word').map(({ text }) => `“${text}”`);
  const told = parts.filter(({ kind }) => kind !== 'word').map((part) => readNode(part, S));
  const [only = ''] = words;
  if (words.length === 1) told.unshift(S.word(only.slice(1, -1)));
  if (words.length > 1) told.unshift(S.words(words.join(' ')));
  return told.join(S.and);
}

function readNode(node: QueryNode, S: SearchWords): string {
  switch (node.kind) {
    case 'word':
      return S.word(node.text);
    case 'phrase':
      return S.phrase(node.text);
    case 'number':
      return S.documentNumber(node.text);
    case 'field':
      return readField(node, S);
    case 'not':
      return S.not(node.part.kind === 'all' ? S.bracket(readNode(node.part, S)) : readNode(node.part, S));
    case 'any':
      return S.bracket(node.parts.map((part) => readNode(part, S)).join(S.either));
    default:
      return readGroup(node, S);
  }
}

function readField({ field, values, text }: FieldNode, S: SearchWords): string {
  if (values.length === 0) return S.fields[field](S.nothingCalled(text));
  const told = values
    .slice(0, TOLD)
    .map((value) => S.nameOf(field, value))
    .join(S.either);
  return S.fields[field](values.length > TOLD ? `${told}, …` : told);
}
