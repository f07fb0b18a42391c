import type { DocumentType } from '../corpus/vocabularies.ts';
import { findSignatureStamps } from '../grammar/signature-stamp.ts';
import { joinTexts, type MappedText, trimText } from '../text/mapped-text.ts';
import { type Cell, tidy, toCells } from './columns.ts';
import type { Marker } from './constructs/marker.ts';
import { bearsMotto } from './constructs/motto.ts';
import { isBrace, isRecipientEntry, isRecipientsHeading } from './constructs/recipients.ts';
import { isPersonName, isSignatureLine } from './constructs/signature.ts';
import { findTypeName } from './constructs/type-name.ts';
import type { Layout } from './layout.ts';
import type { Line } from './lines.ts';
import { joinLines, toParagraphs } from './paragraphs.ts';
import type { Regions } from './regions.ts';

/** The document itself, or one of the papers behind its signature. */
export interface Part {
  /** 0 for the document itself. */
  readonly index: number;
  /** The type of a paper that is issued with the document; null for the document itself and for an annex. */
  readonly type: string | null;
  /** A form to fill in: its numbers are no outline, and it orders nothing. */
  readonly form: boolean;
  /** Another document, with a letterhead and a number of its own: what it orders is not of this one. */
  readonly foreign: boolean;
}

/** A block of the document before it has its place, its path and its id. */
export interface Piece {
  readonly part: Part;
  readonly region: 'head' | 'type' | 'title' | 'body' | 'tail' | 'annex';
  text: MappedText;
  readonly marker: Marker | null;
  readonly marked: boolean;
  readonly tableRow: boolean;
  /** In a row of a table: the cells, by index, that belong to the cell above them. */
  readonly merged: readonly number[];
  readonly footnote: boolean;
  /**
   * In the tail: an entry of the recipients, the words beside their brace, what the signature is made of, or the stamp
   * of a digital signature, which names neither signer nor recipient.
   */
  readonly role?: 'recipient' | 'brace' | 'signature' | 'stamp';
}

const DOCUMENT: Part = { index: 0, type: null, form: false, foreign: false };

