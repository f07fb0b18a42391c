import { countWords } from '../withheld.ts';
import { readAnnotations, type TypedText } from './annotations.ts';
import { type Box, type Glyph, heightOf, type PageContent, shareWithin, widthOf } from './page-content.ts';
import { type OpenPdf, utf8Of } from './pdfium.ts';
import { type PageBounds, type PagePlacing, placePage, type Quarter } from './place-on-page.ts';
import { readDrawing } from './rules.ts';
import { type SlantedGlyph, turnedTexts } from './turned-text.ts';
import { widenUndrawnText } from './undrawn-text.ts';
import { type DrawnLetter, findUnseen } from './visibility.ts';

/** A letter in the page's own coordinates. */
interface RawGlyph {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
  readonly ink: DrawnLetter['ink'];
  readonly style: Style;
}

/** What all letters of one text object share. */
interface Style {
  readonly size: number;
  /** Radians counter-clockwise in the page's own coordinates. */
  readonly angle: number;
  readonly bold: boolean;
  readonly font: string;
  /** The file brings the font. */
  readonly embedded: boolean;
  readonly invisible: boolean;
  readonly white: boolean;
}

/** A page has fewer letters: the densest have 10,000. */
const MAX_GLYPHS = 60_000;
/** Rendering modes that draw nothing: 3 is invisible, 7 only clips. */
const INVISIBLE_MODES: ReadonlySet<number> = new Set([3, 7]);
const BOLD_WEIGHT = 600;
const FLAT_NORMAL_DISPLAY = 0;
/** A page is turned by quarters; a scan may lie a little askew: radians. */
const QUARTER = Math.PI / 2;
const ASKEW = 0.12;
/** Points by which a letter may stand over the edge of the page. */
const EDGE = 3;
/** Of a page: a picture that covers more is the scan of a page. */
const SCAN_SHARE = 0.5;

