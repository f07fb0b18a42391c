import type { OpenPdf } from './pdfium.ts';

/** A letter in the page's own coordinates, as far as its looks are judged. */
export interface DrawnLetter {
  readonly text: string;
  /** The box of its strokes. */
  readonly ink: {
    readonly left: number;
    readonly right: number;
    readonly bottom: number;
    readonly top: number;
  };
  readonly y: number;
  readonly style: { readonly embedded: boolean; readonly size: number; readonly font: string };
}

/** Pixels of the longer side of a page, and of a point at most: enough to see the strokes of 6 point letters. */
const MOST_PIXELS = 1_400;
const MOST_SCALE = 2;
/** Letters that are lower can't be judged: pixels. */
const LEAST_HEIGHT = 4;
/** Of 255: what is seen differs by more from what it stands on. */
const CONTRAST = 20;
/** Letters that are looked at together: one alone may be a single stroke, as an I is. */
const LONGEST_WORD = 12;

const GRAY = 1;
const GRAYSCALE = 0x08;
const WHITE = 0xffffffff;

const mayJudge = (word: readonly DrawnLetter[]) =>
  word[0]?.style.embedded === true || word.every(({ text }) => /^[\u0000-\u007f]+$/u.test(text));

/** Fonts that the file doesn't bring, and of which less than half of the words are seen. */
function fontsThatLackLetters(
  judged: readonly { readonly word: readonly DrawnLetter[]; readonly own: boolean | null }[],
): ReadonlySet<string> {
  const counts = new Map<string, { seen: number; all: number }>();
  for (const { word, own } of judged) {
    const style = word[0]?.style;
    if (!style || style.embedded || own === null) continue;
    const count = counts.get(style.font) ?? { seen: 0, all: 0 };
    counts.set(style.font, { seen: count.seen + (own ? 1 : 0), all: count.all + 1 });
  }
  return new Set([...counts].filter(([, { seen, all }]) => seen * 2 < all).map(([font]) => font));
}

/** Runs of letters of one text object on one line, parted at spaces. */
function wordsOf<Letter extends DrawnLetter>(letters: readonly Letter[]): Letter[][] {
  const words: Letter[][] = [];
  let before: Letter | undefined;
  for (const letter of letters) {
    const own = /[\p{L}\p{N}]/u.test(letter.text);
    const last = words[words.length - 1];
    const goesOn =
      before !== undefined &&
      before.style === letter.style &&
      Math.abs(before.y - letter.y) < letter.style.size * 0.3 &&
      (last?.length ?? 0) < LONGEST_WORD;
    if (own && goesOn && last) last.push(letter);
    else if (own) words.push([letter]);
    before = own ? letter : undefined;
  }
  return words;
}

/**
 * The letters that a reader of the page doesn't see: in a layer that is switched off, covered by something that was
 * painted over them, clipped away, transparent, in the colour of their ground. The page is drawn, and where a word should
 * stand nothing differs from its surroundings. A font that the file doesn't bring is drawn with another one, which may
 * lack its letters: of such a font only words in ASCII are judged, and only where most of them are seen.
 */
export function findUnseen<Letter extends DrawnLetter>(
  { pdfium }: OpenPdf,
  page: number,
  letters: readonly Letter[],
): ReadonlySet<Letter> {
  const unseen = new Set<Letter>();
  if (letters.length === 0) return unseen;
  const [pageWidth, pageHeight] = [pdfium._FPDF_GetPageWidthF(page), pdfium._FPDF_GetPageHeightF(page)];
  const scale = Math.min(MOST_SCALE, MOST_PIXELS / Math.max(pageWidth, pageHeight, 1));
  const width = Math.max(1, Math.round(pageWidth * scale));
  const height = Math.max(1, Math.round(pageHeight * scale));
  const { malloc, free } = pdfium.wasmExports;
  const pixels = malloc(width * height);
  const memory = malloc(16);
  if (pixels === 0) return unseen;
  const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, GRAY, pixels, width);
  try {
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, GRAYSCALE);
    const onPicture = (x: number, y: number) => {
      pdfium._FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, memory, memory + 4);
      const [deviceX = 0, deviceY = 0] = pdfium.HEAP32.subarray(memory >> 2, (memory >> 2) + 2);
      return [deviceX, deviceY] as const;
    };
    /** Whether anything is seen where a word stands; null where that can't be judged. */
    const isSeen = (word: readonly Letter[]): boolean | null => {
      if (word.length < 2) return null;
      let [left, right, top, bottom] = [width, 0, height, 0];
      for (const { ink } of word)
        for (const [x, y] of [onPicture(ink.left, ink.bottom), onPicture(ink.right, ink.top)]) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      if (left < 0 || top < 0 || right >= width || bottom >= height) return null; // over the edge: judged by its place
      if (Math.max(bottom - top, 0) < LEAST_HEIGHT || right - left < LEAST_HEIGHT) return null;
      let [darkest, lightest] = [255, 0];
      for (let y = top; y <= bottom; y++)
        for (let x = left; x <= right; x++) {
          const value = pdfium.HEAPU8[pixels + y * width + x] as number;
          darkest = Math.min(darkest, value);
          lightest = Math.max(lightest, value);
        }
      return lightest - darkest > CONTRAST;
    };
    const judged = wordsOf(letters).map((word) => ({ word, own: mayJudge(word) ? isSeen(word) : null }));
    const lacking = fontsThatLackLetters(judged);
    let before: { readonly style: DrawnLetter['style']; readonly seen: boolean } | undefined;
    for (const { word, own: found } of judged) {
      const [first] = word;
      const own = first && lacking.has(first.style.font) ? null : found;
      // what can't be judged for itself is as the word before it in the same text object
      const seen = own ?? (before && before.style === first?.style ? before.seen : true);
      if (!seen) for (const letter of word) unseen.add(letter);
      if (first && own !== null) before = { style: first.style, seen: own };
    }
  } finally {
    pdfium._FPDFBitmap_Destroy(bitmap);
    free(memory);
    free(pixels);
  }
  return unseen;
}
