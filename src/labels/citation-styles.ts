import type { Block } from '../record/block.ts';
import type { DocumentRecord } from '../record/record.ts';
import { capital, dayOf, numberOf } from './citation.ts';

/** How a document is cited (cách viện dẫn). */
export interface CitationStyles {
  /**
   * As official papers cite: type, number, date, issuer, abstract (Nghị định 30/2020/NĐ-CP, Appendix I, II.5.b; for the
   * Party likewise, Hướng dẫn 36-HD/VPTW).
   */
  readonly official: string;
  /** In short, with its address. */
  readonly plain: string;
}

/** Words with which an abstract goes on after the issuer's name; other capitals may be those of a name. */
const GOES_ON = /^(?:Thực|Về|Triển|Tổ chức thực|Tiếp|Tăng|Nâng|Đẩy)(?= )/u;

/**
 * @param url where it is read, absolute
 * @example
 * official: 'Kế hoạch số 89-KH/BDVTU ngày 19/5/2023 của Ban Dân vận Tỉnh ủy thực hiện …'
 */
export function citationStyles(
  record: Pick<
    DocumentRecord,
    'type' | 'number' | 'symbol' | 'issuedOn' | 'issuer' | 'title' | 'subjectYear'
  >,
  url: string,
): CitationStyles {
  const number = numberOf(record);
  const type = record.type ?? 'văn bản';
  const named = [
    capital(type),
    number && `số ${number}`,
    record.issuedOn && `ngày ${dayOf(record.issuedOn)}`,
    !record.issuedOn && !number && record.subjectYear !== null && `năm ${record.subjectYear}`,
  ].filter(Boolean);
  const issuer = record.issuer && `của ${record.issuer}`;
  const title = record.title?.replace(GOES_ON, (word) => word.toLowerCase());
  return {
    official: [...named, issuer, title].filter(Boolean).join(' '),
    plain: `${[...named, issuer].filter(Boolean).join(' ')}. ${url}`,
  };
}

/** Where in its document a block stands, as it is said before the document: `Mục II.3`; '' outside of all headings. */
export function placeOf({ path }: Pick<Block, 'path'>): string {
  // `2.1` below `2` says both
  const own = path.filter((label, i) => !path[i + 1]?.startsWith(`${label}.`));
  return own.length > 0 ? `Mục ${own.join('.')}` : '';
}
