import type { RowDefinition } from './properties.ts';
import type { Paragraph } from './stories.ts';

/** A cell of a table: paragraphs, and tables within it. */
export type Block = { readonly paragraph: Paragraph } | { readonly table: Table };

/** The rows of a table, each with its cells and what its end says of them. */
export interface Table {
  readonly rows: {
    readonly cells: readonly (readonly Block[])[];
    readonly definition: RowDefinition | null;
  }[];
}

/** A table that is being put together: the row and the cell that are open. */
interface OpenTable {
  readonly table: Table;
  cells: Block[][];
  cell: Block[] | null;
}

/** Puts tables together from the marks of their paragraphs ([MS-DOC] 2.4.3, 2.4.4), tables within cells among them. */
export function toBlocks(paragraphs: readonly Paragraph[]): Block[] {
  const blocks: Block[] = [];
  const open: OpenTable[] = [];
  const closeTo = (depth: number) => {
    while (open.length > depth) {
      const last = open.pop() as OpenTable;
      if (last.cell) last.cells.push(last.cell);
      if (last.cells.length > 0) last.table.rows.push({ cells: last.cells, definition: null });
    }
  };
  const here = (): Block[] => {
    const last = open.at(-1);
    if (!last) return blocks;
    last.cell ??= [];
    return last.cell;
  };
  for (const paragraph of paragraphs) {
    const { depth, rowEnd, innerRowEnd, row } = paragraph.properties;
    closeTo(depth);
    while (open.length < depth) {
      const table: Table = { rows: [] };
      here().push({ table });
      open.push({ table, cells: [], cell: null });
    }
    const current = open.at(-1);
    if (current && (rowEnd || innerRowEnd)) {
      if (current.cell) current.cells.push(current.cell);
      current.table.rows.push({ cells: current.cells, definition: row });
      current.cells = [];
      current.cell = null;
      continue;
    }
    here().push({ paragraph });
    if (current && paragraph.cellEnd) {
      current.cells.push(current.cell ?? []);
      current.cell = null;
    }
  }
  closeTo(0);
  return blocks;
}

/** A cell as it is laid out: how many columns and rows it takes. */
export interface PlacedCell {
  readonly blocks: readonly Block[];
  readonly across: number;
  readonly down: number;
}

/** Edges that lie no farther apart, twips, are one: half a millimetre. */
const SAME_EDGE = 30;

/** The columns that the edges of all rows make, by the edge; null where all rows have the same number of cells. */
function columnsOf(table: Table): ((edge: number) => number) | null {
  const counts = new Set(table.rows.map(({ cells }) => cells.length));
  if (counts.size < 2) return null;
  const edges = [...new Set(table.rows.flatMap(({ definition }) => definition?.edges ?? []))].sort(
    (a, b) => a - b,
  );
  const columns = new Map<number, number>();
  let column = -1;
  let before = Number.NEGATIVE_INFINITY;
  for (const edge of edges) {
    if (edge - before > SAME_EDGE) column++;
    columns.set(edge, column);
    before = edge;
  }
  return (edge) => columns.get(edge) ?? 0;
}

/** The edges between the cells of a row, those that lie close together as one number. */
function innerEdges({ definition }: Table['rows'][number]): number[] {
  return definition?.edges.slice(1, -1).map((edge) => Math.round(edge / SAME_EDGE)) ?? [];
}

/**
 * Tables that follow each other with nothing between them are one in the file. One begins where the cells of a row are
 * more or fewer than those above, and none of their edges is an edge of a row above.
 */
export function splitTable(table: Table): Table[] {
  const tables: Table[] = [];
  const edges = new Set<number>();
  let cells = 0;
  for (const row of table.rows) {
    const own = innerEdges(row);
    const meets = own.some((edge) => edges.has(edge) || edges.has(edge - 1) || edges.has(edge + 1));
    const another = own.length > 0 && edges.size > 0 && !meets && row.cells.length !== cells;
    if (another || tables.length === 0) {
      tables.push({ rows: [] });
      edges.clear();
    }
    tables.at(-1)?.rows.push(row);
    for (const edge of own) edges.add(edge);
    cells = row.cells.length;
  }
  return tables;
}

/** What a definition says of a cell that goes on with the one above. */
const GOES_ON = 1;

/** A table as it is laid out. */
export interface PlacedTable {
  /** The cells of each row, those that a cell above takes left out, as HTML has them. */
  readonly rows: readonly (readonly PlacedCell[])[];
  /** What stands in cells that a cell above takes: Word keeps it, and shows it to nobody. */
  readonly covered: readonly Block[];
}

/** Lays the cells of a table out, by what the ends of its rows say. */
export function placeCells(table: Table): PlacedTable {
  const columns = columnsOf(table);
  const rows = table.rows.map(({ cells, definition }) => {
    const fits = columns !== null && definition?.edges.length === cells.length + 1;
    let at = fits ? columns(definition.edges[0] as number) : 0;
    return cells.map((blocks, index) => {
      const end = fits ? columns(definition.edges[index + 1] as number) : at + 1;
      const place = {
        blocks,
        column: at,
        across: Math.max(1, end - at),
        merged: definition?.merged[index] ?? 0,
        down: 1,
        taken: false,
      };
      at = Math.max(at + 1, end);
      return place;
    });
  });
  // From below: a cell that goes on with the one above gives it its rows.
  const byColumn = rows.map((row) => new Map(row.map((cell) => [cell.column, cell])));
  for (let index = rows.length - 1; index > 0; index--) {
    for (const cell of rows[index] ?? []) {
      const above = byColumn[index - 1]?.get(cell.column);
      if (cell.merged !== GOES_ON || !above || above.merged === 0 || above.across !== cell.across) continue;
      above.down += cell.down;
      cell.taken = true;
    }
  }
  return {
    rows: rows.map((row) => row.filter(({ taken }) => !taken)),
    covered: rows.flatMap((row) => row.filter(({ taken }) => taken).flatMap(({ blocks }) => blocks)),
  };
}
