/** Which attribute of the tasks above a line gives. */
export type AttributeKind = 'lead' | 'coordinator' | 'schedule';

/** A line that says who does the tasks above it, with whom, or when. */
export interface Attribute {
  readonly kind: AttributeKind;
  /** Where its value begins. */
  readonly valueAt: number;
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
      /^(?:(?:cơ quan|đơn vị|phòng|bộ phận|ban|sở)(?:,? (?:cơ quan|đơn vị))? )?(?:chủ trì(?: tham mưu| triển khai| thực hiện)?|tham mưu|thực hiện|đầu mối)\s*:/iu,
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

/** The attribute that a paragraph gives; null for anything else. `text` is without its bullet. */
export function findAttribute(text: string): Attribute | null {
  for (const { kind, pattern } of ATTRIBUTES) {
    const match = pattern.exec(text);
    if (match) return { kind, valueAt: match[0].length };
  }
  return null;
}
