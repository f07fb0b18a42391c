import type { Box, Rule } from './page-content.ts';
import { type Matrix, matrixOf, OBJECT, times, visitObjects } from './page-objects.ts';
import type { Pdfium } from './pdfium.ts';
import type { PagePlacing } from './place-on-page.ts';

/** A rule is thinner than this, and a border of a cell longer: points. */
const MAX_THICKNESS = 4;
const MIN_LENGTH = 3;

/** What is drawn on a page besides letters. */
export interface Drawing {
  readonly rules: Rule[];
  readonly pictures: Box[];
  /** Areas in a colour other than white: white letters are seen on them. */
  readonly shades: Box[];
  /** Shapes with curves: letters that were turned into outlines are such. */
  outlines: number;
}

/** Types of segments, as PDFium numbers them. */
const LINE_TO = 0;
const BEZIER_TO = 1;
const MOVE_TO = 2;

/** A page has fewer segments. What is more was made to keep a reader busy. */
const MAX_SEGMENTS = 400_000;
/** A border has few corners; an outline with more is a drawing. Of pictures and shaded areas, so many are looked at. */
const MAX_CORNERS = 200;
const MAX_AREAS = 2_000;

const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number) => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f,
});

/** The box around points. */
function around(points: readonly { readonly x: number; readonly y: number }[]): Box {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, right, top, bottom };
}

/** Reads the rules, pictures and shaded areas of a page, those within its forms too. */
export function readDrawing(pdfium: Pdfium, page: number, placing: PagePlacing): Drawing {
  const drawing: Drawing = { rules: [], pictures: [], shades: [], outlines: 0 };
  const { malloc, free } = pdfium.wasmExports;
  const memory = malloc(64);
  let segments = 0;

  const floats = (count: number) => Array.from(pdfium.HEAPF32.subarray(memory >> 2, (memory >> 2) + count));
  const isWhite = (object: number, colour: '_FPDFPageObj_GetFillColor' | '_FPDFPageObj_GetStrokeColor') => {
    if (!pdfium[colour](object, memory, memory + 4, memory + 8, memory + 12)) return false;
    const [r = 0, g = 0, b = 0, a = 255] = pdfium.HEAPU32.subarray(memory >> 2, (memory >> 2) + 4);
    return a === 0 || (r > 250 && g > 250 && b > 250);
  };

  const put = (ax: number, ay: number, bx: number, by: number) => {
    const width = Math.abs(bx - ax);
    const height = Math.abs(by - ay);
    if (width <= MAX_THICKNESS && height >= MIN_LENGTH && height > width)
      drawing.rules.push({ vertical: true, at: (ax + bx) / 2, from: Math.min(ay, by), to: Math.max(ay, by) });
    else if (height <= MAX_THICKNESS && width >= MIN_LENGTH && width > height)
      drawing.rules.push({
        vertical: false,
        at: (ay + by) / 2,
        from: Math.min(ax, bx),
        to: Math.max(ax, bx),
      });
  };

  /** The points of a path, a list a subpath; curves are no rules and end the list. */
  const subpathsOf = (path: number, matrix: Matrix) => {
    const subpaths: { points: { x: number; y: number }[]; closed: boolean; curved: boolean }[] = [];
    const count = pdfium._FPDFPath_CountSegments(path);
    for (let index = 0; index < count && segments < MAX_SEGMENTS; index++, segments++) {
      const segment = pdfium._FPDFPath_GetPathSegment(path, index);
      if (segment === 0) continue;
      const type = pdfium._FPDFPathSegment_GetType(segment);
      pdfium._FPDFPathSegment_GetPoint(segment, memory, memory + 4);
      const [x = 0, y = 0] = floats(2);
      const { x: pageX, y: pageY } = apply(matrix, x, y);
      const point = placing.point(pageX, pageY);
      if (type === MOVE_TO || subpaths.length === 0)
        subpaths.push({ points: [point], closed: false, curved: false });
      else {
        const current = subpaths[subpaths.length - 1];
        if (!current) continue;
        if (type === LINE_TO || type === BEZIER_TO) current.points.push(point);
        if (type === BEZIER_TO) current.curved = true;
      }
      if (pdfium._FPDFPathSegment_GetClose(segment)) {
        const current = subpaths[subpaths.length - 1];
        if (current) current.closed = true;
      }
    }
    return subpaths;
  };

  const readPath = (path: number, matrix: Matrix) => {
    if (!pdfium._FPDFPath_GetDrawMode(path, memory, memory + 4)) return;
    const [fill = 0, stroke = 0] = pdfium.HEAP32.subarray(memory >> 2, (memory >> 2) + 2);
    const filled = fill !== 0 && !isWhite(path, '_FPDFPageObj_GetFillColor');
    const stroked = stroke !== 0 && !isWhite(path, '_FPDFPageObj_GetStrokeColor');
    if (!filled && !stroked) return;
    for (const { points, closed, curved } of subpathsOf(
      path,
      times(matrixOf(pdfium, path, memory), matrix),
    )) {
      if (curved) drawing.outlines++;
      if (points.length < 2) continue;
      if (points.length > MAX_CORNERS || curved) {
        if (filled && drawing.shades.length < MAX_AREAS) drawing.shades.push(around(points));
        continue;
      }
      const box = around(points);
      if (filled) {
        // A border is often a thin rectangle.
        const thin = Math.min(box.right - box.left, box.bottom - box.top) <= MAX_THICKNESS;
        if (thin) put(box.left, box.top, box.right, box.bottom);
        else if (drawing.shades.length < MAX_AREAS) drawing.shades.push(box);
        if (thin || !stroked) continue;
      }
      const ring = closed && points[0] ? [...points, points[0]] : points;
      for (const [index, to] of ring.entries()) {
        const from = ring[index - 1];
        if (from) put(from.x, from.y, to.x, to.y);
      }
    }
  };

  const boxOf = (object: number, matrix: Matrix): Box | null => {
    if (!pdfium._FPDFPageObj_GetBounds(object, memory, memory + 4, memory + 8, memory + 12)) return null;
    const [left = 0, bottom = 0, right = 0, top = 0] = floats(4);
    const a = apply(matrix, left, bottom);
    const b = apply(matrix, right, top);
    return placing.box(a.x, a.y, b.x, b.y);
  };

  try {
    visitObjects(pdfium, page, (object, type, matrix) => {
      if (type === OBJECT.path) readPath(object, matrix);
      else if (type === OBJECT.image || type === OBJECT.shading) {
        const box = boxOf(object, matrix);
        const areas = type === OBJECT.image ? drawing.pictures : drawing.shades;
        if (box && areas.length < MAX_AREAS) areas.push(box);
      }
    });
  } finally {
    free(memory);
  }
  return drawing;
}
