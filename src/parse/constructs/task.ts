import type { Theme } from '../../corpus/vocabularies.ts';
import type { Span } from '../../record/span.ts';
import type { Schedule, Task } from '../../record/task.ts';
import { canonical } from '../../text/canonical.ts';
import type { Piece } from '../pieces.ts';
import { findPartners, findSubject, isUnitHeading, type Part, splitUnits } from './assignment.ts';
import { findAttributes } from './attribute.ts';
import type { OutlinePlace } from './outline.ts';
import {
  findMilestones,
  findOwnSchedule,
  isAnnualWork,
  isOngoingByVerb,
  NO_SCHEDULE,
  readSchedule,
} from './schedule.ts';
import { judgeSection, ordersByType } from './section.ts';
import { findThemes } from './themes.ts';

/** A document as far as tasks need it. */
export interface TaskContext {
  readonly pieces: readonly Piece[];
  readonly places: readonly OutlinePlace[];
  /** Where each piece begins in the text of the record, and the anchors of the blocks. */
  readonly starts: readonly number[];
  readonly blockIds: readonly string[];
  readonly text: string;
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
  readonly form: 'bullet' | 'item' | 'paragraph';
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
  /^(?:Trên đây là|Trên cơ sở (?:Kế hoạch|Chương trình) này|Trong quá trình (?:tổ chức |triển khai )?(?:thực hiện|triển khai)|Yêu cầu (?:các|Thủ trưởng)[^.]{0,200}nghiêm túc)/u;

/** Reports finished work. */
const DONE = /^Đã\s|^(?:Đến nay|Hiện nay),?[^.]{0,80}\sđã\s/u;

/** `Phối hợp: không`: a form filled in, not a name. */
const NOBODY = /^(?:không(?: có)?|[-–—/]+)$/iu;

const bareOf = (piece: Piece) => piece.text.text.slice(piece.marker?.length ?? 0);

/** A title is judged by its beginning: what a damaged file calls a heading may be as long as the file. */
const TITLE_LENGTH = 400;

const headingOf = (piece: Piece) =>
  bareOf(piece).slice(0, TITLE_LENGTH).trimEnd().replace(/[.:]$/u, '').trimEnd();

/**
 * Whether tasks stand below a heading: the nearest heading that says yes or no decides; below a section that sets
 * none, only a heading of the same list of sections could (`I. MỤC ĐÍCH` stays without).
 */
function setsTasks(context: TaskContext, ancestors: readonly number[]): boolean {
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
  return top === true || ordersByType(context.type);
}

function unitHeading(
  context: TaskContext,
  ancestors: readonly number[],
): { text: string; start: number } | null {
  for (const index of [...ancestors].reverse()) {
    const piece = context.pieces[index] as Piece;
    const title = headingOf(piece);
    if (isUnitHeading(title))
      return { text: title, start: (context.starts[index] as number) + (piece.marker?.length ?? 0) };
  }
  return null;
}

const at = (parts: readonly Part[]): Part[] => parts.map((part) => part);

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
  let hasArticles = false;
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
    if ((piece.region !== 'body' && piece.region !== 'annex') || piece.footnote || piece.tableRow) return;
    const place = places[index] as OutlinePlace;
    const marker = piece.marker;
    const bare = bareOf(piece);
    const start = (starts[index] as number) + (marker?.length ?? 0);
    if (marker?.kind === 'article') hasArticles = true;
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
      for (const { kind, valueAt: from, valueEnd } of attributes) {
        const raw = bare.slice(from, valueEnd);
        const value = raw.trim();
        const valueAt = start + from + raw.length - raw.trimStart().length;
        if (kind === 'schedule') {
          if (!ownLine) group ??= { leads: [], coordinators: [], time: null };
          if (value === '') {
            timesOf = { draft: ownLine ? last : null, group, parts: [], spans: [] };
          } else {
            const timed = {
              schedule: readSchedule(value, subjectYear),
              spans: [[valueAt, valueAt + value.length] as Span],
            };
            if (ownLine) last.line = timed;
            else if (group) group.time ??= timed;
          }
        } else {
          group ??= { leads: [], coordinators: [], time: null };
          const parts = splitUnits(value, valueAt).filter((part) => !NOBODY.test(part.text));
          if (kind === 'lead') group.leads.push(...parts);
          else group.coordinators.push(...parts);
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
    const order = hasArticles ? false : setsTasks(context, ancestors);
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
      text: times.parts
        .join(' ')
        .replace(/^\+ /u, '')
        .replace(/[.;]+$/u, ''),
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

/** Nearest wins: the task's own words, then the line below it, then the group of its block. */
function scheduleOf(
  draft: Draft,
  text: string,
  start: number,
  predicate: string,
  year: number | null,
): Timed {
  const own = findOwnSchedule(text, year);
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
    const start =
      (starts[draft.index] as number) + (draft.form === 'paragraph' ? 0 : (piece.marker?.length ?? 0));
    const end = (starts[draft.lastIndex] as number) + (pieces[draft.lastIndex] as Piece).text.text.length;
    const own = text.slice(start, end);
    const ancestors = (context.places[draft.index] as OutlinePlace).ancestors;
    const unit = unitHeading(context, ancestors);
    const sentences = sentencesOf(own);
    const section = ancestors[0] === undefined ? '' : headingOf(pieces[ancestors[0]] as Piece);
    const several = draft.form === 'item' && /tổ chức thực hiện|phân công|trách nhiệm/iu.test(section);
    const subjects = (several ? sentences : sentences.slice(0, 1)).map((sentence) =>
      findSubject(sentence.text, start + sentence.start),
    );
    const subject = subjects[0] ?? null;
    const leads = dedupe([
      ...subjects.flatMap((found) => at(found?.units ?? [])),
      ...(unit ? splitUnits(unit.text, unit.start) : []),
      ...draft.leads,
    ]);
    const isLead = new Set(leads.map((part) => canonical(part.text)));
    const coordinators = dedupe([...findPartners(own, start), ...draft.coordinators]).filter(
      (part) => !isLead.has(canonical(part.text)),
    );
    const predicateAt = subject ? subject.predicateAt - start : 0;
    const timed = scheduleOf(draft, own, start, firstAction(own, predicateAt), subjectYear);
    const heading = draft.section === null ? null : headingOf(pieces[draft.section] as Piece);
    const evidence: Task['evidence'] = {};
    if (leads.length > 0) evidence.leads = leads.map((part) => [part.span[0], part.span[1]]);
    if (timed.spans.length > 0) evidence.schedule = timed.spans.map(([from, to]) => [from, to]);
    return {
      blockId: blockIds[draft.index] as string,
      path: [...draft.path],
      text: own,
      span: [start, end],
      status: draft.done ? 'done' : 'planned',
      assignedUnit: unit?.text ?? null,
      leads: leads.map((part) => part.text),
      coordinators: coordinators.map((part) => part.text),
      schedule: timed.schedule,
      themes: findThemes(own, heading, context.themes),
      evidence,
    };
  });
}
