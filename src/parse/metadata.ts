import type { DeclaredFacts } from '../corpus/declared-facts.ts';
import type { DocumentType, Vocabularies } from '../corpus/vocabularies.ts';
import type { Message } from '../record/message.ts';
import type { Metadata, MetadataField, Provenance } from '../record/metadata.ts';
import type { Span } from '../record/span.ts';
import { withoutEnd } from '../text/trim.ts';
import { findInferredIssuer, findInferredTitle } from './constructs/introduction.ts';
import { findLetterhead } from './constructs/letterhead.ts';
import { bearsMotto } from './constructs/motto.ts';
import { findNumberAndSymbol, symbolParts, typeOfSymbol } from './constructs/number-and-symbol.ts';
import { findPlaceAndDate } from './constructs/place-and-date.ts';
import { findOnlyProvince, provinceIn } from './constructs/province.ts';
import { toRecipient } from './constructs/recipients.ts';
import { findSigner } from './constructs/signature.ts';
import { findSubjectYear } from './constructs/subject-year.ts';
import { inferred } from './inference.ts';
import type { Piece } from './pieces.ts';

/** What is known of the document as a whole, and how. */
export interface Facts {
  readonly metadata: Metadata;
  readonly provenance: Partial<Record<MetadataField, Provenance>>;
  readonly messages: readonly Message[];
  /** The head itself names an issuer or a number, whatever was declared or follows from elsewhere. */
  readonly readsLetterhead: boolean;
}

/** The blocks with their places in the record's text. */
export interface PlacedPieces {
  readonly pieces: readonly Piece[];
  readonly starts: readonly number[];
  readonly text: string;
  /** `text` in canonical form. */
  readonly canonical: string;
}

type Known = { [Field in MetadataField]?: { value: Metadata[Field]; provenance: Provenance } };

const EMPTY: Metadata = {
  type: null,
  typeCode: null,
  number: null,
  symbol: null,
  issuer: null,
  parentBody: null,
  province: null,
  place: null,
  issuedOn: null,
  title: null,
  subjectYear: null,
  signer: null,
  recipients: [],
};

/** How much of the body the introduction may take: characters. */
const INTRODUCTION = 3_000;

function shift(start: number, [from, to]: readonly [number, number]): Span {
  return [start + from, start + to];
}

/** Around the motto stand the other cells of a letterhead: before and behind it. */
const BEFORE_MOTTO = 3;
const BEHIND_MOTTO = 6;

/**
 * The cells of the letterhead. Some converters write it behind the text, where its frame stands in the file: then it
 * is the first that stands there, if the head has neither a motto nor a number.
 */
function headPieces({ pieces }: PlacedPieces): { piece: Piece; index: number }[] {
  const all = pieces.map((piece, index) => ({ piece, index }));
  const head = all.filter(({ piece }) => piece.region === 'head');
  const isLetterhead = ({ piece }: { piece: Piece }) =>
    bearsMotto(piece.text.text) || findNumberAndSymbol(piece.text.text) !== null;
  if (head.some(isLetterhead)) return head;
  const motto = all.findIndex(
    ({ piece }) =>
      (piece.region === 'tail' || piece.region === 'annex') &&
      !piece.part.form &&
      bearsMotto(piece.text.text),
  );
  if (motto < 0) return head;
  const late = all
    .slice(Math.max(0, motto - BEFORE_MOTTO), motto + BEHIND_MOTTO)
    .filter(({ piece }) => piece.region === all[motto]?.piece.region && piece.text.text.length < MAX_CELL);
  // A letterhead with a paper of its own below it is that paper's.
  const behind = all.slice(motto, motto + BEHIND_MOTTO * 2).map(({ piece }) => piece.text.text);
  return behind.some((line) => OWN_PAPER.test(line)) ? head : late;
}

const MAX_CELL = 200;
/** The name of a type, as a paper has it below its letterhead. */
const OWN_PAPER =
  /^(?:KẾ HOẠCH|QUYẾT ĐỊNH|BÁO CÁO|BIÊN BẢN|THÔNG BÁO|CHƯƠNG TRÌNH|HƯỚNG DẪN|TỜ TRÌNH|CHỈ THỊ|NGHỊ QUYẾT|DANH SÁCH|PHIẾU|ĐƠN|GIẤY|QUY CHẾ|PHỤ LỤC)(?!\p{L})/u;

