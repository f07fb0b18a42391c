import { DamagedWordFile, OversizedWordFile } from './damaged.ts';
import type { WordFile } from './fib.ts';
import { lastUpTo, readPlc, viewOf } from './plc.ts';
import { NO_MODIFIERS } from './sprm.ts';

/** Bytes of the file, `[from, to)`, whose characters or paragraph have the same properties. */
export interface FormattedRun<Properties> {
  readonly from: number;
  readonly to: number;
  readonly properties: Properties;
}

const PAGE = 512;
const PAGE_NUMBER = 0x003fffff;
/** A place of a paragraph's properties, and how its lines were laid out. */
const PARAGRAPH_PLACE = 13;

/** More runs has no document: 27 pages measured 3,000. */
const MAX_RUNS = 1_000_000;

/** The runs of a file, by the place of their text in it. */
export class FormattedRuns<Properties> {
  readonly #runs: readonly FormattedRun<Properties>[];
  readonly #starts: readonly number[];

  constructor(runs: FormattedRun<Properties>[]) {
    this.#runs = runs.sort((a, b) => a.from - b.from);
    this.#starts = this.#runs.map(({ from }) => from);
  }

  /** The run that a byte belongs to; null where no page tells of it. */
  at(offset: number): FormattedRun<Properties> | null {
    const run = this.#runs[lastUpTo(this.#starts, offset)];
    return run && offset < run.to ? run : null;
  }

  /** Where the next run behind a byte begins; Infinity where none does. */
  nextFrom(offset: number): number {
    return this.#starts[lastUpTo(this.#starts, offset) + 1] ?? Number.POSITIVE_INFINITY;
  }
}

function readPages<Properties>(
  file: WordFile,
  pages: Uint8Array,
  read: (page: Uint8Array, count: number, index: number) => Properties,
): FormattedRuns<Properties> {
  const runs: FormattedRun<Properties>[] = [];
  const seen = new Set<number>();
  for (const place of readPlc(pages, 4).data) {
    const number = place.getUint32(0, true) & PAGE_NUMBER;
    if (seen.has(number)) continue;
    seen.add(number);
    const page = file.text.subarray(number * PAGE, (number + 1) * PAGE);
    if (page.length < PAGE) throw new DamagedWordFile('a page of its formatting lies outside of the file');
    const view = viewOf(page);
    const count = view.getUint8(PAGE - 1);
    for (let index = 0; index < count; index++)
      runs.push({
        from: view.getUint32(index * 4, true),
        to: view.getUint32(index * 4 + 4, true),
        properties: read(page, count, index),
      });
    if (runs.length > MAX_RUNS) throw new OversizedWordFile('its formatting has no end');
  }
  return new FormattedRuns(runs);
}

/** Modifiers of characters, by runs ([MS-DOC] 2.9.33, ChpxFkp). Those of one place in a page are the same array. */
export function readCharacterRuns(file: WordFile): FormattedRuns<Uint8Array> {
  const known = new Map<number, Uint8Array>();
  return readPages(file, file.structure('PlcfBteChpx'), (page, count, index) => {
    const at = viewOf(page).getUint8((count + 1) * 4 + index) * 2;
    if (at === 0) return NO_MODIFIERS;
    const place = page.byteOffset + at;
    const found = known.get(place);
    if (found) return found;
    const length = viewOf(page).getUint8(at);
    const modifiers = page.subarray(at + 1, at + 1 + length);
    known.set(place, modifiers);
    return modifiers;
  });
}

/** The style of a paragraph (istd), and the modifiers of its own. */
export interface ParagraphModifiers {
  readonly style: number;
  readonly modifiers: Uint8Array;
}

/** A paragraph that nothing is said of. */
export const PLAIN_PARAGRAPH: ParagraphModifiers = { style: 0, modifiers: NO_MODIFIERS };

/** Paragraphs ([MS-DOC] 2.9.174, PapxFkp). Those of one place in a page are the same object. */
export function readParagraphRuns(file: WordFile): FormattedRuns<ParagraphModifiers> {
  const known = new Map<number, ParagraphModifiers>();
  return readPages(file, file.structure('PlcfBtePapx'), (page, count, index) => {
    const view = viewOf(page);
    const at = view.getUint8((count + 1) * 4 + index * PARAGRAPH_PLACE) * 2;
    if (at === 0) return PLAIN_PARAGRAPH;
    const place = page.byteOffset + at;
    const found = known.get(place);
    if (found) return found;
    // The length in two bytes, less one; or, behind a zero, in two bytes.
    const short = view.getUint8(at);
    const from = short === 0 ? at + 2 : at + 1;
    const length = short === 0 ? view.getUint8(at + 1) * 2 : short * 2 - 1;
    if (length < 2) return PLAIN_PARAGRAPH;
    const properties = {
      style: view.getUint16(from, true),
      modifiers: page.subarray(from + 2, from + length),
    };
    known.set(place, properties);
    return properties;
  });
}
