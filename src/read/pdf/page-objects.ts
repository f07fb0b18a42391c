import type { Pdfium } from './pdfium.ts';

/** Types of page objects as PDFium numbers them. */
export const OBJECT = { text: 1, path: 2, image: 3, shading: 4, form: 5 } as const;

/** A page has fewer objects, and forms nest no deeper. What is more was made to keep a reader busy. */
const MAX_OBJECTS = 200_000;
const MAX_DEPTH = 12;

/** Where the objects of a form stand on the page: `a b c d e f` of PDF (ISO 32000-1, 8.3.3). */
export type Matrix = readonly [number, number, number, number, number, number];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The matrix that does what one does, and then what the other does. */
export const times = ([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix => [
  a * A + b * C,
  a * B + b * D,
  c * A + d * C,
  c * B + d * D,
  e * A + f * C + E,
  e * B + f * D + F,
];

/** The matrix of an object. @param memory room for six floats */
export function matrixOf(pdfium: Pdfium, object: number, memory: number): Matrix {
  if (!pdfium._FPDFPageObj_GetMatrix(object, memory)) return IDENTITY;
  return Array.from(pdfium.HEAPF32.subarray(memory >> 2, (memory >> 2) + 6)) as unknown as Matrix;
}

/**
 * Visits what is drawn on a page, object by object in its order, that within its forms too.
 *
 * @param visit is called with the object, its type, and the matrix of the forms around it
 */
export function visitObjects(
  pdfium: Pdfium,
  page: number,
  visit: (object: number, type: number, matrix: Matrix) => void,
): void {
  const memory = pdfium.wasmExports.malloc(24);
  let objects = 0;
  const walk = (count: number, at: (index: number) => number, matrix: Matrix, depth: number) => {
    for (let index = 0; index < count && objects < MAX_OBJECTS; index++, objects++) {
      const object = at(index);
      if (object === 0) continue;
      const type = pdfium._FPDFPageObj_GetType(object);
      if (type !== OBJECT.form) visit(object, type, matrix);
      else if (depth < MAX_DEPTH)
        walk(
          pdfium._FPDFFormObj_CountObjects(object),
          (inner) => pdfium._FPDFFormObj_GetObject(object, inner),
          times(matrixOf(pdfium, object, memory), matrix),
          depth + 1,
        );
    }
  };
  try {
    walk(
      pdfium._FPDFPage_CountObjects(page),
      (index) => pdfium._FPDFPage_GetObject(page, index),
      IDENTITY,
      0,
    );
  } finally {
    pdfium.wasmExports.free(memory);
  }
}
