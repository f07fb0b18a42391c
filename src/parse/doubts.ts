import { findDateConflicts } from '../cite/date-conflicts.ts';
import { DOCUMENT_NUMBER } from '../cite/document-number.ts';
import type { DocumentType } from '../corpus/vocabularies.ts';
import type { Block, OutlineEntry } from '../record/block.ts';
import type { Citation } from '../record/citation.ts';
import type { Message } from '../record/message.ts';
import type { Metadata, MetadataField, Provenance } from '../record/metadata.ts';
import type { Span } from '../record/span.ts';
import type { Task } from '../record/task.ts';
import { canonical } from '../text/canonical.ts';
import { isAttachedRemark } from './constructs/annex.ts';
import { bearsMotto } from './constructs/motto.ts';
import { symbolParts } from './constructs/number-and-symbol.ts';
import { ordersByType } from './constructs/section.ts';
import type { Piece } from './pieces.ts';

/** A document as parsed, for the rules that compare its parts with each other. */
export interface Parsed {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly pieces: readonly Piece[];
  readonly metadata: Metadata;
  readonly provenance: Partial<Record<MetadataField, Provenance>>;
  readonly outline: readonly OutlineEntry[];
  readonly tasks: readonly Omit<Task, 'id'>[];
  readonly citations: readonly Citation[];
  readonly types: readonly DocumentType[];
}

/** What is doubtful in a document: never corrected, always said, with the place and what to compare. */
type Rule = (document: Parsed) => Message[];

const spanOf = ({ provenance }: Parsed, field: MetadataField): { span?: Span } => {
  const span = provenance[field]?.span;
  return span ? { span } : {};
};

/** `KẾ HOẠCH` with the symbol CV/ĐTN: a form was copied, or a letter was lost. */
const typeAndSymbol: Rule = (document) => {
  const { type, symbol } = document.metadata;
  const first = symbol === null ? undefined : symbolParts(symbol)[0];
  if (type === null || first === undefined) return [];
  const code = canonical(first);
  const stands = (candidate: DocumentType) =>
    [...candidate.party, ...candidate.state].some((own) => canonical(own) === code);
  const meant = document.types.filter(stands);
  const own = document.types.find((candidate) => candidate.name === type);
  if (meant.length === 0 || !own || stands(own)) return [];
  return [
    {
      ruleId: 'head/type-symbol',
      severity: 'warning',
      ...spanOf(document, 'symbol'),
      reason:
        'The name of the type and the abbreviation in the symbol disagree. Declare the one that is right.',
      expected: [...new Set([...own.party, ...own.state])].join(', ') || type,
      actual: first,
    },
  ];
};

/** `Số:     /KH-UBND`: the form has a place for the number, and nobody filled it in. */
const numberLeftEmpty: Rule = (document) => {
  const { number, symbol } = document.metadata;
  if (number !== null || symbol === null) return [];
  return [
    {
      ruleId: 'head/number-left-empty',
      severity: 'warning',
      ...spanOf(document, 'symbol'),
      reason: 'The number was not filled in. Declare it if the published paper has one.',
      actual: symbol,
    },
  ];
};

/** A document cites what is younger than itself: one of the dates is a slip. */
const dateBeforeCited: Rule = ({ metadata: { issuedOn }, citations }) => {
  if (issuedOn === null) return [];
  return citations.flatMap((citation): Message[] => {
    if (citation.issuedOn === null || citation.issuedOn <= issuedOn) return [];
    return [
      {
        ruleId: 'head/date-before-cited',
        severity: 'warning',
        ...(citation.mentions[0] ? { span: citation.mentions[0] } : {}),
        reason: `It is dated ${issuedOn} and cites a document of a later day. One of the two dates is a slip.`,
        expected: `not after ${issuedOn}`,
        actual: citation.issuedOn,
      },
    ];
  });
};

