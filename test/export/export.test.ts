import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { DOMParser } from '@xmldom/xmldom';
import JSZip from 'jszip';
import mammoth from 'mammoth';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type ExportedTable,
  exportTable,
  exportWorkbook,
  FORMATS,
  type Format,
  type Row,
} from '../../src/export/index.ts';
import { sheetName } from '../../src/export/workbook.ts';
import { toXlsx } from '../../src/export/xlsx.ts';
import { cutCellsIn, wordsIn } from '../../src/labels/words.ts';

const TABLE: ExportedTable = {
  title: 'Nhiệm vụ',
  aboutTitle: 'Giấy chứng',
  columns: [
    { name: 'order', heading: 'STT', width: 6 },
    { name: 'task.text', heading: 'Nội dung nhiệm vụ', width: 60 },
    { name: 'agency', heading: 'Đơn vị chủ trì' },
  ],
  rows: [],
  about: () => [['Số dòng', '0']],
  cutCells: (cells, columns) => ['Ô bị cắt', `${cells}: ${columns.join(', ')}`],
};

const VIETNAMESE = 'Đẩy mạnh “Dân vận khéo”, chuyển đổi số ở Thừa Thiên – Huế; Nguyễn Thị Thuỳ';
const DECOMPOSED = 'Dân vận khéo'.normalize('NFD');

function table(rows: ExportedTable['rows'], about: ExportedTable['about'] = TABLE.about): ExportedTable {
  return { ...TABLE, rows, about };
}

/** Rows that hold the same text in the column of texts. */
const rowsOf = (...texts: string[]): Row[] => texts.map((text, i) => ({ order: i + 1, 'task.text': text }));

/** Where a test counts on it, more rows than any buffer on the way holds; no two pack alike. */
async function* many(count: number, seen: { read: number; closed: boolean }): AsyncGenerator<Row> {
  try {
    for (let i = 0; i < count; i++) {
      seen.read++;
      yield { order: i, 'task.text': `${Math.random()} `.repeat(20), agency: VIETNAMESE };
      if (i % 50 === 0) await setImmediate();
    }
  } finally {
    seen.closed = true;
  }
}

const written = (format: Format, exported: ExportedTable) => buffer(exportTable(format, exported).stream);

/** The fields of a csv file, line by line (RFC 4180). */
function readCsv(csv: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, field = '', end] of csv.matchAll(/("(?:[^"]|"")*"|[^",\n]*)(,|\n)/gu)) {
    line.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}

async function csvOf(exported: ExportedTable): Promise<string[][]> {
  const csv = (await written('csv', exported)).toString();
  expect(csv.startsWith('\uFEFF')).toBe(true);
  return readCsv(csv.slice(1));
}

async function jsonlOf(exported: ExportedTable): Promise<Record<string, unknown>[]> {
  const lines = (await written('jsonl', exported)).toString().split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line));
}

/** A part of an OOXML file; it must be well-formed. */
async function part(file: Uint8Array, name: string): Promise<Document> {
  const xml = await (await JSZip.loadAsync(file, { checkCRC32: true })).file(name)?.async('string');
  const onError = (_: string, message: unknown) => {
    throw new Error(`${name}: ${message}`);
  };
  return new DOMParser({ errorHandler: onError }).parseFromString(xml ?? '', 'text/xml');
}

const elements = (of: Document | Element, name: string) => Array.from(of.getElementsByTagName(name));

/** The sheets of a workbook by their names, in their order: cells by their references. */
async function sheetsOf(file: Uint8Array): Promise<Map<string, Record<string, string | number>>> {
  const targets = new Map(
    elements(await part(file, 'xl/_rels/workbook.xml.rels'), 'Relationship').map((relationship) => [
      relationship.getAttribute('Id'),
      relationship.getAttribute('Target'),
    ]),
  );
  const sheets = new Map<string, Record<string, string | number>>();
  for (const sheet of elements(await part(file, 'xl/workbook.xml'), 'sheet')) {
    const content = await part(file, `xl/${targets.get(sheet.getAttribute('r:id'))}`);
    const cells = elements(content, 'c').map((cell) => {
      expect(elements(cell, 'f')).toEqual([]);
      const text = cell.textContent ?? '';
      return [cell.getAttribute('r'), cell.getAttribute('t') === 'inlineStr' ? text : Number(text)] as const;
    });
    sheets.set(sheet.getAttribute('name') ?? '', Object.fromEntries(cells));
  }
  return sheets;
}

