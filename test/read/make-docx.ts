import JSZip from 'jszip';

/** The namespaces that the parts of these files use. */
export const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
].join(' ');

/** Contents of the parts of a package, each without its root element. */
export interface Parts {
  readonly body: string;
  readonly numbering?: string;
  readonly styles?: string;
  readonly footnotes?: string;
  readonly comments?: string;
  /** `header1` is the part `word/header1.xml`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whole parts, by their names in the package. */
  readonly others?: Readonly<Record<string, string | Uint8Array>>;
  /** Relations of the document to them: id, last word of the type, target. */
  readonly relations?: readonly (readonly [id: string, kind: string, target: string])[];
}

/** The same parts give the same bytes: an archive keeps the time of its files. */
const AT = { date: new Date('2031-01-01T00:00:00Z'), createFolders: false };

/** A .docx of these parts, as small as Word accepts. */
export async function makeDocx({
  body,
  headers = {},
  others = {},
  relations = [],
  ...parts
}: Parts): Promise<Uint8Array> {
  const zip = new JSZip();
  const present = Object.entries(parts).filter(([, content]) => content !== undefined);
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const xml = (content: string) => `<?xml version="1.0" encoding="UTF-8"?>${content}`;
  zip.file(
    '[Content_Types].xml',
    xml(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${type}.document.main+xml"/>${present.map(([name]) => `<Override PartName="/word/${name}.xml" ContentType="${type}.${name}+xml"/>`).join('')}</Types>`,
    ),
    AT,
  );
  const kind = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relationships = (entries: readonly (readonly [string, string, string])[]) =>
    xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.map(([id, name, target]) => `<Relationship Id="${id}" Type="${kind}/${name}" Target="${target}"/>`).join('')}</Relationships>`,
    );
  zip.file('_rels/.rels', relationships([['r1', 'officeDocument', 'word/document.xml']]), AT);
  zip.file(
    'word/_rels/document.xml.rels',
    relationships([
      ...present.map(([name], i) => [`p${i}`, name, `${name}.xml`] as const),
      ...Object.keys(headers).map((name, i) => [`h${i}`, name.replace(/\d+$/u, ''), `${name}.xml`] as const),
      ...relations,
    ]),
    AT,
  );
  zip.file('word/document.xml', xml(`<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`), AT);
  for (const [name, content] of present)
    zip.file(`word/${name}.xml`, xml(`<w:${name} ${NAMESPACES}>${content}</w:${name}>`), AT);
  for (const [name, content] of Object.entries(headers)) {
    const root = name.startsWith('footer') ? 'w:ftr' : 'w:hdr';
    zip.file(`word/${name}.xml`, xml(`<${root} ${NAMESPACES}>${content}</${root}>`), AT);
  }
  for (const [name, content] of Object.entries(others)) zip.file(name, content, AT);
  return await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

export const text = (value: string) => `<w:t xml:space="preserve">${value}</w:t>`;
export const run = (value: string, look = '') =>
  `<w:r>${look ? `<w:rPr>${look}</w:rPr>` : ''}${text(value)}</w:r>`;
/** A paragraph of a text, or of runs. */
export const paragraph = (content: string, properties = '') =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${content.startsWith('<') ? content : run(content)}</w:p>`;
export const cell = (content: string, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<') ? content : paragraph(content)}</w:tc>`;
export const row = (cells: readonly string[], properties = '') =>
  `<w:tr>${properties ? `<w:trPr>${properties}</w:trPr>` : ''}${cells.join('')}</w:tr>`;
export const table = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;

/** A text box of Word 2010, anchored; `offset` is how far below its paragraph it hangs, in points. */
export const box = (content: string, { shape = 'rect', offset = 0 } = {}) =>
  `<w:drawing><wp:anchor><wp:positionV relativeFrom="paragraph"><wp:posOffset>${offset * 12_700}</wp:posOffset></wp:positionV><wp:extent cx="2600000" cy="420000"/><wp:docPr id="1" name="Hop"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:spPr><a:prstGeom prst="${shape}"/></wps:spPr><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`;
/** One of VML. */
export const vml = (content: string, element = 'v:oval', style = 'width:120pt;height:30pt') =>
  `<w:pict><${element} style="${style}"><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></${element}></w:pict>`;
export const choice = (first: string, fallback = '') =>
  `<mc:AlternateContent><mc:Choice Requires="wps">${first}</mc:Choice>${fallback ? `<mc:Fallback>${fallback}</mc:Fallback>` : ''}</mc:AlternateContent>`;
/** A picture, its height in points. */
export const picture = (height: number, description = '') =>
  `<w:drawing><wp:inline><wp:extent cx="5000000" cy="${height * 12_700}"/><wp:docPr id="2" name="Anh" descr="${description}"/><a:graphic><a:graphicData uri="picture"><pic:pic><pic:blipFill><a:blip r:embed="rIdP"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`;
