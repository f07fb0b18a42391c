import { spawn } from 'node:child_process';
import { extractTextItems, getDocumentProxy } from 'unpdf';
import type { Message } from '../record/message.ts';
import { type Page, pagesToText, type Run } from './pdf-layout.ts';
import { fromMarkdown, type ReadDocument, unreadable } from './reader.ts';
import { isScrambled } from './scrambled.ts';

const MEDIA_TYPE = 'application/pdf';

/** Fewer letters a page: a scan with a stamp or two of text over it. */
const FEW_LETTERS_A_PAGE = 25;

/** pdftotext answers in less, or not at all: milliseconds. */
const PDFTOTEXT_LIMIT = 60_000;

/**
 * What `pdftotext -layout` (poppler) makes of the file; null where it isn't on PATH or fails. It repairs the order of
 * letters that a producer drew from a second font, which pdf.js leaves scrambled.
 */
function pdftotext(bytes: Uint8Array): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn('pdftotext', ['-layout', '-enc', 'UTF-8', '-', '-'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: PDFTOTEXT_LIMIT,
    });
    const chunks: Buffer[] = [];
    child.on('error', () => resolve(null));
    child.stdin.on('error', () => {}); // it may end before it has read all
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks).toString('utf8') : null));
    child.stdin.end(bytes);
  });
}

/** The pages as pdf.js reads them: runs with their places, in points from the top left corner. */
async function readPages(bytes: Uint8Array): Promise<Page[]> {
  const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  const { items } = await extractTextItems(document);
  const pages: Page[] = [];
  for (const [index, page] of items.entries()) {
    const view = (await document.getPage(index + 1)).getViewport({ scale: 1 });
    const runs = page
      .filter(({ str }) => str.trim() !== '')
      .map(
        (item): Run => ({
          text: item.str,
          left: item.x,
          right: item.x + item.width,
          top: view.height - item.y,
          size: item.fontSize || item.height || 12,
        }),
      );
    pages.push({ width: view.width, height: view.height, runs });
  }
  await document.loadingTask.destroy();
  return pages;
}

const lettersOf = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;

/**
 * Reads PDF. A file without a text layer, or whose text comes out scrambled, gives an error that says "needs review",
 * and no text: garbage in the index would be found, and counted.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  let pages: Page[];
  try {
    pages = await readPages(bytes);
  } catch (error) {
    return unreadable(
      MEDIA_TYPE,
      'read/damaged-file',
      `The file is no PDF that can be read (${error instanceof Error ? error.message.slice(0, 160) : 'unknown error'}). Print it to PDF anew, without a password.`,
    );
  }
  const letters = pages.reduce(
    (sum, { runs }) => sum + runs.reduce((count, { text }) => count + lettersOf(text), 0),
    0,
  );
  if (letters < pages.length * FEW_LETTERS_A_PAGE) {
    return unreadable(
      MEDIA_TYPE,
      'read/no-text-layer',
      'The file holds pictures of pages and hardly any text: needs review. Run text recognition (OCR) over it, or put a text beside it.',
    );
  }
  const messages: Message[] = [];
  let text = pagesToText(pages);
  if (isScrambled(text)) {
    const other = await pdftotext(bytes);
    if (other === null || isScrambled(other)) {
      return unreadable(
        MEDIA_TYPE,
        'read/scrambled-text',
        `The letters of the text layer are not in the order of the page: needs review. ${other === null ? 'With pdftotext (poppler-utils) on PATH it may be readable; otherwise print' : 'Print'} the original to PDF anew, or put a text beside it.`,
      );
    }
    text = other;
    messages.push({
      ruleId: 'read/second-reader',
      severity: 'info',
      reason: 'The text layer was scrambled for one reader; the text is what pdftotext made of it.',
    });
  }
  return fromMarkdown(MEDIA_TYPE, text, messages);
}