function plain(region: Piece['region'], text: MappedText, role?: Piece['role']): Piece {
  return {
    part: DOCUMENT,
    region,
    text,
    marker: null,
    marked: false,
    tableRow: false,
    merged: [],
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

/** `[1] Ban hành kèm theo …`: a note below the signature. */
const NOTE = /^\s*\[\d{1,3}\]\s*\S/u;
const MAX_NOTE = 3_000;

function isOther(text: string): boolean {
  return (
    isBrace(text) ||
    /^\(/u.test(text) ||
    isSignatureLine(text) ||
    isPersonName(text) ||
    text === text.toUpperCase()
  );
}

/** The lines of a tail in whose last cell the stamp of a digital signature stands, by index. */
function stampedLines(lines: readonly Line[]): ReadonlySet<number> {
  return findSignatureStamps(lines.map((line) => toCells(line.content, TAIL_GAP).at(-1)?.text.text ?? ''));
}

/** Entries of recipients in one piece each, with their continuation lines; everything else a piece a cell. */
function tailPieces(lines: readonly Line[]): Piece[] {
  const stamped = stampedLines(lines);
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
  let note: Piece | null = null;
  for (const [index, line] of lines.entries()) {
    // Notes below the signature: each begins with its number, and goes on until the next.
    if (line.footnote || NOTE.test(line.content.text)) {
      note = { ...plain('tail', tidy(trimText(line.content))), footnote: true };
      pieces.push(note);
      continue;
    }
    if (note && !line.cellBefore && line.blanksBefore <= 1 && note.text.text.length < MAX_NOTE) {
      note.text = joinTexts([note.text, tidy(trimText(line.content))], ' ');
      continue;
    }
    note = null;
    let cells = toCells(line.content, TAIL_GAP);
    const [first, second] = cells;
    if (
      first &&
      second &&
      !stamped.has(index) &&
      !isOther(second.text.text) &&
      (isRecipientEntry(first.text.text) || !isRecipientsHeading(first.text.text))
    ) {
      cells = [{ text: tidy(trimText(line.content)), side: 'left' }];
    }
    for (const { text, side } of cells) {
      const value = text.text;
      if (stamped.has(index) && text === cells.at(-1)?.text) {
        pieces.push(plain('tail', text, 'stamp'));
      } else if (isRecipientsHeading(value)) {
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

/** Left to be filled in: `Họ và tên: …………`. */
const FILL_IN = /…{2}|\.{4}|_{4}|(?:…\s?\.?){2}|:\s*…/u;
/** So many blanks, and so large a share of the blocks, make a form. */
const FORM_BLANKS = 3;
const FORM_SHARE = 0.08;

/** Lines of a paper behind the signature among which its type is named. */
const FIRST_LINES = 12;

/** What a letterhead consists of, besides the names of bodies. */
const OF_LETTERHEAD =
  /Độc lập\s*[-–]\s*Tự do|^Số\s*:?\s*\d{0,6}\s*[-–/]|ngày\s.{1,12}tháng\s.{1,12}năm\s*\d{4}$/u;

/** Lines of a letterhead that a paper behind the signature begins with. */
function letterheadLines(lines: readonly Line[]): number {
  const last = lines
    .slice(0, FIRST_LINES)
    .findLastIndex(
      (line) =>
        (bearsMotto(line.content.text) || OF_LETTERHEAD.test(line.content.text.trim())) &&
        line.content.text.length < MAX_HEAD_LINE,
    );
  const motto = lines.slice(0, last + 1).some((line) => bearsMotto(line.content.text));
  return motto ? last + 1 : 0;
}
const MAX_HEAD_LINE = 180;

/** A number that was filled in. */
const OWN_NUMBER = /(?:^|\s)Số\s*:?\s*\d{1,6}\s?[-–/]\s?\p{Lu}/u;

function annexPieces(
  lines: readonly Line[],
  layout: Layout,
  index: number,
  types: readonly DocumentType[],
): Piece[] {
  const letterhead = letterheadLines(lines);
  const paragraphs = toParagraphs(lines.slice(letterhead), layout);
  const blanks = paragraphs.filter(({ text }) => FILL_IN.test(text.text)).length;
  const form = blanks >= FORM_BLANKS && blanks >= paragraphs.length * FORM_SHARE;
  const named = lines
    .slice(0, FIRST_LINES)
    .map((line) => line.content.text.trim())
    .filter((line) => line === line.toUpperCase())
    .map((line) => findTypeName(line, types))
    .find((found) => found !== null);
  const foreign =
    named !== undefined && lines.slice(0, letterhead).some((line) => OWN_NUMBER.test(line.content.text));
  const part: Part = { index, type: named?.type.name ?? null, form, foreign };
  return [
    ...headPieces(lines.slice(0, letterhead)).map((piece): Piece => ({ ...piece, part, region: 'annex' })),
    ...paragraphs.map(
      (paragraph): Piece => ({
        part,
        region: 'annex',
        ...paragraph,
        marker: form ? null : paragraph.marker,
      }),
    ),
  ];
}

/**
 * The blocks of a document, in order. Afterwards:
 * 1. no text is empty and none contains a line feed;
 * 2. everything of the lines is in one of them, but Markdown marks, rules and numbers of pages.
 */
export function toPieces(
  lines: readonly Line[],
  layout: Layout,
  regions: Regions,
  types: readonly DocumentType[],
): Piece[] {
  const { typeAt, titleLines, titleOnTypeLine, bodyAt, tailAt, annexAt, annexStarts } = regions;
  const titleAt = titleOnTypeLine ? typeAt : typeAt + 1;
  const head = typeAt < 0 ? headPieces(lines.slice(0, bodyAt)) : headPieces(lines.slice(0, typeAt));
  if (typeAt >= 0 && !titleOnTypeLine) head.push(plain('type', joinAll(lines.slice(typeAt, typeAt + 1))));
  if (typeAt >= 0 && titleLines > 0)
    head.push(plain('title', joinAll(lines.slice(titleAt, titleAt + titleLines))));
  const body = toParagraphs(lines.slice(bodyAt, tailAt), layout).map(
    (paragraph): Piece => ({ part: DOCUMENT, region: 'body', ...paragraph }),
  );
  const annexes = annexStarts.flatMap((start, index) =>
    annexPieces(lines.slice(start, annexStarts[index + 1] ?? lines.length), layout, index + 1, types),
  );
  return [...head, ...body, ...tailPieces(lines.slice(tailAt, annexAt)), ...annexes].filter(
    (piece) => piece.text.text !== '',
  );
}