/** The text of a page as PDFium takes it apart; generated spaces and line ends left out. */
function readGlyphs(
  { pdfium }: OpenPdf,
  page: number,
): { glyphs: RawGlyph[]; unmapped: number; cut: boolean } {
  widenUndrawnText(pdfium, page);
  const textPage = pdfium._FPDFText_LoadPage(page);
  if (textPage === 0) return { glyphs: [], unmapped: 0, cut: true };
  const { malloc, free } = pdfium.wasmExports;
  const memory = malloc(64);
  const styles = new Map<number, Style>();
  const fonts = new Map<number, { name: string; bold: boolean; embedded: boolean }>();
  const glyphs: RawGlyph[] = [];
  let unmapped = 0;
  let cut = false;

  const fontOf = (object: number) => {
    const font = object === 0 ? 0 : pdfium._FPDFTextObj_GetFont(object);
    const known = fonts.get(font);
    if (known) return known;
    const name =
      font === 0
        ? ''
        : utf8Of(pdfium, (at, bytes) => pdfium._FPDFFont_GetBaseFontName(font, at, bytes)).replace(
            /^[A-Z]{6}\+/u,
            '',
          );
    const found = {
      name,
      embedded: font !== 0 && pdfium._FPDFFont_GetIsEmbedded(font) === 1,
      // A regular font may say any weight (435 for DejaVu): its name decides first.
      bold:
        /bold|black|heavy|demi/iu.test(name) ||
        (font !== 0 && pdfium._FPDFFont_GetWeight(font) >= BOLD_WEIGHT),
    };
    fonts.set(font, found);
    return found;
  };

  const styleOf = (index: number): Style => {
    const object = pdfium._FPDFText_GetTextObject(textPage, index);
    const known = object === 0 ? undefined : styles.get(object);
    if (known) return known;
    pdfium._FPDFText_GetMatrix(textPage, index, memory);
    const [a = 1, b = 0, c = 0, d = 1] = pdfium.HEAPF32.subarray(memory >> 2, (memory >> 2) + 4);
    const colour = pdfium._FPDFText_GetFillColor(
      textPage,
      index,
      memory,
      memory + 4,
      memory + 8,
      memory + 12,
    );
    const [red = 0, green = 0, blue = 0, alpha = 255] = pdfium.HEAPU32.subarray(
      memory >> 2,
      (memory >> 2) + 4,
    );
    const mode = object === 0 ? 0 : pdfium._FPDFTextObj_GetTextRenderMode(object);
    const { name, bold, embedded } = fontOf(object);
    const style: Style = {
      size: pdfium._FPDFText_GetFontSize(textPage, index) * (Math.hypot(c, d) || 1),
      angle: Math.atan2(b, a),
      bold,
      font: name,
      embedded,
      invisible: INVISIBLE_MODES.has(mode) || (colour !== 0 && alpha === 0),
      white: colour !== 0 && mode === 0 && red > 250 && green > 250 && blue > 250,
    };
    if (object !== 0) styles.set(object, style);
    return style;
  };

  try {
    const all = pdfium._FPDFText_CountChars(textPage);
    cut = all > MAX_GLYPHS;
    const count = Math.min(all, MAX_GLYPHS);
    for (let index = 0; index < count; index++) {
      if (pdfium._FPDFText_IsGenerated(textPage, index) === 1) continue;
      const code = pdfium._FPDFText_GetUnicode(textPage, index);
      if (pdfium._FPDFText_HasUnicodeMapError(textPage, index) === 1 && code !== 0x20) unmapped++;
      if (code === 0 || code === 0xfffe || code > 0x10ffff) continue;
      // The hyphen at the end of a line comes as U+0002.
      const text = pdfium._FPDFText_IsHyphen(textPage, index) === 1 ? '-' : String.fromCodePoint(code);
      if (!pdfium._FPDFText_GetCharOrigin(textPage, index, memory, memory + 8)) continue;
      const [x = 0, y = 0] = pdfium.HEAPF64.subarray(memory >> 3, (memory >> 3) + 2);
      if (!pdfium._FPDFText_GetLooseCharBox(textPage, index, memory)) continue;
      // FS_RECTF: left, top, right, bottom
      const [left = x, top = y, right = x, bottom = y] = pdfium.HEAPF32.subarray(
        memory >> 2,
        (memory >> 2) + 4,
      );
      const boxed = pdfium._FPDFText_GetCharBox(
        textPage,
        index,
        memory,
        memory + 8,
        memory + 16,
        memory + 24,
      );
      const [inkLeft = left, inkRight = right, inkBottom = bottom, inkTop = top] = boxed
        ? pdfium.HEAPF64.subarray(memory >> 3, (memory >> 3) + 4)
        : [];
      const ink = { left: inkLeft, right: inkRight, bottom: inkBottom, top: inkTop };
      const style = styleOf(index);
      glyphs.push({
        ink,
        text,
        x,
        y,
        left: Math.min(left, right),
        right: Math.max(left, right),
        bottom: Math.min(top, bottom),
        top: Math.max(top, bottom),
        style,
      });
    }
  } finally {
    free(memory);
    pdfium._FPDFText_ClosePage(textPage);
  }
  return { glyphs: withoutLigatures(glyphs), unmapped, cut };
}

/** Letters that a font draws as one sign come with one box: each gets its part of it. */
function withoutLigatures(glyphs: readonly RawGlyph[]): RawGlyph[] {
  const out: RawGlyph[] = [];
  for (let at = 0; at < glyphs.length; ) {
    const first = glyphs[at] as RawGlyph;
    let to = at + 1;
    while (isOneSign(first, glyphs[to])) to++;
    const count = to - at;
    const along = { x: (first.right - first.left) / count, y: (first.top - first.bottom) / count };
    const level = Math.abs(Math.cos(first.style.angle)) > Math.SQRT1_2;
    for (let index = 0; index < count; index++) {
      const glyph = glyphs[at + index] as RawGlyph;
      if (count === 1) out.push(glyph);
      else if (level) {
        const left = first.left + along.x * (Math.cos(first.style.angle) > 0 ? index : count - 1 - index);
        out.push({ ...glyph, left, right: left + along.x });
      } else {
        const bottom = first.bottom + along.y * (Math.sin(first.style.angle) > 0 ? index : count - 1 - index);
        out.push({ ...glyph, bottom, top: bottom + along.y });
      }
    }
    at = to;
  }
  return out;
}

