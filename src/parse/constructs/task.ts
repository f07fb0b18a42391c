import type { Theme } from '../../corpus/vocabularies.ts';
import type { Span } from '../../record/span.ts';
import { NO_SCHEDULE, type Schedule, type Task } from '../../record/task.ts';
import { canonical } from '../../text/canonical.ts';
import { withoutEnd } from '../../text/trim.ts';
import type { Piece } from '../pieces.ts';
import {
  findPartners,
  findSubject,
  findUnitHeading,
  type Part,
  splitRoles,
  splitUnits,
} from './assignment.ts';
import { findAttributes } from './attribute.ts';
import { findMarker } from './marker.ts';
import type { OutlinePlace } from './outline.ts';
import {
  findMilestones,
  findOwnSchedule,
  isAnnualByAdverb,
  isAnnualWork,
  isOngoingByVerb,
  readSchedule,
} from './schedule.ts';
import { judgeSection, ordersByType } from './section.ts';
import {
  cellsOf,
  isRepeatedHead,
  joinHeads,
  type RowCell,
  readTaskColumns,
  type TaskColumns,
} from './task-table.ts';
import { findThemes } from './themes.ts';

/** A document as far as tasks need it. */
export interface TaskContext {
  readonly pieces: readonly Piece[];
  readonly places: readonly OutlinePlace[];
  /** Where each piece begins in the text of the record, and the anchors of the blocks. */
  readonly starts: readonly number[];
  readonly blockIds: readonly string[];
  readonly text: string;
  /** `text` in canonical form. */
  readonly canonical: string;
  readonly type: string | null;
  readonly subjectYear: number | null;
  readonly themes: readonly Theme[];
}

/** A time with the words that say it. */
interface Timed {
  readonly schedule: Schedule;
  readonly spans: readonly Span[];
}

interface Draft {
  readonly index: number;
  lastIndex: number;
  readonly form: 'bullet' | 'item' | 'paragraph' | 'row';
  /** Of a row: where the cell with the task stands in it. */
  readonly cell?: readonly [number, number];
  readonly path: readonly string[];
  readonly section: number | null;
  leads: Part[];
  coordinators: Part[];
  /** Of a line of its own directly below. */
  line: Timed | null;
  /** Of the group that closes the block. */
  block: Timed | null;
  done: boolean;
}

/** `- Chủ trì: …`, `* Thời gian thực hiện: …` that close a block of tasks. */
interface Group {
  leads: Part[];
  coordinators: Part[];
  time: Timed | null;
}

/** Closes the document or a section, and orders nothing of its own. */
const CLOSING =
  /^(?:Trên đây là|Trong quá trình (?:tổ chức |triển khai )?(?:thực hiện|triển khai)|Yêu cầu (?:các|Thủ trưởng)[^.]{0,200}nghiêm túc)/u;

/** Reports finished work. */
const DONE = /^Đã\s|^(?:Đến nay|Hiện nay),?[^.]{0,80}\sđã\s/u;

/** `Phối hợp: không`: a form filled in, not a name. */
const NOBODY = /^(?:không(?: có)?|[-–—/]+)$/iu;

const isSomebody = (part: Part) => !NOBODY.test(part.text);

const bareOf = (piece: Piece) => piece.text.text.slice(piece.marker?.length ?? 0);

/** A title is judged by its beginning: what a damaged file calls a heading may be as long as the file. */
const TITLE_LENGTH = 400;

const headingOf = (piece: Piece) =>
  bareOf(piece).slice(0, TITLE_LENGTH).trimEnd().replace(/[.:]$/u, '').trimEnd();

/**
 * Whether tasks stand below a heading: the nearest heading that says yes or no decides; below a section that sets
 * none, only a heading of the same list of sections could (`I. MỤC ĐÍCH` stays without).
 */
