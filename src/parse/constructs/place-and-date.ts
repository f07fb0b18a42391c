import { toIsoDate } from '../../text/dates.ts';

/** Place (địa danh) and date of issue. */
export interface PlaceAndDate {
  readonly place: string | null;
  /** Null where the day or the month was left to be filled in by hand. */
  readonly issuedOn: string | null;
  readonly placeSpan: readonly [number, number];
  readonly dateSpan: readonly [number, number];
}

/**
 *     > | Bình Thuận, ngày  19 tháng 5 năm 2023         Hà Nội, ngày ... tháng 11 năm 2025
 *         ^^^^^^^^^^       ^^^^^^^^^^^^^^^^^^^^^^        ^^^^^^       (no day: no date)
 *
 * Must not match a date in a sentence: the place is at most six syllables and stands at the beginning.
 */
const LINE =
  /^(\p{Lu}[\p{L}.\- ]{1,40}?)\s*,?\s*ngày\s*(\d{1,2}|[.…_\s]{1,20})\s*tháng\s*(\d{1,2}|[.…_\s]{1,20})\s*năm\s*(\d{4})/u;

/** Place and date of a line of the letterhead; null for any other line. */
export function findPlaceAndDate(line: string): PlaceAndDate | null {
  const match = LINE.exec(line);
  if (!match) return null;
  const [found, rawPlace = '', day = '', month = '', year = ''] = match;
  const place = rawPlace.replace(/,$/u, '').trim();
  const dateAt = found.search(/ngày/u);
  return {
    place: place === '' ? null : place,
    issuedOn: toIsoDate(Number(year), Number(month), Number(day)),
    placeSpan: [match.index, match.index + place.length],
    dateSpan: [match.index + dateAt, match.index + found.length],
  };
}
