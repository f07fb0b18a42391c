import { defaultTier } from '../../mentions/tier.ts';
import { findDate, WORDED_DATE } from '../../text/dates.ts';
import { fold } from '../../text/fold.ts';
import { normaliseLine } from '../../text/normalise/line.ts';
import { DOUBLE_QUOTES, SINGLE_QUOTES } from '../../text/quotes.ts';
import { syllablesOf } from '../../text/syllables.ts';
import { FIELD, FIELD_LABELS, type FieldValues, fieldCalled, valuesCalled, yearsOf } from './fields.ts';
import {
  type FieldName,
  type FieldNode,
  type GroupNode,
  type QueryNode,
  type QueryRemark,
  type QueryTree,
  soughtTerms,
  type TermNode,
} from './tree.ts';

/**
 * A document number, in any of the ways in which people type one; tried before an exclusion, because ` -KH/ĐUK`
 * would otherwise be one:
 *
 *     > | 28-NQ/TW    Số 114 -KH/ĐUK    28/NQ-TW    07/2021/NĐ-CP    30a/2008/NQ-CP    58 CTr/TU    nq28    28nqtw
 *     > | 58–CTr/TU    72/2025/QH15    1654/NQ-UBTVQH15
 *     > | KH-114    58 ctr tu (at the end, where `tu` can't be a word of what follows)
 *
 * Must not match: years and dates (`2024`, `17/11/2022`), `2021 - 2025`, words with digits behind (`khóa13`), the year
 * behind an abbreviation (`KH 2024`: the plans of 2024).
 */
const NUMBER = (() => {
  const types = 'nq|qđ|qd|kl|ct|kh|ctr|hd|cv|tb|bc|ttr|đa|da|qc|qđi|qdi|nđ|nd|tt';
  const dash = '[-–—‑/]';
  const own = '\\d{1,5}[a-zđ]?(?:\\/\\d{4})?';
  // of the National Assembly and its committee, with the number of the term: `72/2025/QH15`, `1654/NQ-UBTVQH15`
  const assembly = `${own}\\s*${dash}\\s*(?:\\p{L}{1,11}\\s*${dash}\\s*)?(?:ubtv)?qh\\d{1,2}`;
  const whole = `${own}\\s*${dash}\\s*\\p{L}\\p{L}{0,11}\\s*${dash}\\s*\\p{L}[\\p{L}-]*`;
  const spaced = `\\d{1,5}\\s+(?:${types})\\s?${dash}\\s?\\p{L}[\\p{L}-]*`;
  const turned = `(?:${types})\\s?${dash}?\\s?(?!(?:19|20)\\d{2}(?!\\d))\\d{1,5}`;
  const words = `\\d{1,5}\\s+(?:${types})\\s+[a-zđ]{2,8}(?=\\s*$)`;
  const glued = '\\d{1,5}(?:nq|qđ|qd|kl|ct|kh|ctr|hd|cv|tb|bc|ttr|đa|qc|qđi|qdi|nđ|nd)\\p{L}{0,8}';
  return new RegExp(
    `(?<![\\p{L}\\p{N}/]-?)(?:số\\s*:?\\s*)?(?:${[assembly, whole, spaced, turned, words, glued].join('|')})(?![\\p{L}\\p{N}])`,
    'iuy',
  );
})();

/** A day, in digits or in words: one unit, whatever stands between its numbers. */
const DAY = new RegExp(
  `(?<![\\p{L}\\p{N}]|\\d[./-])(?:\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{4}|${WORDED_DATE.source})(?![\\p{L}\\p{N}])`,
  'iuy',
);