async function docxTablesOf(exported: ExportedTable): Promise<{ html: string; tables: string[][][] }> {
  const { value: html, messages } = await mammoth.convertToHtml({ buffer: await written('docx', exported) });
  expect(messages).toEqual([]);
  const tables = [...html.matchAll(/<table>(.*?)<\/table>/gsu)].map(([, rows = '']) =>
    [...rows.matchAll(/<tr>(.*?)<\/tr>/gsu)].map(([, cells = '']) =>
      [...cells.matchAll(/<t[dh]>(.*?)<\/t[dh]>/gsu)].map(([, cell = '']) =>
        cell.replace(/<\/?(?:p|strong)>/gu, ''),
      ),
    ),
  );
  return { html, tables };
}

describe('what is read back', () => {
  const rows: Row[] = [
    { order: 1, 'task.text': VIETNAMESE, agency: DECOMPOSED },
    { order: -2.5, 'task.text': 'ông nói: "được", rồi\nxuống dòng', agency: null },
    { order: 3, 'task.text': '', agency: 'A & B < C > D' },
    { order: Number.NaN },
  ];
  let counted = 0;
  const exported = () => {
    counted = 0;
    return table(
      (function* () {
        for (const row of rows) {
          counted++;
          yield row;
        }
      })(),
      async () => [
        ['Số dòng', String(counted)],
        ['Câu hỏi', '=“Dân vận khéo”'],
      ],
    );
  };

  test('csv', async () => {
    expect(await csvOf(exported())).toEqual([
      ['STT', 'Nội dung nhiệm vụ', 'Đơn vị chủ trì'],
      ['1', VIETNAMESE, DECOMPOSED],
      ['-2.5', 'ông nói: "được", rồi\nxuống dòng', ''],
      ['3', '', 'A & B < C > D'],
      ['', '', ''],
      [''],
      ['Số dòng', '4'],
      ['Câu hỏi', "'=“Dân vận khéo”"],
    ]);
  });

  test('jsonl', async () => {
    expect(await jsonlOf(exported())).toEqual([
      ...rows.slice(0, 3),
      { order: null, 'task.text': null, agency: null },
      { about: { 'Số dòng': '4', 'Câu hỏi': '=“Dân vận khéo”' } },
    ]);
  });

  test('xlsx', async () => {
    const file = await written('xlsx', exported());
    expect([...(await sheetsOf(file))]).toEqual([
      [
        'Nhiệm vụ',
        {
          ...{ A1: 'STT', B1: 'Nội dung nhiệm vụ', C1: 'Đơn vị chủ trì' },
          ...{ A2: 1, B2: VIETNAMESE, C2: DECOMPOSED },
          ...{ A3: -2.5, B3: 'ông nói: "được", rồi\nxuống dòng' },
          ...{ A4: 3, C4: 'A & B < C > D' },
        },
      ],
      ['Giấy chứng', { A1: 'Số dòng', B1: '4', A2: 'Câu hỏi', B2: '=“Dân vận khéo”' }],
    ]);
    const sheet = await part(file, 'xl/worksheets/sheet1.xml');
    expect(elements(sheet, 'pane')[0]?.getAttribute('state')).toBe('frozen');
    expect(elements(sheet, 'autoFilter')[0]?.getAttribute('ref')).toBe('A1:C5');
    expect(elements(sheet, 'col').map((column) => column.getAttribute('width'))).toEqual(['6', '60', '18']);
  });

  test('docx', async () => {
    const { html, tables } = await docxTablesOf(exported());
    expect(html).toMatch(/^<h1>Nhiệm vụ<\/h1><table>.*<\/table><h2>Giấy chứng<\/h2><table>/su);
    expect(tables).toEqual([
      [
        ['STT', 'Nội dung nhiệm vụ', 'Đơn vị chủ trì'],
        ['1', VIETNAMESE, DECOMPOSED],
        ['-2.5', 'ông nói: "được", rồi<br />xuống dòng', ''],
        ['3', '', 'A &amp; B &lt; C &gt; D'],
        ['', '', ''],
      ],
      [
        ['Số dòng', '4'],
        ['Câu hỏi', '=“Dân vận khéo”'],
      ],
    ]);
    const file = await written('docx', exported());
    const { value: text } = await mammoth.extractRawText({ buffer: file });
    expect(text).toContain(VIETNAMESE);
    expect(elements(await part(file, 'word/document.xml'), 'w:tblHeader')).toHaveLength(1);
    expect(elements(await part(file, 'word/styles.xml'), 'w:lang')[0]?.getAttribute('w:val')).toBe('vi-VN');
  });
});