function setsTasks(context: TaskContext, piece: Piece, ancestors: readonly number[]): boolean {
  const verdicts = ancestors.map((index) => judgeSection(headingOf(context.pieces[index] as Piece)));
  const top = verdicts.find((verdict) => verdict !== null);
  if (top === false) return false;
  // Deeper headings name what the work is about; they only take tasks away: `1. Mục đích` below `I. NỘI DUNG CHUNG`.
  const deep = ancestors
    .slice(1)
    .some((index) =>
      /^(?:mục đích|yêu cầu|mục tiêu|quan điểm|kết quả đạt được|thời gian|địa điểm|thành phần|đối tượng|phạm vi|chủ đề)/iu.test(
        headingOf(context.pieces[index] as Piece),
      ),
    );
  if (deep) return false;
  // An annex orders only where it says so, or is a plan of its own that the document issues.
  const { part } = piece;
  return (
    top === true ||
    (part.index === 0 ? ordersByType(context.type) : part.type !== null && ordersByType(part.type))
  );
}

/** Whom the headings above a task make responsible. */
interface Assigned {
  /** The unit as the heading names it; null where a sentence leads to the tasks. */
  readonly unit: string | null;
  readonly leads: readonly Part[];
}

/** A heading that is a sentence leads to its tasks with a colon: `2. Chủ tịch … chỉ đạo, trong đó:`. */
const LEADS_TO = /:$/u;

/** Sections whose headings are units. */
const OF_UNITS = /tổ chức thực hiện|phân công|trách nhiệm/iu;

function assignedBy(context: TaskContext, ancestors: readonly number[]): Assigned {
  for (const index of [...ancestors].reverse()) {
    const piece = context.pieces[index] as Piece;
    const start = (context.starts[index] as number) + (piece.marker?.length ?? 0);
    const title = headingOf(piece);
    const found = findUnitHeading(title);
    if (found && (found.certain || isAmongUnits(context, index)))
      return { unit: found.text, leads: splitUnits(found.text, start + found.at) };
    if (LEADS_TO.test(piece.text.text)) {
      const subject = findSubject(bareOf(piece).slice(0, TITLE_LENGTH), start);
      if (subject) return { unit: null, leads: subject.units };
    }
  }
  return { unit: null, leads: [] };
}

/** Whether the headings beside one name units, or the section above says so. */
function isAmongUnits(context: TaskContext, index: number): boolean {
  const known = amongUnits.get(context)?.get(index);
  if (known !== undefined) return known;
  const found = judgeNeighbours(context, index);
  const all = amongUnits.get(context) ?? new Map<number, boolean>();
  amongUnits.set(context, all.set(index, found));
  return found;
}

const amongUnits = new WeakMap<TaskContext, Map<number, boolean>>();

/** Neighbours that are looked at: among more, the first say what the others are. */
const MAX_NEIGHBOURS = 200;

function judgeNeighbours(context: TaskContext, index: number): boolean {
  const { ancestors } = context.places[index] as OutlinePlace;
  const section = ancestors[ancestors.length - 1];
  if (section !== undefined && OF_UNITS.test(headingOf(context.pieces[section] as Piece))) return true;
  const rank = (context.pieces[index] as Piece).marker?.rank;
  let units = 0;
  let others = 0;
  for (const other of headingsBelow(context, section).slice(0, MAX_NEIGHBOURS)) {
    const piece = context.pieces[other] as Piece;
    if (other === index || piece.marker?.rank !== rank) continue;
    if (findUnitHeading(headingOf(piece))?.certain) units++;
    else others++;
  }
  return units >= 2 && units > others;
}

const below = new WeakMap<TaskContext, Map<number, number[]>>();

/** The headings directly below a section (-1: below none), by their index. */
function headingsBelow(context: TaskContext, section = -1): readonly number[] {
  let map = below.get(context);
  if (!map) {
    map = new Map();
    for (const [index, place] of context.places.entries()) {
      if (place.kind !== 'heading') continue;
      const parent = place.ancestors[place.ancestors.length - 1] ?? -1;
      const known = map.get(parent);
      if (known) known.push(index);
      else map.set(parent, [index]);
    }
    below.set(context, map);
  }
  return map.get(section) ?? [];
}