const twoDates: Rule = ({ text, citations }) =>
  findDateConflicts(text, citations).map(({ citation, dates, span }) => ({
    ruleId: 'cite/two-dates',
    severity: 'warning',
    span,
    reason: `It gives ${citation.text} ${dates.length} dates. Compare with the document that is cited.`,
    expected: dates[0] as string,
    actual: dates.slice(1).join(', '),
  }));

/** `ngày 31/02/2023`, `ngày 35 tháng 14 năm 2026`: no such day. */
const DATE = /ngày\s+(\d{1,2})(?:[/.-]|\s+tháng\s+)(\d{1,2})(?:[/.-]|\s+năm\s+)(\d{4})(?!\d)/giu;

const noSuchDay: Rule = ({ text }) =>
  Array.from(text.matchAll(DATE)).flatMap((match): Message[] => {
    const [found, day, month, year] = match;
    const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    if (Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= days) return [];
    return [
      {
        ruleId: 'body/no-such-day',
        severity: 'warning',
        span: [match.index, match.index + found.length],
        reason: 'The calendar has no such day. Compare with the original.',
        actual: found,
      },
    ];
  });

/** The letters that number points, in order (Decree 30/2020, by use): without f, j, w, z and the marked vowels. */
const LETTERS = 'a b c d đ e g h i k l m n o p q r s t u v x y'.split(' ');
const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** The place of a label in its sequence; null for one that counts nothing. */
function ordinalOf(label: string): number | null {
  const last = /[^\s.]+$/u.exec(label)?.[0].replace(/[()]/gu, '') ?? '';
  if (/^\d{1,4}$/u.test(last)) return Number(last);
  if (/^[IVXLC]+$/u.test(last)) {
    let value = 0;
    for (let i = 0; i < last.length; i++) {
      const size = ROMAN[last[i] as string] ?? 0;
      value += size < (ROMAN[last[i + 1] ?? ''] ?? 0) ? -size : size;
    }
    return value;
  }
  const letter = LETTERS.indexOf(last);
  return letter < 0 ? null : letter + 1;
}

/** What kind of number a label is, so that `1.` and `a)` below one heading are two sequences. */
const shapeOf = (label: string) =>
  label
    .replace(/[IVXLC]+$/u, 'I')
    .replace(/\d+/gu, '1')
    .replace(/(?<![\p{L}])[a-zđ]$/u, 'a');

/** 1, 2, 4: a unit was lost, or the office miscounted. 2, 2: a number was given twice. */
const numbering: Rule = ({ outline }) => {
  const before = new Map<string, number>();
  const messages: Message[] = [];
  let article = '';
  for (const entry of outline) {
    // Articles are counted through a document, whatever chapter they stand in.
    const isArticle = /^điều/iu.test(entry.label);
    if (isArticle) article = entry.label;
    const parent = isArticle ? '' : entry.path.slice(0, -1).join('>');
    const key = `${isArticle ? '' : article}|${parent}|${shapeOf(entry.label)}`;
    const value = ordinalOf(entry.label);
    if (value === null) continue;
    const last = before.get(key);
    before.set(key, value);
    if (last === undefined || value === last + 1 || value === 1) continue;
    if (entry.label === 'e' && value === last + 2) continue; // some offices count without đ
    const repeated = value === last;
    messages.push({
      ruleId: repeated ? 'outline/repeated-number' : 'outline/gap',
      severity: 'info',
      span: entry.span,
      reason: repeated
        ? 'Two units in a row have this number. Compare with the original.'
        : 'The number does not follow the one before it. Compare with the original: a unit may be missing.',
      actual: entry.label,
    });
  }
  return messages;
};

/** A task that was to be done before the document was issued, though it is not reported as done. */
const pastDeadline: Rule = ({ metadata: { issuedOn }, tasks }) => {
  if (issuedOn === null) return [];
  return tasks.flatMap((task): Message[] => {
    const { to } = task.schedule;
    if (to === null || task.status === 'done' || to >= issuedOn.slice(0, to.length)) return [];
    return [
      {
        ruleId: 'task/past-deadline',
        severity: 'warning',
        span: task.evidence.schedule?.[0] ?? task.span,
        reason: `The task was to be done before the document was issued (${issuedOn}). The year may be a slip.`,
        expected: `not before ${issuedOn}`,
        actual: to,
      },
    ];
  });
};

