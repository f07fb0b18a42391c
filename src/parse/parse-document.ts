import { findCitations } from '../cite/index.ts';
import type { DeclaredFacts } from '../corpus/declared-facts.ts';
import type { Vocabularies } from '../corpus/vocabularies.ts';
import { readDocument } from '../read/index.ts';
import type { Block, OutlineEntry } from '../record/block.ts';
import { documentId, taskId } from '../record/id.ts';
import type { Indicator } from '../record/indicator.ts';
import type { Message } from '../record/message.ts';
import type { Access } from '../record/metadata.ts';
import type { DocumentRecord } from '../record/record.ts';
import type { Span } from '../record/span.ts';
import type { Task } from '../record/task.ts';
import { canonical } from '../text/canonical.ts';
import { joinTexts } from '../text/mapped-text.ts';
import { withoutEnd } from '../text/trim.ts';
import { toBlockIds } from './block-ids.ts';
import { findIndicators } from './constructs/indicator.ts';
import { findMarker } from './constructs/marker.ts';
import { findOutline, type OutlinePlace } from './constructs/outline.ts';
import { findSecrecyMark } from './constructs/secrecy.ts';
import { findTasks } from './constructs/task.ts';
import { findDoubts } from './doubts.ts';
import { measureLayout } from './layout.ts';
import { type Line, toLines } from './lines.ts';
import { findFacts } from './metadata.ts';
import { type Piece, toPieces } from './pieces.ts';
import { findRegions, type Regions } from './regions.ts';
import { withoutSiteFrame } from './site-frame.ts';
import { joinTables } from './tables.ts';

/** A file with what is known of it besides. */
export interface ParseInput {
  readonly bytes: Uint8Array;
  /** Path below the folder of documents, with slashes. */
  readonly path: string;
  readonly declared: DeclaredFacts;
  readonly vocabularies: Vocabularies;
  /** Who may read it where the office declared nothing. */
  readonly defaultAccess: Access;
  /** Milliseconds after which the reading of a file is given up; as `readDocument` has it without. */
  readonly readingLimit?: number;
}

/** A record with the way back to its file. */
export interface ParsedDocument {
  readonly record: DocumentRecord;
  /** Offset in the decoded file of each UTF-16 unit of the record's text; one more for its end. */
  readonly origin: Int32Array;
}

