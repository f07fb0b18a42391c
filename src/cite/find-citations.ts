import type { DocumentType } from '../corpus/vocabularies.ts';
import type { Block } from '../record/block.ts';
import type { Citation } from '../record/citation.ts';
import type { Span } from '../record/span.ts';
import { canonical } from '../text/canonical.ts';
import { type FoundDate, findDate } from '../text/dates.ts';
import { citationKey, DOCUMENT_NUMBER, toSymbol } from './document-number.ts';
import { findNamedCitations } from './named-citations.ts';

/** Number, symbol and date of the citing document: naming oneself is no citation. */
export interface OwnNumber {
  readonly number: number | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
}

type TypeNamed = Pick<DocumentType, 'name'>;

/** Compiled once for each vocabulary: a corpus has one, and thousands of documents. */
const compiled = new WeakMap<readonly TypeNamed[], RegExp>();

/**
 * `nghị quyết số `, `kết luận `, `công văn hỏa tốc số `: what stands before a number, in canonical form. Group 1 is the
 * type; the longest name first, so that `chương trình hành động` is not `chương trình`.
 */
function beforeNumber(types: readonly TypeNamed[]): RegExp {
  let pattern = compiled.get(types);
  if (!pattern) {
    const names = types
      .map((type) => canonical(type.name))
      .sort((a, b) => b.length - a.length)
      .map((name) => name.replace(/[^\p{L}\p{N} ]/gu, '\\$&').replace(/ +/gu, '\\s+'));
    // Without names, no type is known: (?!) matches nowhere.
    pattern = new RegExp(
      `(?<!\\p{L})(${names.join('|') || '(?!)'})(?:\\s+(?:của|hỏa tốc))?\\s*(?:số\\s*:?\\s*)?$`,
      'u',
    );
    compiled.set(types, pattern);
  }
  return pattern;
}

/** Characters before a number in which its type word and `số` stand. */
const LOOK_BACK = 45;
/** Characters after a number in which date and issuer stand. */
const LOOK_AHEAD = 170;

/** The name of a law or a plan between its type and `số`. */
const NAMED_BEFORE =
  /(?<!\p{L})(Bộ luật|Luật|Pháp lệnh|Kế hoạch|Chương trình|Đề án)(?: (?!số|của|ngày|và)[\p{L}]+,?){1,16} số\s*:?\s*$/u;
/** Characters that such a name takes. */
const NAME_BACK = 140;

const DATE_AFTER = /^\s*,?\s*(?:(?:được )?ban hành\s+)?(?:ngày\s+)/iu;

/** `của …`: the issuer ends where its purpose or the next thing begins. Group 1 is the issuer. */
const ISSUER_AFTER =
  /^\s*,?\s*(?:của|do)\s+(\p{Lu}[^,;.“"()[\]:\n]{2,110}?(?:\s+\([Kk]h(?:óa|oá)[^()]{0,20}\)|\s+[Kk]h(?:óa|oá)\s+[IVX]+)?)(?=\s+(?:về|thực hiện|ban hành|và|gắn|triển khai|tiếp tục|thí điểm|quy định|hướng dẫn|sửa đổi|phê duyệt|tại|đến|đối với|trong|theo|trên|có|được|nêu|để|cho|giao|với|thì|là|bãi bỏ|công bố|thông qua|đã|ký|từ|ngày|khi|nhằm|yêu cầu|đảm bảo|bảo đảm|liên quan|vào|quán triệt)(?:\s|$)|\s*[,;.“"()[\]:\n]|$)/u;

interface Mention {
  readonly number: number;
  readonly symbol: string;
  readonly type: string | null;
  readonly text: string;
  readonly span: Span;
  readonly issuedOn: string | null;
  readonly issuer: string | null;
}

/** The date that stands directly behind a number: `, ngày 17/11/2022`. */
export function dateBehind(after: string): FoundDate | null {
  const dated = DATE_AFTER.exec(after.slice(0, LOOK_AHEAD));
  if (!dated) return null;
  const date = findDate(after.slice(0, dated[0].length + 34));
  return date && date.span[0] <= dated[0].length ? date : null;
}

