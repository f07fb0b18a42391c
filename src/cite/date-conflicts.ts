import type { Citation } from '../record/citation.ts';
import type { Span } from '../record/span.ts';
import { dateBehind } from './find-citations.ts';

/** Two mentions of one document give it two dates: one of them is a slip. */
export interface DateConflict {
  readonly citation: Citation;
  readonly dates: readonly string[];
  /** The mention with the first date that differs. */
  readonly span: Span;
}

/** The citations whose mentions disagree on the date. */
export function findDateConflicts(text: string, citations: readonly Citation[]): DateConflict[] {
  return citations.flatMap((citation): DateConflict[] => {
    if (citation.number === null || citation.issuedOn === null) return [];
    const dates = new Set<string>([citation.issuedOn]);
    let other: Span | null = null;
    for (const span of citation.mentions) {
      const date = dateBehind(
        text.slice(span[1], text.indexOf('\n', span[1]) < 0 ? undefined : text.indexOf('\n', span[1])),
      );
      if (!date || dates.has(date.date)) continue;
      dates.add(date.date);
      other ??= span;
    }
    return other ? [{ citation, dates: [...dates], span: other }] : [];
  });
}
