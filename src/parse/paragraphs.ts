import { joinTexts, type MappedText, trimText } from '../text/mapped-text.ts';
import { lineSeparator } from '../text/normalise/spacing.ts';
import { tidy } from './columns.ts';
import { findAttribute } from './constructs/attribute.ts';
import { findMarker, type Marker } from './constructs/marker.ts';
import type { Layout } from './layout.ts';
import type { Line } from './lines.ts';

/** A paragraph of the body: one line of text, whatever the number of lines it was printed on. */
export interface Paragraph {
  readonly text: MappedText;
  readonly marker: Marker | null;
  /** Set apart by Markdown: strong throughout, or an ATX heading. */
  readonly marked: boolean;
  readonly tableRow: boolean;
  /** In a row of a table: the cells, by index, that belong to the cell above them. */
  readonly merged: readonly number[];
  readonly footnote: boolean;
}

/** What ends a sentence or an entry of a list. */
const FINAL = /(?:[.;:!?…]|\.\/\.?)["”’)\]]*$/u;

/** The sentence that closes a document (câu kết) is a paragraph of its own. */
const CLOSING =
  /^Trên đây là (?:Kế hoạch|Chương trình|kế hoạch|chương trình|Hướng dẫn|nội dung|Báo cáo|báo cáo)(?!\p{L})/u;

/** A task or a sentence is longer, a heading that a page cut is shorter: characters. */
const LONG_PARAGRAPH = 110;

/**
 * No sentence and no title ends with these: the next line goes on, whatever it begins with. Must not match
 * capitals, which end titles (`MỤC TIÊU ĐẾN NĂM`).
 */
const DANGLING =
  /(?:^|\s)(?:và|của|với|các|những|theo|tại|về|cho|hoặc|trong|từ|đến|do|bởi|là|được|cùng|trên|dưới|giữa|một|mọi|để|nhằm|như|gồm|khoản|điểm|Điều|Ban|Bộ|Sở)$|[\p{Ll}\d],$/u;

/** A line that ends with one of these refers to the number that the margin put on the next. */
const REFERS_TO = {
  letter: /(?:điểm|,|và|hoặc)$/iu,
  number: /(?:điểm|khoản|điều|mục|số|ngày|tháng|năm|,|và|hoặc)$/iu,
  bracketed: /(?:mẫu|ghi chú|,|và|hoặc)$/iu,
};

interface Draft {
  lines: Line[];
  marker: Marker | null;
}

const bareText = (line: Line) => line.content.text.trimStart();

/**
 * Whether a mark at the beginning of a line is one. A margin also puts hyphens, numbers and `a)` at the beginning:
 * `chính trị⏎- xã hội`, `2021⏎- 2025`, `điểm⏎a) khoản 2`, `số 28⏎- NQ/TW`.
 */
function isMarker(
  marker: Marker,
  line: Line,
  before: Draft | undefined,
  numbers: Map<number, string>,
): boolean {
  if (!before) return true;
  const last = before.lines[before.lines.length - 1];
  const lastText = last ? last.content.text : '';
  if (FINAL.test(lastText) || line.strong || line.heading || last?.heading) return true;
  const rest = bareText(line).slice(marker.length);
  if (marker.kind === 'bullet' && /^(?:\p{Ll}|\d)/u.test(rest))
    return line.blanksBefore > 1 || !/[\p{L}\d,]$/u.test(lastText) || /^\p{Lu}/u.test(rest);
  if (marker.kind === 'bullet') return !/\d$/u.test(lastText) || !/^\p{Lu}[\p{L}.]{0,10}\//u.test(rest);
  if (marker.kind === 'letter' || marker.kind === 'number' || marker.kind === 'bracketed') {
    if (REFERS_TO[marker.kind].test(lastText)) return false;
    const value = Number(marker.label.replace(/[()]/gu, ''));
    if (Number.isNaN(value) || value <= 1) return true;
    return (
      Number((numbers.get(marker.rank) ?? '').replace(/[()]/gu, '') || Number.NaN) === value - 1 ||
      /^\p{Lu}/u.test(rest)
    );
  }
  return true;
}

/** A number may stand alone on its line, its title on the next: `**I.⏎ĐÁNH GIÁ TÌNH HÌNH**`. */
function probe(line: Line, next: Line | undefined): string {
  const text = bareText(line);
  if (!next || text.length > 8 || !/^[\p{L}\d.]{1,6}[.)]$/u.test(text) || next.blanksBefore > 0) return text;
  return `${text} ${bareText(next)}`;
}

