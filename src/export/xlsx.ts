import { inPieces } from './pieces.ts';
import { STYLES, worksheet } from './sheet.ts';
import {
  aboutOf,
  type Column,
  cellsOf,
  type ExportedTable,
  type FileNotes,
  type Row,
  widthOf,
} from './table.ts';
import { type ListedSheet, sheetName, workbook } from './workbook.ts';
import { contentTypes, relationships } from './xml.ts';
import { type ZipPart, zip } from './zip.ts';

/** Excel's limit of 1,048,576 rows, without the headings. */
const ROWS_OF_A_SHEET = 1_048_575;
/** Widths of label and value, in letters. */
const ABOUT_WIDTHS = [30, 100];

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * An Excel workbook (ECMA-376 part 1, 18): a sheet of rows, more of them where Excel's limit is reached, and a sheet
 * of what the file says about itself. Longer texts than 32,767 letters are cut with an ellipsis, and
 * the last sheet tells how many and in which columns.
 * @param rowsOfASheet the limit; for tests
 */
export function toXlsx(table: ExportedTable, rowsOfASheet = ROWS_OF_A_SHEET): AsyncGenerator<Buffer> {
  return zip(parts([table], table, rowsOfASheet));
}

/** A workbook of several tables, each on a sheet of its own, and what the file says about itself on the last one. */
export function toWorkbook(tables: readonly ExportedTable[], about: FileNotes): AsyncGenerator<Buffer> {
  return zip(parts(tables, about, ROWS_OF_A_SHEET));
}

/**
 * Which sheets there are is known after the last row, so the workbook part comes last; the content types come first,
 * as some programs want it who tell files apart, and take every part that they don't name for a worksheet.
 */
async function* parts(
  tables: readonly ExportedTable[],
  about: FileNotes,
  rowsOfASheet: number,
): AsyncGenerator<ZipPart> {
  yield {
    name: '[Content_Types].xml',
    content: [
      contentTypes(`${SPREADSHEET}.worksheet+xml`, {
        '/xl/workbook.xml': `${SPREADSHEET}.sheet.main+xml`,
        '/xl/styles.xml': `${SPREADSHEET}.styles+xml`,
      }),
    ],
  };
  yield { name: '_rels/.rels', content: [relationships([['officeDocument', 'xl/workbook.xml']])] };
  yield { name: 'xl/styles.xml', content: [STYLES] };

  const sheets: ListedSheet[] = [];
  /** The part of a further sheet; its rows are read when the archive comes to it. */
  const sheet = (title: string, content: (listed: ListedSheet) => AsyncGenerator<string>): ZipPart => {
    const listed: ListedSheet = {
      name: sheetName(
        title,
        sheets.map(({ name }) => name),
      ),
    };
    sheets.push(listed);
    return { name: `xl/${sheetPart(sheets.length)}`, content: inPieces(content(listed)) };
  };

  let cutCells = 0;
  const cutColumns = new Set<string>();
  for (const table of tables) {
    const source = generate(table.rows);
    try {
      let next = await source.next();
      const upToLimit = async function* () {
        for (let count = 0; count < rowsOfASheet && !next.done; count++) {
          yield cellsOf(next.value, table.columns);
          next = await source.next();
        }
      };
      do {
        yield sheet(table.title, (listed) =>
          worksheet({
            headings: table.columns.map(({ heading }) => heading),
            widths: table.columns.map(widthOf),
            rows: upToLimit(),
            onFilter: (range) => {
              listed.filter = range;
            },
            onCut: (column) => {
              const { heading } = table.columns[column] as Column;
              cutCells += 1;
              cutColumns.add(tables.length > 1 ? `${table.title} – ${heading}` : heading);
            },
          }),
        );
      } while (!next.done);
    } finally {
      await source.return(undefined);
    }
  }
  const lines = await aboutOf({
    about: async () => [
      ...(cutCells > 0 ? [about.cutCells(cutCells, [...cutColumns])] : []),
      ...(await about.about()),
    ],
  });
  yield sheet(about.aboutTitle, () => worksheet({ widths: ABOUT_WIDTHS, rows: lines }));

  yield { name: 'xl/workbook.xml', content: [workbook(sheets)] };
  const targets = sheets.map((_, i) => ['worksheet', sheetPart(i + 1)] as const);
  yield {
    name: 'xl/_rels/workbook.xml.rels',
    content: [relationships([...targets, ['styles', 'styles.xml']])],
  };
}

/** Where a sheet is, seen from the workbook. */
function sheetPart(number: number): string {
  return `worksheets/sheet${number}.xml`;
}

/** As a generator, which may be closed twice: several sheets read from it, none of them to its end. */
async function* generate(rows: ExportedTable['rows']): AsyncGenerator<Row, undefined> {
  yield* rows;
}
