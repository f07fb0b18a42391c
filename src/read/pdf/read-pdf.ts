import { findSignatureStamps } from '../../grammar/signature-stamp.ts';
import type { Message } from '../../record/message.ts';
import { fromMarkdown, noTextLayer, type ReadDocument, unreadable } from '../reader.ts';
import { isScrambled } from '../scrambled.ts';
import { withStamps } from '../stamps.ts';
import { isUnmarked } from '../unmarked.ts';
import { NOTHING_WITHHELD, withheldMessages } from '../withheld.ts';
import { toPrintedLines } from './lines.ts';
import { heightOf, type PageContent, shareWithin, widthOf } from './page-content.ts';
import { type PagesText, pagesToMarkdown } from './pages-to-markdown.ts';
import { openPdf, PdfOpenError } from './pdfium.ts';
import { readPage } from './read-page.ts';

const MEDIA_TYPE = 'application/pdf';

/** No document has more pages. */
const MAX_PAGES = 3_000;

/** A page of text has more letters; one with fewer is a picture with a stamp or two of text over it. */
const FEW_LETTERS = 25;
/** Over the scan of a page: a header of the scanner, a number, a remark have fewer. */
const FEW_OVER_SCAN = 150;
/** Of a page: pictures that cover more may be its text. */
const PICTURE_SHARE = 0.05;
const SCAN_SHARE = 0.5;
/** Drawn shapes: letters that were turned into outlines are hundreds a page. */
const MANY_OUTLINES = 150;
/** Of the pages, more without text make the file a scan. */
const SCANNED = 0.5;
/** Of the letters: with more that no font names, the text is not what the page shows. */
const UNMAPPED = 0.05;

/** Of the first page: where its head stands. Points: a picture that is smaller bears no word. */
const HEAD = 0.4;
const MIN_PICTURE = { width: 30, height: 12 };

/** Of a list in a message. */
const MAX_LISTED = 20;
const MAX_ACTUAL = 300;

/** What the pages of a file hold; damaged ones are counted. */
interface Pages {
  readonly pages: readonly PageContent[];
  readonly damaged: readonly number[];
}

async function readPages(bytes: Uint8Array): Promise<Pages> {
  const open = await openPdf(bytes);
  try {
    if (open.pageCount > MAX_PAGES) throw new PdfOpenError(false, `it has ${open.pageCount} pages`);
    const pages: PageContent[] = [];
    const damaged: number[] = [];
    for (let index = 0; index < open.pageCount; index++) {
      const page = readPage(open, index);
      if (page) pages.push(page);
      else damaged.push(index + 1);
    }
    return { pages, damaged };
  } finally {
    open.close();
  }
}

const lettersIn = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;

/** Letters of a page, those of the stamp of a digital signature left out. */
function lettersOf({ glyphs }: PageContent): number {
  const lines = toPrintedLines(glyphs).map(({ text }) => text);
  const stamps = findSignatureStamps(lines);
  return lines.reduce((sum, line, index) => sum + (stamps.has(index) ? 0 : lettersIn(line)), 0);
}

/** Whether a page shows text that it doesn't hold: a scan, or letters drawn as shapes. */
function isWithoutText(page: PageContent): boolean {
  const letters = lettersOf(page);
  const area = page.width * page.height;
  const shares = page.pictures.map((picture) => (widthOf(picture) * heightOf(picture)) / area);
  if (shares.some((share) => share > SCAN_SHARE) && letters < FEW_OVER_SCAN) return true;
  if (letters >= FEW_LETTERS) return false;
  return page.outlines > MANY_OUTLINES || shares.some((share) => share > PICTURE_SHARE);
}

/** A picture in the head of the first page in which no letter stands: a letterhead or a mark may be in it. */
function hasUnreadHead(page: PageContent | undefined): boolean {
  if (!page) return false;
  return page.pictures.some(
    (picture) =>
      picture.top < page.height * HEAD &&
      widthOf(picture) >= MIN_PICTURE.width &&
      heightOf(picture) >= MIN_PICTURE.height &&
      !page.glyphs.some(
        (glyph) =>
          glyph.text.trim() !== '' &&
          shareWithin(
            { left: glyph.left, right: glyph.right, top: glyph.base - glyph.size, bottom: glyph.base },
            picture,
          ) > 0.5,
      ),
  );
}

const listed = (pages: readonly number[]) =>
  `pages ${pages.slice(0, MAX_LISTED).join(', ')}${pages.length > MAX_LISTED ? ', …' : ''}`;

const sum = (pages: readonly PageContent[], count: (page: PageContent) => number) =>
  pages.reduce((total, page) => total + count(page), 0);

