import type { DocumentType } from '../corpus/vocabularies.ts';
import { isAnnexName, isAttachedRemark } from './constructs/annex.ts';
import { findMarker } from './constructs/marker.ts';
import { isMotto } from './constructs/motto.ts';
import { isRecipientEntry, isRecipientsHeading } from './constructs/recipients.ts';
import { isPersonName, isSignatureLine } from './constructs/signature.ts';
import { countTitleLines } from './constructs/title.ts';
import { findTypeName } from './constructs/type-name.ts';
import type { Layout } from './layout.ts';
import type { Line } from './lines.ts';

/** The parts of a document, as ranges of lines: head, body, tail, annexes follow each other and cover all lines. */
export interface Regions {
  readonly type: DocumentType | null;
  /** The line that names the type; -1 without one. */
  readonly typeAt: number;
  /** Lines of the abstract below it. */
  readonly titleLines: number;
  /** The abstract begins on the line of the name itself. */
  readonly titleOnTypeLine: boolean;
  readonly bodyAt: number;
  readonly tailAt: number;
  /** Where each annex (phụ lục), issued paper, form or second document begins; the end of the lines without one. */
  readonly annexAt: number;
  readonly annexStarts: readonly number[];
}

/** A letterhead and what a web site puts above it have fewer lines. */
const MAX_HEAD = 220;
/** Below the number within so many lines: motto, place and date stand between. */
const NEAR = 12;
/** A letterhead alone, where no name of a type tells its end. */
const MAX_LETTERHEAD = 14;
/** A line of prose in a document without a name of its type is at least this long. */
const PROSE = 55;

const text = (line: Line | undefined) => line?.content.text.trim() ?? '';

function findType(lines: readonly Line[], types: readonly DocumentType[]) {
  let weak: { index: number; type: DocumentType; alone: boolean } | null = null;
  for (let index = 0; index < Math.min(lines.length, MAX_HEAD); index++) {
    const line = lines[index] as Line;
    const content = text(line);
    if (/^(?:Kính gửi|Nơi nhận)/u.test(content)) break; // an official letter (công văn) names no type
    const marker = findMarker(content);
    if ((marker?.kind === 'roman' || marker?.kind === 'article') && index > 0) break;
    const found = findTypeName(content, types);
    if (!found) continue;
    const capitals = content === content.toUpperCase();
    // In small letters only as a heading: a site's table has `Loại văn bản: | Quyết định |`.
    if (found.alone && (capitals || line.heading || (line.strong && !line.cellBefore)))
      return { index, type: found.type, alone: true };
    if (found.alone || !capitals) continue;
    const above = lines.slice(Math.max(0, index - NEAR), index);
    if (above.some((before) => /^Số\s*:?\s*\d/u.test(text(before)))) {
      return { index, type: found.type, alone: false };
    }
    weak ??= { index, type: found.type, alone: false };
  }
  return weak;
}

/** Where the letterhead ends in a document that doesn't name its type: before the first line of prose. */
function findProse(lines: readonly Line[]): number {
  // What a web site puts above the letterhead is longer than it: the number tells where it is.
  const number = lines.slice(0, MAX_HEAD).findIndex((line) => /^Số\s*:?\s*\d{1,6}\s*[-–/]/u.test(text(line)));
  const outline = lines.slice(0, MAX_HEAD).findIndex((line) => {
    const kind = findMarker(text(line))?.kind;
    return kind === 'roman' || kind === 'article';
  });
  const from = outline >= 0 && outline < number ? 0 : Math.max(0, number);
  for (let index = from; index < Math.min(lines.length, from + MAX_LETTERHEAD); index++) {
    const content = text(lines[index]);
    const marker = findMarker(content);
    if (marker && marker.level !== null) return index;
    if (content.length >= PROSE && /\p{Ll}{2}/u.test(content) && !/ {4,}/u.test(content)) return index;
  }
  // Nothing that looks like prose: lines that look like a letterhead are one, the rest is body.
  const letterhead = lines.findIndex(
    (line) => !/^Số(?!\p{L})|ngày .{1,20} tháng|^[^\p{Ll}]*$/u.test(text(line).slice(0, 200)),
  );
  return letterhead < 0 ? 0 : letterhead;
}

