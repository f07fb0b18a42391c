/** A secrecy mark is seen wherever in the package it stands, and a picture that may hold one is told. */
import { describe, expect, test } from 'vitest';
import { loadVocabularies } from '../../src/corpus/load-vocabularies.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';
import {
  box,
  cell,
  choice,
  makeDocx,
  type Parts,
  paragraph,
  picture,
  row,
  run,
  table,
  vml,
} from './make-docx.ts';

const HEAD = table(
  row([
    cell(paragraph('TỈNH ỦY HƯƠNG GIANG') + paragraph('Số 5-KH/TU')),
    cell(paragraph('ĐẢNG CỘNG SẢN VIỆT NAM') + paragraph('Hương Giang, ngày 5 tháng 4 năm 2031')),
  ]),
);
const TEXT =
  paragraph('KẾ HOẠCH') +
  paragraph('trồng cây ven đê') +
  paragraph('I. NHIỆM VỤ') +
  paragraph('1. Trồng cây, chăm sóc cây ven đê.');

const vocabularies = await loadVocabularies(new URL('../../corpus/vocabularies', import.meta.url).pathname);

async function messagesOf(parts: Parts) {
  const { messages } = await parseDocument({
    bytes: await makeDocx(parts),
    path: 'a.docx',
    declared: {},
    vocabularies,
    defaultAccess: 'public',
  });
  return messages;
}
const isSecret = async (parts: Parts) =>
  (await messagesOf(parts)).some(({ ruleId, severity }) => ruleId === 'head/secret' && severity === 'error');

const inRun = (content: string) => paragraph(`<w:r>${content}</w:r>`);
const wordArt = (words: string) =>
  inRun(`<w:pict><v:shape><v:textpath string="${words}"/></v:shape></w:pict>`);
const deep = TEXT.repeat(12);

describe('a mark is seen', () => {
  test.each<[string, Parts]>([
    ['in a box of the second page', { body: HEAD + deep + inRun(box(paragraph('MẬT'))) + deep }],
    ['in an ellipse', { body: HEAD + deep + inRun(vml(paragraph('MẬT'))) }],
    [
      'in a fallback beside another choice',
      { body: HEAD + deep + inRun(choice(box(paragraph('x')), vml(paragraph('MẬT')))) },
    ],
    ['in small letters', { body: HEAD + deep + inRun(vml(paragraph('Tối mật'), 'v:roundrect')) }],
    [
      'letter below letter',
      { body: HEAD + deep + inRun(box(['M', 'Ậ', 'T'].map((one) => paragraph(one)).join(''))) },
    ],
    ['as WordArt', { body: HEAD + deep + wordArt('TUYỆT MẬT') }],
    ['as WordArt in a header', { body: HEAD + TEXT, headers: { header2: wordArt('MẬT') } }],
    [
      'in a footer, in several runs',
      { body: HEAD + TEXT, headers: { footer1: paragraph(run('TUYỆT') + run(' M') + run('ẬT')) } },
    ],
    ['in a note', { body: HEAD + TEXT, footnotes: `<w:footnote w:id="3">${paragraph('MẬT')}</w:footnote>` }],
    ['in a comment', { body: HEAD + TEXT, comments: `<w:comment w:id="3">${paragraph('MẬT')}</w:comment>` }],
    [
      'in the letters of an old font',
      { body: HEAD + deep + inRun(box(paragraph(run('tèi mËt', '<w:rFonts w:hAnsi=".VnTimeH"/>')))) },
    ],
    [
      'by capitals that are a property',
      { body: HEAD + deep + inRun(box(paragraph(run('mật', '<w:caps/>')))) },
    ],
    ['in hidden text', { body: HEAD + deep + paragraph(run('MẬT', '<w:vanish/>')) }],
    [
      'in deleted text',
      { body: HEAD + deep + paragraph('<w:del w:id="1"><w:r><w:delText>MẬT</w:delText></w:r></w:del>') },
    ],
    ['as the name of a picture', { body: HEAD + deep + inRun(picture(30, 'MẬT')) }],
    ['in a frame', { body: HEAD + deep + paragraph('MẬT', '<w:framePr w:w="2000"/>') }],
    [
      'in the properties of the file',
      {
        body: HEAD + TEXT,
        others: { 'docProps/core.xml': '<p:core xmlns:p="p"><p:category>M&#x1EAC;T</p:category></p:core>' },
      },
    ],
    [
      'in a diagram',
      {
        body: HEAD + TEXT,
        others: {
          'word/diagrams/data1.xml':
            '<d:m xmlns:d="d" xmlns:a="a"><a:p><a:r><a:t>MẬ</a:t></a:r><a:r><a:t>T</a:t></a:r></a:p></d:m>',
        },
      },
    ],
  ])('%s', async (_, parts) => {
    expect(await isSecret(parts)).toBe(true);
  });
});

describe('no mark is', () => {
  test.each<[string, Parts]>([
    [
      'what only contains the word',
      {
        body: HEAD + TEXT,
        headers: { header1: paragraph('LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC') + paragraph('Bảo mật thông tin') },
      },
    ],
    [
      'a box that speaks of it',
      { body: HEAD + TEXT + inRun(box(paragraph('Tài liệu này không thuộc danh mục bí mật nhà nước.'))) },
    ],
  ])('%s', async (_, parts) => {
    expect(await isSecret(parts)).toBe(false);
  });
});

describe('a picture in the head', () => {
  const told = async (parts: Parts) =>
    (await messagesOf(parts))
      .filter(({ ruleId }) => ruleId === 'head/unread-picture')
      .map(({ severity }) => severity);

  test('that is all of it is a warning: the letterhead was not read', async () => {
    expect(await told({ body: inRun(picture(110)) + TEXT })).toEqual(['warning']);
    expect(await told({ body: TEXT, headers: { header1: inRun(picture(110)) } })).toEqual(['warning']);
  });

  test('beside a letterhead is told, one further down is not', async () => {
    expect(await told({ body: HEAD + inRun(picture(40)) + TEXT })).toEqual(['info']);
    expect(await told({ body: HEAD + deep + inRun(picture(40)) })).toEqual([]);
  });

  test('as high as a page is a scan, and one of a letterhead with a short text is none', async () => {
    expect((await messagesOf({ body: inRun(picture(700)) + TEXT })).map(({ ruleId }) => ruleId)).toContain(
      'read/no-text-layer',
    );
    expect(
      (await messagesOf({ body: inRun(picture(110)) + TEXT })).map(({ ruleId }) => ruleId),
    ).not.toContain('read/no-text-layer');
  });
});