const isOneSign = (first: RawGlyph, next: RawGlyph | undefined) =>
  next !== undefined &&
  next.style === first.style &&
  next.x === first.x &&
  next.y === first.y &&
  /^\p{L}$/u.test(first.text) &&
  /^\p{L}$/u.test(next.text);

/** The quarter of a turn that an angle is next to; null for a slanted one. */
function quarterOf(angle: number): Quarter | null {
  const turns = angle / QUARTER;
  const quarter = Math.round(turns);
  if (Math.abs(turns - quarter) * QUARTER > ASKEW) return null;
  return (((quarter % 4) + 4) % 4) as Quarter;
}

/**
 * The direction in which most letters of a page run. It decides how the page is held: a page may be turned by `/Rotate`
 * or by drawing its letters sideways, and either may be wrong. A page without letters is held as `/Rotate` says.
 */
function directionOf(glyphs: readonly RawGlyph[], rotation: number): Quarter {
  const votes = [0, 0, 0, 0];
  for (const { style, text } of glyphs) {
    const quarter = quarterOf(style.angle);
    if (quarter !== null && text.trim() !== '') votes[quarter] = (votes[quarter] ?? 0) + 1;
  }
  const most = Math.max(...votes);
  if (most > 0) return votes.indexOf(most) as Quarter;
  return (((rotation % 4) + 4) % 4) as Quarter;
}

/** Of a field that a viewer draws: the size of its letters at most, and the share of its height: points. */
const FIELD_SIZE = 12;
const FIELD_SHARE = 0.75;

/** Lines of a field as letters of the page, at the place of the field. */
function typedGlyphs(typed: readonly TypedText[], placing: PagePlacing): Glyph[] {
  return typed.flatMap(({ text, left, bottom, right, top }) => {
    const box = placing.box(left, bottom, right, top);
    const lines = text.split(/\r\n?|\n/u);
    const size = Math.min(FIELD_SIZE, (heightOf(box) / lines.length) * FIELD_SHARE);
    return lines.flatMap((line, index): Glyph[] =>
      line.trim() === ''
        ? []
        : [
            {
              text: line.trim(),
              left: box.left,
              right: Math.min(box.right, box.left + line.trim().length * size * 0.5),
              base: lines.length === 1 ? box.bottom - heightOf(box) * 0.25 : box.top + size * (index + 1),
              size,
              bold: false,
              font: '',
            },
          ],
    );
  });
}

function boundsOf({ pdfium }: OpenPdf, page: number): PageBounds {
  const memory = pdfium.wasmExports.malloc(16);
  try {
    if (!pdfium._FPDF_GetPageBoundingBox(page, memory)) return { left: 0, bottom: 0, right: 612, top: 792 };
    const [left = 0, top = 792, right = 612, bottom = 0] = pdfium.HEAPF32.subarray(
      memory >> 2,
      (memory >> 2) + 4,
    );
    return { left, bottom: Math.min(top, bottom), right, top: Math.max(top, bottom) };
  } finally {
    pdfium.wasmExports.free(memory);
  }
}

/** Draws the annotations of a page into it, but for the given ones; the page as it is then. Who gets it closes it. */
function loadFlattened({ pdfium, document }: OpenPdf, index: number, without: readonly number[]): number {
  const page = pdfium._FPDF_LoadPage(document, index);
  if (page === 0) return 0;
  for (const annotation of without) pdfium._FPDFPage_RemoveAnnot(page, annotation);
  const flattened = pdfium._FPDFPage_Flatten(page, FLAT_NORMAL_DISPLAY);
  if (flattened !== 1) return page;
  pdfium._FPDF_ClosePage(page);
  return pdfium._FPDF_LoadPage(document, index);
}

/** The letters that digital signatures draw over a page: those that it has more with their fields than without. */
function stampOf(
  open: OpenPdf,
  index: number,
  without: readonly RawGlyph[],
  unread: readonly number[],
): RawGlyph[] {
  const own = new Set(without.map(placeKey));
  const again = open.reopen();
  try {
    const drawn = loadFlattened(again, index, unread);
    if (drawn === 0) return [];
    const { glyphs } = readGlyphs(again, drawn);
    open.pdfium._FPDF_ClosePage(drawn);
    return glyphs.filter((glyph) => !own.has(placeKey(glyph)));
  } finally {
    again.close();
  }
}

