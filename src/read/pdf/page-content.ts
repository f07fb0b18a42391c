/** A rectangle in points, from the top left corner of the page as a reader holds it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** One letter as a page draws it. Points, from the top left corner of the page as a reader holds it. */
export interface Glyph {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** The base line it stands on. */
  readonly base: number;
  /** Height of the letters of its font: points. */
  readonly size: number;
  readonly bold: boolean;
  /** Base name of its font, without the tag of a subset: `TimesNewRomanPS-BoldMT`, `.VnTime`. */
  readonly font: string;
}

/** Letters that run in another direction than the page: a watermark, a slanted stamp, the turned head of a column. */
export interface TurnedText {
  readonly text: string;
  /** Degrees counter-clockwise from the direction of the page's lines, 0–360. */
  readonly angle: number;
  readonly box: Box;
}

/** A ruled line of a page, straight and upright or level: a border of a cell, an underline. */
export interface Rule {
  readonly vertical: boolean;
  /** x of a vertical rule, y of a level one. */
  readonly at: number;
  /** Where it begins and ends in its own direction. */
  readonly from: number;
  readonly to: number;
}

/** What a page shows. */
export interface PageContent {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  readonly turned: readonly TurnedText[];
  readonly rules: readonly Rule[];
  readonly pictures: readonly Box[];
  /** Shapes with curves: letters that were turned into outlines are such. */
  readonly outlines: number;
  /** The stamps of digital signatures that viewers draw over the page, as text. */
  readonly signatureStamps: readonly string[];
  /** Words that nobody sees: drawn invisibly, in white on white, or outside of the page. */
  readonly hiddenWords: number;
  /** Letters of an invisible layer over a picture: what a program recognised in a scan. */
  readonly recognisedLetters: number;
  /** Letters whose font doesn't say which they are. */
  readonly unmappedLetters: number;
  /** It has more letters than are read, or none that could be. */
  readonly cut: boolean;
  /** Notes that reviewers stuck onto the page (comments, not part of the paper). */
  readonly comments: number;
}

export const widthOf = (box: Box) => Math.max(0, box.right - box.left);
export const heightOf = (box: Box) => Math.max(0, box.bottom - box.top);

/** How much of `box` lies within `other`: 0–1. */
export function shareWithin(box: Box, other: Box): number {
  const width = Math.min(box.right, other.right) - Math.max(box.left, other.left);
  const height = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
  const area = widthOf(box) * heightOf(box);
  return width <= 0 || height <= 0 || area === 0 ? 0 : (width * height) / area;
}