describe('texts that harm', () => {
  test('formulas stay texts', async () => {
    const formulas = ['=1+1', '+84-1', '-PI()', '@SUM(A1)', '\t=1+1', '\u0000=1+1'];
    const legible = formulas.map((formula) => formula.replace('\u0000', ''));
    const lines = (await csvOf(table(rowsOf(...formulas)))).slice(1, 7);
    expect(lines.map(([, text]) => text)).toEqual(legible.map((formula) => `'${formula}`));

    const file = await written('xlsx', table(rowsOf(...formulas)));
    const cells = (await sheetsOf(file)).get('Nhiệm vụ');
    expect(legible.map((_, i) => cells?.[`B${i + 2}`])).toEqual(legible);
    // in Excel they stay texts when somebody edits the cell
    const quoted = elements(await part(file, 'xl/styles.xml'), 'cellXfs')[0]?.getElementsByTagName('xf')[2];
    expect(quoted?.getAttribute('quotePrefix')).toBe('1');
    const styles = elements(await part(file, 'xl/worksheets/sheet1.xml'), 'c')
      .filter((cell) => /^B[2-7]$/u.test(cell.getAttribute('r') ?? ''))
      .map((cell) => cell.getAttribute('s'));
    expect(styles).toEqual(['2', '2', '2', '2', '2', '2']);
  });

  test('controls and halves of characters are left out, whole ones kept', async () => {
    const exported = table(rowsOf('a\u0000b\u000bc\ud800d\udc00e\uffffg 😀'));
    expect((await csvOf(exported))[1]?.[1]).toBe('abcdeg 😀');
    expect((await jsonlOf(exported))[0]?.['task.text']).toBe('abcdeg 😀');
    expect((await sheetsOf(await written('xlsx', exported))).get('Nhiệm vụ')?.B2).toBe('abcdeg 😀');
    expect((await docxTablesOf(exported)).tables[0]?.[1]?.[1]).toBe('abcdeg 😀');
  });

  test('what Excel would take for an escape is escaped', async () => {
    const cells = (await sheetsOf(await written('xlsx', table(rowsOf('mẫu _x0041_ và _xyz_'))))).get(
      'Nhiệm vụ',
    );
    expect(cells?.B2).toBe('mẫu _x005F_x0041_ và _xyz_');
  });

  test('a cell longer than Excel allows is cut there, and nowhere else', async () => {
    const long = `${'ế'.repeat(32_765)}😀${'ế'.repeat(9)}`;
    const exported = table(rowsOf(long, 'ế'.repeat(32_767)));
    const cells = (await sheetsOf(await written('xlsx', exported))).get('Nhiệm vụ');
    expect(cells?.B2).toBe(`${'ế'.repeat(32_765)}…`);
    expect(cells?.B3).toBe('ế'.repeat(32_767));
    expect((await csvOf(exported))[1]?.[1]).toBe(long);
    expect((await jsonlOf(exported))[0]?.['task.text']).toBe(long);
    expect((await docxTablesOf(exported)).tables[0]?.[1]?.[1]).toBe(long);
  });
});