/** The digest of a file: its identity, whatever it is called. */
async function sha256Of(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function kindOf(piece: Piece, place: OutlinePlace): Block['kind'] {
  if (piece.footnote) return 'note';
  if (piece.region === 'tail') return 'tail';
  if (piece.region !== 'body' && piece.region !== 'annex') return 'head';
  if (piece.tableRow) return 'table-row';
  if (place.kind === 'heading') return 'heading';
  return place.kind === 'item' || piece.marker ? 'item' : 'paragraph';
}

/** Formats whose text was often copied from printed pages; the others know their pages, or have none. */
const PRINTED: ReadonlySet<string> = new Set(['text/plain', 'text/markdown']);

/** Lines of a file in which a secrecy mark is looked for, whatever they are. */
const FIRST_LINES = 30;
/** Below a long head (a web site's), the lines behind the abstract in which one is looked for. */
const LINES_AFTER_TITLE = 10;

/** The lines that may bear a secrecy mark: head, abstract, and what stands below it up to the first numbered heading. */
function linesOfHead(lines: readonly Line[], { bodyAt }: Regions): readonly Line[] {
  const heading = lines.findIndex((line, index) => {
    if (index < bodyAt) return false; // what a web site lists above the letterhead ends no head
    const marker = findMarker(line.content.text.trim());
    return marker !== null && marker.level !== null;
  });
  const most = Math.max(FIRST_LINES, bodyAt + LINES_AFTER_TITLE);
  return lines.slice(0, heading < 0 ? most : Math.min(heading, most));
}

/** Judges the lines as the file has them: in the pieces, a mark may have become part of a title or of a paragraph. */
function secrecyMessages(
  lines: readonly Line[],
  pieces: readonly Piece[],
  starts: readonly number[],
): Message[] {
  return lines.flatMap((line, index): Message[] => {
    const { text, origin } = line.content;
    const found = findSecrecyMark(text, lines[index - 1]?.content.text);
    if (!found) return [];
    const from = origin[found.at] as number;
    const at = pieces.findIndex(
      (piece) => (piece.text.origin[0] as number) <= from && from < (piece.text.origin.at(-1) as number),
    );
    const start = starts[at];
    return [
      {
        ruleId: 'head/secret',
        severity: 'error',
        ...(start === undefined
          ? {}
          : { span: [start, start + (pieces[at] as Piece).text.text.length] as Span }),
        reason: `The head bears the secrecy mark ${found.mark}. Secret documents are in no index: remove the file.`,
        actual: found.mark,
      },
    ];
  });
}

/** What is said where a picture stands in the head: the letterhead, or a stamp beside it. */
function pictureMessages(pictureInHead: boolean, readsLetterhead: boolean): Message[] {
  if (!pictureInHead) return [];
  return [
    {
      ruleId: 'head/unread-picture',
      severity: readsLetterhead ? 'info' : 'warning',
      reason: readsLetterhead
        ? 'A picture stands in the head. A secrecy mark in it would not be read: look at it.'
        : 'The head holds only a picture: neither its letterhead nor a secrecy mark in it was read. Look at it, and declare the facts beside the file.',
    },
  ];
}

/**
 * Parses one document. Total: any bytes give a record, with messages about what is strange; nothing is thrown.
 * Afterwards:
 * 1. `text` is the texts of the blocks in order, a line feed between two; no block's text contains one;
 * 2. every span lies within `text`;
 * 3. what the office declared is what the record says.
 */
export async function parseDocumentWithOrigin(input: ParseInput): Promise<ParsedDocument> {
  const { bytes, path, declared, vocabularies } = input;
  const [sha256, read] = await Promise.all([sha256Of(bytes), readDocument(bytes, path, input.readingLimit)]);
  const printed = PRINTED.has(read.mediaType);
  const {
    lines: framed,
    above,
    messages: frameMessages,
  } = withoutSiteFrame(toLines(read.text, read.markdown, printed));
  const lines = joinTables(framed);
  const layout = measureLayout(lines, printed);
  const regions = findRegions(lines, layout, vocabularies.documentTypes);
  const pieces = toPieces(lines, layout, regions, vocabularies.documentTypes);
  const { text, origin } = joinTexts(
    pieces.map((piece) => piece.text),
    '\n',
  );
  const starts: number[] = [];
  let at = 0;
  for (const piece of pieces) {
    starts.push(at);
    at += piece.text.text.length + 1;
  }
  const places = findOutline(pieces);
  const blockIds = toBlockIds(pieces, places);
  const blocks = pieces.map((piece, index): Block => {
    const place = places[index] as OutlinePlace;
    const start = starts[index] as number;
    return {
      id: blockIds[index] as string,
      kind: kindOf(piece, place),
      label: piece.marker?.label ?? null,
      level: place.kind ? (piece.marker?.level ?? null) : null,
      path: [...place.path],
      span: [start, start + piece.text.text.length],
    };
  });
  const canonicalText = canonical(text);
  const placed = { pieces, starts, text, canonical: canonicalText };
  const facts = findFacts(placed, regions.type, declared, vocabularies);
  const id = documentId(facts.metadata, sha256);
  const tasks = findTasks({
    pieces,
    places,
    starts,
    blockIds,
    text,
    canonical: canonicalText,
    type: facts.metadata.type,
    subjectYear: facts.metadata.subjectYear,
    themes: vocabularies.themes,
  });
  const readable = read.messages.every((message) => message.severity !== 'error');
  const outline = toOutline(pieces, places, blocks);
  // What another document in the file cites is not cited by this one.
  const ownBlocks = blocks.filter((_, index) => !(pieces[index] as Piece).part.foreign);
  const citations = findCitations(text, ownBlocks, facts.metadata, vocabularies.documentTypes);
  const placedTasks = tasks.map((task) => ({ id: taskId(id, task.blockId), ...task }));
  const doubts = findDoubts({
    text,
    blocks,
    pieces,
    metadata: facts.metadata,
    provenance: facts.provenance,
    outline,
    tasks,
    citations,
    types: vocabularies.documentTypes,
  });
  const record: DocumentRecord = {
    id,
    source: { path, mediaType: read.mediaType, sha256, bytes: bytes.length },
    access: declared.access ?? input.defaultAccess,
    ...facts.metadata,
    provenance: facts.provenance,
    sourceUrl: declared.sourceUrl ?? null,
    note: declared.note ?? null,
    text,
    blocks,
    outline,
    tasks: placedTasks,
    citations,
    indicators: toIndicators(pieces, places, blocks, placedTasks),
    messages: [
      ...read.messages,
      ...frameMessages,
      // What a site says above the letterhead is no text, but a mark there is one, too.
      ...secrecyMessages([...above, ...linesOfHead(lines, regions)], pieces, starts),
      ...pictureMessages(read.pictureInHead ?? false, facts.readsLetterhead),
      ...(readable ? [...facts.messages, ...doubts] : []),
    ],
  };
  return { record, origin };
}

/** Sections that report: their numbers are results, not targets. */
const REPORTS = /^(?:đánh giá|tình hình|kết quả|thực trạng|đặc điểm|khái quát|tồn tại|hạn chế)/iu;

function toIndicators(
  pieces: readonly Piece[],
  places: readonly OutlinePlace[],
  blocks: readonly Block[],
  tasks: readonly Task[],
): Indicator[] {
  const tasksOf = Map.groupBy(tasks, (task) => task.blockId);
  return pieces.flatMap((piece, index): Indicator[] => {
    if ((piece.region !== 'body' && piece.region !== 'annex') || piece.footnote || piece.part.form) return [];
    const place = places[index] as OutlinePlace;
    const reports = place.ancestors.some((at) => {
      const heading = pieces[at] as Piece;
      return REPORTS.test(heading.text.text.slice(heading.marker?.length ?? 0));
    });
    if (reports) return [];
    const block = blocks[index] as Block;
    const [start] = block.span;
    return findIndicators(piece.text.text).map(({ at, ...found }) => {
      const span: Span = [start + at, start + at + found.text.length];
      const task = tasksOf.get(block.id)?.find((one) => one.span[0] <= span[0] && span[1] <= one.span[1]);
      return { ...found, span, taskId: task?.id ?? null };
    });
  });
}

function toOutline(
  pieces: readonly Piece[],
  places: readonly OutlinePlace[],
  blocks: readonly Block[],
): OutlineEntry[] {
  return pieces.flatMap((piece, index): OutlineEntry[] => {
    const place = places[index] as OutlinePlace;
    const { marker } = piece;
    if (!place.kind || !marker || marker.level === null) return [];
    const below = place.titleAt === null ? undefined : pieces[place.titleAt];
    const title = withoutEnd(below?.text.text ?? piece.text.text.slice(marker.length), /[\s.:]/u);
    return [
      {
        label: marker.label,
        level: marker.level,
        path: [...place.path],
        heading: place.kind === 'heading' ? title : null,
        kind: place.kind,
        span: (blocks[index] as Block).span,
      },
    ];
  });
}

/** `parseDocumentWithOrigin` without the way back. */
export async function parseDocument(input: ParseInput): Promise<DocumentRecord> {
  return (await parseDocumentWithOrigin(input)).record;
}
