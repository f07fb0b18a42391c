/** Which attribute of the tasks above a line gives. */
export type AttributeKind = 'lead' | 'coordinator' | 'schedule';

/** A line that says who does the tasks above it, with whom, or when. */
export interface Attribute {
  readonly kind: AttributeKind;
  /** Where its value begins, and where the next attribute of the same line ends it. */
  readonly valueAt: number;
  readonly valueEnd: number;
  /** `Thời gian hoàn thành:`: when it is to be finished, not when it is done. */
  readonly deadline: boolean;
}

/**
 *     > | - Chủ trì tham mưu: Trưởng ban; các Phó Trưởng ban phụ trách lĩnh vực.
 *           ^^^^^^^^^^^^^^^^^
 *     > | * Thời gian thực hiện: Thường xuyên; hàng năm.
 *           ^^^^^^^^^^^^^^^^^^^
 *
 * Must not match a task that begins with the same words: `Chủ trì, phối hợp với …`, `Tham mưu Ban Thường vụ …:`.
 */
const ATTRIBUTES: readonly { readonly kind: AttributeKind; readonly pattern: RegExp }[] = [
  {
    kind: 'lead',
    pattern:
      /^(?:(?:cơ quan|đơn vị|phòng|bộ phận|ban|sở)(?:,? (?:cơ quan|đơn vị))? )?(?:chủ trì(?:,? (?:tham mưu|triển khai|thực hiện|xây dựng))*|tham mưu|thực hiện|đầu mối)\s*:/iu,
  },
  {
    kind: 'coordinator',
    pattern:
      /^(?:(?:các )?(?:cơ quan|đơn vị|phòng|bộ phận)(?:,? (?:cơ quan|đơn vị))? )?phối hợp(?: thực hiện)?\s*:/iu,
  },
  {
    kind: 'schedule',
    pattern:
      /^(?:thời gian|thời hạn|tiến độ|thời điểm)(?: thực hiện| hoàn thành| triển khai| tổ chức| dự kiến)*\s*:/iu,
  },
];

/** No label of an attribute is longer: characters. */
const LONGEST_LABEL = 80;

/** What may stand between two attributes of one line; whether one follows, its label tells. */
const SEPARATOR = /\s*[;.,|]\s*|\s+[-–+]\s+/gu;

function labelAt(
  text: string,
  at: number,
): { kind: AttributeKind; valueAt: number; deadline: boolean } | null {
  const start = text.slice(at, at + LONGEST_LABEL);
  for (const { kind, pattern } of ATTRIBUTES) {
    const match = pattern.exec(start);
    if (match)
      return {
        kind,
        valueAt: at + match[0].length,
        deadline: /hoàn thành|thời hạn/iu.test(match[0]) && !/thực hiện/iu.test(match[0]),
      };
  }
  return null;
}

/** The attribute that a paragraph begins with; null for anything else. `text` is without its bullet. */
export function findAttribute(text: string): Attribute | null {
  return findAttributes(text)[0] ?? null;
}

/**
 * All attributes of a paragraph that begins with one, in order; none for any other.
 *
 *     > | Chủ trì: Sở Hoa Sen; Phối hợp: Sở Nội vụ; Thời gian: Quý II
 *         ^^^^^^^^             ^^^^^^^^^            ^^^^^^^^^^
 */
export function findAttributes(text: string): Attribute[] {
  const first = labelAt(text, 0);
  if (!first) return [];
  const found = [{ ...first, valueEnd: text.length }];
  for (const match of text.matchAll(SEPARATOR)) {
    const last = found[found.length - 1] as (typeof found)[number];
    if (match.index < last.valueAt) continue;
    const next = labelAt(text, match.index + match[0].length);
    if (!next) continue;
    last.valueEnd = match.index;
    found.push({ ...next, valueEnd: text.length });
  }
  return found;
}
