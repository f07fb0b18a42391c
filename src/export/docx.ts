import { legible } from './legible.ts';
import { aboutOf, type Cell, cellsOf, type ExportedTable, widthOf } from './table.ts';
import { paragraph, wordPackage } from './word.ts';

/** In twentieths of a point: A4, landscape, margins of 1.5 cm. */
const PAGE = { width: 16_838, height: 11_906, margin: 850 } as const;
const MANY_COLUMNS = 8;
/** How label and value share the width. */
const ABOUT_SHARES = [1, 3];

/**
 * A Word document (ECMA-376 part 1, 17): the title, a table of the rows whose headings come again on every page, and
 * a table of what the file says about itself. Word takes no more than 63 columns.
 */
export function toDocx(table: ExportedTable): AsyncGenerator<Buffer> {
  return wordPackage(contentOf(table), PAGE);
}

async function* contentOf(table: ExportedTable): AsyncGenerator<string> {
  const { title, columns, rows, aboutTitle } = table;
  yield paragraph(legible(title), '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>');
  // among many columns the wide ones must leave the others room for a word
  const wanted = columns.map(widthOf);
  const widths = shares(columns.length > MANY_COLUMNS ? wanted.map(Math.sqrt) : wanted);
  yield tableStart(widths);
  yield tableRow(
    columns.map(({ heading }) => heading),
    widths,
    { repeated: true },
  );
  for await (const row of rows) yield tableRow(cellsOf(row, columns), widths);
  yield '</w:tbl>';

  const about = await aboutOf(table);
  yield paragraph(aboutTitle, '<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>');
  // a table without rows is none
  if (about.length) {
    const aboutWidths = shares(ABOUT_SHARES);
    yield tableStart(aboutWidths);
    for (const pair of about) yield tableRow(pair, aboutWidths);
    yield '</w:tbl>';
  }
  yield '<w:p/>'; // Word wants a paragraph behind a table
}

/** Divides the width between the margins. */
function shares(parts: readonly number[]): number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => Math.floor(((PAGE.width - 2 * PAGE.margin) * part) / whole));
}

/** Fixed widths: a program that fits them to the texts must read the table whole before it shows a page. */
function tableStart(widths: readonly number[]): string {
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${widths.reduce((sum, width) => sum + width, 0)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>`;
}

function tableRow(cells: readonly Cell[], widths: readonly number[], { repeated = false } = {}): string {
  let xml = repeated ? '<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>' : '<w:tr>';
  const bold = repeated ? '<w:rPr><w:b/></w:rPr>' : '';
  for (const [i, cell] of cells.entries())
    xml += `<w:tc><w:tcPr><w:tcW w:w="${widths[i]}" w:type="dxa"/></w:tcPr>${paragraph(String(cell ?? ''), '', bold)}</w:tc>`;
  return `${xml}</w:tr>`;
}
