import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/read/index.ts';
import { cell, makeDocx, type Parts, paragraph, row, table } from './make-docx.ts';

const numbered = (text: string, list: number, level = 0) =>
  paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
const level = (at: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const list = (id: number, abstract: number, more = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstract}"/>${more}</w:num>`;

const read = async (parts: Parts) =>
  (await readDocument(await makeDocx(parts), 'a.docx')).text.text.split('\n\n');

describe("Word's automatic numbers are written out", () => {
  const OUTLINE = `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%2.')}${level(2, 'decimal', '%2.%3.')}${level(3, 'lowerLetter', '%4)')}${level(4, 'bullet', '\uf0b7')}</w:abstractNum>`;

  test('levels, their formats, and their restarts', async () => {
    const lines = await read({
      numbering: `${OUTLINE}${list(1, 0)}`,
      body: [
        numbered('Mục đích', 1),
        numbered('Một', 1, 1),
        numbered('Hai', 1, 1),
        numbered('Hai một', 1, 2),
        numbered('Điểm', 1, 3),
        numbered('gạch', 1, 4),
        numbered('Nhiệm vụ', 1),
        numbered('Lại một', 1, 1),
      ].join(''),
    });
    expect(lines).toEqual([
      'I. Mục đích',
      '1. Một',
      '2. Hai',
      '2.1. Hai một',
      'a) Điểm',
      '- gạch',
      'II. Nhiệm vụ',
      '1. Lại một',
    ]);
  });

  test('two lists of one definition count on, one with a start of its own begins anew', async () => {
    const override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';
    const lines = await read({
      numbering: `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}</w:abstractNum>${list(1, 0)}${list(2, 0)}${list(3, 0, override)}`,
      body: [numbered('a', 1), numbered('b', 2), numbered('c', 3), numbered('d', 3), numbered('e', 1)].join(
        '',
      ),
    });
    expect(lines).toEqual(['1. a', '2. b', '1. c', '2. d', '3. e']);
  });

  test('a style numbers its paragraphs, unless one says no; what is deleted does not count', async () => {
    const style = '<w:pStyle w:val="Muc"/>';
    const lines = await read({
      styles:
        '<w:style w:type="paragraph" w:styleId="Nen"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Muc"><w:basedOn w:val="Nen"/></w:style>',
      numbering: `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', 'Điều %1.')}</w:abstractNum>${list(1, 0)}`,
      body: [
        paragraph('Một', style),
        paragraph('không số', `${style}<w:numPr><w:numId w:val="0"/></w:numPr>`),
        `<w:p><w:pPr>${style}<w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr><w:del w:id="2" w:author="x"><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>`,
        paragraph('Hai', style),
      ].join(''),
    });
    expect(lines).toEqual(['Điều 1. Một', 'không số', 'Điều 2. Hai']);
  });
});

describe('what plain extraction loses of a .docx', () => {
  test('a note stands behind the paragraph that refers to it', async () => {
    const lines = await read({
      footnotes: '<w:footnote w:id="1"><w:p><w:r><w:t>Theo báo cáo quý I.</w:t></w:r></w:p></w:footnote>',
      body: `<w:p><w:r><w:t>Đạt chỉ tiêu</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t xml:space="preserve"> đề ra.</w:t></w:r></w:p>${paragraph('Đoạn sau.')}`,
    });
    expect(lines).toEqual(['Đạt chỉ tiêu đề ra.', '<sup>1</sup> Theo báo cáo quý I.', 'Đoạn sau.']);
  });

  test('the rows of a table, a merged cell among them', async () => {
    const lines = await read({
      body:
        table(
          row([cell('TT'), cell('Nhiệm vụ'), cell('Chủ trì')]),
          row([cell('1'), cell('Khảo sát'), cell('Phòng A', '<w:vMerge w:val="restart"/>')]),
          row([cell('2'), cell('Báo cáo'), cell('', '<w:vMerge/>')]),
        ) + paragraph('Hết.'),
    });
    expect(lines).toEqual([
      '| TT | Nhiệm vụ | Chủ trì |\n| 1 | Khảo sát | Phòng A |\n| 2 | Báo cáo | ^^ |',
      'Hết.',
    ]);
  });
});

describe('files that Word and LibreOffice wrote', () => {
  const fixture = async (name: string) =>
    await readDocument(await readFile(join(import.meta.dirname, '../fixtures/read', name)), name);

  test('Word 97: the cells of letterhead and signature, the rows of a table', async () => {
    const { text, messages, mediaType } = await fixture('plan.doc');
    expect(mediaType).toBe('application/msword');
    expect(messages).toEqual([]);
    expect(text.text).toMatch(/Số: 21\/KH-UBND\n\n\|\n\nCỘNG HÒA/u);
    expect(text.text).toContain(
      '| TT | Nhiệm vụ | Chủ trì |\n| 1 | Khảo sát hiện trạng | Phòng Kinh tế |\n| 2 | Lập dự toán | Phòng Kinh tế |',
    );
  });

  test('numbers that Word made are kept in .docx and in .doc', async () => {
    for (const name of ['numbered.docx', 'numbered.doc']) {
      const { text, messages } = await fixture(name);
      expect(text.text).toMatch(/\n1\. Các hộ kinh doanh .* lần một\.\n\n2\. Các hộ[\s\S]*\n30\. Các hộ/u);
      expect(messages).toEqual([]);
    }
  });
});

describe('Word files that are not what they seem', () => {
  test('another zip is refused by name', async () => {
    const zip = new JSZip();
    zip.file('a.txt', 'x');
    const read = await readDocument(await zip.generateAsync({ type: 'uint8array' }), 'a.docx');
    expect(read.messages).toMatchObject([{ ruleId: 'read/unsupported-format', severity: 'error' }]);
  });

  test('a damaged file is an error that says what to do', async () => {
    const whole = await makeDocx({ body: paragraph('Một đoạn.'.repeat(500)) });
    const cut = await readDocument(whole.subarray(0, Math.floor(whole.length / 2)), 'a.docx');
    expect(cut.text.text).toBe('');
    expect(cut.messages[0]?.severity).toBe('error');
    const doc = await readDocument(
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(7)]),
      'a.doc',
    );
    expect(doc.messages[0]?.severity).toBe('error');
  });

  test('elements without end are not read: each takes memory', async () => {
    const read = await readDocument(await makeDocx({ body: '<w:p/>'.repeat(1_500_000) }), 'a.docx');
    expect(read.messages).toMatchObject([{ ruleId: 'read/too-large', severity: 'error' }]);
  });

  test('a level that no list has numbers nothing', async () => {
    const lines = await read({
      numbering: `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}</w:abstractNum>${list(1, 0)}`,
      body: numbered('Một', 1, 200_000_000) + numbered('Hai', 1, 0),
    });
    expect(lines).toEqual(['Một', '1. Hai']);
  });

  test('a secrecy mark in a header stands above the text', async () => {
    const read = await readDocument(
      await makeDocx({
        body: paragraph('KẾ HOẠCH'),
        headers: { header1: paragraph('TỐI MẬT') + paragraph('Trang 2') },
      }),
      'a.docx',
    );
    expect(read.text.text).toBe('TỐI MẬT\n\nKẾ HOẠCH');
  });

  test('a part that unpacks without end is not read', async () => {
    const bomb = await makeDocx({ body: paragraph(' '.repeat(130_000_000)) });
    const read = await readDocument(bomb, 'a.docx');
    expect(read.messages).toMatchObject([{ ruleId: 'read/too-large', severity: 'error' }]);
  }, 60_000);
});