/** What there is to say about the pages of a file that is read. */
function messagesOf(
  { pages, damaged }: Pages,
  without: ReadonlySet<PageContent>,
  text: PagesText,
): Message[] {
  const numbersOf = (matches: (page: PageContent) => boolean) =>
    pages.flatMap((page, index) => (matches(page) ? [index + 1] : []));
  const messages: Message[] = [];
  const tell = (ruleId: string, severity: Message['severity'], reason: string, actual?: string) =>
    messages.push({
      ruleId,
      severity,
      reason,
      ...(actual !== undefined && { actual: actual.slice(0, MAX_ACTUAL) }),
    });
  const empty = numbersOf((page) => without.has(page));
  if (empty.length > 0)
    tell(
      'read/pages-without-text',
      'warning',
      'Some pages hold hardly any text: they may be scans, and what they say is missing. Compare with the original.',
      listed(empty),
    );
  if (damaged.length > 0)
    tell(
      'read/damaged-pages',
      'warning',
      'Some pages are damaged, and what they say is missing. Compare with the original.',
      listed(damaged),
    );
  const cut = numbersOf((page) => page.cut);
  if (cut.length > 0)
    tell(
      'read/cut-pages',
      'warning',
      'Some pages hold more than is read of one, and what they say further on is missing. Compare with the original.',
      listed(cut),
    );
  const recognised = numbersOf(({ recognisedLetters }) => recognisedLetters > 0);
  if (recognised.length > 0)
    tell(
      'read/recognised-text',
      'warning',
      'The text of scanned pages was recognised by a program, which misreads letters. Compare it with the original.',
      listed(recognised),
    );
  messages.push(
    ...withheldMessages({
      ...NOTHING_WITHHELD,
      hiddenWords: sum(pages, ({ hiddenWords }) => hiddenWords),
      hiddenPassages: pages.filter(({ hiddenWords }) => hiddenWords > 0).length,
      comments: sum(pages, (page) => page.comments),
    }),
  );
  const unmapped = sum(pages, ({ unmappedLetters }) => unmappedLetters);
  if (unmapped > 0)
    tell(
      'read/unmapped-letters',
      'warning',
      'A font does not say which letters it draws: some are missing or wrong. Compare the text with the original.',
      `${unmapped} letters`,
    );
  const stamps = pages.flatMap(({ signatureStamps }) => signatureStamps).filter((stamp) => stamp !== '');
  if (stamps.length > 0)
    tell(
      'read/signature-stamp',
      'info',
      'What digital signatures draw over the pages was left out.',
      stamps.join(' / '),
    );
  if (text.furniture.length > 0)
    tell(
      'read/page-furniture',
      'info',
      'Lines that repeat in the margins of the pages were left out.',
      text.furniture.join(' / '),
    );
  if (text.slanted.length > 0)
    tell(
      'read/slanted-text',
      'info',
      'Slanted text that lies over the pages (a watermark, a stamp) was left out.',
      text.slanted.join(' / '),
    );
  return messages;
}

/**
 * Reads PDF: letters with their places by PDFium, put into lines, paragraphs, columns and tables here. A file without a
 * text layer, or with one that no reader could use (letters in no order, without their marks, of unknown fonts), gives
 * an error that says "needs review", and no text: garbage in the index would be found, and counted.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  let read: Pages;
  try {
    read = await readPages(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 160) : 'unknown error';
    return unreadable(
      MEDIA_TYPE,
      'read/damaged-file',
      error instanceof PdfOpenError && error.locked
        ? 'The file is locked with a password. Save it without one.'
        : `The file is no PDF that can be read (${why}). Print it to PDF anew.`,
    );
  }
  const { pages } = read;
  const without = new Set(pages.filter(isWithoutText));
  const glyphs = sum(pages, (page) => page.glyphs.filter(({ text }) => text.trim() !== '').length);
  if (glyphs === 0 || without.size > pages.length * SCANNED) return noTextLayer(MEDIA_TYPE);
  const text = pagesToMarkdown(pages);
  if (isScrambled(text.markdown))
    return needsReview(
      'read/scrambled-text',
      'The letters of the text layer are not in the order of the page: needs review. Print the original to PDF anew, or put a text beside it.',
    );
  if (sum(pages, ({ unmappedLetters }) => unmappedLetters) > glyphs * UNMAPPED)
    return needsReview(
      'read/unmapped-letters',
      'The fonts do not say which letters they draw: needs review. Print the original to PDF anew with its fonts embedded, or put a text beside it.',
    );
  if (isUnmarked(text.markdown))
    return needsReview(
      'read/unmarked-text',
      'The text layer is Vietnamese without its marks, as recognition in another language leaves it: needs review. Run Vietnamese text recognition (OCR) over the scan, or put a text beside it.',
    );
  return {
    ...fromMarkdown(MEDIA_TYPE, withStamps(text.stamps, text.markdown), messagesOf(read, without, text)),
    pictureInHead: hasUnreadHead(pages[0]),
  };
}

const needsReview = (ruleId: string, reason: string) => unreadable(MEDIA_TYPE, ruleId, reason);
