import { inPieces } from './pieces.ts';
import { WORD_STYLES } from './word-styles.ts';
import { contentTypes, escapeXml, relationships, XML_DECLARATION } from './xml.ts';
import { type ZipPart, zip } from './zip.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** An A4 page (ECMA-376 part 1, 17.6.13). In twentieths of a point. */
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** A Word document (ECMA-376 part 1, 17) with this content. */
export function wordPackage(
  content: AsyncIterable<string> | Iterable<string>,
  page: Page,
): AsyncGenerator<Buffer> {
  return zip(parts(content, page));
}

async function* parts(
  content: AsyncIterable<string> | Iterable<string>,
  page: Page,
): AsyncGenerator<ZipPart> {
  yield {
    name: '[Content_Types].xml',
    content: [
      contentTypes('application/xml', {
        '/word/document.xml': `${WORD}.document.main+xml`,
        '/word/styles.xml': `${WORD}.styles+xml`,
      }),
    ],
  };
  yield { name: '_rels/.rels', content: [relationships([['officeDocument', 'word/document.xml']])] };
  yield { name: 'word/_rels/document.xml.rels', content: [relationships([['styles', 'styles.xml']])] };
  yield { name: 'word/styles.xml', content: [WORD_STYLES] };
  yield { name: 'word/document.xml', content: inPieces(documentPart(content, page)) };
}

async function* documentPart(
  content: AsyncIterable<string> | Iterable<string>,
  { width, height, margin }: Page,
): AsyncGenerator<string> {
  yield `${XML_DECLARATION}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`;
  yield* content;
  const orientation = width > height ? ' w:orient="landscape"' : '';
  yield `<w:sectPr><w:pgSz w:w="${width}" w:h="${height}"${orientation}/><w:pgMar w:top="${margin}" w:right="${margin}" w:bottom="${margin}" w:left="${margin}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`;
}

/** A paragraph whose lines are broken where the text breaks them. The text is legible (see `legible`). */
export function paragraph(text: string, properties = '', ofRun = ''): string {
  if (!text) return `<w:p>${properties}</w:p>`;
  const run = text
    .split(/(\r\n|\r|\n|\t)/u)
    .map((piece) => {
      if (piece === '\t') return '<w:tab/>';
      if (/^[\r\n]/u.test(piece)) return '<w:br/>';
      return piece && `<w:t xml:space="preserve">${escapeXml(piece)}</w:t>`;
    })
    .join('');
  return `<w:p>${properties}<w:r>${ofRun}${run}</w:r></w:p>`;
}