function dedupe(parts: readonly Part[]): Part[] {
  const seen = new Set<string>();
  return parts.filter((part) => {
    const key = canonical(part.text);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** First sentences are enough for a bullet; a numbered item may give several units their parts. */
function sentencesOf(text: string): { text: string; start: number }[] {
  const sentences: { text: string; start: number }[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?]["”]?\s+(?=\p{Lu})/gu)) {
    sentences.push({ text: text.slice(start, match.index + 1), start });
    start = match.index + match[0].length;
  }
  sentences.push({ text: text.slice(start), start });
  return sentences;
}

function collect(context: TaskContext): Draft[] {
  const { pieces, places, starts, subjectYear } = context;
  const drafts: Draft[] = [];
  let blockAt = 0; // first task that a group below would apply to
  let group: Group | null = null;
  let timesOf: { draft: Draft | null; group: Group | null; parts: string[]; spans: Span[] } | null = null;
  let previous = -1;
  let articlesIn = -1; // the part of the document that has articles: a law, a regulation
  let table: Table | null = null;
  const listOnly = isListOfTasks(context);

  const closeGroup = () => {
    if (!group) return;
    for (const draft of drafts.slice(blockAt)) {
      draft.leads.push(...group.leads);
      draft.coordinators.push(...group.coordinators);
      draft.block ??= group.time;
    }
    blockAt = drafts.length;
    group = null;
  };

  pieces.forEach((piece, index) => {
    if ((piece.region !== 'body' && piece.region !== 'annex') || piece.footnote) return;
    if (piece.tableRow) {
      closeGroup();
      table ??= openTable(context, index);
      const draft =
        table.columns && !piece.part.form && !piece.part.foreign ? takeRow(context, table, index) : null;
      if (draft) drafts.push(draft);
      blockAt = drafts.length;
      previous = index;
      return;
    }
    table = null;
    const place = places[index] as OutlinePlace;
    const marker = piece.marker;
    const bare = bareOf(piece);
    const start = (starts[index] as number) + (marker?.length ?? 0);
    if (marker?.kind === 'article') articlesIn = piece.part.index;
    const attributes = findAttributes(bare);
    const [attribute] = attributes;

    if (timesOf && marker?.kind === 'plus') {
      timesOf.parts.push(`+ ${bare}`);
      timesOf.spans.push([start, start + bare.length]);
      return;
    }
    if (timesOf) {
      finishTimes(timesOf, subjectYear);
      timesOf = null;
    }

    if (attribute && (place.kind !== 'item' || attribute.kind !== 'lead')) {
      const last = drafts[drafts.length - 1];
      // A schedule alone is of the task above it; in company, it is of all tasks that the others are of.
      const ownLine =
        attributes.length === 1 && group === null && last !== undefined && last.lastIndex === previous;
      for (const { kind, valueAt: from, valueEnd, deadline } of attributes) {
        const raw = bare.slice(from, valueEnd);
        const value = raw.trim();
        const valueAt = start + from + raw.length - raw.trimStart().length;
        if (kind === 'schedule') {
          if (!ownLine) group ??= { leads: [], coordinators: [], time: null };
          if (value === '') {
            timesOf = { draft: ownLine ? last : null, group, parts: [], spans: [] };
          } else {
            const timed = {
              schedule: readSchedule(value, subjectYear, deadline),
              spans: [[valueAt, valueAt + value.length] as Span],
            };
            if (ownLine) last.line = timed;
            else if (group) group.time ??= timed;
          }
        } else {
          group ??= { leads: [], coordinators: [], time: null };
          if (kind === 'lead') {
            const { leads, coordinators } = splitRoles(value, valueAt);
            group.leads.push(...leads.filter(isSomebody));
            group.coordinators.push(...coordinators.filter(isSomebody));
          } else group.coordinators.push(...splitUnits(value, valueAt).filter(isSomebody));
        }
      }
      previous = index;
      return;
    }
    closeGroup();
    if (place.kind === 'heading') {
      if ((marker?.level ?? 9) <= 2) blockAt = drafts.length;
      previous = index;
      return;
    }
    if (place.kind === 'item' && marker?.level === 2) blockAt = drafts.length;
    const ancestors = place.ancestors;
    const order =
      articlesIn === piece.part.index || piece.part.form || piece.part.foreign
        ? false
        : setsTasks(context, piece, ancestors);
    const form = place.kind === 'item' ? 'item' : marker ? 'bullet' : 'paragraph';
    const last = drafts[drafts.length - 1];
    if (!order || attribute || CLOSING.test(bare)) {
      previous = index;
      return;
    }
    if (form === 'paragraph') {
      const belongs = last?.form === 'item' && last.lastIndex === previous && ancestors.includes(last.index);
      if (belongs) {
        last.lastIndex = index;
      } else if (ancestors.length > 0 && ordersSomething(pieces, index, previous, ancestors, subjectYear)) {
        drafts.push(newDraft(index, form, place, ancestors, bare));
      }
    } else if (form === 'item' && ancestors.length === 0 && !ordersByType(context.type)) {
      // numbered paragraphs of a paper that sets no tasks
    } else if (form === 'bullet' && ancestors.length === 0 && !listOnly) {
      // a list within the introduction
    } else if (
      !(
        marker?.kind !== 'plus' &&
        /:$/u.test(bare) &&
        pieces[index + 1]?.marker?.kind === 'plus' &&
        form === 'bullet'
      )
    ) {
      drafts.push(newDraft(index, form, place, ancestors, bare));
    }
    previous = index;
  });
  if (timesOf) finishTimes(timesOf, subjectYear);
  closeGroup();
  return drafts;
}

/** Bullets before any heading are tasks only where the document has no headings at all. */
function isListOfTasks(context: TaskContext): boolean {
  return (
    context.type !== null &&
    ordersByType(context.type) &&
    context.places.every((place) => place.kind === null)
  );
}

/** A paragraph directly below a heading that orders something; one that only leads to a list below does not. */
function ordersSomething(
  pieces: readonly Piece[],
  index: number,
  previous: number,
  ancestors: readonly number[],
  year: number | null,
): boolean {
  const text = (pieces[index] as Piece).text.text;
  const isFirst = ancestors[ancestors.length - 1] === previous;
  const next = pieces[index + 1];
  const leadsToList = /:$/u.test(text) && (next?.marker ?? null) !== null;
  if (leadsToList) return sentencesOf(text).some((sentence) => findOwnSchedule(sentence.text, year) !== null);
  if (/:$/u.test(text) || text.length < 40) return false;
  return isFirst || findSubject(text) !== null;
}

/** The table that is being read. */
interface Table {
  readonly columns: TaskColumns | null;
  /** Pieces that are its head. */
  readonly headEnd: number;
  /** Labels of the groups that are open, by the depth of their number. */
  group: string[];
  /** What the cells above say, for those that are merged with them. */
  readonly above: Map<number, RowCell & { readonly index: number }>;
}

/** Rows of a head. */
const MAX_HEAD_ROWS = 2;

function openTable(context: TaskContext, index: number): Table {
  const rows: string[][] = [];
  for (let at = index; rows.length < MAX_HEAD_ROWS && context.pieces[at]?.tableRow; at++)
    rows.push(cellsOf((context.pieces[at] as Piece).text.text).map((cell) => cell.text));
  const [first = [], second] = rows;
  const table = (columns: TaskColumns | null, headRows: number): Table => ({
    columns,
    headEnd: index + headRows,
    group: [],
    above: new Map(),
  });
  if (second) {
    const both = readTaskColumns(joinHeads(first, second));
    const upper = readTaskColumns(first);
    // The second row is part of the head where it adds to it and holds nothing but heads.
    if (both && (!upper || second[both.task] === '')) return table(both, 2);
  }
  return table(readTaskColumns(first), 1);
}

/** The number of a row is shorter: characters. */
const MAX_LABEL = 20;

/** One row: a task, or the heading of a group of tasks, or the head again. */
function takeRow(context: TaskContext, table: Table, index: number): Draft | null {
  const { columns } = table;
  if (!columns || index < table.headEnd) return null;
  const piece = context.pieces[index] as Piece;
  const start = context.starts[index] as number;
  const cells = cellsOf(piece.text.text);
  if (isRepeatedHead(cells.map((cell) => cell.text))) return null;
  const cellAt = (column: number | null): (RowCell & { index: number }) | null => {
    if (column === null) return null;
    const own = cells[column];
    const value = piece.merged.includes(column)
      ? table.above.get(column)
      : own
        ? { ...own, index }
        : undefined;
    if (value) table.above.set(column, value);
    return value && value.text !== '' ? value : null;
  };
  const task = cells[columns.task];
  const label =
    columns.number === null
      ? ''
      : (cells[columns.number]?.text ?? '').slice(0, MAX_LABEL).replace(/[.)]+$/u, '');
  const filled = columns.others.map(cellAt).filter((cell) => cell !== null);
  if (!task || task.text === '' || piece.merged.includes(columns.task)) {
    // `A | PHÁT TRIỂN NỀN MÓNG` that spans all columns
    return null;
  }
  if (filled.length === 0) {
    if (label !== '') table.group = [label];
    return null;
  }
  const marker = findMarker(task.text);
  const from = task.at + (marker?.length ?? 0);
  const place = context.places[index] as OutlinePlace;
  const draft: Draft = {
    ...newDraft(
      index,
      'row',
      { ...place, path: [...place.path, ...table.group, ...(label === '' ? [] : [label])] },
      place.ancestors,
      task.text,
    ),
    cell: [from, task.at + task.text.length],
  };
  const placed = (column: number | null) => {
    const cell = cellAt(column);
    return cell && { text: cell.text, at: (context.starts[cell.index] as number) + cell.at };
  };
  const lead = placed(columns.lead);
  if (lead) {
    const { leads, coordinators } = splitRoles(lead.text, lead.at);
    draft.leads.push(...leads.filter(isSomebody));
    draft.coordinators.push(...coordinators.filter(isSomebody));
  }
  const partner = placed(columns.coordinator);
  if (partner) draft.coordinators.push(...splitUnits(partner.text, partner.at).filter(isSomebody));
  const time = cellAt(columns.schedule);
  if (time) {
    const at = (context.starts[time.index] as number) + time.at;
    draft.line = {
      schedule: readSchedule(time.text, context.subjectYear, columns.deadline),
      spans: [[at, at + time.text.length]],
    };
  }
  return start + from < start + task.at + task.text.length ? draft : null;
}

function newDraft(
  index: number,
  form: Draft['form'],
  place: OutlinePlace,
  ancestors: readonly number[],
  bare: string,
): Draft {
  return {
    index,
    lastIndex: index,
    form,
    path: place.path,
    section: ancestors[ancestors.length - 1] ?? null,
    leads: [],
    coordinators: [],
    line: null,
    block: null,
    done: DONE.test(bare),
  };
}

/** `Thời gian thực hiện:` with `+` lines that say when it was done, and so that it is done. */
function finishTimes(
  times: { draft: Draft | null; group: Group | null; parts: string[]; spans: Span[] },
  year: number | null,
): void {
  if (times.parts.length === 0) return;
  const all = times.parts.map((part) => readSchedule(/^\+ [^.;]{0,40}\d{4}/u.exec(part)?.[0] ?? part, year));
  const froms = all
    .map((one) => one.from)
    .filter((from) => from !== null)
    .sort();
  const tos = all
    .map((one) => one.to)
    .filter((to) => to !== null)
    .sort();
  const years = [...new Set(all.flatMap((one) => one.years))].sort((a, b) => a - b);
  const timed: Timed = {
    schedule: {
      text: withoutEnd(times.parts.join(' ').replace(/^\+ /u, ''), /[.;]/u),
      recurrence: all.some((one) => one.recurrence === 'ongoing')
        ? 'ongoing'
        : froms.length > 0
          ? 'once'
          : 'unspecified',
      from: froms[0] ?? null,
      to: tos[tos.length - 1] ?? null,
      years,
      condition: null,
    },
    spans: times.spans,
  };
  if (times.draft) {
    times.draft.line = timed;
    if (times.parts.every((part) => /\sđã\s/u.test(part))) times.draft.done = true;
  } else if (times.group) {
    times.group.time ??= timed;
  }
}

/** `1. Đợt 1: Từ ngày 05/12/2025 đến ngày 20/02/2026`: a time in a heading is that of all tasks below. */
function timeOfHeadings(context: TaskContext, ancestors: readonly number[]): Timed | null {
  for (const index of [...ancestors].reverse()) {
    const piece = context.pieces[index] as Piece;
    const title = headingOf(piece);
    const found = findOwnSchedule(title, context.subjectYear);
    if (!found) continue;
    const start = (context.starts[index] as number) + (piece.marker?.length ?? 0);
    return {
      schedule: found.schedule,
      spans: found.spans.map(([from, to]) => [start + from, start + to] as Span),
    };
  }
  return null;
}

/** Nearest wins: the task's own words, then the line below it, then the group of its block. */
function scheduleOf(
  draft: Draft,
  text: string,
  start: number,
  predicate: string,
  year: number | null,
  above: Timed | null,
): Timed {
  // A column of times is about the row, whatever its text says of other things.
  const own = draft.form === 'row' && draft.line ? null : findOwnSchedule(text, year);
  const milestones = findMilestones(text);
  let timed: Timed;
  if (own) {
    timed = {
      schedule: own.schedule,
      spans: own.spans.map(([from, to]) => [start + from, start + to] as Span),
    };
  } else if (draft.line) {
    timed = draft.line;
  } else if (draft.block) {
    const annual = draft.block.schedule.recurrence === 'ongoing' && isAnnualWork(text);
    timed = annual
      ? { ...draft.block, schedule: { ...draft.block.schedule, recurrence: 'annual' } }
      : draft.block;
  } else if (above) {
    timed = above;
  } else if (isAnnualByAdverb(text)) {
    timed = { schedule: { ...NO_SCHEDULE, recurrence: 'annual' }, spans: [] };
  } else if (isOngoingByVerb(predicate)) {
    timed = { schedule: { ...NO_SCHEDULE, recurrence: 'ongoing' }, spans: [] };
  } else if (draft.done) {
    timed = { schedule: { ...NO_SCHEDULE, recurrence: 'once' }, spans: [] };
  } else {
    timed = { schedule: { ...NO_SCHEDULE, years: year === null ? [] : [year] }, spans: [] };
  }
  if (milestones.length === 0) return timed;
  const years = [...new Set([...timed.schedule.years, ...milestones])].sort((a, b) => a - b);
  return { ...timed, schedule: { ...timed.schedule, years } };
}

/** What is done first: the predicate without `chủ trì, phối hợp với …`. */
function firstAction(text: string, predicateAt: number): string {
  const predicate = text.slice(predicateAt);
  if (!/^chủ trì|^phối hợp/iu.test(predicate)) return predicate;
  const stop = /\s(?=(?:thường xuyên)\s)/u.exec(predicate.slice(0, 200));
  const verb =
    /,?\s(?=(?:tham mưu|xây dựng|tổ chức|triển khai|hướng dẫn|theo dõi|thực hiện|kiểm tra|rà soát)\s)/u.exec(
      predicate.slice(0, 300),
    );
  if (stop && (!verb || stop.index < verb.index)) return predicate.slice(stop.index + 1);
  return predicate;
}

/**
 * The tasks (nhiệm vụ) of a document, by the rules of the annotation guidelines. Afterwards, for each task:
 * 1. `text` is the part of the record's text at `span`, without bullet or number;
 * 2. leads are (a) the subject of its own sentence, (b) the unit of the heading, (c) those of the group that closes
 *    its block; coordinators are its own, then the group's;
 * 3. the nearest time holds: its own, the line below it, the group's;
 * 4. it has one to three themes, where the vocabulary has any.
 */
export function findTasks(context: TaskContext): Omit<Task, 'id'>[] {
  const { pieces, starts, blockIds, text, subjectYear } = context;
  return collect(context).map((draft) => {
    const piece = pieces[draft.index] as Piece;
    const pieceAt = starts[draft.index] as number;
    const start =
      pieceAt + (draft.cell?.[0] ?? (draft.form === 'paragraph' ? 0 : (piece.marker?.length ?? 0)));
    const end = draft.cell
      ? pieceAt + draft.cell[1]
      : (starts[draft.lastIndex] as number) + (pieces[draft.lastIndex] as Piece).text.text.length;
    const own = text.slice(start, end);
    const ancestors = (context.places[draft.index] as OutlinePlace).ancestors;
    const assigned = assignedBy(context, ancestors);
    const sentences = sentencesOf(own);
    const section = ancestors[0] === undefined ? '' : headingOf(pieces[ancestors[0]] as Piece);
    const several = draft.form === 'item' && /tổ chức thực hiện|phân công|trách nhiệm/iu.test(section);
    const subjects = (several ? sentences : sentences.slice(0, 1)).map((sentence) =>
      findSubject(sentence.text, start + sentence.start),
    );
    const subject = subjects[0] ?? null;
    // A column that says who does it says all of it.
    const bySubject = draft.form !== 'row' || draft.leads.length === 0;
    const leads = dedupe([
      ...(bySubject ? subjects : []).flatMap((found) => found?.units ?? []),
      ...assigned.leads,
      ...draft.leads,
    ]);
    const isLead = new Set(leads.map((part) => canonical(part.text)));
    const coordinators = dedupe([...findPartners(own, start), ...draft.coordinators]).filter(
      (part) => !isLead.has(canonical(part.text)),
    );
    const predicateAt = subject ? subject.predicateAt - start : 0;
    const timed = scheduleOf(
      draft,
      own,
      start,
      firstAction(own, predicateAt),
      subjectYear,
      timeOfHeadings(context, ancestors),
    );
    const heading = draft.section === null ? null : headingOf(pieces[draft.section] as Piece);
    const evidence: Task['evidence'] = {};
    if (leads.length > 0) evidence.leads = leads.map((part) => [part.span[0], part.span[1]]);
    const themes = findThemes(own, heading, context.themes, context.canonical.slice(start, end));
    const spoken = themes.filter(({ spans }) => spans.length > 0);
    if (spoken.length > 0)
      evidence.themes = Object.fromEntries(
        spoken.map(({ id, spans }) => [id, spans.map(([from, to]): Span => [start + from, start + to])]),
      );
    if (timed.spans.length > 0) evidence.schedule = timed.spans.map(([from, to]) => [from, to]);
    return {
      blockId: blockIds[draft.index] as string,
      path: [...draft.path],
      text: own,
      span: [start, end],
      status: draft.done ? 'done' : 'planned',
      assignedUnit: assigned.unit,
      leads: leads.map((part) => part.text),
      coordinators: coordinators.map((part) => part.text),
      schedule: timed.schedule,
      themes: themes.map(({ id }) => id),
      evidence,
    };
  });
}
