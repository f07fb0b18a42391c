import { LAST_LEVEL, type Level, type List } from '../list-numbering.ts';
import type { WordFile } from './fib.ts';
import { viewOf } from './plc.ts';
import { SPRM, sprmsOf } from './sprm.ts';

/** The formats of numbers that are written ([MS-OSHARED] 2.2.1.3, MSONFC), as ECMA-376 names them. */
const FORMATS: Readonly<Record<number, string>> = {
  0: 'decimal',
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  22: 'decimalZero',
  23: 'bullet',
  255: 'none',
};

/** A level of a .doc: besides, the font of its label, and whether the format of its numbers is one that is written. */
export interface Level97 extends Level {
  readonly font: number | null;
  readonly known: boolean;
}

/** Lists by number (ilfo), from 1. */
export type Lists = ReadonlyMap<number, List97>;
interface List97 extends List {
  readonly levels: ReadonlyMap<number, Level97>;
}

/** The greatest number of a list; those beyond have meanings of their own ([MS-DOC] 2.6.2, sprmPIlfo). */
export const LAST_LIST = 0x7fe;
/** A list of Word 6, whose numbers are stored in a way that is not read. */
export const OLD_LIST = 0x7ff;

const LIST_BYTES = 28;
const LEVEL_BYTES = 28;
const OVERRIDE_BYTES = 16;
/** In a level of a list: its place in the text of the label, by the nine bytes that say where numbers stand. */
const PLACES = 9;

/** A reader of structures that follow each other, each as long as it says. */
class Sequence {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = viewOf(bytes);
  }

  /** Passes over `length` bytes, which begin where it stood. */
  take(length: number): number {
    const from = this.at;
    this.at += length;
    if (this.at > this.bytes.length) throw new RangeError('a list is cut short');
    return from;
  }
}

/** One level ([MS-DOC] 2.9.150, LVL). */
function readLevel(sequence: Sequence): Level97 {
  const { view, bytes } = sequence;
  const at = sequence.take(LEVEL_BYTES);
  const format = view.getUint8(at + 4);
  const flags = view.getUint8(at + 5);
  const places = new Set(bytes.subarray(at + 6, at + 6 + PLACES));
  const characters = view.getUint8(at + 24);
  const paragraph = view.getUint8(at + 25);
  sequence.take(paragraph);
  const look = sequence.take(characters);
  let font: number | null = null;
  let hidden = false;
  for (const { code, operand } of sprmsOf(bytes.subarray(look, look + characters))) {
    if (code === SPRM.CRgFtc0) font = operand.getUint16(0, true);
    if (code === SPRM.CFVanish) hidden = operand.getUint8(0) === 1;
  }
  const count = view.getUint16(sequence.take(2), true);
  const from = sequence.take(count * 2);
  let text = '';
  for (let i = 0; i < count; i++) {
    const unit = view.getUint16(from + i * 2, true);
    text += unit <= LAST_LEVEL && places.has(i + 1) ? `%${unit + 1}` : String.fromCharCode(unit);
  }
  return {
    start: view.getInt32(at, true),
    format: FORMATS[format] ?? 'decimal',
    known: FORMATS[format] !== undefined,
    text,
    legal: (flags & 4) !== 0,
    hidden,
    restartAfter: flags & 8 ? view.getUint8(at + 26) : null,
    font,
  };
}

/** The definitions by their ids ([MS-DOC] 2.9.194, PlfLst; their levels stand behind it). */
function readDefinitions(file: WordFile): Map<number, Map<number, Level97>> {
  const lists = file.structure('PlfLst');
  const found = new Map<number, Map<number, Level97>>();
  if (lists.length === 0) return found;
  const view = viewOf(lists);
  const levels = new Sequence(file.behind('PlfLst'));
  const count = view.getUint16(0, true);
  for (let i = 0; i < count; i++) {
    const at = 2 + i * LIST_BYTES;
    const simple = (view.getUint8(at + 26) & 1) !== 0;
    const own = new Map<number, Level97>();
    for (let level = 0; level <= (simple ? 0 : LAST_LEVEL); level++) own.set(level, readLevel(levels));
    found.set(view.getInt32(at, true), own);
  }
  return found;
}

/** The lists that paragraphs name ([MS-DOC] 2.9.192, PlfLfo). Throws a RangeError where they are cut short. */
export function readLists(file: WordFile): Lists {
  const found = new Map<number, List97>();
  const bytes = file.structure('PlfLfo');
  if (bytes.length === 0) return found;
  const definitions = readDefinitions(file);
  const sequence = new Sequence(bytes);
  const { view } = sequence;
  const count = view.getUint32(sequence.take(4), true);
  if (count > LAST_LIST) throw new RangeError('there are more lists than have numbers');
  const heads = sequence.take(count * OVERRIDE_BYTES);
  for (let i = 0; i < count; i++) {
    const head = heads + i * OVERRIDE_BYTES;
    const definition = view.getInt32(head, true);
    const levels = new Map(definitions.get(definition));
    const startOverrides = new Map<number, number>();
    sequence.take(4);
    const overrides = view.getUint8(head + 12);
    for (let j = 0; j < overrides; j++) {
      const at = sequence.take(8);
      const flags = view.getUint32(at + 4, true);
      const level = flags & 0xf;
      if (flags & 0x20) levels.set(level, readLevel(sequence));
      else if (flags & 0x10) startOverrides.set(level, view.getInt32(at, true));
    }
    if (levels.size > 0) found.set(i + 1, { counter: String(definition), levels, startOverrides });
  }
  return found;
}
