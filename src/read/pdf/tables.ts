import { lineSeparator } from '../../text/normalise/spacing.ts';
import { toPrintedLines } from './lines.ts';
import type { Box, Glyph, Rule, TurnedText } from './page-content.ts';

/** A table whose cells a page draws with rules. */
export interface RuledTable {
  readonly box: Box;
  /** Left edges of the columns, and the right edge of the last. */
  readonly columns: readonly number[];
  /** Cells by row and column; null where the cell above, or at the left, goes on. */
  readonly rows: readonly (readonly TableCell[])[];
}

/** A place in a table: a text, or the cell that it belongs to. */
export type TableCell = { readonly text: string } | 'as above' | 'as at left';

/** Points: rules closer than this are one, and meet. */
const TOLERANCE = 3;
/** A page has fewer rules; a picture drawn as lines has more, and is no table. */
const MAX_RULES = 4_000;
/** A table has fewer rows and columns on a page. */
const MAX_ROWS = 400;
const MAX_COLUMNS = 60;
/** Points: a row that is lower only parts two double rules. */
const MIN_ROW = 5;

/** Rules on one line, joined where they touch. */
function joined(rules: readonly Rule[]): Rule[] {
  const sorted = [...rules].sort((a, b) => a.at - b.at || a.from - b.from);
  const lines: Rule[][] = [];
  for (const rule of sorted) {
    const line = lines[lines.length - 1];
    const first = line?.[0];
    if (line && first && rule.at - first.at <= TOLERANCE) line.push(rule);
    else lines.push([rule]);
  }
  return lines.flatMap((line) => {
    const at = line.reduce((sum, rule) => sum + rule.at, 0) / line.length;
    const parts: { from: number; to: number }[] = [];
    for (const { from, to } of [...line].sort((a, b) => a.from - b.from)) {
      const last = parts[parts.length - 1];
      if (last && from - last.to <= TOLERANCE) last.to = Math.max(last.to, to);
      else parts.push({ from, to });
    }
    return parts.map(({ from, to }) => ({ vertical: line[0]?.vertical ?? false, at, from, to }));
  });
}

const meets = (vertical: Rule, level: Rule) =>
  vertical.at >= level.from - TOLERANCE &&
  vertical.at <= level.to + TOLERANCE &&
  level.at >= vertical.from - TOLERANCE &&
  level.at <= vertical.to + TOLERANCE;

/** Rules that hang together: the grid of one table each. */
function grids(rules: readonly Rule[]): { verticals: Rule[]; levels: Rule[] }[] {
  const verticals = joined(rules.filter(({ vertical }) => vertical));
  const levels = joined(rules.filter(({ vertical }) => !vertical));
  const group = new Map<Rule, number>();
  const groups: Rule[][] = [];
  for (const vertical of verticals) {
    const own = groups.push([vertical]) - 1;
    group.set(vertical, own);
    for (const level of levels) {
      if (!meets(vertical, level)) continue;
      const other = group.get(level);
      const into = group.get(vertical) as number;
      if (other === undefined) {
        group.set(level, into);
        groups[into]?.push(level);
      } else if (other !== into) {
        for (const rule of groups[into] ?? []) {
          group.set(rule, other);
          groups[other]?.push(rule);
        }
        groups[into] = [];
      }
    }
  }
  return groups
    .filter((one) => one.length > 0)
    .map((one) => ({
      verticals: one.filter(({ vertical }) => vertical),
      levels: one.filter(({ vertical }) => !vertical),
    }));
}

/** Distinct places, in order. */
function places(values: readonly number[]): number[] {
  const out: number[] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    const last = out[out.length - 1];
    if (last === undefined || value - last > TOLERANCE) out.push(value);
  }
  return out;
}

/** Of a cell that spans several places: its first row and column. */
class Cells {
  readonly #parent: number[];
  readonly #columns: number;

  constructor(rows: number, columns: number) {
    this.#columns = columns;
    this.#parent = Array.from({ length: rows * columns }, (_, index) => index);
  }

