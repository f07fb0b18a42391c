import { toMappedText } from '../../text/mapped-text.ts';
import { normaliseCharacters } from '../../text/normalise/characters.ts';
import { repairMarks } from '../../text/normalise/marks.ts';

/** A secrecy mark and where it stands in the line. */
export interface SecrecyMark {
  /** `MẬT`, `TỐI MẬT` or `TUYỆT MẬT`. */
  readonly mark: string;
  /** Offset in the line as given. */
  readonly at: number;
}

/** The words, in any case and with spaces between their letters: `M Ậ T`. Whether they are a mark, their neighbours tell. */
const WORDS = /(?<![\p{L}\p{N}\p{M}])(?:(?:T ?U ?Y ?Ệ ?T|T ?Ố ?I) {0,6})?M ?Ậ ?T(?![\p{L}\p{N}\p{M}])/giu;

/** What stands beside a mark and belongs to it. */
const COMPANION =
  'thượng\\s+khẩn|hỏa\\s+tốc|hoả\\s+tốc|khẩn|bản\\s+số|tài\\s+liệu|độ\\s+mật|dấu(?:\\s+chỉ)?(?:\\s+độ)?(?:\\s+mật)?';
/** Between two cells, and at both ends of a line. */
const GAP = '(?: {2,}|\\|)';

/** A mark may follow these: a gap, punctuation, a companion, the document's number (`Số 5-KH/TU MẬT`). */
const LEFT = new RegExp(
  `(?:${GAP} ?|[\\p{P}\\p{S}] *|(?<!\\p{L})(?:${COMPANION}) +|\\d ?[-–/] ?\\p{Lu}[\\p{L}]*(?:[-–/]\\p{L}+)+ )$`,
  'iu',
);
const RIGHT = new RegExp(`^(?: {2}|\\|| *[\\p{P}\\p{S}]| +(?:${COMPANION})(?!\\p{L}))`, 'iu');

/** Nothing but companions and punctuation between the mark and the beginning, or the end, of its cell. */
const BEGINS = new RegExp(`${GAP}(?:[\\p{P}\\p{S} ]|${COMPANION})*$`, 'iu');
const ENDS = new RegExp(`^(?:[\\p{P}\\p{S}\\d ]|${COMPANION})*?${GAP}`, 'iu');

/** Small letters are a mark only where they are all of a cell, or behind a label: `(Tuyệt mật)`, `Độ mật: Mật`. */
const LABEL = '(?:(?:mức |cấp )?độ(?: mật)?|dấu(?: chỉ)?(?: độ)?(?: mật)?) ?[:.–-]* *';
const ALONE_LEFT = new RegExp(`${GAP}[\\p{P}\\p{S} ]*$`, 'u');
const LABEL_LEFT = new RegExp(`${GAP}[\\p{P}\\p{S} ]*${LABEL}$`, 'iu');
const ALONE_RIGHT = new RegExp(`^[\\p{P}\\p{S} ]*?${GAP}`, 'u');

/** How much of a line the neighbours of a mark take: characters. */
const NEIGHBOURS = 48;

/** The first letters of the word, however its marks are written: hardly any line has them. */
const MAYBE = /m[\s\p{Cf}]*[aâăáàảãạấầẩẫậ]/iu;

/** The word goes on from the line above: `… BẢO VỆ BÍ` / `MẬT NHÀ NƯỚC`. */
const HALF_WORD = /(?<!\p{L})(?:bí|bảo|cơ)\s*$/iu;

function isMark(words: string, before: string, after: string): boolean {
  if (words === words.toUpperCase()) {
    // `DẤU MẬT:` and `ĐỘ MẬT:` only announce one
    if (/(?:dấu|độ) +$/iu.test(before) && /^ *:/u.test(after)) return false;
    return LEFT.test(before) && RIGHT.test(after) && (BEGINS.test(before) || ENDS.test(after));
  }
  if (!ALONE_RIGHT.test(after)) return false;
  if (LABEL_LEFT.test(before)) return true;
  return /^\p{Lu}/u.test(words) && ALONE_LEFT.test(before);
}

/**
 * The secrecy mark (dấu chỉ độ mật) that a line of the head bears; null without one.
 *
 *     > | TỐI MẬT (Bản số 1)      Số 5-KH/TU  MẬT - KHẨN      Độ mật: Mật      M Ậ T
 *         ^^^^^^^                             ^^^                     ^^^      ^^^^^
 *
 * A run of its own, in capitals, at the beginning or the end of a line or cell. A miss puts a secret on the web, a
 * false alarm only asks a person to look: so the line must be raw, with the gaps between its columns, before lines are
 * joined to titles. Must not match running text (`bí mật nhà nước`, `bảo mật thông tin`) nor titles in capitals that
 * contain the word (`BẢO VỆ BÍ MẬT NHÀ NƯỚC`, `MẬT ĐỘ DÂN CƯ`), also where `BÍ` ends the line `above`.
 */
export function findSecrecyMark(line: string, above = ''): SecrecyMark | null {
  if (!MAYBE.test(line)) return null;
  // A line stands between two gaps, so that its ends need no rules of their own.
  const repaired = repairMarks(normaliseCharacters(toMappedText(line)));
  const text = `  ${repaired.text}  `;
  for (const match of text.matchAll(WORDS)) {
    const words = match[0];
    const end = match.index + words.length;
    const before = text.slice(Math.max(0, match.index - NEIGHBOURS), match.index);
    const after = text.slice(end, end + NEIGHBOURS);
    if (!isMark(words, before, after)) continue;
    if (/^ *$/u.test(before) && HALF_WORD.test(above)) continue;
    const mark = words
      .replace(/\s+/gu, '')
      .toUpperCase()
      .replace(/(?<=\p{L})MẬT$/u, ' MẬT');
    return { mark, at: repaired.origin[match.index - 2] as number };
  }
  return null;
}
