import type { Box, TurnedText } from './page-content.ts';

/** A letter that runs in another direction than its page. */
export interface SlantedGlyph {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Radians counter-clockwise from the direction of the page's lines. */
  readonly angle: number;
  readonly box: Box;
}

const FULL_TURN = 360;
/** Letters of one text run in directions that differ by less: degrees. */
const SAME_DIRECTION = 6;
/** Of the size of the letters: what stands further apart is another line. */
const SAME_LINE = 0.6;
/** From the beginning of one letter to the next: what is further is another word. */
const WORD_PITCH = 1.1;

interface Placed {
  readonly glyph: SlantedGlyph;
  readonly degrees: number;
  /** Along the direction of the letters, and down from line to line. */
  readonly along: number;
  readonly down: number;
}

function placed(glyph: SlantedGlyph, degrees: number): Placed {
  const angle = (degrees * Math.PI) / 180;
  // The page's y grows downwards: the direction of the letters is (cos, -sin).
  return {
    glyph,
    degrees,
    along: glyph.x * Math.cos(angle) - glyph.y * Math.sin(angle),
    down: glyph.x * Math.sin(angle) + glyph.y * Math.cos(angle),
  };
}

const degreesOf = ({ angle }: SlantedGlyph) =>
  ((Math.round((angle * 180) / Math.PI) % FULL_TURN) + FULL_TURN) % FULL_TURN;

/** The letters as texts, line by line in their own direction: letters drawn one by one are one word again. */
export function turnedTexts(glyphs: readonly SlantedGlyph[]): TurnedText[] {
  const directions: { degrees: number; glyphs: SlantedGlyph[] }[] = [];
  for (const glyph of glyphs) {
    const degrees = degreesOf(glyph);
    const known = directions.find((one) => {
      const apart = Math.abs(one.degrees - degrees);
      return Math.min(apart, FULL_TURN - apart) <= SAME_DIRECTION;
    });
    if (known) known.glyphs.push(glyph);
    else directions.push({ degrees, glyphs: [glyph] });
  }
  return directions.flatMap(({ degrees, glyphs: own }) => {
    const sorted = own.map((glyph) => placed(glyph, degrees)).sort((a, b) => a.down - b.down);
    const lines: Placed[][] = [];
    for (const one of sorted) {
      const line = lines[lines.length - 1];
      const first = line?.[0];
      if (line && first && Math.abs(one.down - first.down) < one.glyph.size * SAME_LINE) line.push(one);
      else lines.push([one]);
    }
    return lines.map(toText).filter(({ text }) => text !== '');
  });
}

function toText(line: Placed[]): TurnedText {
  line.sort((a, b) => a.along - b.along);
  // A producer that draws spaces means no other gap; one that draws letter by letter leaves gaps.
  const spaced = line.some(({ glyph }) => glyph.text.trim() === '');
  let text = '';
  let before: Placed | undefined;
  for (const one of line) {
    const apart = before ? one.along - before.along : 0;
    if (!spaced && apart > one.glyph.size * WORD_PITCH) text += ' ';
    text += one.glyph.text;
    before = one;
  }
  const boxes = line.map(({ glyph }) => glyph.box);
  return {
    text: text.replace(/\s+/gu, ' ').trim(),
    angle: line[0]?.degrees ?? 0,
    box: {
      left: Math.min(...boxes.map(({ left }) => left)),
      top: Math.min(...boxes.map(({ top }) => top)),
      right: Math.max(...boxes.map(({ right }) => right)),
      bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    },
  };
}