  /** The smallest index of the cell: its top left place. */
  rootOf(row: number, column: number): number {
    let at = row * this.#columns + column;
    while (this.#parent[at] !== at) at = this.#parent[at] as number;
    return at;
  }

  join(row: number, column: number, otherRow: number, otherColumn: number): void {
    const a = this.rootOf(row, column);
    const b = this.rootOf(otherRow, otherColumn);
    this.#parent[Math.max(a, b)] = Math.min(a, b);
  }
}

/** Index of the interval between two places that holds a value; -1 outside. */
function intervalOf(edges: readonly number[], value: number): number {
  if (value < (edges[0] ?? 0) || value > (edges[edges.length - 1] ?? 0)) return -1;
  let at = 0;
  while (at < edges.length - 2 && value >= (edges[at + 1] as number)) at++;
  return at;
}

/** Text of a cell: its lines as one, so that a number that the margin broke is one again. */
function textOfCell(glyphs: readonly Glyph[], turned: readonly TurnedText[]): string {
  const lines = [
    ...toPrintedLines(glyphs).map(({ text }) => text.replace(/ {2,}/gu, ' ')),
    ...turned.map(({ text }) => text),
  ].filter((line) => line !== '');
  return lines.reduce(
    (text, line) => (text === '' ? line : `${text}${lineSeparator(text, line)}${line}`),
    '',
  );
}

/**
 * The ruled tables of a page, from top to bottom, with the letters and turned texts that stand in them. A frame around
 * text is no table: it has one column. Must not match an underlined title, the boxes of a form, a drawn picture.
 */
export function findTables(
  rules: readonly Rule[],
  glyphs: readonly Glyph[],
  turned: readonly TurnedText[],
): { tables: RuledTable[]; rest: Glyph[]; restTurned: TurnedText[] } {
  if (rules.length > MAX_RULES) return { tables: [], rest: [...glyphs], restTurned: [...turned] };
  const tables: RuledTable[] = [];
  let rest = [...glyphs];
  let restTurned = [...turned];
  for (const { verticals, levels } of grids(rules)) {
    if (levels.length === 0) continue;
    const left = Math.min(...levels.map(({ from }) => from));
    const right = Math.max(...levels.map(({ to }) => to));
    const top = Math.min(...verticals.map(({ from }) => from));
    const bottom = Math.max(...verticals.map(({ to }) => to));
    // A table may be open at its sides: the ends of its rules are its edges.
    const columns = places([left, right, ...verticals.map(({ at }) => at)]);
    const edges = places([top, bottom, ...levels.map(({ at }) => at)]).filter(
      (edge, index, all) => index === 0 || edge - (all[index - 1] as number) >= MIN_ROW,
    );
    const width = columns.length - 1;
    const height = edges.length - 1;
    if (width < 2 || height < 1 || width > MAX_COLUMNS || height > MAX_ROWS) continue;
    const box = { left, right, top, bottom };
    const inside = (x: number, y: number) =>
      x >= left - TOLERANCE && x <= right + TOLERANCE && y >= top - TOLERANCE && y <= bottom + TOLERANCE;
    const cells = new Cells(height, width);
    const wall = (column: number, row: number) => {
      const middle = ((edges[row] as number) + (edges[row + 1] as number)) / 2;
      return verticals.some(
        ({ at, from, to }) =>
          Math.abs(at - (columns[column] as number)) <= TOLERANCE * 1.5 && from <= middle && to >= middle,
      );
    };
    const floor = (row: number, column: number) => {
      const middle = ((columns[column] as number) + (columns[column + 1] as number)) / 2;
      return levels.some(
        ({ at, from, to }) =>
          Math.abs(at - (edges[row] as number)) <= TOLERANCE * 1.5 && from <= middle && to >= middle,
      );
    };
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        if (column + 1 < width && !wall(column + 1, row)) cells.join(row, column, row, column + 1);
        if (row + 1 < height && !floor(row + 1, column)) cells.join(row, column, row + 1, column);
      }
    const lettersOf = new Map<number, Glyph[]>();
    const turnedOf = new Map<number, TurnedText[]>();
    const cellAt = (x: number, y: number) => {
      if (!inside(x, y)) return null;
      const column = intervalOf(columns, Math.min(Math.max(x, left), right));
      const row = intervalOf(edges, Math.min(Math.max(y, top), bottom));
      return column < 0 || row < 0 ? null : cells.rootOf(row, column);
    };
    const keep = <T>(all: readonly T[], into: Map<number, T[]>, middle: (one: T) => [number, number]) =>
      all.filter((one) => {
        const cell = cellAt(...middle(one));
        if (cell === null) return true;
        const own = into.get(cell);
        if (own) own.push(one);
        else into.set(cell, [one]);
        return false;
      });
    const others = keep(rest, lettersOf, (glyph) => [
      (glyph.left + glyph.right) / 2,
      glyph.base - glyph.size * 0.3,
    ]);
    if (new Set(lettersOf.keys()).size < 2) continue; // a frame, or an empty form
    rest = others;
    restTurned = keep(restTurned, turnedOf, ({ box: one }) => [
      (one.left + one.right) / 2,
      (one.top + one.bottom) / 2,
    ]);
    const rows: TableCell[][] = [];
    for (let row = 0; row < height; row++) {
      const own: TableCell[] = [];
      for (let column = 0; column < width; column++) {
        const root = cells.rootOf(row, column);
        if (Math.floor(root / width) < row) own.push('as above');
        else if (root % width < column) own.push('as at left');
        else own.push({ text: textOfCell(lettersOf.get(root) ?? [], turnedOf.get(root) ?? []) });
      }
      if (own.some((cell) => typeof cell !== 'string' && cell.text !== '')) rows.push(own);
    }
    tables.push({ box, columns, rows });
  }
  tables.sort((a, b) => a.box.top - b.box.top);
  return { tables, rest, restTurned };
}
