import type { WordFile } from './fib.ts';
import { readPlc, viewOf } from './plc.ts';

/** The records of drawings that are read ([MS-ODRAW] 2.2 ff.). */
const GROUP = 0xf003;
const SHAPE = 0xf00a;
const PROPERTIES = new Set([0xf00b, 0xf121, 0xf122]);
/** A record that holds others. */
const CONTAINER = 0xf;
const HEADER_BYTES = 8;

/** The words of a shape that draws them (WordArt): gtextUNICODE, [MS-ODRAW] 2.3.22.1. */
const DRAWN_TEXT = 0x00c0;
/** The name and the description of a shape: wzName, wzDescription, [MS-ODRAW] 2.3.4.1 f. */
const NAME = 0x0380;
const DESCRIPTION = 0x0381;
const WORDS = new Set([DRAWN_TEXT, NAME, DESCRIPTION]);
/** The number of the picture that a shape shows (pib, [MS-ODRAW] 2.3.23.5). */
const PICTURE = 0x0104;
const PROPERTY_BYTES = 6;
const HAS_DATA = 0x8000;
const PROPERTY = 0x3fff;

/** The shapes of a document. */
export interface Drawings {
  /** Of each shape: the one that is anchored in the text, itself or the group that it is part of. */
  readonly anchored: ReadonlyMap<number, number>;
  /** Words that shapes draw (WordArt), and that name and describe them. */
  readonly words: readonly string[];
  /** The anchored shapes that show a picture, themselves or in their group. */
  readonly pictures: ReadonlySet<number>;
  /** A shape of a header or footer shows one. */
  readonly pictureInHeader: boolean;
}

/** What the properties of a shape say that it shows ([MS-ODRAW] 2.2.9, OfficeArtFOPT). */
function shownBy(bytes: Uint8Array, count: number): { words: string[]; picture: boolean } {
  const view = viewOf(bytes);
  const shown = { words: [] as string[], picture: false };
  let data = count * PROPERTY_BYTES;
  for (let i = 0; i < count && (i + 1) * PROPERTY_BYTES <= bytes.length; i++) {
    const id = view.getUint16(i * PROPERTY_BYTES, true);
    const value = view.getUint32(i * PROPERTY_BYTES + 2, true);
    if ((id & PROPERTY) === PICTURE && value > 0) shown.picture = true;
    if (!(id & HAS_DATA)) continue;
    if (WORDS.has(id & PROPERTY))
      shown.words.push(
        new TextDecoder('utf-16le').decode(bytes.subarray(data, data + value)).replace(/\0.*$/su, ''),
      );
    data += value; // the number of bytes that stand behind all properties
  }
  return shown;
}

/** The shapes of a file ([MS-DOC] 2.9.172, OfficeArtContent). Throws a RangeError where a record is cut short. */
export function readDrawings(file: WordFile): Drawings {
  const bytes = file.structure('DggInfo');
  const anchored = new Map<number, number>();
  const words: string[] = [];
  const pictures = new Set<number>();
  let pictureInHeader = false;
  if (bytes.length === 0) return { anchored, words, pictures, pictureInHeader };
  const view = viewOf(bytes);
  // What all drawings share comes first; before each drawing, a byte says whether it is of the headers.
  let at = HEADER_BYTES + view.getUint32(4, true);
  while (at + 1 + HEADER_BYTES <= bytes.length) {
    const inHeader = view.getUint8(at) === 1;
    at++;
    const end = at + HEADER_BYTES + view.getUint32(at + 4, true);
    const groups: number[] = []; // where the groups end that are open
    let shape = 0; // whose properties follow
    let outermost: number | null = null; // the shape that stands for the group right below the drawing
    while (at + HEADER_BYTES <= Math.min(end, bytes.length)) {
      while (groups.length > 0 && at >= (groups.at(-1) as number)) groups.pop();
      const version = view.getUint16(at, true);
      const type = view.getUint16(at + 2, true);
      const length = view.getUint32(at + 4, true);
      const content = at + HEADER_BYTES;
      if (type === GROUP) {
        groups.push(content + length);
        if (groups.length <= 2) outermost = null;
      }
      if (type === SHAPE) {
        const id = view.getUint32(content, true);
        if (groups.length < 2) outermost = null;
        else outermost ??= id;
        shape = outermost ?? id;
        anchored.set(id, shape);
      }
      const isContainer = (version & 0xf) === CONTAINER;
      if (PROPERTIES.has(type) && !isContainer) {
        const shown = shownBy(bytes.subarray(content, content + length), version >> 4);
        words.push(...shown.words);
        if (shown.picture) {
          pictures.add(shape);
          pictureInHeader ||= inHeader;
        }
      }
      at = isContainer ? content : content + length;
    }
    at = end;
  }
  return { anchored, words, pictures, pictureInHeader };
}

const TEXT_BOX_BYTES = 22;
const TEXT_BOX_SHAPE = 14;
const ANCHOR_BYTES = 26;

/** A text box of the document itself: its characters within their story, and the place in the text it hangs on. */
export interface TextBox {
  readonly from: number;
  readonly to: number;
  /** Null where no shape of the text holds it. */
  readonly anchor: number | null;
}

/** A shape that is anchored in the text: where, and how high it is, twips. */
export interface Anchor {
  readonly shape: number;
  readonly position: number;
  readonly height: number;
}

/** The anchors of the shapes of the text ([MS-DOC] 2.8.37, PlcfSpa). */
export function readAnchors(file: WordFile): Anchor[] {
  const { positions, data } = readPlc(file.structure('PlcSpaMom'), ANCHOR_BYTES);
  return data.map((spa, index) => ({
    shape: spa.getUint32(0, true),
    position: positions[index] as number,
    height: spa.getInt32(16, true) - spa.getInt32(8, true),
  }));
}

/** The text boxes ([MS-DOC] 2.8.32, PlcftxbxTxt), each with the anchor of its shape or of the group it is part of. */
export function readTextBoxes(file: WordFile, anchors: readonly Anchor[], { anchored }: Drawings): TextBox[] {
  const places = new Map(anchors.map(({ shape, position }) => [shape, position]));
  const { positions, data } = readPlc(file.structure('PlcftxbxTxt'), TEXT_BOX_BYTES);
  return data.map((box, index) => {
    const shape = box.getUint32(TEXT_BOX_SHAPE, true);
    return {
      from: positions[index] as number,
      to: positions[index + 1] as number,
      anchor: places.get(shape) ?? places.get(anchored.get(shape) ?? shape) ?? null,
    };
  });
}