describe('cells that were cut are told', () => {
  const long = 'ế'.repeat(32_768);
  const rows: Row[] = [
    { order: 1, 'task.text': long },
    { order: 2, 'task.text': 'ngắn', agency: 'ế'.repeat(32_767) },
    { order: 3, 'task.text': `${long}nữa` },
  ];
  const aboutIn = async (file: Buffer) => Object.values((await sheetsOf(file)).get('Giấy chứng') ?? {});

  test('in xlsx, with their number and columns', async () => {
    expect(await aboutIn(await written('xlsx', table(rows)))).toEqual([
      'Ô bị cắt',
      '2: Nội dung nhiệm vụ',
      'Số dòng',
      '0',
    ]);
  });

  test('over all sheets of a workbook, with the table that the column is of', async () => {
    const other = { ...table([{ agency: long }]), title: 'Đơn vị' };
    const { stream } = exportWorkbook([table(rows), table([{ order: 1 }]), other], TABLE);
    expect((await aboutIn(await buffer(stream)))[1]).toBe(
      '3: Nhiệm vụ – Nội dung nhiệm vụ, Đơn vị – Đơn vị chủ trì',
    );
    const split = await buffer(Readable.from(toXlsx(table(rows), 1)));
    expect((await aboutIn(split))[1]).toBe('2: Nội dung nhiệm vụ');
  });

  test('where none was, nothing is said', async () => {
    expect(await aboutIn(await written('xlsx', table(rows.slice(1, 2))))).toEqual(['Số dòng', '0']);
    expect((await csvOf(table(rows))).slice(-1)).toEqual([['Số dòng', '0']]);
    expect((await jsonlOf(table(rows))).at(-1)).toEqual({ about: { 'Số dòng': '0' } });
    expect((await docxTablesOf(table(rows))).tables[1]).toEqual([['Số dòng', '0']]);
  });

  test.each(['vi', 'en'] as const)('in words of %s', (language) => {
    const [label, said] = cutCellsIn(wordsIn(language))(1, ['Nội dung', 'Bên trái']);
    expect(label).toBe(wordsIn(language).certificate.warning);
    expect(said).toMatch(/^1 .*32[.,]767.*Nội dung, Bên trái.*CSV, JSONL/u);
  });
});

describe('few and many rows', () => {
  test('no rows are a file, too', async () => {
    expect(await csvOf(table([]))).toEqual([
      ['STT', 'Nội dung nhiệm vụ', 'Đơn vị chủ trì'],
      [''],
      ['Số dòng', '0'],
    ]);
    expect(await jsonlOf(table([]))).toEqual([{ about: { 'Số dòng': '0' } }]);
    const sheets = await sheetsOf(await written('xlsx', table([])));
    expect([...sheets.values()].map((cells) => Object.keys(cells))).toEqual([
      ['A1', 'B1', 'C1'],
      ['A1', 'B1'],
    ]);
    expect((await docxTablesOf(table([]))).tables.map((rows) => rows.length)).toEqual([1, 1]);
    expect((await docxTablesOf(table([], () => []))).tables.map((rows) => rows.length)).toEqual([1]);
  });

  test.each([
    [0, [1]],
    [3, [4]],
    [4, [4, 2]],
    [6, [4, 4]],
    [7, [4, 4, 2]],
  ])('%i rows where a sheet holds 3', async (count, expected) => {
    const rows = rowsOf(...Array.from({ length: count }, (_, i) => `hàng ${i}`));
    const sheets = await sheetsOf(await buffer(Readable.from(toXlsx(table(rows), 3))));
    expect([...sheets.keys()]).toEqual(
      ['Nhiệm vụ', 'Nhiệm vụ (2)', 'Nhiệm vụ (3)'].slice(0, expected.length).concat('Giấy chứng'),
    );
    const ofRows = [...sheets.values()].slice(0, -1);
    expect(ofRows.map((cells) => Object.keys(cells).filter((name) => name.startsWith('A')).length)).toEqual(
      expected,
    );
    expect(
      ofRows
        .flatMap((cells) => Object.entries(cells))
        .filter(([name, text]) => /^B/u.test(name) && text !== 'Nội dung nhiệm vụ')
        .map(([, text]) => text),
    ).toEqual(rows.map((row) => row['task.text']));
  });

  test('names of sheets', () => {
    expect(sheetName("'Nhiệm vụ: [2021/2025]?*'", [])).toBe('Nhiệm vụ 2021 2025');
    expect(sheetName('a'.repeat(40), [])).toBe('a'.repeat(31));
    expect(sheetName('A'.repeat(40), ['a'.repeat(31)])).toBe(`${'A'.repeat(27)} (2)`);
    expect(sheetName(`${'a'.repeat(30)}😀`, [])).toBe('a'.repeat(30));
    expect(sheetName('[]', [])).toBe('_');
    expect(sheetName('History', [])).toBe('History_');
    expect(sheetName('Giấy chứng', ['giấy chứng', 'Giấy chứng (2)'])).toBe('Giấy chứng (3)');
  });

  test('a table without columns is none', () => {
    expect(() => exportTable('csv', { ...TABLE, columns: [] })).toThrow(RangeError);
  });
});

