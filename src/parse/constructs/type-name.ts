import type { DocumentType } from '../../corpus/vocabularies.ts';
import { canonical } from '../../text/canonical.ts';
import { withoutEnd } from '../../text/trim.ts';

/** The name of a type in a line, and whether the line holds nothing else. */
export interface TypeName {
  readonly type: DocumentType;
  readonly alone: boolean;
}

const byName = new WeakMap<readonly DocumentType[], ReadonlyMap<string, DocumentType>>();

function typesByName(types: readonly DocumentType[]): ReadonlyMap<string, DocumentType> {
  let map = byName.get(types);
  if (!map) {
    map = new Map(types.map((type) => [canonical(type.name), type]));
    byName.set(types, map);
  }
  return map;
}

/** The name of a type has at most this many syllables (`chương trình hành động`). */
const MAX_SYLLABLES = 5;

/**
 * The line that names the type (tên loại), in capitals, alone or with the abstract behind it:
 *
 *     > | KẾ HOẠCH
 *         ^^^^^^^^
 *     > | KẾT LUẬN CỦA BỘ CHÍNH TRỊ
 *         ^^^^^^^^
 *
 * Must not match running text (`Kế hoạch số 07-KH/TW …`); a line in small letters counts only when it is alone.
 */
export function findTypeName(line: string, types: readonly DocumentType[]): TypeName | null {
  const text = withoutEnd(line.trim(), /[:.]/u);
  if (text.length > 200) return null;
  const words = canonical(text).split(/\s+/u);
  const map = typesByName(types);
  for (let length = Math.min(MAX_SYLLABLES, words.length); length > 0; length--) {
    const type = map.get(words.slice(0, length).join(' '));
    if (!type) continue;
    const alone = length === words.length;
    if (alone) return { type, alone };
    return text === text.toUpperCase() && !/^LUẬT SỐ/u.test(text) ? { type, alone } : null;
  }
  return null;
}