/** True for what closes the body: `./.`, or a full stop where the signature follows. */
function closes(line: Line | undefined): boolean {
  return /[.;]["”)]?$|\.\/\.?$/u.test(text(line));
}

/** Below the post that a signature begins with stands a name, before anything that is numbered. */
const SIGNATURE_LINES = 12;

function isSigned(lines: readonly Line[], at: number): boolean {
  for (let index = at + 1; index < Math.min(lines.length, at + SIGNATURE_LINES); index++) {
    const content = text(lines[index]);
    const marker = findMarker(content);
    if (marker && marker.level !== null) return false;
    if (isPersonName(content)) return true;
  }
  return lines.length - at <= 3; // the text ends with the post: the name was left out
}

/** `PHỤ LỤC II` without more on its line. */
const MAX_ANNEX_NAME = 60;

function findTail(lines: readonly Line[], bodyAt: number): number {
  let tail = lines.findIndex((line, index) => index >= bodyAt && isRecipientsHeading(text(line)));
  if (tail < 0) {
    tail = lines.findIndex(
      (line, index) =>
        index > bodyAt && isSignatureLine(text(line)) && closes(lines[index - 1]) && isSigned(lines, index),
    );
    if (tail >= 0) return tail;
    const annex = lines.findIndex(
      (line, index) =>
        index > bodyAt &&
        line.blanksBefore > 0 &&
        isAnnexName(text(line)) &&
        text(line).length < MAX_ANNEX_NAME &&
        closes(lines[index - 1]),
    );
    return annex < 0 ? lines.length : annex;
  }
  // A signature that stands before the recipients belongs to the tail.
  for (let index = tail - 1; index > bodyAt && index > tail - 10; index--) {
    if (isSignatureLine(text(lines[index]))) tail = index;
    else if (!isPersonName(text(lines[index])) && !/^\(?(?:đã ký)\)?$/iu.test(text(lines[index]))) break;
  }
  return tail;
}

/**
 * What stands behind the signature: annexes, forms, the paper that a decision issues, a second document. Each begins
 * with a name of its own; a form's letterhead belongs to the form.
 */
function findAnnexes(lines: readonly Line[], tailAt: number, types: readonly DocumentType[]): number[] {
  const starts: number[] = [];
  let letterhead = -1; // of the part that is being read
  for (let index = Math.max(0, tailAt); index < lines.length; index++) {
    const line = lines[index] as Line;
    if (line.tableRow) continue;
    const content = text(line);
    const last = starts[starts.length - 1] ?? tailAt;
    if (isAttachedRemark(content)) {
      // What is attached is named above: all in capitals, or as a heading, behind the name of the signer.
      let first = index;
      while (first - 1 > last && index - first < MAX_ATTACHED_NAME && !isTailLine(text(lines[first - 1])))
        first--;
      if (first < index && (starts.length === 0 || index - last > MAX_ATTACHED_NAME)) starts.push(first);
      continue;
    }
    if (isAnnexName(content)) {
      if (index - last > 1 || starts.length === 0) starts.push(index);
      letterhead = -1;
    } else if (content === content.toUpperCase() && !isRecipientEntry(content)) {
      const named = findTypeName(content, types);
      if (isMotto(content.split(/ {3,}/u).at(-1) ?? '') && letterhead < 0) {
        // The issuer's lines stand above it, all in capitals.
        let first = index;
        while (first - 1 > last && isIssuerLine(text(lines[first - 1])) && index - first < 8) first--;
        if (first - last > 3 || starts.length === 0) starts.push(first);
        letterhead = index;
      } else if (named?.alone && index - last > 1 && (letterhead < 0 || index - letterhead > NEAR * 2)) {
        if (starts.length === 0 || index - last > 4) starts.push(index);
        letterhead = -1;
      }
    }
  }
  return starts;
}

/** What is attached is named within so many lines above the remark. */
const MAX_ATTACHED_NAME = 8;

/** Lines of a tail, where what is attached can't begin. */
const isTailLine = (content: string) =>
  isPersonName(content) ||
  isSignatureLine(content) ||
  isRecipientEntry(content) ||
  /^[[(](?:đã ký|Đã ký)/u.test(content);

const isIssuerLine = (content: string) =>
  content === content.toUpperCase() && /\p{Lu}{2}|^[*]|^\(\d\)|…/u.test(content) && !isPersonName(content);

/**
 * Finds the parts. Afterwards:
 * 1. head [0, bodyAt), body [bodyAt, tailAt), tail [tailAt, annexAt), annex [annexAt, end) cover all lines in order;
 * 2. the name of the type and the abstract are the last lines of the head;
 * 3. a text without any of the signs is all body.
 */
export function findRegions(lines: readonly Line[], layout: Layout, types: readonly DocumentType[]): Regions {
  const found = findType(lines, types);
  let bodyAt: number;
  let titleLines = 0;
  if (found) {
    const from = found.alone ? found.index + 1 : found.index;
    titleLines = countTitleLines(lines.slice(from, from + 20), layout);
    bodyAt = Math.max(from + titleLines, found.index + 1);
  } else {
    bodyAt = findProse(lines);
  }
  const tailAt = Math.max(bodyAt, findTail(lines, bodyAt));
  const annexStarts = findAnnexes(lines, tailAt, types);
  return {
    type: found?.type ?? null,
    typeAt: found?.index ?? -1,
    titleLines,
    titleOnTypeLine: found !== null && !found.alone,
    bodyAt,
    tailAt,
    annexAt: annexStarts[0] ?? lines.length,
    annexStarts,
  };
}
