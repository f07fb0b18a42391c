import type { Pdfium } from './pdfium.ts';

/** Types of page objects and modes of text as PDFium numbers them. */
const TEXT = 1;
const FORM = 5;
const FILL = 0;
const FILL_AND_STROKE = 2;
const STROKE_WIDTH = 0.5;

/** PDFium's text page passes over a text object whose box is narrower: points. */
const NO_WIDTH = 0.01;

/** A page has fewer objects; forms nest no deeper. */
const MAX_OBJECTS = 200_000;
const MAX_DEPTH = 12;

/**
 * Gives text objects a width that have none, so that they are read. A letter of a font that the file doesn't bring, and
 * that PDFium has no picture of, has no box; where it is drawn alone, PDFium takes it for nothing. A stroke around it
 * makes its box as wide as the stroke.
 */
export function widenUndrawnText(pdfium: Pdfium, page: number): void {
  const memory = pdfium.wasmExports.malloc(16);
  let objects = 0;
  const widthOf = (object: number) => {
    if (!pdfium._FPDFPageObj_GetBounds(object, memory, memory + 4, memory + 8, memory + 12)) return 0;
    const [left = 0, bottom = 0, right = 0, top = 0] = pdfium.HEAPF32.subarray(
      memory >> 2,
      (memory >> 2) + 4,
    );
    return Math.min(Math.abs(right - left), Math.abs(top - bottom));
  };
  const visit = (count: number, at: (index: number) => number, depth: number) => {
    for (let index = 0; index < count && objects < MAX_OBJECTS; index++, objects++) {
      const object = at(index);
      const type = object === 0 ? 0 : pdfium._FPDFPageObj_GetType(object);
      if (type === FORM && depth < MAX_DEPTH)
        visit(
          pdfium._FPDFFormObj_CountObjects(object),
          (inner) => pdfium._FPDFFormObj_GetObject(object, inner),
          depth + 1,
        );
      if (type !== TEXT || widthOf(object) >= NO_WIDTH) continue;
      if (pdfium._FPDFTextObj_GetTextRenderMode(object) !== FILL) continue; // invisible text stays invisible
      pdfium._FPDFTextObj_SetTextRenderMode(object, FILL_AND_STROKE);
      pdfium._FPDFPageObj_SetStrokeWidth(object, STROKE_WIDTH);
      pdfium._FPDFPageObj_Transform(object, 1, 0, 0, 1, 0, 0); // measures the box anew
    }
  };
  try {
    visit(pdfium._FPDFPage_CountObjects(page), (index) => pdfium._FPDFPage_GetObject(page, index), 0);
  } finally {
    pdfium.wasmExports.free(memory);
  }
}
