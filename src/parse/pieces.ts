import { joinTexts, type MappedText, trimText } from '../text/mapped-text.ts';
import { type Cell, tidy, toCells } from './columns.ts';
import type { Marker } from './constructs/marker.ts';
import { isBrace, isRecipientEntry, isRecipientsHeading } from './constructs/recipients.ts';
import { isPersonName, isSignatureLine } from './constructs/signature.ts';
import type { Layout } from './layout.ts';
import type { Line } from './lines.ts';
import { joinLines, toParagraphs } from './paragraphs.ts';
import type { Regions } from './regions.ts';

/** A block of the document before it has its place, its path and its id. */
export interface Piece {
  readonly region: 'head' | 'type' | 'title' | 'body' | 'tail' | 'annex';
  text: MappedText;
  readonly marker: Marker | null;
  readonly marked: boolean;
  readonly tableRow: boolean;
  readonly footnote: boolean;
  /** In the tail: an entry of the recipients, the words beside their brace, or what the signature is made of. */
  readonly role?: 'recipient' | 'brace' | 'signature';
}

function plain(region: Piece['region'], text: MappedText, role?: Piece['role']): Piece {
  return {
    region,
    text,
    marker: null,
    marked: false,
    tableRow: false,
    footnote: false,
    ...(role ? { role } : {}),
  };
}

const joinAll = (lines: readonly Line[]): MappedText => tidy(joinLines(lines));

/** Lines of a letterhead: each cell a block, a strong run that goes over several lines one block. */
function headPieces(lines: readonly Line[]): Piece[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const last = groups[groups.length - 1];
    const before = last?.[last.length - 1]?.content.text.trim() ?? '';
    const goesOn = (line.continuesRun && line.blanksBefore === 0) || /^Số\s*:?$/iu.test(before);
    if (last && goesOn && !line.cellBefore) last.push(line);
    else groups.push([line]);
  }
  return groups.flatMap((group) => {
    const [only] = group;
    const cells: Pick<Cell, 'text'>[] =
      group.length === 1 && only ? toCells(only.content) : [{ text: joinAll(group) }];
    return cells.map((cell) => plain('head', cell.text));
  });
}

/** Recipients and signature stand in two columns, with a brace between: a gap of two spaces parts them. */
const TAIL_GAP = 2;
/** An entry of the recipients, and the words beside the brace, are shorter: characters. */
const MAX_ENTRY = 600;
const MAX_BRACE = 60;

function isOther(text: string): boolean {
  return (
    isBrace(text) ||
    /^\(/u.test(text) ||
    isSignatureLine(text) ||
    isPersonName(text) ||
    text === text.toUpperCase()
  );
}

/** Entries of recipients in one piece each, with their continuation lines; everything else a piece a cell. */
function tailPieces(lines: readonly Line[]): Piece[] {
  const pieces: Piece[] = [];
  let inList = false;
  let lastEntry: Piece | null = null;
  let brace: Piece | null = null;
  const takeBrace = (text: MappedText) => {
    if (brace && !/\)$/u.test(brace.text.text) && brace.text.text.length < MAX_BRACE)
      brace.text = joinTexts([brace.text, text], ' ');
    else {
      brace = plain('tail', text, 'brace');
      pieces.push(brace);
    }
  };
  for (const line of lines) {
    let cells = toCells(line.content, TAIL_GAP);
    const [first, second] = cells;
    if (
      first &&
      second &&
      !isOther(second.text.text) &&
      (isRecipientEntry(first.text.text) || !isRecipientsHeading(first.text.text))
    ) {
      cells = [{ text: tidy(trimText(line.content)), side: 'left' }];
    }
    for (const { text, side } of cells) {
      const value = text.text;
      if (isRecipientsHeading(value)) {
        inList = true;
        pieces.push(plain('tail', text));
      } else if (inList && side !== 'right' && isRecipientEntry(value)) {
        lastEntry = plain('tail', text, 'recipient');
        pieces.push(lastEntry);
      } else if (
        isBrace(value) ||
        (side === 'right' && /^\(/u.test(value)) ||
        (brace && /^cáo\)?$/iu.test(value))
      ) {
        takeBrace(text);
      } else if (
        isSignatureLine(value) ||
        isPersonName(value) ||
        (side === 'right' && value === value.toUpperCase())
      ) {
        pieces.push(plain('tail', text, 'signature'));
        if (side !== 'right') inList = false;
      } else if (
        inList &&
        lastEntry &&
        side !== 'right' &&
        !line.cellBefore &&
        value !== value.toUpperCase() &&
        lastEntry.text.text.length < MAX_ENTRY
      ) {
        lastEntry.text = joinTexts([lastEntry.text, text], ' ');
      } else {
        pieces.push(plain('tail', text, 'signature'));
      }
    }
  }
  return pieces;
}

/**
 * The blocks of a document, in order. Afterwards:
 * 1. no text is empty and none contains a line feed;
 * 2. everything of the lines is in one of them, but Markdown marks, rules and numbers of pages.
 */
export function toPieces(lines: readonly Line[], layout: Layout, regions: Regions): Piece[] {
  const { typeAt, titleLines, titleOnTypeLine, bodyAt, tailAt, annexAt } = regions;
  const titleAt = titleOnTypeLine ? typeAt : typeAt + 1;
  const body = (from: number, to: number, region: 'body' | 'annex'): Piece[] =>
    toParagraphs(lines.slice(from, to), layout).map((paragraph) => ({ region, ...paragraph }));
  const head = typeAt < 0 ? headPieces(lines.slice(0, bodyAt)) : headPieces(lines.slice(0, typeAt));
  if (typeAt >= 0 && !titleOnTypeLine) head.push(plain('type', joinAll(lines.slice(typeAt, typeAt + 1))));
  if (typeAt >= 0 && titleLines > 0)
    head.push(plain('title', joinAll(lines.slice(titleAt, titleAt + titleLines))));
  return [
    ...head,
    ...body(bodyAt, tailAt, 'body'),
    ...tailPieces(lines.slice(tailAt, annexAt)),
    ...body(annexAt, lines.length, 'annex'),
  ].filter((piece) => piece.text.text !== '');
}
