import { expect, test } from 'vitest';
import { toCsv } from '../../src/api/answer.ts';

test('a cell that a spreadsheet would take for a formula, quotes and line feeds are text', async () => {
  const rows = [
    { a: '=HYPERLINK("http://x")', b: '+84' },
    { a: 'một "hai"', b: 'ba\nbốn' },
    { a: '@x', b: '-1' },
  ];
  const text = await toCsv(rows, { a: 'Một', b: 'Hai' }, 'x.csv').text();
  expect(text).toBe(`Một,Hai
"'=HYPERLINK(""http://x"")",'+84
"một ""hai""","ba\nbốn"
'@x,'-1
`);
});

test('a failure on the way breaks the file off', async () => {
  async function* rows() {
    yield { a: '1' };
    throw new Error('the engine is away');
  }
  await expect(toCsv(rows(), { a: 'A' }, 'x.csv').text()).rejects.toThrow();
});
