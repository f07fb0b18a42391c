import { slug } from '../record/id.ts';
import type { OutlinePlace } from './constructs/outline.ts';
import type { Piece } from './pieces.ts';

/** `2.1` under `2` is `1`: the anchor repeats no number. */
function anchorOf(path: readonly string[]): string {
  return path
    .map((label, index) => {
      const parent = path[index - 1];
      const own = parent && label.startsWith(`${parent}.`) ? label.slice(parent.length + 1) : label;
      return slug(own.replaceAll('.', ' '));
    })
    .filter((part) => part !== '')
    .join('-');
}

/**
 * The anchors of the blocks: `ii-2-1` for unit 2.1, `ii-2.b3` for the third bullet below II.2, `ii-2.p1` for a
 * paragraph, `dau-1` in the head (đầu), `cuoi-1` in the tail (cuối), `chu-thich-1` for a note (chú thích),
 * `mo-dau.p1` in the introduction (mở đầu). Afterwards: all are unique (`-2` where a number comes again), and they
 * depend on nothing but the outline.
 */
export function toBlockIds(pieces: readonly Piece[], places: readonly OutlinePlace[]): string[] {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  const units = new Map<number, string>(); // of the pieces that begin a unit
  const unique = (wanted: string): string => {
    let id = wanted;
    for (let n = (counts.get(`=${wanted}`) ?? 1) + 1; used.has(id); n++) {
      id = `${wanted}-${n}`;
      counts.set(`=${wanted}`, n);
    }
    used.add(id);
    return id;
  };
  const numbered = (prefix: string): string => {
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return unique(`${prefix}${count}`);
  };
  return pieces.map((piece, index) => {
    if (piece.region === 'tail') return numbered('cuoi-');
    if (piece.footnote) return numbered('chu-thich-');
    if (piece.region !== 'body' && piece.region !== 'annex') return numbered('dau-');
    const place = places[index] as OutlinePlace;
    const parent = place.ancestors[place.ancestors.length - 1];
    const parentId = parent === undefined ? null : (units.get(parent) ?? null);
    if (place.kind) {
      const own = anchorOf(place.path);
      const prefix = piece.region === 'annex' ? 'phu-luc-' : '';
      const id = unique(`${prefix}${own || 'muc'}`);
      units.set(index, id);
      return id;
    }
    const prefix = parentId ?? (piece.region === 'annex' ? 'phu-luc' : 'mo-dau');
    const letter = piece.tableRow ? 'r' : piece.marker ? 'b' : 'p';
    return numbered(`${prefix}.${letter}`);
  });
}