/** A phrase in any kind of double quotes; one that is not closed goes to the end, as the reader is still typing. */
const PHRASE = new RegExp(`[${DOUBLE_QUOTES}]([^${DOUBLE_QUOTES}]*)([${DOUBLE_QUOTES}]|$)`, 'uy');
/** A phrase in single quotes: those stand before a word and behind one, an apostrophe within. */
const SINGLY_QUOTED = new RegExp(
  `[${SINGLE_QUOTES}]+(?=[\\p{L}\\p{N}])([^${SINGLE_QUOTES}${DOUBLE_QUOTES}]+)([${SINGLE_QUOTES}])[${SINGLE_QUOTES}]*(?![\\p{L}\\p{N}])`,
  'uy',
);
/** Between two ways to meet a query; in capitals, as `or` and `hoặc` are words that texts have. */
const OR = new RegExp(`(?:OR|HOẶC|\\|)(?=[\\s()${DOUBLE_QUOTES}]|$)`, 'uy');
/** What stands between spaces, brackets and quotes. */
const RUN = new RegExp(`[^\\s()${DOUBLE_QUOTES}]+`, 'uy');
/** `chude:x`, where there is no such field: letters, a colon, and something directly behind. Not an address, not a time. */
const LIKE_FIELD = /^([\p{L}]{2,12}):(?!\/\/)(?=[\p{L}\p{N}"“])/u;

/** Brackets within brackets beyond this are no query of a person. */
const MAX_DEPTH = 20;

/** A value without quotes may have so many words, if the corpus has a value that is called so. */
const VALUE_WORDS = 12;

/**
 * Reads a query. Never fails: what can't be part of a search is left out, and what may have been meant otherwise is
 * remarked on.
 *
 *     query    = part (OR part)*          part  = factor*
 *     factor   = "-" factor | "(" query ")" | field ":" value | “phrase” | number | word
 *
 * Words stand closer together than `OR`: `dân vận OR tôn giáo` is either of the two, as a word has several syllables.
 *
 * @param values the values of fields, so that `loại:kế hoạch dân vận` ends where the name of a type does
 */
export function parseQuery(typed: string, values: FieldValues = {}): QueryTree {
  const text = normaliseLine(typed);
  const parser = new QueryParser(text, values);
  const root = parser.parse();
  const terms = soughtTerms(root);
  return {
    text,
    root,
    remarks: parser.remarks,
    tier: defaultTier(wordsOf(terms)),
    phrase: phraseOf(root, text),
  };
}

/** What is typed of words; numbers are found whatever their marks, so they only decide where there is nothing else. */
function wordsOf(terms: readonly TermNode[]): string {
  const words = terms.filter(({ kind }) => kind !== 'number');
  return (words.length > 0 ? words : terms).map(({ text }) => text).join(' ');
}

class QueryParser {
  readonly remarks: QueryRemark[] = [];
  readonly #text: string;
  readonly #folded: string;
  readonly #values: FieldValues;
  #at = 0;

  constructor(text: string, values: FieldValues) {
    this.#text = text;
    this.#folded = fold(text);
    this.#values = values;
  }

  parse(): GroupNode {
    const root = this.#query(0);
    const inOrder = [...this.remarks].sort((a, b) => a.start - b.start);
    this.remarks.splice(0, this.remarks.length, ...inOrder);
    const group: GroupNode = root.kind === 'all' ? root : this.#group('all', [root]);
    if (group.parts.length > 0 && group.parts.every(({ kind }) => kind === 'not'))
      this.#remark('only-exclusions', group.start, group.end);
    return group;
  }

  #remark(rule: QueryRemark['rule'], start: number, end: number, suggestion?: string): void {
    this.remarks.push({ rule, start, end, ...(suggestion !== undefined && { suggestion }) });
  }

  #match(pattern: RegExp, text = this.#text): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(text);
  }

  #space(): void {
    while (this.#at < this.#text.length && /\s/u.test(this.#text[this.#at] as string)) this.#at++;
  }

  #group(kind: GroupNode['kind'], parts: readonly QueryNode[]): GroupNode {
    return { kind, parts, start: parts[0]?.start ?? this.#at, end: parts.at(-1)?.end ?? this.#at };
  }

  /** Up to the end, or to the bracket that closes it. */
  #query(depth: number): GroupNode {
    const ways: GroupNode[] = [];
    let parts: QueryNode[] = [];
    let or: { start: number; end: number } | undefined;
    const close = () => {
      if (parts.length > 0) ways.push(this.#group('all', parts));
      else if (or) this.#remark('lonely-or', or.start, or.end);
      parts = [];
    };
    for (;;) {
      this.#space();
      if (this.#at >= this.#text.length) break;
      const start = this.#at;
      if (this.#text[start] === ')') {
        if (depth > 0) break;
        this.#remark('stray-bracket', start, start + 1);
        this.#at++;
        continue;
      }
      const found = this.#match(OR);
      if (found) {
        this.#at += found[0].length;
        if (parts.length === 0) this.#remark('lonely-or', start, this.#at);
        close();
        or = { start, end: this.#at };
        continue;
      }
      parts.push(...this.#factor(depth));
    }
    if (or && parts.length === 0 && ways.length > 0) this.#remark('lonely-or', or.start, or.end);
    if (parts.length > 0) ways.push(this.#group('all', parts));
    const [only] = ways;
    if (ways.length > 1) return this.#group('any', ways);
    return only ?? this.#group('all', []);
  }

  #factor(depth: number): QueryNode[] {
    const start = this.#at;
    const first = this.#text[start] as string;
    if (first === '(') return this.#bracket(depth);
    if (DOUBLE_QUOTES.includes(first)) return this.#phrase(PHRASE);
    if (SINGLE_QUOTES.includes(first) && this.#match(SINGLY_QUOTED)) return this.#phrase(SINGLY_QUOTED);
    const field = this.#field();
    if (field) return field;
    const day = this.#match(DAY);
    if (day && findDate(day[0])) {
      this.#at += day[0].length;
      return [{ kind: 'phrase', text: day[0], start, end: this.#at }];
    }
    const number = this.#match(NUMBER);
    if (number) {
      this.#at += number[0].length;
      return [{ kind: 'number', text: number[0].trim(), start, end: this.#at }];
    }
    if (first === '-' && this.#startsFactor(start)) {
      this.#at++;
      const parts = this.#factor(depth);
      const [only] = parts;
      if (!only) return [];
      // `-CT-XH` excludes what has both, not all that has one of them
      const part = parts.length > 1 ? this.#group('all', parts) : only;
      return [{ kind: 'not', part, start, end: part.end }];
    }
    return this.#run();
  }

  /** A minus sign excludes what stands directly behind it, and only at the beginning of a word. */
  #startsFactor(at: number): boolean {
    const before = this.#text[at - 1];
    const behind = this.#text[at + 1];
    return (before === undefined || /[\s(]/u.test(before)) && behind !== undefined && /[^\s)-]/u.test(behind);
  }

  #bracket(depth: number): QueryNode[] {
    const start = this.#at++;
    if (depth >= MAX_DEPTH) {
      this.#remark('too-deep', start, start + 1);
      return [];
    }
    const inside = this.#query(depth + 1);
    if (this.#text[this.#at] === ')') this.#at++;
    else this.#remark('unclosed-bracket', start, start + 1);
    if (inside.parts.length === 0) return [];
    return [{ ...inside, start, end: this.#at }];
  }

  #phrase(pattern: RegExp): QueryNode[] {
    const start = this.#at;
    const [found, text = '', closing = ''] = this.#match(pattern) as RegExpExecArray;
    this.#at += found.length;
    if (closing === '') this.#remark('unclosed-quote', start, start + 1, `${text.trim()}"`);
    if (syllablesOf(text).length === 0) return [];
    return [{ kind: 'phrase', text: text.trim(), start, end: this.#at }];
  }

  #field(): QueryNode[] | null {
    const start = this.#at;
    const found = this.#match(FIELD, this.#folded);
    if (!found) return null;
    const field = fieldCalled(found[1] as string) as FieldName;
    this.#at += found[0].length;
    const [text, valueStart] = this.#value(field);
    if (syllablesOf(text).length === 0) {
      this.#remark('empty-field', start, this.#at, `${FIELD_LABELS[field]}:…`);
      return [];
    }
    const values = this.#valuesOf(field, text);
    if (values.length === 0) {
      const known = this.#values[field]?.slice(0, 3).map(({ label }) => label);
      const example = field === 'year' ? '2023' : known?.join(', ');
      this.#remark('unknown-value', valueStart, this.#at, example || undefined);
    }
    const node: FieldNode = { kind: 'field', field, text, values, start, end: this.#at };
    return [node];
  }

  #valuesOf(field: FieldName, text: string): readonly string[] {
    if (field === 'number') return [text];
    if (field === 'year') return yearsOf(text) ?? [];
    return valuesCalled(this.#values[field] ?? [], text);
  }

  /** The value behind a colon: in quotes, a number, or as many words as some value of the field is called. */
  #value(field: FieldName): [text: string, start: number] {
    const start = this.#at;
    const quoted = DOUBLE_QUOTES.includes(this.#text[start] ?? ' ') ? this.#match(PHRASE) : null;
    const number = field === 'number' ? this.#match(NUMBER) : null;
    const found = quoted ?? number;
    if (found) {
      this.#at += found[0].length;
      return [quoted ? (quoted[1] as string) : found[0], start];
    }
    let best = start;
    for (let words = 0; words < VALUE_WORDS; words++) {
      const run = this.#match(RUN);
      if (!run || this.#match(FIELD, this.#folded) || this.#match(OR)) break;
      this.#at += run[0].length;
      const known = this.#valuesOf(field, this.#text.slice(start, this.#at)).length > 0;
      if (words === 0 || known) best = this.#at;
      this.#space();
    }
    this.#at = best;
    return [this.#text.slice(start, best), start];
  }

  #run(): QueryNode[] {
    const start = this.#at;
    const run = this.#match(RUN);
    if (!run) {
      this.#at++;
      return [];
    }
    this.#at += run[0].length;
    const like = LIKE_FIELD.exec(run[0]);
    if (like) this.#remark('unknown-field', start, start + (like[1] as string).length + 1);
    return syllablesOf(run[0]).map(
      ({ text, start: from, end: to }): TermNode => ({
        kind: 'word',
        text,
        start: start + from,
        end: start + to,
      }),
    );
  }
}

const OPEN_OR_CLOSE = new RegExp(`[${DOUBLE_QUOTES}()]`, 'u');

/** What the required terms say in one breath: as typed where nothing else was written in between. */
function phraseOf(root: GroupNode, query: string): string | null {
  if (root.parts.some(({ kind }) => kind === 'any' || kind === 'all')) return null;
  const terms = soughtTerms(root);
  const [first] = terms;
  if (!first) return null;
  if (terms.length === 1) return first.text;
  const last = terms[terms.length - 1] as TermNode;
  const between = root.parts.some(
    ({ kind, start }) => (kind === 'not' || kind === 'field') && start > first.start && start < last.start,
  );
  const typed = query.slice(first.start, last.end);
  return between || OPEN_OR_CLOSE.test(typed) ? terms.map(({ text }) => text).join(' ') : typed;
}
