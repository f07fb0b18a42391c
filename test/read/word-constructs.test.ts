/** What Word can put into a line or beside it comes through with every letter. */
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/read/index.ts';
import {
  box,
  cell,
  choice,
  makeDocx,
  NAMESPACES,
  type Parts,
  paragraph,
  row,
  run,
  table,
  text,
  vml,
} from './make-docx.ts';

async function read(parts: Parts) {
  const { text: read, messages } = await readDocument(await makeDocx(parts), 'a.docx');
  return {
    lines: read.text.split('\n\n'),
    told: messages.map(({ ruleId, actual }) => `${ruleId} ${actual}`),
  };
}

const mark = (type: string, more = '') => `<w:r><w:fldChar w:fldCharType="${type}">${more}</w:fldChar></w:r>`;
const instruction = (code: string) => `<w:r><w:instrText xml:space="preserve">${code}</w:instrText></w:r>`;
const field = (code: string, result: string) =>
  mark('begin') + instruction(code) + mark('separate') + result + mark('end');

describe('fields', () => {
  test('results are text, instructions are not, also where one stands in the other', async () => {
    const { lines } = await read({
      body:
        paragraph(`${run('Xem ')}<w:fldSimple w:instr=" REF a ">${run('mục 3')}</w:fldSimple>${run('.')}`) +
        paragraph(
          mark('begin') +
            instruction(' IF ') +
            field(' MERGEFIELD a ', run('qqgiá trị')) +
            instruction(' = 1 "a" "b" ') +
            mark('separate') +
            run('Kết quả.') +
            mark('end'),
        ) +
        paragraph(mark('begin') + instruction(' TOC ') + run('Không có chỗ kết.')) +
        paragraph('Hết.'),
    });
    expect(lines).toEqual(['Xem mục 3.', 'Kết quả.', 'Không có chỗ kết.', 'Hết.']);
  });

  test('a field goes over several paragraphs', async () => {
    const { lines } = await read({
      body:
        paragraph(mark('begin') + instruction(' TOC \\o ') + mark('separate') + run('I. MỤC ĐÍCH')) +
        paragraph(run('II. NHIỆM VỤ') + mark('end')),
    });
    expect(lines).toEqual(['I. MỤC ĐÍCH', 'II. NHIỆM VỤ']);
  });

  test('what a form shows: the entry that was chosen', async () => {
    const list =
      '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Chưa"/><w:listEntry w:val="Xong"/></w:ddList></w:ffData>';
    const { lines } = await read({
      body: paragraph(
        run('Tình trạng: ') + mark('begin', list) + instruction(' FORMDROPDOWN ') + mark('end'),
      ),
    });
    expect(lines).toEqual(['Tình trạng: Xong']);
  });
});

describe('what wraps words', () => {
  test.each([
    ['bdo', `<w:bdo w:val="ltr">${run('hai')}</w:bdo>`],
    ['dir', `<w:dir w:val="ltr">${run('hai')}</w:dir>`],
    ['smartTag', `<w:smartTag w:element="a"><w:smartTagPr/>${run('hai')}</w:smartTag>`],
    ['customXml', `<w:customXml w:element="a"><w:customXmlPr/>${run('hai')}</w:customXml>`],
    [
      'sdt',
      `<w:sdt><w:sdtPr><w:alias w:val="qq"/></w:sdtPr><w:sdtContent>${run('hai')}</w:sdtContent></w:sdt>`,
    ],
    ['hyperlink', `<w:hyperlink w:anchor="x">${run('hai')}</w:hyperlink>`],
    ['ins', `<w:ins w:id="1">${run('hai')}</w:ins>`],
    ['an element nobody knows', `<w:moiLa>${run('hai')}</w:moiLa>`],
    ['oMath', '<m:oMath><m:r><m:t>hai</m:t></m:r></m:oMath>'],
  ])('%s', async (_, wrapped) => {
    expect((await read({ body: paragraph(`${run('Một ')}${wrapped}${run(' ba.')}`) })).lines).toEqual([
      'Một hai ba.',
    ]);
  });

  test('blocks in controls and tags', async () => {
    const { lines } = await read({
      body: `<w:sdt><w:sdtContent>${paragraph('Một')}<w:customXml>${paragraph('Hai')}</w:customXml></w:sdtContent></w:sdt>`,
    });
    expect(lines).toEqual(['Một', 'Hai']);
  });

  test('formulas in one line, the reading of a character in brackets', async () => {
    const { lines } = await read({
      body: paragraph(
        `${run('Tỉ lệ ')}<m:oMath><m:f><m:num><m:r><m:t>85</m:t></m:r></m:num><m:den><m:d><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:d></m:den></m:f></m:oMath>${run(' của ')}<w:r><w:ruby><w:rubyPr/><w:rt>${run('nhân')}</w:rt><w:rubyBase>${run('người')}</w:rubyBase></w:ruby></w:r>`,
      ),
    });
    expect(lines).toEqual(['Tỉ lệ 85/(a+b) của người (nhân)']);
  });

  test('signs that are elements', async () => {
    const { lines, told } = await read({
      body: paragraph(
        `<w:r>${text('28')}<w:noBreakHyphen/>${text('NQ')}<w:softHyphen/>${text('a')}<w:cr/>${text('dòng')}<w:br w:type="page"/>${text('trang')}<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="KhongAiBiet" w:char="F001"/></w:r>`,
      ),
    });
    expect(lines).toEqual(['28-NQa\ndòng\ntrang✓']);
    expect(told).toEqual(['read/lost-symbols char F001 in font KhongAiBiet']);
  });

  test('what is not read is told', async () => {
    const { told } = await read({ body: `${paragraph('Một')}<w:altChunk r:id="x"/>` });
    expect(told).toEqual(['read/unread-part inserted document: 1']);
  });

  test('prefixes that Word does not write, and the strict namespace', async () => {
    const { lines } = await read({
      body: paragraph('bỏ'),
      others: {
        'word/document.xml': `<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:rPr><x:vanish/></x:rPr><x:t>qq</x:t></x:r><x:r><x:t>Một</x:t></x:r></x:p></x:body></x:document>`,
      },
    });
    expect(lines).toEqual(['Một']);
  });
});

