import type { DocumentType } from '../../corpus/vocabularies.ts';
import { canonical } from '../../text/canonical.ts';

/** The number (số) and symbol (ký hiệu) of a document. */
export interface NumberAndSymbol {
  readonly number: number | null;
  readonly symbol: string | null;
  /** Offsets of number and symbol within the line. */
  readonly span: readonly [number, number];
}

/**
 * The line of the letterhead:
 *
 *     > | Số  89- KH/BDVTU      Số: 0124/KH-UBND      Luật số: 72/2025/QH15      Số:      /KH-UBND
 *             ^^ ^^^^^^^^             ^^^^ ^^^^^^^                ^^ ^^^^^^^^^                  ^^^^^^^
 *
 * Must not match `Số hiệu:` of a web site's table, and running text (`Số lượng …`).
 */
const LINE =
  /^(?:Luật |Pháp lệnh |Nghị quyết )?số\s*:?\s*(\d{1,6}|[.…_\s]{0,40})([a-zđ]?)\s*[-–/]?\s*((?:\d{4}\s*\/\s*)?\p{Lu}[\p{L}\d.&]{0,15}(?:\s*[-–/]\s*[\p{Lu}\d][\p{L}\d.&]{0,15}){0,4})/iu;

/** Number and symbol of a line of the letterhead; null for any other line. */
export function findNumberAndSymbol(line: string): NumberAndSymbol | null {
  const match = LINE.exec(line);
  if (!match) return null;
  const [found, digits = '', letter = '', raw = ''] = match;
  if (/^hiệu|^lượng/iu.test(raw)) return null;
  const number = /\d/u.test(digits) ? Number(digits) : null;
  // A number alone is followed by nothing else: `Số 5 đường …` is an address.
  const symbol = raw
    .replace(/\s+/gu, '')
    .replace(/–/gu, '-')
    .replace(/[.&]+$/u, '');
  if (!/[/-]|^\d{4}/u.test(symbol) && !/\d\s*[-–/]\s*$/u.test(found.slice(0, found.length - raw.length)))
    return null;
  const start = found.search(/\d|\p{Lu}[\p{L}\d.]*\s*[-/]/u);
  return {
    number: number && number > 0 ? number : null,
    symbol: letter ? `${letter}/${symbol}`.replace(/^([a-zđ])\/(?=\d)/u, '$1/') : symbol,
    span: [match.index + Math.max(0, start), match.index + found.length],
  };
}

/** The parts of a symbol that may be the abbreviation of a type: `2025/NQ-HĐND` -> NQ, HĐND. */
export function symbolParts(symbol: string): string[] {
  return symbol.split(/[-/]/u).filter((part) => part !== '' && !/^\d/u.test(part));
}

/**
 * The type that the symbol stands for: one candidate or none (QĐ is quyết định or quy định in Party papers).
 * An abbreviation is compared with its marks: HD (hướng dẫn) is not HĐ (hợp đồng).
 */
export function typeOfSymbol(
  symbol: string,
  types: readonly DocumentType[],
): { type: DocumentType; code: string } | null {
  const first = symbolParts(symbol)[0];
  if (!first) return null;
  const isState = !/^[\p{L}]+\//u.test(symbol);
  const code = canonical(first);
  const fits = types.filter((type) =>
    (isState ? type.state : type.party).some((own) => canonical(own) === code),
  );
  const exact =
    fits.length > 1
      ? fits.filter((type) => type.name !== 'chương trình hành động' && type.name !== 'quy định')
      : fits;
  return exact.length === 1 && exact[0] ? { type: exact[0], code: first } : null;
}
