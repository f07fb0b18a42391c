import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { runsAsFormula } from '../../src/export/formulas.ts';
import { exportTable } from '../../src/export/index.ts';

const HOSTILE = [
  // LibreOffice Calc runs only what begins with an equals sign, Excel and others more
  ...['=1+2', '=', '=> Kết quả', ' =1', '\t=1', '\r=1', '\n=1', '\u00a0=1', '\u200b=1', '＝1+2'],
  ...['-1+2', '- 1+2', '+1+2', '--1', '+-+1+2', '-50%*2', '-(1+2)', '-{1,2}', '\t-1+2', ' +1*2', '-2&"1"'],
  ...['@SUM(1,2)', '@@SUM(1)', '+SUM(', '+SUM(1,2)', '-SUM (1;2)', '- PI()', '-IF(,,)', '-_xlfn.X(1)'],
  ...['-A1', '+$A$1', '@A1:B2', '-A:A', '-#REF!', '-TRUE', "-'[a.xlsx]b'!A1", '-Sheet1!A1', '+[a.xlsx]b!A1'],
  ...["-cmd|'/c calc'!A0", "- cmd|'/c calc'!A0", "+cmd|'/c calc'!A0", "@cmd|'/c calc'!A0"],
  ...['＋1+2', '－1+2', '＠SUM(1,2)', '＋ＳＵＭ（１）'],
  ...['-Tổ&WEBSERVICE("http://x")', '- Tổ chức HYPERLINK("http://x","xem")', '- "a"&WEBSERVICE("http://x")'],
  // telephone numbers and years that Excel would subtract
  ...['+84-912-345', '-2023-2025', '-1/2', '+1/2/2033'],
];

const HONEST = [
  ...['', ' ', '@', '-', '+', '---', 'a=1', "'=1", '–1+2', 'x -1+2', '024-3825-1234'],
  ...['- Tổ chức thực hiện', '-Tổ chức', '+ Tổ chức', '+Tổ chức', '@tochuc', '@ban.dan.van', '- Như trên'],
  ...[
    '- Xây dựng (mới)',
    '-Tổ chức hội nghị(nếu có)',
    '- Dân vận - Tuyên giáo',
    '- Ủy ban + Mặt trận',
    '-Tổ/Ban',
  ],
  ...['- Quý I/2033', '- Kế hoạch số 89-KH/TU', '- Quyết định 12/QĐ-UBND', '- Tổ 1 = 5 hộ', '- Họp lúc 8h30'],
  ...[
    '- 100% hộ dân',
    '- 5 mô hình',
    '- 2033: 5 mô hình',
    '+ Phấn đấu >= 95% thôn',
    '- Lưu: VT, TH.',
    '- a|b',
  ],
  '- Triển khai (trong năm 2033)',
  '- Tổ chức: “Dân vận khéo”; báo cáo (trong tháng 5).',
  '- "Dân vận khéo"',
  ...['-1', '- 1', '-5%', '- 50%', '-1.5', '-1,5', '-10.000.000', '+1E+3', '+84912345678'],
  ...['+84 912 345 678', '+84.912.345.678'],
  // longer than Excel's formulas are
  `- ${'PI()+'.repeat(2_000)}1`,
];

describe('what a spreadsheet would run', () => {
  test.each(HOSTILE)('%j is a formula', (text) => {
    expect(runsAsFormula(text)).toBe(true);
    expect(runsAsFormula(text.normalize('NFD'))).toBe(true);
  });

  test.each(HONEST)('%j is none', (text) => {
    expect(runsAsFormula(text)).toBe(false);
    expect(runsAsFormula(text.normalize('NFD'))).toBe(false);
  });

  test('whatever stands behind an equals sign is one; what begins with a letter never', () => {
    for (const text of [...HOSTILE, ...HONEST]) {
      expect(runsAsFormula(`=${text}`)).toBe(true);
      expect(runsAsFormula(`x${text}`)).toBe(false);
    }
  });

  test.each(['-(', '-', "-'", '-a ', '-[', '-"', '- ', '-1e', '-a|'])(
    'a text of many %j is answered',
    (part) => {
      expect(typeof runsAsFormula(part.repeat(100_000))).toBe('boolean');
      expect(typeof runsAsFormula(part.repeat(2_000))).toBe('boolean');
    },
  );
});

test('in csv all but formulas are verbatim', async () => {
  const file = await buffer(
    exportTable('csv', {
      title: 'x',
      aboutTitle: '',
      columns: [{ name: 'a', heading: 'Một' }],
      rows: [...HOSTILE, ...HONEST].filter((text) => text.trim() !== '').map((a) => ({ a })),
      about: () => [],
      cutCells: () => ['', ''],
    }).stream,
  );
  const cells = [...file.toString().matchAll(/(?:"((?:[^"]|"")*)"|([^"\n]*))\n/gu)].map(
    ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
  );
  expect(cells.slice(1)).toEqual([
    ...HOSTILE.map((text) => `'${text}`),
    ...HONEST.filter((text) => text.trim() !== ''),
  ]);
});
