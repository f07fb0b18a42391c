import { type OpenPdf, utf16Of, withKey } from './pdfium.ts';

/** What somebody wrote onto a page that its own content doesn't hold: the value of a field, a typed remark. */
export interface TypedText {
  readonly text: string;
  /** In the page's own coordinates: points, y upwards. */
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** The annotations of a page, sorted by what becomes of them. */
export interface Annotations {
  /** Texts that no appearance draws. */
  readonly typed: readonly TypedText[];
  /** Indexes of the fields in which a digital signature shows itself. */
  readonly signatures: readonly number[];
  /** Indexes of what nobody reads on the paper though it may draw something: icons of comments, passwords. */
  readonly unread: readonly number[];
  /** Remarks of reviewers: they are no part of the paper. */
  readonly comments: number;
}

/** Subtypes, flags and kinds of fields as PDFium numbers them. */
const NOTE = 1;
const FREE_TEXT = 3;
const WIDGET = 20;
const COMMENTS: ReadonlySet<number> = new Set([1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15]);
const HIDDEN = 0x02;
const NO_VIEW = 0x20;
const CHOICES_AND_TEXT: ReadonlySet<number> = new Set([4, 5, 6]);
const TEXT_FIELD = 6;
const SIGNATURE = 7;
/** The flag of a text field whose letters are not shown. */
const PASSWORD = 0x2000;
const NORMAL_APPEARANCE = 0;

/** A page has fewer. */
const MAX_ANNOTATIONS = 20_000;

/**
 * Looks at the annotations of a page before they are drawn into it. Those with an appearance are drawn by
 * `FPDFPage_Flatten`; a field or remark without one is told here, since viewers make its appearance themselves.
 */
export function readAnnotations({ pdfium, form }: OpenPdf, page: number): Annotations {
  const typed: TypedText[] = [];
  const signatures: number[] = [];
  const unread: number[] = [];
  let comments = 0;
  const count = Math.min(pdfium._FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS);
  const memory = pdfium.wasmExports.malloc(16);
  try {
    for (let index = 0; index < count; index++) {
      const annotation = pdfium._FPDFPage_GetAnnot(page, index);
      if (annotation === 0) continue;
      const subtype = pdfium._FPDFAnnot_GetSubtype(annotation);
      const contents = () =>
        withKey(pdfium, 'Contents', (key) =>
          utf16Of(pdfium, (at, bytes) => pdfium._FPDFAnnot_GetStringValue(annotation, key, at, bytes)),
        );
      const seen = (pdfium._FPDFAnnot_GetFlags(annotation) & (HIDDEN | NO_VIEW)) === 0;
      const kind =
        subtype === WIDGET && form !== 0 ? pdfium._FPDFAnnot_GetFormFieldType(form, annotation) : -1;
      if (COMMENTS.has(subtype) && contents().trim() !== '') comments++;
      const secret =
        kind === TEXT_FIELD && (pdfium._FPDFAnnot_GetFormFieldFlags(form, annotation) & PASSWORD) !== 0;
      if (subtype === NOTE || secret) unread.push(index);
      else if (kind === SIGNATURE) signatures.push(index);
      else if (seen && (subtype === FREE_TEXT || CHOICES_AND_TEXT.has(kind))) {
        const drawn = utf16Of(pdfium, (at, bytes) =>
          pdfium._FPDFAnnot_GetAP(annotation, NORMAL_APPEARANCE, at, bytes),
        );
        const text =
          drawn !== ''
            ? ''
            : subtype === FREE_TEXT
              ? contents()
              : utf16Of(pdfium, (at, bytes) =>
                  pdfium._FPDFAnnot_GetFormFieldValue(form, annotation, at, bytes),
                );
        if (text.trim() !== '' && pdfium._FPDFAnnot_GetRect(annotation, memory)) {
          // FS_RECTF: left, top, right, bottom
          const [left = 0, a = 0, right = 0, b = 0] = pdfium.HEAPF32.subarray(memory >> 2, (memory >> 2) + 4);
          typed.push({ text, left, right, bottom: Math.min(a, b), top: Math.max(a, b) });
        }
      }
      pdfium._FPDFPage_CloseAnnot(annotation);
    }
  } finally {
    pdfium.wasmExports.free(memory);
  }
  return { typed, signatures, unread, comments };
}