/** Whether the paragraph ends with `before`, judged by punctuation and by the room that was left on its last line. */
function endsParagraph(draft: Draft, before: Line, line: Line, layout: Layout): boolean {
  const text = before.content.text.trimEnd();
  const next = bareText(line);
  if (/^[\p{Ll},;)]/u.test(next)) return false;
  const firstWord = next.split(' ', 1)[0] ?? '';
  const room = layout.width - text.length - firstWord.length - 1;
  if (FINAL.test(text)) return !layout.separated && room > layout.width * 0.1;
  if (text === text.toUpperCase() && next !== next.toUpperCase() && /\p{Lu}{2}/u.test(text)) return true;
  if (before.strong && !line.strong) return true;
  // A short heading of one line: its text would not have been broken there.
  return (
    !layout.separated &&
    draft.lines.length === 1 &&
    draft.marker !== null &&
    room > layout.width * 0.45 &&
    /^\p{Lu}/u.test(next)
  );
}

function begins(line: Line, draft: Draft | undefined, marker: Marker | null, layout: Layout): boolean {
  const before = draft?.lines[draft.lines.length - 1];
  if (!draft || !before) return true;
  if (line.tableRow || before.tableRow || line.footnote) return true;
  if (marker) return true;
  if (line.continuesRun && line.blanksBefore === 0) return false;
  const next = bareText(line);
  if (line.heading || line.cellBefore || findAttribute(next) || CLOSING.test(next)) return true;
  if (line.blanksBefore <= (layout.doubleSpaced ? 1 : 0) && DANGLING.test(before.content.text.trimEnd()))
    return false;
  if (!layout.doubleSpaced && line.blanksBefore > 0) {
    if (line.ruleBefore) return true;
    const text = before.content.text.trimEnd();
    if (FINAL.test(text)) return true;
    // A remark in brackets below a title stands for itself.
    if (/^\(/u.test(next) && text === text.toUpperCase()) return true;
    if (/^[\p{Ll}(]/u.test(next)) return false;
    // A page cut a long paragraph before a capital or a digit: `… tổ chức thực hiện⏎⏎Nghị quyết số 28-NQ/TW`.
    const length = draft.lines.reduce((sum, { content }) => sum + content.text.length, 0);
    return length < LONG_PARAGRAPH || line.strong || before.heading;
  }
  return endsParagraph(draft, before, line, layout);
}

/** The lines as one text. Every line is copied once: joining two by two would copy a long paragraph once a line. */
export function joinLines(lines: readonly Line[]): MappedText {
  const parts: MappedText[] = [];
  let before = '';
  for (const line of lines) {
    const text = trimText(line.content);
    if (before && lineSeparator(before, text.text) === ' ') {
      const end = text.origin[0] ?? 0;
      parts.push({ text: ' ', origin: Int32Array.of(end, end) });
    }
    parts.push(text);
    before = text.text;
  }
  return joinTexts(parts);
}

function toParagraph(draft: Draft): Paragraph {
  const text = tidy(joinLines(draft.lines));
  return {
    text,
    marker: draft.marker ? findMarker(text.text) : null,
    marked: draft.lines.every((line) => line.strong || line.heading),
    tableRow: draft.lines.some((line) => line.tableRow),
    merged: draft.lines[0]?.merged ?? [],
    footnote: draft.lines[0]?.footnote ?? false,
  };
}

/** A footnote that stands within a paragraph moves behind it, and the paragraph is one again. */
function healFootnotes(drafts: readonly Draft[]): Draft[] {
  const healed: Draft[] = [];
  for (let i = 0; i < drafts.length; i++) {
    const draft = drafts[i] as Draft;
    const before = healed[healed.length - 1];
    if (!draft.lines[0]?.footnote || !before) {
      healed.push(draft);
      continue;
    }
    const notes = [draft];
    while (drafts[i + 1]?.lines[0]?.footnote) notes.push(drafts[++i] as Draft);
    const after = drafts[i + 1];
    const end = before.lines[before.lines.length - 1]?.content.text.trimEnd() ?? '';
    const isOne =
      after && !after.marker && !FINAL.test(end) && /^[\p{Ll}(]/u.test(bareText(after.lines[0] as Line));
    if (isOne) {
      for (const line of after.lines) before.lines.push(line);
      i++;
    }
    for (const note of notes) healed.push(note);
  }
  return healed;
}

/**
 * Paragraphs of the body. Afterwards:
 * 1. every paragraph is one line of text, repaired, with single spaces, and none is empty;
 * 2. a word, a document number, a sentence that a line end or a page broke is in one piece;
 * 3. a numbered or listed paragraph begins with its mark;
 * 4. footnotes stand behind the paragraph that they interrupted.
 */
export function toParagraphs(lines: readonly Line[], layout: Layout): Paragraph[] {
  const drafts: Draft[] = [];
  const numbers = new Map<number, string>();
  for (const [index, line] of lines.entries()) {
    const before = drafts[drafts.length - 1];
    const found = line.tableRow || line.footnote ? null : findMarker(probe(line, lines[index + 1]));
    const marker = found && isMarker(found, line, before, numbers) ? found : null;
    if (marker) numbers.set(marker.rank, marker.label);
    if (before && !begins(line, before, marker, layout)) before.lines.push(line);
    else drafts.push({ lines: [line], marker });
  }
  return healFootnotes(drafts)
    .map(toParagraph)
    .filter((paragraph) => paragraph.text.text !== '');
}
