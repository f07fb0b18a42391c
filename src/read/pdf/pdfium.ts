import { PDFiumLibrary } from '@hyzyla/pdfium';

/**
 * PDFium's C functions as WebAssembly exports them, those that are called here. Numbers are pointers unless a name says
 * otherwise; functions that answer with a number of bytes count the terminating zero of a UTF-16 string, too. The
 * package's own classes give whole pages of text, without the places of letters: so the functions below them are called.
 */
export interface Pdfium {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAP32: Int32Array;
  readonly HEAPU32: Uint32Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
  readonly wasmExports: { malloc(bytes: number): number; free(at: number): void };
  _FPDF_LoadMemDocument(at: number, bytes: number, password: number): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageBoundingBox(page: number, rectangle: number): number;
  _FPDF_GetPageWidthF(page: number): number;
  _FPDF_GetPageHeightF(page: number): number;
  _FPDF_PageToDevice(
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    rotate: number,
    x: number,
    y: number,
    toX: number,
    toY: number,
  ): number;
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void;
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, at: number, stride: number): number;
  _FPDFBitmap_FillRect(
    bitmap: number,
    left: number,
    top: number,
    width: number,
    height: number,
    colour: number,
  ): number;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDFPage_GetRotation(page: number): number;
  _FPDFPage_Flatten(page: number, usage: number): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  _FPDFPageObj_GetFillColor(object: number, r: number, g: number, b: number, a: number): number;
  _FPDFPageObj_GetStrokeColor(object: number, r: number, g: number, b: number, a: number): number;
  _FPDFPageObj_SetStrokeWidth(object: number, points: number): number;
  _FPDFPageObj_Transform(
    object: number,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
  ): void;
  _FPDFPath_CountSegments(path: number): number;
  _FPDFPath_GetPathSegment(path: number, index: number): number;
  _FPDFPath_GetDrawMode(path: number, fill: number, stroke: number): number;
  _FPDFPathSegment_GetType(segment: number): number;
  _FPDFPathSegment_GetPoint(segment: number, x: number, y: number): number;
  _FPDFPathSegment_GetClose(segment: number): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_IsGenerated(text: number, index: number): number;
  _FPDFText_IsHyphen(text: number, index: number): number;
  _FPDFText_HasUnicodeMapError(text: number, index: number): number;
  _FPDFText_GetCharOrigin(text: number, index: number, x: number, y: number): number;
  _FPDFText_GetCharBox(
    text: number,
    index: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
  ): number;
  _FPDFText_GetLooseCharBox(text: number, index: number, rectangle: number): number;
  _FPDFText_GetFontSize(text: number, index: number): number;
  _FPDFText_GetMatrix(text: number, index: number, matrix: number): number;
  _FPDFText_GetTextObject(text: number, index: number): number;
  _FPDFText_GetFillColor(text: number, index: number, r: number, g: number, b: number, a: number): number;
  _FPDFTextObj_GetTextRenderMode(object: number): number;
  _FPDFTextObj_SetTextRenderMode(object: number, mode: number): number;
  _FPDFTextObj_GetFont(object: number): number;
  _FPDFFont_GetBaseFontName(font: number, at: number, bytes: number): number;
  _FPDFFont_GetIsEmbedded(font: number): number;
  _FPDFFont_GetWeight(font: number): number;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDFPage_GetAnnot(page: number, index: number): number;
  _FPDFPage_CloseAnnot(annotation: number): void;
  _FPDFPage_RemoveAnnot(page: number, index: number): number;
  _FPDFAnnot_GetSubtype(annotation: number): number;
  _FPDFAnnot_GetFlags(annotation: number): number;
  _FPDFAnnot_GetRect(annotation: number, rectangle: number): number;
  _FPDFAnnot_GetAP(annotation: number, mode: number, at: number, bytes: number): number;
  _FPDFAnnot_GetStringValue(annotation: number, key: number, at: number, bytes: number): number;
  _FPDFAnnot_GetFormFieldType(form: number, annotation: number): number;
  _FPDFAnnot_GetFormFieldFlags(form: number, annotation: number): number;
  _FPDFAnnot_GetFormFieldValue(form: number, annotation: number, at: number, bytes: number): number;
  _FPDFDOC_InitFormFillEnvironment(document: number, info: number): number;
  _FPDFDOC_ExitFormFillEnvironment(form: number): void;
}