describe('boxes', () => {
  test('one within a sentence stands behind it, once, with the boxes that it holds', async () => {
    const inner = paragraph(`${run('Hộp.')}<w:r>${vml(paragraph('Hộp trong hộp.'), 'v:roundrect')}</w:r>`);
    const { lines } = await read({
      body: paragraph(`${run('Câu bị ')}<w:r>${choice(box(inner), vml(inner))}</w:r>${run('chia đôi.')}`),
    });
    expect(lines).toEqual(['Câu bị chia đôi.', 'Hộp.', 'Hộp trong hộp.']);
  });

  test.each(['v:oval', 'v:shape', 'v:rect', 'v:roundrect', 'v:polyline'])('%s', async (element) => {
    const { lines } = await read({
      body: paragraph(`${run('Câu.')}<w:r>${vml(paragraph('Hộp.'), element)}</w:r>`),
    });
    expect(lines).toEqual(['Câu.', 'Hộp.']);
  });

  test('a fallback is read where the choice says nothing', async () => {
    const { lines } = await read({
      body: paragraph(`<w:r>${choice('<w:drawing/>', vml(paragraph('Hộp.')))}</w:r>`),
    });
    expect(lines).toEqual(['Hộp.']);
  });

  test('one that hangs above its line stands before it', async () => {
    const { lines } = await read({
      body: paragraph(`<w:r>${box(paragraph('Số: 12/KH-UBND'), { offset: -30 })}</w:r>${run('KẾ HOẠCH')}`),
    });
    expect(lines).toEqual(['Số: 12/KH-UBND', 'KẾ HOẠCH']);
  });

  test('one in a cell stays in it', async () => {
    const { lines } = await read({
      body: table(
        row([cell('TT'), cell('Việc')]),
        row([cell('1'), cell(paragraph(`${run('Trồng cây')}<w:r>${vml(paragraph('ven đê'))}</w:r>`))]),
      ),
    });
    expect(lines).toEqual(['| TT | Việc |\n| 1 | Trồng cây <br/>ven đê |']);
  });

  test('boxes count their numbers for themselves', async () => {
    const list = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
    const { lines } = await read({
      numbering:
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
      body:
        paragraph(`${run('Một')}<w:r>${vml(paragraph('Hộp', list))}</w:r>`, list) + paragraph('Hai', list),
    });
    expect(lines).toEqual(['1. Một', '1. Hộp', '2. Hai']);
  });

  test('WordArt, and a drawing with letters of its own', async () => {
    const { lines } = await read({
      body:
        paragraph('<w:r><w:pict><v:shape><v:textpath string="NGÀY HỘI"/></v:shape></w:pict></w:r>') +
        paragraph(
          '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:sp><a:txBody><a:p><a:r><a:t>Trồng </a:t></a:r><a:r><a:t>cây</a:t></a:r></a:p></a:txBody></a:sp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
        ),
    });
    expect(lines).toEqual(['NGÀY HỘI', 'Trồng cây']);
  });
});