/** Everything that the letterhead says: cells in order, the ones nearest to the name of the type win. */
function readHead(placed: PlacedPieces, known: Known): void {
  const { starts, text } = placed;
  const head = headPieces(placed);
  for (const { piece, index } of [...head].reverse()) {
    const start = starts[index] as number;
    const line = piece.text.text;
    const number = known.number || known.symbol ? null : findNumberAndSymbol(line);
    if (number) {
      const span = shift(start, number.span);
      if (number.number !== null)
        known.number = { value: number.number, provenance: { basis: 'stated', span } };
      if (number.symbol !== null)
        known.symbol = { value: number.symbol, provenance: { basis: 'stated', span } };
    }
    const place = known.place || known.issuedOn ? null : findPlaceAndDate(line);
    if (place?.place)
      known.place = {
        value: place.place,
        provenance: { basis: 'stated', span: shift(start, place.placeSpan) },
      };
    if (place?.issuedOn)
      known.issuedOn = {
        value: place.issuedOn,
        provenance: { basis: 'stated', span: shift(start, place.dateSpan) },
      };
  }
  // What a web site wrote above the letterhead names other bodies: only the last lines are the letterhead.
  const letterhead = head.slice(-LETTERHEAD_CELLS);
  const found = findLetterhead(
    letterhead.map(({ piece }) => piece.text.text),
    text,
    placed.canonical,
  );
  const first = letterhead[found.cells[0] ?? -1];
  const last = letterhead[found.cells[found.cells.length - 1] ?? -1];
  if (!found.issuer || !first || !last) return;
  const span: Span = [
    starts[first.index] as number,
    (starts[last.index] as number) + last.piece.text.text.length,
  ];
  known.issuer = { value: found.issuer, provenance: { basis: 'stated', span } };
  if (found.parentBody) known.parentBody = { value: found.parentBody, provenance: { basis: 'stated', span } };
}

/** Two columns of a letterhead, taken apart into cells and lines, are fewer. */
const LETTERHEAD_CELLS = 24;

/** Blocks among which the address of an official letter stands. */
const FIRST_PIECES = 150;

function readType(
  placed: PlacedPieces,
  type: DocumentType | null,
  known: Known,
  vocabularies: Vocabularies,
): void {
  const index = placed.pieces.findIndex((piece) => piece.region === 'type' || piece.region === 'title');
  const symbol = known.symbol?.value ?? null;
  const addressed = placed.pieces
    .slice(0, FIRST_PIECES)
    .some((piece) => /^Kính gửi\s*:?/u.test(piece.text.text));
  if (type) {
    const start = placed.starts[index] ?? 0;
    const provenance: Provenance = { basis: 'stated', span: [start, start + type.name.length] };
    known.type = { value: type.name, provenance };
  } else if (addressed) {
    known.type = { value: 'công văn', provenance: { basis: 'inferred', reason: inferred('addressed') } };
  } else if (symbol) {
    const meant = typeOfSymbol(symbol, vocabularies.documentTypes);
    if (meant) {
      known.type = {
        value: meant.type.name,
        provenance: { basis: 'inferred', reason: inferred('symbol', meant.code) },
      };
    }
  }
  const name = known.type?.value;
  const named = vocabularies.documentTypes.find((candidate) => candidate.name === name);
  if (!named) return;
  const codes = [...named.party, ...named.state];
  const stated = symbol ? symbolParts(symbol).find((part) => codes.includes(part)) : undefined;
  const code = stated ?? (symbol?.includes('/') === false ? named.state[0] : undefined) ?? codes[0];
  if (code === undefined) return;
  known.typeCode = {
    value: code,
    provenance:
      stated && known.symbol
        ? { ...known.symbol.provenance }
        : { basis: 'inferred', reason: inferred('abbreviation') },
  };
}