/** A PDF that can't be opened: damaged, or locked with a password. */
export class PdfOpenError extends Error {
  override readonly name = 'PdfOpenError';
  readonly locked: boolean;

  constructor(locked: boolean, reason: string) {
    super(reason);
    this.locked = locked;
  }
}

/** FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY. */
const LOCKED = new Set([4, 5]);

/** Bytes of FPDF_FORMFILLINFO; the library reads fewer than 200, and no callback of it has to be there. */
const FORM_INFO_BYTES = 256;

/** An open document: its handle, and that of its form environment (0 where it has none). */
export interface OpenPdf {
  readonly pdfium: Pdfium;
  readonly document: number;
  readonly form: number;
  readonly pageCount: number;
  /** The same file opened once more: what is drawn into its pages stays apart. Who opens it closes it. */
  reopen(): OpenPdf;
  close(): void;
}

let library: Promise<Pdfium> | undefined;

/** PDFium, loaded once a process. */
function loadPdfium(): Promise<Pdfium> {
  library ??= PDFiumLibrary.init().then(
    (loaded) => (loaded as unknown as { readonly module: Pdfium }).module,
  );
  return library;
}

/**
 * Opens a document in memory. Who opens it closes it.
 * @throws {PdfOpenError} for a file that is damaged or locked
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  return openWith(await loadPdfium(), bytes);
}

function openWith(pdfium: Pdfium, bytes: Uint8Array): OpenPdf {
  const { malloc, free } = pdfium.wasmExports;
  const at = malloc(bytes.length);
  if (at === 0) throw new PdfOpenError(false, 'there is no memory for it');
  pdfium.HEAPU8.set(bytes, at);
  const document = pdfium._FPDF_LoadMemDocument(at, bytes.length, 0);
  if (document === 0) {
    const code = pdfium._FPDF_GetLastError();
    free(at);
    throw LOCKED.has(code)
      ? new PdfOpenError(true, 'it is locked with a password')
      : new PdfOpenError(false, `PDFium's error ${code}`);
  }
  const info = malloc(FORM_INFO_BYTES);
  pdfium.HEAPU8.fill(0, info, info + FORM_INFO_BYTES);
  pdfium.HEAP32[info >> 2] = 2; // version
  const form = pdfium._FPDFDOC_InitFormFillEnvironment(document, info);
  return {
    pdfium,
    document,
    form,
    pageCount: pdfium._FPDF_GetPageCount(document),
    reopen: () => openWith(pdfium, bytes),
    close() {
      if (form !== 0) pdfium._FPDFDOC_ExitFormFillEnvironment(form);
      pdfium._FPDF_CloseDocument(document);
      free(info);
      free(at);
    },
  };
}

/** No name and no value of a field is longer: bytes. */
const MAX_STRING_BYTES = 200_000;

/** A UTF-16 string from a function that fills a buffer and answers with the bytes that it needs. */
export function utf16Of(pdfium: Pdfium, fill: (at: number, bytes: number) => number): string {
  return stringOf(pdfium, fill, (at, bytes) =>
    new TextDecoder('utf-16le').decode(pdfium.HEAPU8.slice(at, at + bytes)),
  );
}

/** The same of a function that gives UTF-8. */
export function utf8Of(pdfium: Pdfium, fill: (at: number, bytes: number) => number): string {
  return stringOf(pdfium, fill, (at, bytes) => new TextDecoder().decode(pdfium.HEAPU8.slice(at, at + bytes)));
}

function stringOf(
  pdfium: Pdfium,
  fill: (at: number, bytes: number) => number,
  decode: (at: number, bytes: number) => string,
): string {
  const bytes = Math.min(fill(0, 0), MAX_STRING_BYTES);
  if (bytes <= 0) return '';
  const at = pdfium.wasmExports.malloc(bytes + 2);
  try {
    fill(at, bytes);
    return withoutZeros(decode(at, bytes));
  } finally {
    pdfium.wasmExports.free(at);
  }
}

/** A string up to the zeros that end it. */
function withoutZeros(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return text.slice(0, end);
}

/** An ASCII key of a dictionary, for one call. */
export function withKey<T>(pdfium: Pdfium, key: string, call: (at: number) => T): T {
  const at = pdfium.wasmExports.malloc(key.length + 1);
  try {
    pdfium.HEAPU8.set(Buffer.from(`${key}\0`, 'ascii'), at);
    return call(at);
  } finally {
    pdfium.wasmExports.free(at);
  }
}
