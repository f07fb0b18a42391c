import { documentYear } from '../../record/document-year.ts';
import type { Access } from '../../record/metadata.ts';
import { orderDate } from '../../record/order-date.ts';
import type { DocumentRecord } from '../../record/record.ts';
import { canonicalSpelling } from '../../text/canonical.ts';
import { NONE } from '../names.ts';
import type { CanonicalAgency } from './canonical-agency.ts';

/** What a document is filtered and counted by. Absent values are `none`, so that they can be counted, too. */
export interface DocumentFacets {
  readonly access: Access;
  readonly type: string;
  readonly issuer: string;
  readonly province: string;
  /** See `documentYear`. */
  readonly year: string;
  /** Themes of its tasks. */
  readonly theme: string[];
  /** Lead agencies of its tasks. */
  readonly department: string[];
  readonly issuedOn: string | null;
  /** What it is put in order by; see `orderDate`. */
  readonly orderDate: string | null;
}

/** The distinct values, or `none`. */
export function orNone(values: Iterable<string>): string[] {
  const distinct = [...new Set(values)];
  return distinct.length > 0 ? distinct : [NONE];
}

/** One spelling for what differs in dashes, quotes or tone placement only: the engine would count it as two. */
function facetValue(text: string | null): string {
  return text === null ? NONE : canonicalSpelling(text);
}

export function documentFacets(record: DocumentRecord, agencyOf: CanonicalAgency): DocumentFacets {
  return {
    access: record.access,
    type: facetValue(record.type),
    issuer: record.issuer === null ? NONE : agencyOf(record.issuer),
    province: facetValue(record.province),
    year: documentYear(record)?.toString() ?? NONE,
    theme: orNone(record.tasks.flatMap((task) => task.themes)),
    department: orNone(record.tasks.flatMap((task) => task.leads).map(agencyOf)),
    issuedOn: record.issuedOn,
    orderDate: orderDate(record),
  };
}