describe.each(FORMATS)('the stream of %s', (format) => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  beforeEach(() => {
    unhandled.length = 0;
    process.on('unhandledRejection', note);
  });
  afterEach(async () => {
    await setTimeout(20);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  test('begins before the rows end', async () => {
    let giveMore = () => {};
    async function* rows() {
      yield { order: 1 };
      await new Promise<void>((resolve) => {
        giveMore = resolve;
      });
    }
    const { stream } = exportTable(format, table(rows()));
    const first = await new Promise<Buffer>((resolve) => stream.once('data', resolve));
    expect(first.length).toBeGreaterThan(0);
    await setTimeout(50);
    expect(stream.readableEnded).toBe(false);
    giveMore();
    await buffer(stream);
  });

  test('stops the rows when nobody reads', async () => {
    const seen = { read: 0, closed: false };
    const { stream } = exportTable(format, table(many(20_000, seen)));
    await new Promise((resolve) => stream.once('readable', resolve));
    await setTimeout(100);
    const read = seen.read;
    expect(read).toBeLessThan(5_000);
    await setTimeout(100);
    expect(seen.read).toBe(read);
    stream.destroy();
  });

  test('ends the rows when the reader leaves', async () => {
    const seen = { read: 0, closed: false };
    const { stream } = exportTable(format, table(many(20_000, seen)));
    for await (const _ of stream) if (seen.read) break;
    await expect.poll(() => seen.closed).toBe(true);
    expect(seen.read).toBeLessThan(5_000);
  });

  test('ends the rows when the reader leaves while one is awaited', async () => {
    let giveMore = () => {};
    const seen = { read: 0, closed: false };
    async function* rows() {
      try {
        await new Promise<void>((resolve) => {
          giveMore = resolve;
        });
        yield* many(20_000, seen);
      } finally {
        seen.closed = true;
      }
    }
    const { stream } = exportTable(format, table(rows()));
    stream.resume();
    await setTimeout(50);
    stream.destroy();
    giveMore();
    await expect.poll(() => seen.closed).toBe(true);
    // none of them was worth a row
    expect(seen.read).toBeLessThan(2);
  });

  test('fails with the rows, and with what is said about them', async () => {
    const error = new Error('the engine is away');
    async function* rows() {
      yield* many(100, { read: 0, closed: false });
      throw error;
    }
    const ofRows = exportTable(format, table(rows())).stream;
    await expect(buffer(ofRows)).rejects.toBe(error);
    expect(ofRows.errored).toBe(error);
    const about = () => Promise.reject(error);
    await expect(buffer(exportTable(format, table(rowsOf('a'), about)).stream)).rejects.toBe(error);
  });
});
