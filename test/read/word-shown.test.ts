/** What a reader of the paper doesn't see of a .docx is not in the text, and is told to be there. */
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/read/index.ts';
import { box, cell, makeDocx, type Parts, paragraph, row, run, table, vml } from './make-docx.ts';

async function read(parts: Parts) {
  const { text, messages } = await readDocument(await makeDocx(parts), 'a.docx');
  return {
    lines: text.text.split('\n\n'),
    told: messages.map(({ ruleId, actual }) => `${ruleId} ${actual}`),
    all: JSON.stringify(messages),
  };
}

const HIDDEN = '<w:vanish/>';
const LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
const NUMBERING =
  '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
const deleted = (text: string) =>
  `<w:del w:id="9" w:author="x"><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
const comment = (id: number) => `<w:r><w:commentReference w:id="${id}"/></w:r>`;

describe('comments', () => {
  test('their marks part no phrase, and their text is nowhere', async () => {
    const { lines, told, all } = await read({
      body:
        paragraph(
          `${run('Trồng ')}<w:commentRangeStart w:id="0"/>${run('cây')}${comment(0)}<w:commentRangeEnd w:id="0"/>${run(' ven đê.')}`,
        ) +
        paragraph(comment(1)) +
        paragraph('Hết.'),
      comments: `<w:comment w:id="0" w:initials="QQ">${paragraph('qqkín')}</w:comment><w:comment w:id="1">${paragraph('qqkín')}</w:comment>`,
    });
    expect(lines).toEqual(['Trồng cây ven đê.', 'Hết.']);
    expect(told).toEqual(['read/comments 2']);
    expect(all).not.toContain('qq');
  });
});

describe('hidden text', () => {
  test('of runs, of paragraphs, of notes', async () => {
    const { lines, told, all } = await read({
      body: [
        paragraph(
          `${run('Trồng cây')}${run(' qqbí ẩn', HIDDEN)}<w:r><w:footnoteReference w:id="2"/></w:r>${run(' ven đê.')}`,
        ),
        paragraph(run('qqcả đoạn', HIDDEN), `<w:rPr>${HIDDEN}</w:rPr>`),
        paragraph(run('Hết.', '<w:vanish w:val="false"/>')),
      ].join(''),
      footnotes: `<w:footnote w:id="2">${paragraph(run('Chú ') + run('qqkín ', HIDDEN) + comment(0) + run('thích.'))}</w:footnote>`,
    });
    expect(lines).toEqual(['Trồng cây ven đê.', '<sup>1</sup> Chú thích.', 'Hết.']);
    expect(told).toEqual(['read/hidden-text 3 passages, 5 words']);
    expect(all).not.toContain('qq');
  });

  test('by the styles of run, paragraph and document, and what they are based on', async () => {
    const { lines } = await read({
      styles: `<w:style w:type="paragraph" w:styleId="An"><w:rPr>${HIDDEN}</w:rPr></w:style><w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="An"/></w:style><w:style w:type="character" w:styleId="Chu"><w:rPr>${HIDDEN}</w:rPr></w:style>`,
      body: [
        paragraph('qqtheo đoạn', '<w:pStyle w:val="Con"/>'),
        paragraph(run('Thấy') + run(' qqtheo chữ', '<w:rStyle w:val="Chu"/>') + run(' được.')),
        // what two styles toggle is as it was (ECMA-376 part 1, 17.7.3)
        paragraph(run('Hai lần.', '<w:rStyle w:val="Chu"/>'), '<w:pStyle w:val="An"/>'),
      ].join(''),
    });
    expect(lines).toEqual(['Thấy được.', 'Hai lần.']);
    const all = await read({
      styles: `<w:docDefaults><w:rPrDefault><w:rPr>${HIDDEN}</w:rPr></w:rPrDefault></w:docDefaults>`,
      body: paragraph('qqkín') + paragraph(run('Thấy.', '<w:vanish w:val="0"/>')),
    });
    expect(all.lines).toEqual(['Thấy.']);
  });

  test('what only the web hides: words are left out, numbers of pages are printed', async () => {
    const { lines } = await read({
      body: paragraph(run('I. MỤC TIÊU ') + run('3', '<w:webHidden/>') + run(' qqkín', '<w:webHidden/>')),
    });
    expect(lines).toEqual(['I. MỤC TIÊU 3']);
  });

  test('hidden paragraphs have no number, a hidden number is not shown', async () => {
    const { lines } = await read({
      numbering: NUMBERING,
      body: [
        paragraph('Một', LIST),
        paragraph(run('qq', HIDDEN), `${LIST}<w:rPr>${HIDDEN}</w:rPr>`),
        paragraph('Hai', LIST),
      ].join(''),
    });
    expect(lines).toEqual(['1. Một', '2. Hai']);
  });

  test('a hidden mark joins two paragraphs (the separator of styles), and makes no one word of them', async () => {
    const { lines } = await read({
      body:
        paragraph('Mục tiêu.', `<w:rPr>${HIDDEN}<w:specVanish/></w:rPr>`) + paragraph('Trồng cây ven đê.'),
    });
    expect(lines).toEqual(['Mục tiêu. Trồng cây ven đê.']);
  });

  test('rows of a table', async () => {
    const { lines, told } = await read({
      body: table(
        row([cell('TT'), cell('Việc')]),
        row([cell('1'), cell('qqkín')], '<w:hidden/>'),
        row([cell('2'), cell('Trồng cây')]),
      ),
    });
    expect(lines).toEqual(['| TT | Việc |\n| 2 | Trồng cây |']);
    expect(told).toEqual(['read/hidden-text 1 passages, 2 words']);
  });
});

describe('letters and shapes that nobody sees', () => {
  const WHITE = '<w:color w:val="FFFFFF" w:themeColor="background1"/>';
  const shaded = '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>';

  test.each([
    ['white', `${run('Thấy')}${run('qqkín', WHITE)}${run('được.')}`],
    ['a point high', `${run('Thấy')}${run('qqkín', '<w:sz w:val="2"/>')}${run('được.')}`],
    ['white by its style', `${run('Thấy')}${run('qqkín', '<w:rStyle w:val="Trang"/>')}${run('được.')}`],
  ])('%s: left out, and told', async (_, runs) => {
    const { lines, told, all } = await read({
      styles: `<w:style w:type="character" w:styleId="Trang"><w:rPr>${WHITE}</w:rPr></w:style>`,
      body: paragraph(runs),
    });
    expect(lines).toEqual(['Thấy được.']);
    expect(told).toEqual(['read/hidden-text 1 passages, 1 words']);
    expect(all).not.toContain('qq');
  });

  test('white letters on a coloured ground are read', async () => {
    const white = run('Thấy', WHITE);
    const { lines, told } = await read({
      styles: `<w:style w:type="table" w:styleId="Mau"><w:tblStylePr w:type="firstRow"><w:tcPr>${shaded}</w:tcPr></w:tblStylePr></w:style>`,
      body: [
        paragraph(run('Nền', `${WHITE}${shaded}`)),
        paragraph(run('Tô', `${WHITE}<w:highlight w:val="black"/>`)),
        paragraph(white, shaded),
        table(row([cell(paragraph(white), shaded)])),
        `<w:tbl><w:tblPr><w:tblStyle w:val="Mau"/></w:tblPr>${row([cell(paragraph(white))])}</w:tbl>`,
        paragraph(`<w:r>${vml(paragraph(white))}</w:r>`),
      ].join(''),
    });
    expect(lines.join(' ').match(/Nền|Tô|Thấy/gu)).toEqual(['Nền', 'Tô', 'Thấy', 'Thấy', 'Thấy', 'Thấy']);
    expect(told).toEqual([]);
  });

  test.each([
    ['behind the text', '1', 'Thấy rõ.'],
    ['in the text', '0', 'rõ.'],
  ])('with a shape %s', async (_, behind, expected) => {
    const shape = `<w:drawing><wp:anchor behindDoc="${behind}"><wp:docPr id="1"/></wp:anchor></w:drawing>`;
    const { lines } = await read({
      body: paragraph(`${run('Thấy', WHITE)}<w:r>${shape}</w:r>${run(' rõ.')}`),
    });
    expect(lines).toEqual([expected]);
  });

  test.each([
    [
      'VML',
      (hidden: string) => vml(paragraph('qqkín'), 'v:shape', `width:9pt;visibility:${hidden}`),
      'inherit',
    ],
    [
      'DrawingML',
      (hidden: string) => box(paragraph('qqkín')).replace('name="Hop"', `hidden="${hidden}"`),
      '0',
    ],
  ])('a hidden shape (%s): left out, and told; one that is shown stays', async (kind, shape, shown) => {
    const withShape = (hidden: string) =>
      read({ body: paragraph(`${run('Thấy.')}<w:r>${shape(hidden)}</w:r>`) });
    const hidden = await withShape(kind === 'VML' ? 'hidden' : '1');
    expect(hidden.lines).toEqual(['Thấy.']);
    expect(hidden.told).toEqual(['read/hidden-text 1 passages, 1 words']);
    const all = await withShape(shown);
    expect(all.lines).toEqual(['Thấy.', 'qqkín']);
    expect(all.told).toEqual([]);
  });
});

describe('tracked changes are read as accepted, and told', () => {
  test('what was deleted or moved away is out, what came in is in', async () => {
    const { lines, told, all } = await read({
      body:
        paragraph(
          `${run('Trước ngày ')}${deleted('qq1/1')}<w:ins w:id="1">${run('2/2')}</w:ins>${run('; ')}<w:moveFrom w:id="2">${run('qqđi')}</w:moveFrom><w:moveTo w:id="3">${run('đến.')}</w:moveTo>`,
        ) +
        table(
          row([cell('TT'), cell('Việc')]),
          row([cell('1'), cell('qqkín')], '<w:del w:id="7"/>'),
          row([cell('2'), cell('Trồng cây')], '<w:ins w:id="8"/>'),
        ),
    });
    expect(lines).toEqual(['Trước ngày 2/2; đến.', '| TT | Việc |\n| 2 | Trồng cây |']);
    expect(told).toEqual(['read/tracked-changes 3 insertions, 3 deletions']);
    expect(all).not.toContain('qq');
  });

  test('a deleted mark joins its paragraph with the next, which counts once', async () => {
    const { lines } = await read({
      numbering: NUMBERING,
      body: [
        paragraph('Một', LIST),
        paragraph('Trồng cây ', `${LIST}<w:rPr><w:del w:id="4"/></w:rPr>`),
        paragraph('ven đê.', LIST),
        paragraph(deleted('qq'), `${LIST}<w:rPr><w:del w:id="5"/></w:rPr>`),
        paragraph('Ba', LIST),
      ].join(''),
    });
    expect(lines).toEqual(['1. Một', '2. Trồng cây ven đê.', '3. Ba']);
  });

  test('a deleted field leaves its neighbours whole', async () => {
    const field = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:delInstrText> REF x </w:delInstrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:delText>qq3</w:delText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const { lines } = await read({
      body: paragraph(`${run('Xem')}<w:del w:id="1">${field}</w:del>${run(' mục 4.')}`),
    });
    expect(lines).toEqual(['Xem mục 4.']);
  });

  test('words that are struck through can be read: they stay, and are told', async () => {
    const { lines, told } = await read({ body: paragraph(run('quý II', '<w:strike/>') + run(' quý III')) });
    expect(lines).toEqual(['quý II quý III']);
    expect(told).toEqual(['read/struck-text 2 words']);
  });
});
