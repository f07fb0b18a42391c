import { canonical } from '../../text/canonical.ts';
import { PROVINCES } from '../provinces.ts';

const names = new Map(PROVINCES.map((name) => [canonical(name), name]));

/** Longest first, so that `Thừa Thiên Huế` is not `Huế`. */
const ANY = [...names.keys()].sort((a, b) => b.length - a.length).join('|');

/** `tỉnh Bình Thuận`, `Tỉnh ủy Bình Thuận`, `thành phố Đà Nẵng`, `Báo Bình Thuận`: says which province it is. */
const NAMED = new RegExp(
  `(?<!\\p{L})(?:tỉnh|tỉnh ủy|thành ủy|thành phố|tp\\.?|đảng bộ tỉnh|báo)\\s+(${ANY})(?!\\p{L})`,
  'gu',
);

const AT_END = new RegExp(`(?<!\\p{L})(${ANY})$`, 'u');

/** The province that a text is or ends in: `Bình Thuận`, `TỈNH ỦY BÌNH THUẬN`; null for a place that is none. */
export function provinceIn(text: string): string | null {
  const match = AT_END.exec(canonical(text).trim());
  return match ? (names.get(match[1] as string) ?? null) : null;
}

/** A province that a text names, with where it does. */
export interface NamedProvince {
  readonly province: string;
  readonly span: readonly [number, number];
}

/** The only province that a text names as such; null when it names none or several. */
export function findOnlyProvince(text: string, folded = canonical(text)): NamedProvince | null {
  let found: NamedProvince | null = null;
  for (const match of folded.matchAll(NAMED)) {
    const province = names.get(match[1] as string);
    if (!province) continue;
    if (found && found.province !== province) return null;
    found ??= { province, span: [match.index, match.index + match[0].length] };
  }
  return found;
}
