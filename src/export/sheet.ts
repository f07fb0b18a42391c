import { runsAsFormula } from './formulas.ts';
import { legible } from './legible.ts';
import type { Cell } from './table.ts';
import { escapeXml, XML_DECLARATION } from './xml.ts';

/** Formats of cells, by their place in `cellXfs` of the styles. */
const STYLE = { text: 0, heading: 1, formulaLike: 2 } as const;

/**
 * Styles of a workbook (ECMA-376 part 1, 18.8). Texts wrap. A text that would run as a formula has the quote prefix:
 * it is a text already, and must stay one when somebody edits the cell.
 */
export const STYLES = `${XML_DECLARATION}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** One sheet of a workbook. */
export interface Sheet {
  /** its first row, which is bold, stays in view and carries the filter; a sheet without it has none of the three */
  readonly headings?: readonly string[];
  /** in letters */
  readonly widths: readonly number[];
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
  /** Called after the last row, with the range of the filter as Excel writes it in a name (`$A$1:$C$9`). */
  readonly onFilter?: (range: string) => void;
  /** Called for each cell that is cut at Excel's limit, with the place of its column. */
  readonly onCut?: (column: number) => void;
}

const FROZEN_FIRST_ROW =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';

/** A worksheet part (ECMA-376 part 1, 18.3.1.99), row by row. Texts are inline: a shared table would be kept whole. */
export async function* worksheet({ headings, widths, rows, onFilter, onCut }: Sheet): AsyncGenerator<string> {
  const letters = widths.map((_, index) => columnLetters(index));
  const columns = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${Math.min(width, WIDEST)}" customWidth="1"/>`,
  );
  yield `${XML_DECLARATION}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${headings ? FROZEN_FIRST_ROW : ''}<cols>${columns.join('')}</cols><sheetData>`;
  let line = 0;
  if (headings) yield rowElement(headings, ++line, letters, STYLE.heading);
  for await (const cells of rows) {
    for (const [column, cell] of cells.entries()) if (isTooLong(cell)) onCut?.(column);
    yield rowElement(cells, ++line, letters);
  }
  yield '</sheetData>';
  if (headings) {
    const last = letters.at(-1);
    yield `<autoFilter ref="A1:${last}${line}"/>`;
    onFilter?.(`$A$1:$${last}$${line}`);
  }
  yield '</worksheet>';
}

/** In letters; Excel's limit. */
const WIDEST = 255;

function rowElement(
  cells: readonly Cell[],
  line: number,
  letters: readonly string[],
  style?: number,
): string {
  let xml = `<row r="${line}">`;
  for (const [i, cell] of cells.entries()) xml += cellElement(cell, `${letters[i]}${line}`, style);
  return `${xml}</row>`;
}

function cellElement(cell: Cell, reference: string, style?: number): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${reference}" s="${style ?? STYLE.text}"><v>${cell}</v></c>`;
  const ofText = style ?? (runsAsFormula(cell) ? STYLE.formulaLike : STYLE.text);
  return `<c r="${reference}" s="${ofText}" t="inlineStr"><is><t xml:space="preserve">${cellText(cell)}</t></is></c>`;
}

/** Excel's limit for the text of a cell, in UTF-16 units. */
const LONGEST_TEXT = 32_767;

const isTooLong = (cell: Cell): boolean => typeof cell === 'string' && cell.length > LONGEST_TEXT;

function cellText(text: string): string {
  // `legible` again: the cut may have halved a surrogate pair
  const cut = isTooLong(text) ? `${legible(text.slice(0, LONGEST_TEXT - 1))}…` : text;
  // `_x0041_` is an escape for A (ST_Xstring, ECMA-376 part 1, 22.9.2.19): where a text has such letters, its first
  // underline is escaped
  return escapeXml(cut.replace(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_'));
}

/** A, B, … Z, AA, … */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}