function readTitle(placed: PlacedPieces, type: DocumentType | null, known: Known): void {
  const index = placed.pieces.findIndex((piece) => piece.region === 'title');
  const piece = placed.pieces[index];
  if (!piece) return;
  let title = piece.text.text;
  let start = placed.starts[index] as number;
  if (type && title.toLowerCase().startsWith(`${type.name} `)) {
    title = title.slice(type.name.length + 1);
    start += type.name.length + 1;
  }
  const value = withoutEnd(title, /[\s.]/u).replace(/^["“](.*)["”]$/u, '$1');
  if (value === '') return;
  known.title = { value, provenance: { basis: 'stated', span: [start, start + value.length] } };
}

function readTail(placed: PlacedPieces, known: Known): void {
  const { pieces, starts } = placed;
  const recipients = pieces
    .map((piece, index) => ({ piece, index }))
    .filter(({ piece }) => piece.role === 'recipient');
  const values = recipients
    .map(({ piece }) => toRecipient(piece.text.text))
    .filter((value) => value !== null);
  const first = recipients[0];
  const last = recipients[recipients.length - 1];
  if (values.length > 0 && first && last) {
    const span: Span = [
      starts[first.index] as number,
      (starts[last.index] as number) + last.piece.text.text.length,
    ];
    known.recipients = { value: values, provenance: { basis: 'stated', span } };
  }
  const lines = pieces
    .map((piece, index) => ({ piece, index }))
    .filter(({ piece }) => piece.region === 'tail' && piece.role === 'signature');
  const found = findSigner(lines.map(({ piece }) => piece.text.text));
  if (!found) return;
  const from = lines[found.first];
  const to = lines[found.last];
  if (!from || !to) return;
  const span: Span = [starts[from.index] as number, (starts[to.index] as number) + to.piece.text.text.length];
  known.signer = { value: found.signer, provenance: { basis: 'stated', span } };
}

function infer(placed: PlacedPieces, known: Known): void {
  const { pieces, starts, text } = placed;
  const bodyAt = pieces.findIndex((piece) => piece.region === 'body');
  const from = bodyAt < 0 ? text.length : (starts[bodyAt] as number);
  const introduction = text.slice(from, from + INTRODUCTION);
  if (!known.issuer) {
    const issuer = findInferredIssuer(introduction);
    const behalf = known.signer?.value?.onBehalfOf ?? null;
    if (issuer) {
      known.issuer = {
        value: issuer.value,
        provenance: {
          basis: 'inferred',
          span: shift(from, issuer.span),
          reason: behalf ? inferred('drewUpSigned', behalf) : inferred('drewUp'),
        },
      };
    }
  }
  if (!known.title || !known.type) {
    const title = findInferredTitle(introduction);
    if (title) {
      const provenance: Provenance = {
        basis: 'inferred',
        span: shift(from, title.span),
        reason: inferred('introduction'),
      };
      if (!known.type) known.type = { value: title.type, provenance };
      if (!known.title) known.title = { value: title.title, provenance };
    }
  }
  const stated = known.parentBody ?? known.issuer;
  const own = [known.issuer, known.parentBody]
    .map((body) => (body?.value ? provinceIn(body.value) : null))
    .find((name) => name);
  if (own && stated) {
    const isInferred = stated.provenance.basis === 'inferred';
    known.province = {
      value: own,
      provenance: isInferred
        ? { basis: 'inferred', reason: inferred('issuerName') }
        : { ...stated.provenance },
    };
    return;
  }
  const only = findOnlyProvince(text, placed.canonical);
  const placeProvince = known.place?.value ? provinceIn(known.place.value) : null;
  // Central bodies sign in Hà Nội and name provinces, too: only a body of a province tells one.
  const issuer = known.issuer?.value ?? '';
  const local =
    /tỉnh|thành phố|thành ủy|huyện|xã|phường/iu.test(issuer) && !/trung ương|chính phủ|bộ /iu.test(issuer);
  if (placeProvince && local) {
    known.province = {
      value: placeProvince,
      provenance: { basis: 'inferred', reason: inferred('placeOfIssue') },
    };
  } else if (only && local) {
    known.province = {
      value: only.province,
      provenance: {
        basis: 'inferred',
        span: shift(0, only.span),
        reason: inferred('onlyProvince'),
      },
    };
  }
}

