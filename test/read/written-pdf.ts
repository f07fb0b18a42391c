/** What a page of a written PDF bears, as operators of its content, in points from the lower left corner. */
export interface WrittenPage {
  readonly content: string;
  readonly rotate?: 0 | 90 | 180 | 270;
  readonly width?: number;
  readonly height?: number;
  /** Dictionaries of annotations; `AP` is set where `appearance` is there. */
  readonly annotations?: readonly WrittenAnnotation[];
}

export interface WrittenAnnotation {
  /** Entries besides `Type`, `Rect` and `AP`. */
  readonly entries: string;
  readonly box: readonly [number, number, number, number];
  /** Content of its appearance, in its own coordinates. */
  readonly appearance?: string;
}

const hex = (text: string) =>
  `<${Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, '0')).join('')}>`;

interface Setting {
  readonly size?: number;
  readonly bold?: boolean;
  /** Degrees counter-clockwise. */
  readonly angle?: number;
  /** Rendering mode; 3 draws nothing. */
  readonly mode?: number;
  /** Red, green, blue: 0–1. */
  readonly colour?: readonly [number, number, number];
}

/** Width of every letter, as a share of the size. */
export const LETTER = 0.5;

/** Draws a line of text with its base line at (x, y). */
export function drawn(
  x: number,
  y: number,
  text: string,
  { size = 12, bold = false, angle = 0, mode = 0, colour = [0, 0, 0] }: Setting = {},
): string {
  const turn = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn).toFixed(5), Math.sin(turn).toFixed(5)];
  return `BT /${bold ? 'B' : 'R'} ${size} Tf ${mode} Tr ${colour.join(' ')} rg ${cos} ${sin} ${-Number(sin)} ${cos} ${x} ${y} Tm ${hex(text)} Tj ET\n`;
}

/** Lines of text from (x, y) downwards. */
export function drawnLines(
  x: number,
  y: number,
  lines: readonly string[],
  pitch = 18,
  setting: Setting = {},
): string {
  return lines.map((line, index) => drawn(x, y - index * pitch, line, setting)).join('');
}

/** A rule between two points. */
export const ruled = (x0: number, y0: number, x1: number, y1: number) =>
  `0 0 0 RG 0.5 w ${x0} ${y0} m ${x1} ${y1} l S\n`;

/** A grey picture. */
export const pictured = (x: number, y: number, width: number, height: number) =>
  `q ${width} 0 0 ${height} ${x} ${y} cm /Im Do Q\n`;

/** A filled rectangle. */
export const shaded = (x: number, y: number, width: number, height: number, grey = 0) =>
  `q ${grey} g ${x} ${y} ${width} ${height} re f Q\n`;

/** Each letter stands for itself: `/ToUnicode` says so, by blocks of 256. */
function toUnicode(): string {
  const ranges = Array.from({ length: 255 }, (_, high) => {
    const byte = high.toString(16).padStart(2, '0');
    return `<${byte}00> <${byte}ff> <${byte}00>`;
  });
  const blocks: string[] = [];
  for (let at = 0; at < ranges.length; at += 100) {
    const block = ranges.slice(at, at + 100);
    blocks.push(`${block.length} beginbfrange\n${block.join('\n')}\nendbfrange`);
  }
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange ${blocks.join('\n')} endcmap end end`;
}

/** Writes a PDF whose letters are half as wide as high, so that a test knows where each stands. */
export function writtenPdf(pages: readonly (WrittenPage | string)[]): Uint8Array {
  const objects: string[] = [];
  const put = (body: string) => objects.push(body);
  const stream = (content: string, entries = '') =>
    put(`<< /Length ${content.length} ${entries} >>\nstream\n${content}\nendstream`);
  const catalog = put('');
  const tree = put('');
  const unicode = stream(toUnicode());
  const [regular, bold] = ['Sample', 'Sample-Bold'].map((name) => {
    const descriptor = put(
      `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>`,
    );
    const descendant = put(
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW ${LETTER * 1000} /FontDescriptor ${descriptor} 0 R >>`,
    );
    return put(
      `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`,
    );
  });
  const image = stream(
    '\u0080',
    '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray',
  );
  const resources = `<< /Font << /R ${regular} 0 R /B ${bold} 0 R >> /XObject << /Im ${image} 0 R >> >>`;
  const fields: number[] = [];
  const kids = pages.map((page) => {
    const {
      content,
      rotate = 0,
      width = 595,
      height = 842,
      annotations = [],
    } = typeof page === 'string' ? { content: page } : page;
    const body = stream(content);
    const annots = annotations.map(({ entries, box, appearance }) => {
      const drawing =
        appearance === undefined
          ? ''
          : `/AP << /N ${stream(appearance, `/Type /XObject /Subtype /Form /BBox [0 0 ${box[2] - box[0]} ${box[3] - box[1]}] /Resources ${resources}`)} 0 R >>`;
      const annotation = put(`<< /Type /Annot /Rect [${box.join(' ')}] ${entries} ${drawing} >>`);
      if (entries.includes('/FT')) fields.push(annotation);
      return annotation;
    });
    return put(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} /Resources ${resources} /Contents ${body} 0 R /Annots [${annots.map((one) => `${one} 0 R`).join(' ')}] >>`,
    );
  });
  const form =
    fields.length === 0 ? '' : `/AcroForm << /Fields [${fields.map((one) => `${one} 0 R`).join(' ')}] >>`;
  objects[catalog - 1] = `<< /Type /Catalog /Pages ${tree} 0 R ${form} >>`;
  objects[tree - 1] =
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((one) => `${one} 0 R`).join(' ')}] >>`;
  let file = '%PDF-1.7\n';
  const offsets = objects.map((body, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const xref = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const at of offsets) file += `${String(at).padStart(10, '0')} 00000 n \n`;
  file += `trailer << /Size ${objects.length + 1} /Root ${catalog} 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** A UTF-16 string of a dictionary. */
export const written = (text: string) => `<feff${hex(text).slice(1)}`;
