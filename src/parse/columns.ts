import { type MappedText, sliceText, trimText } from '../text/mapped-text.ts';
import { repairMarks } from '../text/normalise/marks.ts';
import { normaliseSpacing } from '../text/normalise/spacing.ts';

/** One side of a line that a letterhead or a signature block sets in two columns. */
export interface Cell {
  readonly text: MappedText;
  readonly side: 'left' | 'right' | 'whole';
}

/**
 * The cells of a line: a gap of three spaces or more parts two columns, or the bar between two cells of a table row.
 *
 *     > | TỈNH ỦY BÌNH THUẬN                        ĐẢNG CỘNG SẢN VIỆT NAM
 *                           ^^^^^^^^^^^^^^^^^^^^^^^^
 *
 * Afterwards: no cell is empty, its text is one line, repaired, with single spaces.
 */
export function toCells(content: MappedText, gap = 3): Cell[] {
  const bare = trimText(content);
  // `Số:      /KH-UBND`, `ngày      tháng 4`: the gap is the place of a number, and parts nothing
  const found =
    / \| /u.exec(bare.text) ??
    new RegExp(`(?<!^Số\\s*:?\\s*|(?<!\\p{L})(?:ngày|tháng|năm) *) {${gap},}(?! )`, 'iu').exec(bare.text);
  const indented = content.text.length - content.text.trimStart().length;
  const parts: [MappedText, Cell['side']][] = found
    ? [
        [sliceText(bare, 0, found.index), 'left'],
        [sliceText(bare, found.index + found[0].length), 'right'],
      ]
    : [[bare, indented > 25 ? 'right' : 'whole']]; // an indent of half a column has nothing at its left
  return parts.map(([text, side]) => ({ text: tidy(text), side })).filter((cell) => cell.text.text !== '');
}

/**
 * What every block's text goes through: marks repaired, white space single, numbers in one piece. Spacing comes first
 * too, so that halves of a syllable that a line end parted are seen side by side.
 */
export function tidy(text: MappedText): MappedText {
  return normaliseSpacing(repairMarks(normaliseSpacing(text)));
}