describe('columns that tabs and spaces make', () => {
  const RIGHT = ' '.repeat(30);
  test.each([
    [
      'two columns',
      `<w:r>${text('Số: 5/KH-UBND')}<w:tab/>${text('Hoa Sen, ngày 5')}</w:r>`,
      'Số: 5/KH-UBND    Hoa Sen, ngày 5',
    ],
    ['by spaces', run('Nơi nhận:              CHỦ TỊCH'), 'Nơi nhận:    CHỦ TỊCH'],
    [
      'the asterisk of a Party letterhead',
      `<w:r>${text('*')}<w:tab/>${text('Hoa Sen, ngày 5')}</w:r>`,
      '\\*    Hoa Sen, ngày 5',
    ],
    ['a mark and its text', `<w:r>${text('-')}<w:tab/>${text('Lưu VT.')}</w:r>`, '- Lưu VT.'],
    ['a number and its text', `<w:r>${text('2.1.')}<w:tab/>${text('Trồng cây')}</w:r>`, '2.1. Trồng cây'],
    ['the first line moved in', `<w:r><w:tab/>${text('Trồng cây.')}</w:r>`, 'Trồng cây.'],
    ['only the right column', `<w:r>${'<w:tab/>'.repeat(7)}${text('CHỦ TỊCH')}</w:r>`, `${RIGHT}CHỦ TỊCH`],
  ])('%s', async (_, content, expected) => {
    expect((await read({ body: paragraph('x') + paragraph(content) })).lines[1]).toBe(expected);
  });

  test('a tab that was set in the middle of the page reaches the right column', async () => {
    const { lines } = await read({
      body:
        paragraph('x') +
        paragraph(
          `<w:r><w:tab/>${text('CHỦ TỊCH')}</w:r>`,
          '<w:tabs><w:tab w:val="center" w:pos="6500"/></w:tabs>',
        ),
    });
    expect(lines[1]).toBe(`${RIGHT}CHỦ TỊCH`);
  });
});

describe('fonts from before Unicode', () => {
  const VNTIME = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>';
  const theme = `<a:theme ${NAMESPACES}><a:themeElements><a:fontScheme><a:minorFont><a:latin typeface=".VnTime"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>`;

  test('of a run, of a style, of the theme; capitals by font or by property', async () => {
    const { lines, told } = await read({
      styles:
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="H"><w:rPr><w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/></w:rPr></w:style>',
      others: { 'word/theme/theme1.xml': theme },
      relations: [['t', 'theme', 'theme/theme1.xml']],
      body: [
        paragraph('®¶ng bé hoa sen', '<w:pStyle w:val="H"/>'),
        paragraph('Trång c©y ven ®ª'),
        paragraph(run('Trồng cây ', '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>') + run('h­íng ®«ng')),
        paragraph(`${run('ng')}<w:r><w:softHyphen/></w:r>${run('êi tèt')}`),
        paragraph(run('Chữ hoa', '<w:caps/><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>')),
        paragraph(`<w:r><w:sym w:font=".VnTime" w:char="F0AE"/></w:r>${run('­êng lµng')}`),
      ].join(''),
    });
    expect(lines).toEqual([
      'ĐẢNG BỘ HOA SEN',
      'Trồng cây ven đê',
      'Trồng cây hướng đông',
      'người tốt',
      'CHỮ HOA',
      'đường làng',
    ]);
    expect(told).toEqual(['read/legacy-encoding TCVN3 (ABC)']);
  });

  test('a paragraph typed in Unicode under the name of the font stays', async () => {
    const { lines } = await read({
      body: paragraph(run('Công tác dân vận khéo', VNTIME)) + paragraph(run('c«ng t¸c', VNTIME)),
    });
    expect(lines).toEqual(['Công tác dân vận khéo', 'công tác']);
  });
});

describe('files that are made to be large', () => {
  test('elements that nest without end are not read', async () => {
    const deep = 20_000;
    const { told } = await read({
      body: `${'<w:sdt><w:sdtContent>'.repeat(deep)}${paragraph('x')}${'</w:sdtContent></w:sdt>'.repeat(deep)}`,
    });
    expect(told).toEqual(['read/too-large undefined']);
  });

  test('tens of thousands of paragraphs whose marks are deleted are read in good time', async () => {
    const { lines } = await read({
      body: paragraph('x', '<w:rPr><w:del w:id="1"/></w:rPr>').repeat(40_000) + paragraph('y'),
    });
    expect(lines[0]?.length).toBe(40_001);
  });
});
