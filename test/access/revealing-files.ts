import { makeDocx, paragraph, run } from '../read/make-docx.ts';

/** Words that public files hold and their documents don't show: of comments, hidden text, deleted text. */
export const UNSHOWN = ['qqchúgiải', 'qqchữẩn', 'qqđãxóa'] as const;
const [comment, hidden, deleted] = UNSHOWN;

/** What the public may find of them. */
export const SHOWN = 'hàng dương ven đê';

const HEAD = (number: number) => [
  'TỈNH ỦY CAO BẰNG',
  'VĂN PHÒNG',
  `Số ${number}-KH/VPTU`,
  'Cao Bằng, ngày 5 tháng 4 năm 2024',
  'KẾ HOẠCH',
  'trồng cây',
  'I. NHIỆM VỤ',
];

const docx = () =>
  makeDocx({
    body: [
      ...HEAD(13).map((line) => paragraph(line)),
      paragraph(
        `${run('- Văn phòng Tỉnh ủy chủ trì trồng ')}<w:commentRangeStart w:id="0"/>${run('hàng dương')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>${run(` ${hidden}`, '<w:vanish/>')}<w:del w:id="1" w:author="x"><w:r><w:delText xml:space="preserve"> ${deleted}</w:delText></w:r></w:del>${run(' ven đê (hoàn thành trong năm 2025).')}`,
      ),
      paragraph(run(`- Văn phòng chủ trì ${hidden}.`, '<w:vanish/>'), '<w:rPr><w:vanish/></w:rPr>'),
    ].join(''),
    comments: `<w:comment w:id="0" w:author="${comment}">${paragraph(`Xem lại ${comment} trước khi ban hành.`)}</w:comment>`,
  });

const html = () =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><style>.an { display: none }</style></head><body>${HEAD(
    14,
  )
    .map((line) => `<p>${line}</p>`)
    .join(
      '',
    )}<!-- Xem lại ${comment} trước khi ban hành. --><p>- Văn phòng Tỉnh ủy chủ trì trồng hàng dương<span class="an"> ${hidden}</span><del> ${deleted}</del> ven đê (hoàn thành trong năm 2026).</p><p hidden>- Văn phòng chủ trì ${hidden}.</p></body></html>`;

/** Public files that say more than their documents, by their paths. */
export async function revealingFiles(): Promise<Readonly<Record<string, string | Uint8Array>>> {
  return { 'cao-bang/trong-cay.docx': await docx(), 'cao-bang/trong-cay-2.html': html() };
}
