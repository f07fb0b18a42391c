import { countVotes, fromLegacy, type LegacyEncoding } from './legacy-encodings.ts';

/** What an old font made of the characters of a text: `.VnTime`, `VNI-Times`. */
export interface LegacyFont {
  readonly encoding: LegacyEncoding;
  /** The font draws small letters as capitals (`.VnTimeH`): TCVN3 has no room for capitals that bear a tone. */
  readonly capitals: boolean;
}

/** `.VnTime`, `.VnArialH`, `VnTime`; and `VNI-Times`, `VNI Helve`. Must not match `Vnu`, `VNtimes new roman` (VietWare). */
const TCVN3_FONT = /^(?:\.vn\p{L}|vn(?:time|arial|courier|avant|book|century)(?:h\b|\b))/iu;
const VNI_FONT = /^vni(?:[-_ ]|$)/iu;

/**
 * The old font of this name (phông chữ cũ); null for one of Unicode. Source: the names under which the fonts of ABC
 * (TCVN 5712:1993) and of VNI for Windows were sold; those of ABC that end in H have capitals only.
 */
export function legacyFontOf(name: string | null): LegacyFont | null {
  const bare = name?.trim() ?? '';
  if (VNI_FONT.test(bare)) return { encoding: 'VNI', capitals: false };
  if (!TCVN3_FONT.test(bare)) return null;
  return { encoding: 'TCVN3 (ABC)', capitals: /\p{Ll}H(?:$|\s)/u.test(bare) };
}

/** A stretch of text that is set in one font. */
export interface FontRun {
  /** Characters as the file has them, those of windows-1252 for an old font (U+F0xx for a symbol font's is understood). */
  readonly text: string;
  /** The font's name; null where it is not known. */
  readonly font: string | null;
}

/** Texts of runs in Unicode. */
export interface ConvertedRuns {
  /** As many as there were runs, in their order. */
  readonly texts: readonly string[];
  /** Names of the encodings that were converted. */
  readonly encodings: readonly LegacyEncoding[];
  /** Words in old fonts that could be read in both ways, and were read as the font has it. */
  readonly undecided: number;
}

/** Symbol fonts keep their characters here, at the code that they have in windows-1252. */
const SYMBOL_AREA = /[\uf0a1-\uf0ff]/gu;

/** A group of runs that stand side by side in old fonts of one encoding. */
interface Group {
  readonly encoding: LegacyEncoding;
  readonly fonts: Set<string>;
  readonly members: number[];
  text: string;
}

function groupsOf(runs: readonly FontRun[]): Group[] {
  const groups: Group[] = [];
  let open: Group | null = null;
  for (const [index, { text, font }] of runs.entries()) {
    const legacy = legacyFontOf(font);
    // spaces and line ends say nothing; a line end parts two paragraphs
    if (text.trim() === '' && !text.includes('\n')) {
      if (open) {
        open.members.push(index);
        open.text += text;
      }
      continue;
    }
    if (!legacy) open = null;
    else if (open && open.encoding === legacy.encoding) {
      open.members.push(index);
      open.text += text;
      open.fonts.add(font as string);
    } else {
      open = { encoding: legacy.encoding, fonts: new Set([font as string]), members: [index], text };
      groups.push(open);
    }
    if (text.endsWith('\n')) open = null;
  }
  return groups;
}

/**
 * Runs of a document in Unicode, each decided by its font and by its letters: many a document kept the old font's name
 * when somebody typed on in Unicode. In this order:
 * 1. runs side by side in one encoding are judged together: the words that are syllables only as the font draws them,
 *    against those that are syllables only as they stand;
 * 2. where neither has more, the words of all runs in the same font decide;
 * 3. where they don't either, the font does.
 *
 * Pass all runs of a document in one call, in order; end each paragraph with a line feed, at the end of its last run or as
 * a run of its own. Runs without an old font come back as they are.
 */
export function convertRuns(runs: readonly FontRun[]): ConvertedRuns {
  const texts = runs.map(({ text }) => text);
  const plain = runs.map(({ text, font }) => ({
    font,
    text: legacyFontOf(font)
      ? text.replace(SYMBOL_AREA, (character) => String.fromCharCode(character.charCodeAt(0) - 0xf000))
      : text,
  }));
  const groups = groupsOf(plain).map((group) => ({
    ...group,
    ...countVotes(group.text, group.encoding),
  }));
  const byFont = new Map<string, number>();
  for (const { fonts, legacy, unicode } of groups)
    for (const font of fonts) byFont.set(font, (byFont.get(font) ?? 0) + legacy - unicode);
  const encodings = new Set<LegacyEncoding>();
  let undecided = 0;
  for (const { encoding, fonts, members, text, legacy, unicode } of groups) {
    const inFont = [...fonts].reduce((sum, font) => sum + (byFont.get(font) ?? 0), 0);
    const lead = legacy - unicode || inFont;
    if (lead < 0) continue; // typed in Unicode, whatever the font is called
    const converted = fromLegacy(text, encoding);
    if (converted.text !== text) {
      encodings.add(encoding);
      if (lead === 0) undecided++;
    }
    // VNI writes a letter and its mark as two characters: they go to the run of the first
    let start = 0;
    let at = 0;
    for (const index of members) {
      const { text: own, font } = plain[index] as FontRun;
      const end = start + own.length;
      const from = at;
      while (at < converted.text.length && (converted.origin[at] as number) < end) at++;
      const part = converted.text.slice(from, at);
      texts[index] = legacyFontOf(font)?.capitals ? part.toUpperCase() : part;
      start = end;
    }
  }
  return { texts, encodings: [...encodings], undecided };
}
