import { join } from 'node:path';
import { expect, test } from 'vitest';
import { citedTitles } from '../../src/cite/cited-titles.ts';
import { findCitations } from '../../src/cite/index.ts';
import { loadVocabularies } from '../../src/corpus/load-vocabularies.ts';
import type { Span } from '../../src/record/span.ts';

const { documentTypes } = await loadVocabularies(join(import.meta.dirname, '../../corpus/vocabularies'));

/** What of a text names other documents; its lines are its blocks. */
function titles(text: string): string[] {
  const blocks: { span: Span }[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    blocks.push({ span: [start, start + line.length] });
    start += line.length + 1;
  }
  const citations = findCitations(
    text,
    blocks,
    { number: null, symbol: null, issuedOn: null },
    documentTypes,
  );
  const spans = citedTitles(text, blocks, citations);
  for (const [i, [from, to]] of spans.entries()) {
    expect(from).toBeGreaterThanOrEqual(spans[i - 1]?.[1] ?? 0);
    expect(to).toBeGreaterThan(from);
    expect(to).toBeLessThanOrEqual(text.length);
  }
  return spans.map((span) => text.slice(...span));
}

test.each<[text: string, expected: string[], why: string]>([
  [
    'Căn cứ Nghị quyết số 991-NQ/TW về công tác dân vận; xét tình hình của tỉnh',
    ['Căn cứ Nghị quyết số 991-NQ/TW về công tác dân vận; xét tình hình của tỉnh'],
    'a paragraph of the legal basis says nothing of its own',
  ],
  ['- Căn cứ Điều lệ Đảng', ['- Căn cứ Điều lệ Đảng'], 'also as an item, and without a number'],
  ['CĂN CỨ Luật Thanh tra', ['CĂN CỨ Luật Thanh tra'], 'in capitals'],
  ['Các đơn vị căn cứ kế hoạch này', [], 'not where it only comes later'],
  ['Căn cước công dân của dân vận', [], 'nor where another word begins like it'],
  [
    'thực hiện Nghị quyết số 991-NQ/TW, ngày 03/6/2033 về “tăng cường công tác dân vận” trong tình hình mới',
    ['Nghị quyết số 991-NQ/TW, ngày 03/6/2033 về “tăng cường công tác dân vận”'],
    'a title in quotes ends with them',
  ],
  [
    'theo Kế hoạch số 992-KH/TU ngày 05/7/2033 của Ban Thường vụ Tỉnh ủy về công tác dân vận; các xã báo cáo',
    ['Kế hoạch số 992-KH/TU ngày 05/7/2033 của Ban Thường vụ Tỉnh ủy về công tác dân vận'],
    'behind its date and issuer, up to the end of the part',
  ],
  [
    'theo Kế hoạch số 992-KH/TU về việc dân vận khéo, nhằm nâng cao chất lượng dân vận',
    ['Kế hoạch số 992-KH/TU về việc dân vận khéo'],
    'up to what is to be done',
  ],
  [
    'thực hiện Chỉ thị số 993-CT/TU về dân vận. Công tác dân vận phải đổi mới',
    ['Chỉ thị số 993-CT/TU về dân vận'],
    'up to the end of the sentence',
  ],
  [
    'quán triệt Kết luận số 994-KL/TW (khóa XV) “dân vận là sức mạnh” đến đảng viên',
    ['Kết luận số 994-KL/TW (khóa XV) “dân vận là sức mạnh”'],
    'a title without về',
  ],
  [
    'thực hiện Nghị quyết số 991-NQ/TW về dân vận và Kế hoạch số 992-KH/TU về dân chủ',
    ['Nghị quyết số 991-NQ/TW về dân vận và', 'Kế hoạch số 992-KH/TU về dân chủ'],
    'two, one behind the other',
  ],
  [
    'tiếp tục thực hiện Nghị quyết số 991-NQ/TW trong công tác dân vận',
    ['Nghị quyết số 991-NQ/TW'],
    'a number without a title',
  ],
  ['Kế hoạch số 992-KH/TU có dân vận về đích', ['Kế hoạch số 992-KH/TU'], 'về must come at once'],
  ['Kế hoạch số 992-KH/TU vềđích', ['Kế hoạch số 992-KH/TU'], 'and be a word'],
  [
    'Kế hoạch số 992-KH/TU về công tác\ndân vận khéo',
    ['Kế hoạch số 992-KH/TU về công tác'],
    'a title ends with its block',
  ],
  ['đẩy mạnh công tác dân vận khéo', [], 'nothing is cited'],
  [
    'Căn cứ Kế hoạch số 992-KH/TU về dân vận\nthực hiện Nghị quyết số 991-NQ/TW',
    ['Căn cứ Kế hoạch số 992-KH/TU về dân vận', 'Nghị quyết số 991-NQ/TW'],
    'a block behind the legal basis',
  ],
  [
    'Kế hoạch số 992-KH/TU “chưa đóng ngoặc; các xã làm dân vận',
    ['Kế hoạch số 992-KH/TU “chưa đóng ngoặc'],
    'a quote that is never closed ends as others do',
  ],
])('%j: %j (%s)', (text, expected) => {
  expect(titles(text)).toEqual(expected);
});
