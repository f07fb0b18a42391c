import { OBJECT, visitObjects } from './page-objects.ts';
import type { Pdfium } from './pdfium.ts';

/** Modes of text as PDFium numbers them. */
const FILL = 0;
const FILL_AND_STROKE = 2;
const STROKE_WIDTH = 0.5;

/** PDFium's text page passes over a text object whose box is narrower: points. */
const NO_WIDTH = 0.01;

/**
 * Gives text objects a width that have none, so that they are read. A letter of a font that the file doesn't bring, and
 * that PDFium has no picture of, has no box; where it is drawn alone, PDFium takes it for nothing. A stroke around it
 * makes its box as wide as the stroke.
 */
export function widenUndrawnText(pdfium: Pdfium, page: number): void {
  const memory = pdfium.wasmExports.malloc(16);
  const widthOf = (object: number) => {
    if (!pdfium._FPDFPageObj_GetBounds(object, memory, memory + 4, memory + 8, memory + 12)) return 0;
    const [left = 0, bottom = 0, right = 0, top = 0] = pdfium.HEAPF32.subarray(
      memory >> 2,
      (memory >> 2) + 4,
    );
    return Math.min(Math.abs(right - left), Math.abs(top - bottom));
  };
  try {
    visitObjects(pdfium, page, (object, type) => {
      if (type !== OBJECT.text || widthOf(object) >= NO_WIDTH) return;
      if (pdfium._FPDFTextObj_GetTextRenderMode(object) !== FILL) return; // invisible text stays invisible
      pdfium._FPDFTextObj_SetTextRenderMode(object, FILL_AND_STROKE);
      pdfium._FPDFPageObj_SetStrokeWidth(object, STROKE_WIDTH);
      pdfium._FPDFPageObj_Transform(object, 1, 0, 0, 1, 0, 0); // measures the box anew
    });
  } finally {
    pdfium.wasmExports.free(memory);
  }
}