const MISSING: readonly {
  readonly field: MetadataField;
  readonly ruleId: string;
  readonly reason: string;
}[] = [
  { field: 'type', ruleId: 'head/no-type', reason: 'No line of the head names a type of document.' },
  { field: 'number', ruleId: 'head/no-number', reason: 'No number stands in the head.' },
  { field: 'symbol', ruleId: 'head/no-symbol', reason: 'No symbol stands in the head.' },
  {
    field: 'issuer',
    ruleId: 'head/no-issuer',
    reason: 'Neither head nor introduction names the issuing body.',
  },
  { field: 'issuedOn', ruleId: 'head/no-date', reason: 'No date of issue stands in the head.' },
  { field: 'title', ruleId: 'head/no-title', reason: 'No abstract stands below the name of the type.' },
  { field: 'signer', ruleId: 'tail/no-signer', reason: 'No signature with post and name stands at the end.' },
];

/** What the office declares wins over what was read. */
function declare(known: Known, declared: DeclaredFacts): void {
  for (const field of Object.keys(EMPTY) as MetadataField[]) {
    const value = declared[field];
    if (value === undefined) continue;
    const reason = declared.reasons?.[field];
    const entry = { value, provenance: { basis: 'declared', ...(reason === undefined ? {} : { reason }) } };
    (known as Record<string, unknown>)[field] = entry;
  }
}

/**
 * The metadata of a document. Afterwards:
 * 1. what the office declared holds; then what stands in the text; then what follows from it;
 * 2. every field that is known has a provenance, every field that is not is null (`[]` for recipients) and has a message.
 */
export function findFacts(
  placed: PlacedPieces,
  type: DocumentType | null,
  declared: DeclaredFacts,
  vocabularies: Vocabularies,
): Facts {
  const known: Known = {};
  readHead(placed, known);
  readType(placed, type, known, vocabularies);
  readTitle(placed, type, known);
  readTail(placed, known);
  const readsLetterhead = known.issuer !== undefined || known.number !== undefined;
  infer(placed, known);
  declare(known, declared);
  completeTypeCode(known, vocabularies);
  const title = known.title;
  if (!known.subjectYear && title?.value) {
    const year = findSubjectYear(known.type?.value ?? null, title.value);
    if (year) {
      const start = title.provenance.span?.[0];
      const provenance: Provenance =
        title.provenance.basis === 'stated' && start !== undefined
          ? { basis: 'stated', span: shift(start, year.span) }
          : { basis: 'inferred', reason: inferred('titleYear') };
      known.subjectYear = { value: year.year, provenance };
    }
  }
  const provenance: Partial<Record<MetadataField, Provenance>> = {};
  const values: Record<string, unknown> = { ...EMPTY };
  for (const field of Object.keys(known) as MetadataField[]) {
    const entry = known[field];
    if (!entry) continue;
    values[field] = entry.value;
    provenance[field] = entry.provenance;
  }
  const facts = values as Metadata;
  // A number that was left empty is told as that.
  const isMissing = (field: MetadataField) =>
    facts[field] === null && !(field === 'number' && facts.symbol !== null);
  const messages = MISSING.filter(({ field }) => isMissing(field)).map(
    ({ field, ruleId, reason }): Message => ({
      ruleId,
      severity: 'info',
      reason: `${reason} Declare ${field} beside the file if it is known.`,
    }),
  );
  return { metadata: facts, provenance, messages, readsLetterhead };
}

function completeTypeCode(known: Known, vocabularies: Vocabularies): void {
  if (known.typeCode || !known.type?.value) return;
  const type = vocabularies.documentTypes.find((candidate) => candidate.name === known.type?.value);
  const code = type?.party[0] ?? type?.state[0];
  if (code)
    known.typeCode = {
      value: code,
      provenance: { basis: 'inferred', reason: inferred('abbreviation') },
    };
}