const placeKey = ({ text, x, y }: RawGlyph) => `${text} ${x.toFixed(1)} ${y.toFixed(1)}`;

/** Letters in the order in which they were drawn, a space where one goes on elsewhere. */
function inDrawnOrder(glyphs: readonly RawGlyph[]): string {
  let text = '';
  let before: RawGlyph | undefined;
  for (const glyph of glyphs) {
    if (before && Math.abs(glyph.y - before.y) > before.style.size * 0.3) text += ' ';
    text += glyph.text;
    before = glyph;
  }
  return text.replace(/\s+/gu, ' ').trim();
}

/**
 * Reads a page: its letters with their places, turned as a reader holds it, with the annotations that a reader sees.
 * Null for a page that is damaged.
 */
export function readPage(open: OpenPdf, index: number): PageContent | null {
  const { pdfium } = open;
  const first = pdfium._FPDF_LoadPage(open.document, index);
  if (first === 0) return null;
  const { typed, signatures, unread, comments } = readAnnotations(open, first);
  pdfium._FPDF_ClosePage(first);
  const page = loadFlattened(
    open,
    index,
    [...signatures, ...unread].sort((a, b) => b - a),
  );
  if (page === 0) return null;
  try {
    const { glyphs: raw, unmapped, cut } = readGlyphs(open, page);
    const stamp = signatures.length === 0 ? [] : stampOf(open, index, raw, unread);
    const direction = directionOf(raw, pdfium._FPDFPage_GetRotation(page));
    const placing = placePage(boundsOf(open, page), direction);
    const { rules, pictures, shades, outlines } = readDrawing(pdfium, page, placing);
    const scan = pictures.some(
      (picture) => widthOf(picture) * heightOf(picture) > placing.width * placing.height * SCAN_SHARE,
    );
    const unseen = findUnseen(open, page, raw);
    const glyphs: Glyph[] = [];
    const slanted: SlantedGlyph[] = [];
    const hidden: RawGlyph[] = [];
    let recognisedLetters = 0;
    for (const letter of raw) {
      const { text, style } = letter;
      const box = placing.box(letter.left, letter.bottom, letter.right, letter.top);
      const isLetter = /[\p{L}\p{N}]/u.test(text);
      const { x, y } = placing.point(letter.x, letter.y);
      // what a scan covers is what a program recognised in it
      const covered = unseen.has(letter);
      if ((covered && !scan) || isHidden(style, box, { scan, pictures, shades }, placing)) {
        hidden.push(letter);
        continue;
      }
      if ((style.invisible || covered) && isLetter) recognisedLetters++;
      if (quarterOf(style.angle) === direction)
        glyphs.push({
          text,
          left: box.left,
          right: box.right,
          base: y,
          size: style.size,
          bold: style.bold,
          font: style.font,
        });
      else slanted.push({ text, x, y, size: style.size, angle: style.angle - direction * QUARTER, box });
    }
    return {
      width: placing.width,
      height: placing.height,
      glyphs: [...glyphs, ...typedGlyphs(typed, placing)],
      turned: turnedTexts(slanted),
      rules,
      pictures,
      outlines,
      signatureStamps: stamp.length === 0 ? [] : [inDrawnOrder(stamp)],
      hiddenWords: countWords(inDrawnOrder(hidden)),
      recognisedLetters,
      unmappedLetters: unmapped,
      cut,
      comments,
    };
  } finally {
    pdfium._FPDF_ClosePage(page);
  }
}

interface Ground {
  readonly scan: boolean;
  readonly pictures: readonly Box[];
  readonly shades: readonly Box[];
}

/** Whether a reader of the page doesn't see a letter: drawn invisibly but over a scan, white on white, off the page. */
function isHidden(style: Style, box: Box, { scan, pictures, shades }: Ground, placing: PagePlacing): boolean {
  if (style.invisible) return !scan;
  if (
    box.right < -EDGE ||
    box.bottom < -EDGE ||
    box.left > placing.width + EDGE ||
    box.top > placing.height + EDGE
  )
    return true;
  if (!style.white) return false;
  return ![...pictures, ...shades].some((ground) => shareWithin(box, ground) > 0.3);
}
