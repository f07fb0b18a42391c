import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/read/index.ts';

const read = async (html: string, name = 'a.html') =>
  await readDocument(new TextEncoder().encode(html), name);

describe('HTML is read for its text', () => {
  test('paragraphs, breaks, headings, strong lines', async () => {
    const { text, mediaType } = await read(
      '<!doctype html><title>site</title><h1>KẾ HOẠCH</h1><p><b>Về   công tác</b><br>dân vận</p><div>Một <b>đoạn</b>.</div>',
    );
    expect(mediaType).toBe('text/html');
    expect(text.text).toBe('# **KẾ HOẠCH**\n\n**Về công tác**\ndân vận\n\nMột đoạn.');
  });

  test('a page is recognised whatever its file is called', async () => {
    expect((await read('<html><body><p>Một đoạn.</p></body></html>', 'a.doc')).mediaType).toBe('text/html');
    expect((await read('Một đoạn có thẻ <p>…</p>.', 'a.txt')).mediaType).toBe('text/plain');
  });

  test('code, forms and navigation are none of it', async () => {
    const { text } = await read(
      '<p>Nội dung.</p><script>alert(1)</script><style>p{}</style><nav>Trang chủ</nav><form><input value=x><button>Gửi</button></form><p onclick="x()">Hết.</p>',
    );
    expect(text.text).toBe('Nội dung.\n\nHết.');
  });

  test('lists bear their numbers', async () => {
    const { text } = await read(
      '<ol start=3><li><p>Ba</p></li><li>Bốn<ol type=a><li>nhỏ</li></ol></li></ol><ol type=I><li>Một</li></ol><ul><li>gạch</li></ul>',
    );
    expect(text.text).toBe('3. Ba\n\n4. Bốn\n\na) nhỏ\n\nI. Một\n\n- gạch');
  });

  test('a table of data gives rows, merged cells are said to be', async () => {
    const { text } = await read(
      '<table><tr><th>TT</th><th>Nhiệm vụ</th><th>Chủ trì</th></tr><tr><td>1</td><td>A<br>B</td><td rowspan=2>Sở Hoa Sen</td></tr><tr><td>2</td><td>C | D</td></tr></table>',
    );
    expect(text.text).toBe(
      '| TT | Nhiệm vụ | Chủ trì |\n| 1 | A <br/>B | Sở Hoa Sen |\n| 2 | C \\| D | ^^ |',
    );
  });

  test('a table that sets a letterhead gives its cells', async () => {
    const { text } = await read(
      '<table><tr><td>TỈNH ỦY HƯƠNG GIANG<br>Số 5-KH/TU</td><td>ĐẢNG CỘNG SẢN VIỆT NAM</td></tr></table>',
    );
    expect(text.text).toBe('|\n\nTỈNH ỦY HƯƠNG GIANG\nSố 5-KH/TU\n\n|\n\nĐẢNG CỘNG SẢN VIỆT NAM');
  });

  test('a page that is one form is read, and a table within a table', async () => {
    const { text } = await read(
      '<form id="aspnetForm"><p>KẾ HOẠCH</p><table><caption>Bảng 1</caption><tr><td>TT</td><td>Đơn vị</td><td>Số</td></tr><tr><td>1</td><td><table><tr><td>a</td><td>Xã</td></tr><tr><td>b</td><td>Phường</td></tr></table></td><td>2</td></tr></table></form>',
    );
    expect(text.text).toBe('KẾ HOẠCH\n\nBảng 1\n\n| TT | Đơn vị | Số |\n| 1 | a Xã <br/>b Phường | 2 |');
  });

  test('a table that opens cells without end is read in good time', async () => {
    const { text } = await read(`<table>${'<tr><td>'.repeat(200_000)}hết</table>`);
    expect(text.text).toContain('hết');
    const spaces = await read(`<table><tr><td>Số${' '.repeat(60_000)}</td><td>x</td></tr></table>`);
    expect(spaces.text.text).toContain('Số');
  });

  test('what looks like Markdown in it is text', async () => {
    const { text } = await read('<p># không phải tiêu đề</p><p>| không phải bảng |</p>');
    expect(text.text).toBe('\\# không phải tiêu đề\n\n\\| không phải bảng |');
  });

  test('elements nested without end are read', async () => {
    const depth = 20_000;
    const { text } = await read(`${'<div>'.repeat(depth)}sâu${'</div>'.repeat(depth)}`);
    expect(text.text).toBe('sâu');
  });

  test('a page in an encoding of its own', async () => {
    const html = '<html><head><meta charset="windows-1258"></head><p>Pho\u00ccng</p></html>';
    const bytes = Uint8Array.from(html, (character) => character.charCodeAt(0));
    expect((await readDocument(bytes, 'a.html')).text.text).toContain('Phòng');
  });
});