function toMention(text: string, match: RegExpExecArray, types: readonly TypeNamed[]): Mention | null {
  const [found, digits = '', letter = '', raw = ''] = match;
  const number = Number(digits);
  if (number === 0) return null;
  const symbol = toSymbol(letter, raw);
  const before = text.slice(Math.max(0, match.index - LOOK_BACK), match.index);
  const lead =
    beforeNumber(types).exec(canonical(before.slice(before.lastIndexOf('\n') + 1))) ??
    /(?<!\p{L})số\s*:?\s*$/iu.exec(before);
  // `Luật Việc làm số 74/2025/QH15`, `Kế hoạch hành động số 328-KH/TU`: the name stands between type and number.
  const named = lead?.[1]
    ? null
    : NAMED_BEFORE.exec(text.slice(Math.max(0, match.index - NAME_BACK), match.index));
  const start = lead ? match.index - lead[0].length : match.index;
  const end = match.index + found.length - (found.endsWith('.') ? 1 : 0);
  let after = text.slice(end, end + LOOK_AHEAD);
  let issuedOn: string | null = null;
  const date = dateBehind(after);
  if (date) {
    issuedOn = date.date;
    after = after.slice(date.span[1]);
  }
  const issuer = ISSUER_AFTER.exec(after)?.[1]?.trim() ?? null;
  const word = lead?.[1] ?? (named?.[1] ? canonical(named[1]) : undefined);
  const type =
    types.some(({ name }) => name === word) || lead?.[1] ? (word?.replace(/\s+/gu, ' ') ?? null) : null;
  return { number, symbol, type, text: text.slice(start, end), span: [start, end], issuedOn, issuer };
}

/**
 * Numbers that share the symbol of the one behind them, with `số` or the name of a type before the first:
 *
 *     > | Kết luận số 187, 188-KL/TW      Nghị quyết số 18- và 19-NQ/TW
 *                     ^^^                                ^^
 *
 * Group 1 is the list. Must not match a date or a quantity (`ngày 5, 12/KH-UBND`).
 */
const SHARED =
  /(?:(?<!\p{L})số\s*:?\s*|(?<=\p{L}\s))((?:\d{1,4}\s?[-–]?\s?,\s?){0,8}\d{1,4})\s?[-–]?\s?(?:,\s?(?:và\s)?|\svà\s(?:số\s)?)$/iu;

/** Characters that such a list takes. */
const SHARED_LENGTH = 60;

/** The numbers before `mention` that share its symbol, as mentions of their own. */
function sharing(text: string, mention: Mention, types: readonly TypeNamed[]): Mention[] {
  const [start] = mention.span;
  const digits = text.slice(start, mention.span[1]).search(/\d/u);
  // Where the mention begins with its own type word, nothing is shared.
  if (digits > 0) return [];
  const from = Math.max(0, start - SHARED_LENGTH);
  const before = text.slice(from, start);
  const list = SHARED.exec(before);
  if (!list?.[1]) return [];
  const listAt = from + list.index + list[0].indexOf(list[1]);
  const lead = text.slice(Math.max(0, listAt - LOOK_BACK), listAt);
  const named = beforeNumber(types).exec(canonical(lead.slice(lead.lastIndexOf('\n') + 1)));
  if (!named && !/số\s*:?\s*$/iu.test(lead)) return [];
  return Array.from(list[1].matchAll(/\d{1,4}/gu), (match) => ({
    ...mention,
    number: Number(match[0]),
    type: named?.[1]?.replace(/\s+/gu, ' ') ?? mention.type,
    text: match[0],
    span: [listAt + match.index, listAt + match.index + match[0].length] as Span,
    issuedOn: null,
  })).filter(({ number }) => number > 0);
}

/** Between two numbers of one list. */
const IN_LIST = /^\s*(?:,|;|và|,\s*và)\s*$/u;

