import { buffer, text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { exportTable } from '../../src/export/index.ts';

const tableOf = (rows: Parameters<typeof exportTable>[1]['rows']) => ({
  title: 'x',
  aboutTitle: '',
  columns: [
    { name: 'a', heading: 'Một' },
    { name: 'b', heading: 'Hai' },
  ],
  rows,
  about: () => [],
  cutCells: () => ['', ''] as const,
});

test('a cell that a spreadsheet would take for a formula, quotes and line feeds are text', async () => {
  const rows = [
    { a: '=HYPERLINK("http://x")', b: '+84' },
    { a: 'một "hai"', b: 'ba\nbốn' },
    { a: '@x', b: '-1' },
    { a: '@SUM(1)', b: '-1+2' },
  ];
  const file = await buffer(exportTable('csv', tableOf(rows)).stream);
  // not decoded by what takes the byte-order mark away
  expect(file.toString('utf8')).toBe(`\ufeffMột,Hai
"'=HYPERLINK(""http://x"")",+84
"một ""hai""","ba\nbốn"
@x,-1
'@SUM(1),'-1+2
`);
});

test('a failure on the way breaks the file off', async () => {
  async function* rows() {
    yield { a: '1', b: '2' };
    throw new Error('the engine is away');
  }
  await expect(text(exportTable('csv', tableOf(rows())).stream)).rejects.toThrow('the engine is away');
});