describe('what a page does not show', () => {
  const told = async (html: string, name = 'a.html') => {
    const { text, messages } = await read(html, name);
    return [text.text, ...messages.map(({ ruleId, actual }) => `${ruleId} ${actual}`)];
  };

  test.each([
    ['hidden', '<p>Thấy.</p><p hidden>qqkín</p>'],
    ['hidden until it is found', '<p>Thấy.</p><p hidden="until-found">qqkín</p>'],
    ['display', '<p>Thấy.</p><p style="color:red; DISPLAY : none !important">qqkín</p>'],
    ['visibility', '<p>Thấy.</p><p style="visibility:hidden">qqkín</p>'],
    ['size', '<p>Thấy.</p><p style="font-size:0px">qqkín</p>'],
    ['beside the page', '<p>Thấy.</p><p style="position:absolute; left:-9999px">qqkín</p>'],
    ['an indent', '<p>Thấy.</p><p style="text-indent:-9999px">qqkín</p>'],
    ['cut away', '<p>Thấy.</p><p style="clip: rect(0, 0, 0, 0)">qqkín</p>'],
    ['clipped', '<p>Thấy.</p><p style="clip-path: inset(50%)">qqkín</p>'],
    ['no height', '<p>Thấy.</p><p style="height:0;overflow:hidden">qqkín</p>'],
    ['no scale', '<p>Thấy.</p><p style="transform: rotate(9deg) scale(0)">qqkín</p>'],
    ['content', '<p>Thấy.</p><p style="content-visibility:hidden">qqkín</p>'],
    ['Word', '<p>Thấy.<span style="mso-hide:all"> qqkín</span></p>'],
    ['a class', '<style>.x, p.an { display: none }</style><p>Thấy.</p><p class="b an">qqkín</p>'],
    [
      'what stands around',
      '<style>#a > .b i{display:none}</style><div id=a><p class=b>Thấy.<i> qqkín</i></p></div>',
    ],
    ['a row', '<p>Thấy.</p><table><tr hidden><td>qqkín</td></tr></table>'],
  ])('%s: is left out, and told', async (_, html) => {
    expect(await told(html)).toEqual(['Thấy.', 'read/hidden-text 1 passages, 1 words']);
  });

  test('what is shown all the same stays', async () => {
    const [text] = await told(
      '<style>.t{display:none}.t.on{display:block}@media print{.p{display:none}}.h:hover{display:none}</style><p class="t on">Một.</p><p class=p>Hai.</p><p class=h>Ba.</p><div style="visibility:hidden"><p style="visibility:visible">Bốn.</p></div><p aria-hidden=true>Năm.</p><p hidden style="display:block">Sáu.</p><p style="text-indent:-36pt;margin-left:-100%;left:-5px">Bảy.</p><p style="height:0">Tám.</p><p style="transform:scale(0.9);clip-path:inset(0)">Chín.</p>',
    );
    expect(text).toBe('Một.\n\nHai.\n\nBa.\n\nBốn.\n\nNăm.\n\nSáu.\n\nBảy.\n\nTám.\n\nChín.');
  });

  test('what a page offers to choose from, and says beside a formula or a reading, is no text', async () => {
    const [text] = await told(
      '<p>Thấy<datalist><option>qqkín</option></datalist><math><mi>x</mi><annotation>qqkín</annotation></math>.</p>',
    );
    expect(text).toBe('Thấyx.');
  });

  test('deleted words, comments of people, and those of Word', async () => {
    expect(await told('<p>Trong <del>qqquý II</del><ins>quý III</ins>.</p>')).toEqual([
      'Trong quý III.',
      'read/tracked-changes 1 insertions, 1 deletions',
    ]);
    expect(
      await told(
        '<!-- menu --><p>Thấy.</p><!-- Xem lại qqkín --><!--[if gte mso 9]><xml>a b c</xml><![endif]-->',
      ),
    ).toEqual(['Thấy.', 'read/comments 1']);
    const [text] = await told(
      '<p>Thấy<span class=MsoCommentReference>[A1]</span>.</p><div style="mso-element:comment-list"><p>qqkín</p></div>',
    );
    expect(text).toBe('Thấy.');
  });

  test('words that are struck through stay, and are told; a rule that is not understood is told', async () => {
    expect(await told('<style>p:nth-child(9){display:none}</style><p>Một <s>hai</s>.</p>')).toEqual([
      'Một hai.',
      'read/struck-text 1 words',
      'read/unjudged-styles 1 rules',
    ]);
  });

  test('a secrecy mark in it stands above the text', async () => {
    expect((await told('<p>KẾ HOẠCH</p><p hidden>MẬT</p><img alt="Tối mật">'))[0]).toBe(
      'MẬT\n\nTối mật\n\nKẾ HOẠCH',
    );
  });

  test('a style sheet without end is read in good time', async () => {
    const rules = Array.from({ length: 20_000 }, (_, i) => `.a .b${i} .c{display:none}`).join('');
    const [text, ...messages] = await told(
      `<style>${rules}</style>${'<div class="a b1 c">x</div>'.repeat(20_000)}`,
    );
    expect(text).toContain('x');
    expect(messages).toEqual([expect.stringMatching(/^read\/unjudged-styles/u)]);
  });

  test('Markdown: comments and deleted words', async () => {
    expect(await told('# KẾ HOẠCH\n\nTrồng <!-- qqkín -->cây<del> qq</del>.\n', 'a.md')).toEqual([
      expect.stringMatching(/Trồng +cây +\.\n$/u),
      'read/tracked-changes 0 insertions, 1 deletions',
      'read/comments 1',
    ]);
  });
});