/**
 * What stands at the end of a list holds for all of it: `Nghị quyết số 18-NQ/TW, Nghị quyết số 19-NQ/TW của Ban Chấp
 * hành Trung ương` (the issuer); `Công điện số 08/CĐ-UBND và số 09/CĐ-UBND ngày 19/11/2025` (the day, too, where one
 * type word is that of both).
 */
function shareAlongLists(text: string, mentions: readonly Mention[]): Mention[] {
  const shared = [...mentions];
  for (let index = shared.length - 2; index >= 0; index--) {
    const mention = shared[index] as Mention;
    const next = shared[index + 1] as Mention;
    if (!IN_LIST.test(text.slice(mention.span[1], next.span[0]))) continue;
    const one = next.type === null && next.symbol === mention.symbol;
    shared[index] = {
      ...mention,
      issuer: mention.issuer ?? next.issuer,
      issuedOn: mention.issuedOn ?? (one ? next.issuedOn : null),
    };
  }
  return shared;
}

/** The first issuer that is stated, in its fullest form: `… Trung ương Đảng (khóa XIII)` rather than `… Trung ương Đảng`. */
function fullestIssuer(mentions: readonly Mention[]): string | null {
  const issuers = mentions.map((mention) => mention.issuer).filter((issuer) => issuer !== null);
  const [first] = issuers;
  if (first === undefined) return null;
  return (
    issuers.find(
      (issuer) =>
        issuer.startsWith(first) && /^ (?:Đảng|\(?[Kk]h(?:óa|oá))/u.test(issuer.slice(first.length)),
    ) ?? first
  );
}

/** The committee of an earlier term gave the same number once: with another date, it is another document. */
function isOwn(mention: Mention, own: OwnNumber): boolean {
  if (own.number === null || own.symbol === null) return false;
  if (citationKey(mention.number, mention.symbol) !== citationKey(own.number, own.symbol)) return false;
  return mention.issuedOn === null || own.issuedOn === null || mention.issuedOn === own.issuedOn;
}

/**
 * Every document that a text names by its number, and those that it names by their title, with all their mentions.
 * Afterwards:
 * 1. one citation per number and symbol, in order of the first mention; mentions are in order and don't overlap;
 * 2. a date or an issuer is one that some mention states, the first that does;
 * 3. the document itself is not among them, but one of the same number and another stated date is;
 * 4. a type is one of `types`; `targetId` is null (resolveCitations finds targets).
 */
export function findCitations(
  text: string,
  blocks: readonly Pick<Block, 'span'>[],
  own: OwnNumber,
  types: readonly TypeNamed[],
): Citation[] {
  const groups = new Map<string, Mention[]>();
  for (const { span } of blocks) {
    const [start, end] = span;
    const part = text.slice(start, end);
    const found = Array.from(part.matchAll(DOCUMENT_NUMBER), (match) => toMention(part, match, types))
      .filter((mention) => mention !== null)
      .flatMap((mention) => {
        const others = sharing(part, mention, types);
        return [...others, { ...mention, type: mention.type ?? others[0]?.type ?? null }];
      });
    for (const mention of shareAlongLists(part, found)) {
      if (isOwn(mention, own)) continue;
      const key = citationKey(mention.number, mention.symbol);
      const placed: Mention = { ...mention, span: [start + mention.span[0], start + mention.span[1]] };
      const group = groups.get(key);
      if (group) group.push(placed);
      else groups.set(key, [placed]);
    }
  }
  const numbered = [...groups.values()].map((mentions): Citation => {
    const typed = mentions.find((mention) => mention.type !== null) ?? (mentions[0] as Mention);
    return {
      text: typed.text,
      type: typed.type,
      number: typed.number,
      symbol: typed.symbol,
      issuedOn: mentions.find((mention) => mention.issuedOn !== null)?.issuedOn ?? null,
      issuer: fullestIssuer(mentions),
      mentions: mentions.map((mention) => mention.span),
      targetId: null,
    };
  });
  const citations = [...numbered, ...findNamedCitations(text, blocks)];
  return citations.sort((a, b) => (a.mentions[0]?.[0] ?? 0) - (b.mentions[0]?.[0] ?? 0));
}