/** `(Kèm theo Kế hoạch số 58/KH-UBND …)` above an annex of number 57: copied from another paper. */
const otherNumberOnAnnex: Rule = ({ text, blocks, pieces, metadata: { number } }) => {
  if (number === null) return [];
  return pieces.flatMap((piece, index): Message[] => {
    const line = piece.text.text;
    if (piece.part.index === 0 || !isAttachedRemark(line)) return [];
    const cited = line.matchAll(DOCUMENT_NUMBER).next().value;
    if (!cited || Number(cited[1]) === number) return [];
    const start = (blocks[index] as Block).span[0];
    return [
      {
        ruleId: 'annex/other-number',
        severity: 'warning',
        span: [start + cited.index, start + cited.index + cited[0].length],
        reason: 'The annex says that it belongs to a document of another number. Compare with the original.',
        expected: String(number),
        actual: text.slice(start + cited.index, start + cited.index + cited[0].length),
      },
    ];
  });
};

/** The letterhead of a paper: the motto, and within the next blocks a number. */
const OWN_NUMBER = /(?:^|\s)(Số\s*:?\s*\d{1,6}\s?[-–/]\s?\p{Lu}[\p{L}\d/-]*)/u;
const LETTERHEAD_BLOCKS = 8;

/** A letterhead with a number of its own behind the signature: two papers in one file. */
const secondDocument: Rule = ({ blocks, pieces, provenance }) =>
  pieces.flatMap((piece, index): Message[] => {
    const { part } = piece;
    if (part.index === 0 || part.form || !bearsMotto(piece.text.text)) return [];
    const below = pieces.slice(index, index + LETTERHEAD_BLOCKS);
    const at = below.findIndex(
      (other) => other.part.index === part.index && OWN_NUMBER.test(other.text.text),
    );
    if (at < 0) return [];
    // The document's own letterhead, which a converter wrote behind its text.
    const own = provenance.symbol?.span;
    const [start, end] = (blocks[index + at] as Block).span;
    if (own && start <= own[0] && own[1] <= end) return [];
    return [
      {
        ruleId: 'file/second-document',
        severity: 'warning',
        span: (blocks[index + at] as Block).span,
        reason:
          'Another document with a number of its own follows in this file. Split the file, so that both are found.',
        actual: OWN_NUMBER.exec((below[at] as Piece).text.text)?.[1] ?? '',
      },
    ];
  });

/** A plan without a task: its layout was not understood, or the file holds only a part of it. */
const planWithoutTasks: Rule = ({ metadata: { type }, tasks, text }) =>
  tasks.length > 0 ||
  type === null ||
  !/^(?:kế hoạch|chương trình)/u.test(type) ||
  !ordersByType(type) ||
  text === ''
    ? []
    : [
        {
          ruleId: 'task/none',
          severity: 'warning',
          reason:
            'No task was found in a plan. Compare with the original: sections or tables may have been lost.',
        },
      ];

const RULES: readonly Rule[] = [
  typeAndSymbol,
  numberLeftEmpty,
  dateBeforeCited,
  twoDates,
  noSuchDay,
  numbering,
  pastDeadline,
  otherNumberOnAnnex,
  secondDocument,
  planWithoutTasks,
];

/** A damaged file would say the same a thousand times: the first of each rule are listed, and the others
 * counted. */
const MOST_OF_A_RULE = 30;

/** What is doubtful in a document, rule by rule. */
export function findDoubts(document: Parsed): Message[] {
  return RULES.flatMap((rule) => {
    const found = rule(document);
    const last = found[MOST_OF_A_RULE];
    if (!last) return found;
    const more = found.length - MOST_OF_A_RULE;
    return [
      ...found.slice(0, MOST_OF_A_RULE),
      { ...last, reason: `${last.reason} (${more} places of this rule in all are not listed one by one.)` },
    ];
  });
}
