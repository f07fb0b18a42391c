import { legible } from './legible.ts';

/** A column of an exported table (cột). */
export interface Column {
  /** the field of a row that stands in it, and its key in jsonl */
  readonly name: string;
  readonly heading: string;
  /** how wide it is shown, in letters; without it, as wide as its heading needs */
  readonly width?: number;
}

/** A cell; null and '' are empty cells. Numbers stay numbers in xlsx and jsonl. */
export type Cell = string | number | null;

/** A row: cells by the names of their columns. What it lacks is an empty cell. */
export type Row = Readonly<Record<string, Cell>>;

/** What a file says about itself. */
export interface FileNotes {
  /** heading of what the file says about itself: in the docx, and as the name of a sheet */
  readonly aboutTitle: string;
  /**
   * What the file says about itself (giấy chứng): label and value pairs. Called once, after the last row, so that
   * totals counted on the way can be in it.
   */
  readonly about: () => Promise<About> | About;
  /** What is said besides where the format had to cut cells: label and value, from their number and their columns. */
  readonly cutCells: (cells: number, columns: readonly string[]) => About[number];
}

/** Rows to write into a file, and what the file says about itself. */
export interface ExportedTable extends FileNotes {
  /** heading of the docx, name of the sheet of rows */
  readonly title: string;
  /** at least one */
  readonly columns: readonly Column[];
  /** read once, as fast as the file is read and no faster */
  readonly rows: AsyncIterable<Row> | Iterable<Row>;
}

/** Label and value pairs. */
export type About = readonly (readonly [label: string, value: string])[];

/**
 * The cells of a row in the order of the columns, the same for every format: legible texts, and no number that isn't
 * one (NaN and the infinities are empty cells; neither JSON nor a spreadsheet has them).
 */
export function cellsOf(row: Row, columns: readonly Column[]): Cell[] {
  return columns.map(({ name }) => {
    const cell = row[name] ?? null;
    if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
    return cell === null ? null : legible(cell);
  });
}

/** What the file says about itself, in legible texts. */
export async function aboutOf(table: Pick<FileNotes, 'about'>): Promise<About> {
  return (await table.about()).map(([label, value]) => [legible(label), legible(value)] as const);
}

const NARROWEST = 10;
/** Room for the button of a spreadsheet's filter. */
const BESIDE_HEADING = 4;

/** How wide a column is shown, in letters. */
export function widthOf({ heading, width }: Column): number {
  return width ?? Math.max(NARROWEST, heading.length + BESIDE_HEADING);
}
