import type { Piece } from '../pieces.ts';
import { findAttribute } from './attribute.ts';

/** The place of a block in the outline (đề cương). */
export interface OutlinePlace {
  /** Labels of the enclosing units, its own last. */
  readonly path: readonly string[];
  /** `heading`: a title with content below; `item`: a paragraph that is itself the content; null without a number. */
  readonly kind: 'heading' | 'item' | null;
  /** The piece that is its title, where that stands on a line of its own: `Chương I` over `QUY ĐỊNH CHUNG`. */
  readonly titleAt: number | null;
  /** Indexes of the pieces that are its enclosing headings, outermost first. */
  readonly ancestors: readonly number[];
}

/** A title is shorter than this: characters. */
const MAX_TITLE = 330;

const FINAL = /[.;!?…]["”’)]*$/u;

/** What follows a numbered paragraph decides what it is. Footnotes say nothing. */
function kindOf(pieces: readonly Piece[], index: number): 'heading' | 'item' {
  const piece = pieces[index] as Piece;
  const marker = piece.marker;
  const text = piece.text.text;
  const title = text.slice(marker?.length ?? 0);
  let next = index + 1;
  while (pieces[next]?.footnote) next++;
  const after = pieces[next];
  const rank = marker?.rank ?? 0;
  if (rank <= 5) return 'heading';
  if (title === '') return 'heading';
  if (!after || after.region !== piece.region || after.part.index !== piece.part.index) return 'item';
  if (after.marker && after.marker.rank > rank) return text.length < MAX_TITLE * 3 ? 'heading' : 'item';
  const bare = after.text.text.slice(after.marker?.length ?? 0);
  const isAttribute = findAttribute(bare) !== null;
  if (after.marker && after.marker.rank === 0 && !isAttribute) return 'heading';
  if (after.marker && after.marker.rank > 0) return 'item';
  if (after.tableRow) return FINAL.test(title) ? 'item' : 'heading';
  if (isAttribute) {
    // a title over tasks is not followed by their attributes at once
    return 'item';
  }
  if (piece.marked && text.length < MAX_TITLE) return 'heading';
  return !FINAL.test(title) && text.length < MAX_TITLE ? 'heading' : 'item';
}

/** The piece below a number without a title that is its title: set apart by capitals or weight, and short. */
function titleBelow(pieces: readonly Piece[], index: number): number | null {
  const piece = pieces[index] as Piece;
  const next = pieces[index + 1];
  if (piece.text.text.slice(piece.marker?.length ?? 0).trim() !== '') return null;
  if (!next || next.marker || next.tableRow || next.part.index !== piece.part.index) return null;
  const text = next.text.text;
  const apart = next.marked || text === text.toUpperCase();
  return apart && text.length < MAX_TITLE ? index + 1 : null;
}

/**
 * The outline of body and annexes. Afterwards, for each piece: its path, and whether it is a heading or an item.
 * A unit ends where one of the same or a higher rank begins; levels follow the numbers, never Markdown.
 */
export function findOutline(pieces: readonly Piece[]): OutlinePlace[] {
  let stack: { label: string; rank: number; index: number }[] = [];
  let part = -1;
  return pieces.map((piece, index) => {
    const { region } = piece;
    if (piece.part.index !== part) {
      stack = [];
      part = piece.part.index;
    }
    const marker = piece.marker;
    const isUnit = marker !== null && marker.rank > 0 && (region === 'body' || region === 'annex');
    if (isUnit) while (stack.length > 0 && (stack[stack.length - 1]?.rank ?? 0) >= marker.rank) stack.pop();
    const ancestors = stack.map((unit) => unit.index);
    const labels = region === 'tail' ? [] : stack.map((unit) => unit.label);
    if (!isUnit) return { path: labels, kind: null, titleAt: null, ancestors };
    stack.push({ label: marker.label, rank: marker.rank, index });
    return {
      path: [...labels, marker.label],
      kind: kindOf(pieces, index),
      titleAt: titleBelow(pieces, index),
      ancestors,
    };
  });
}
