import { spawn } from 'node:child_process';
import { extractTextItems, getDocumentProxy } from 'unpdf';
import type { Message } from '../record/message.ts';
import { layoutToPages, type Page, pagesToText, type Run } from './pdf-layout.ts';
import { fromMarkdown, noTextLayer, type ReadDocument, unreadable } from './reader.ts';
import { isScrambled } from './scrambled.ts';

const MEDIA_TYPE = 'application/pdf';

/** A page of text has more letters; one with fewer is a picture with a stamp or two of text over it. */
const FEW_LETTERS = 25;

/** No document has more pages. */
const MAX_PAGES = 3_000;

/** pdftotext answers in less, or not at all: milliseconds; and writes less: bytes. */
const PDFTOTEXT_LIMIT = 60_000;
const PDFTOTEXT_BYTES = 60_000_000;

/** What `pdftotext -layout` (poppler) makes of the file; null where it isn't on PATH or fails. */
function pdftotext(bytes: Uint8Array): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn('pdftotext', ['-layout', '-enc', 'UTF-8', '-', '-'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: PDFTOTEXT_LIMIT,
    });
    const chunks: Buffer[] = [];
    let length = 0;
    child.on('error', () => resolve(null));
    child.stdin.on('error', () => {}); // it may end before it has read all
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > PDFTOTEXT_BYTES) child.kill();
      else chunks.push(chunk);
    });
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks).toString('utf8') : null));
    child.stdin.end(bytes);
  });
}

/** The pages as pdf.js reads them: runs with their places, in points from the top left corner. */
async function readPages(bytes: Uint8Array): Promise<Page[]> {
  const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  try {
    if (document.numPages > MAX_PAGES) throw new Error(`${document.numPages} pages`);
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
    return pages;
  } finally {
    await document.loadingTask.destroy();
  }
}

/** Numbers of pages in which nothing is written. */
function emptyPages(pages: readonly Page[]): number[] {
  return pages.flatMap(({ runs }, index) => {
    const letters = runs.reduce((sum, { text }) => sum + (text.match(/\p{L}/gu)?.length ?? 0), 0);
    return letters < FEW_LETTERS ? [index + 1] : [];
  });
}

/** Of the pages, more without text make the file a scan. */
const SCANNED = 0.5;

/** One reading of the pages: their text, if it can be used. */
type Reading = { readonly text: string; readonly empty: readonly number[] } | 'no text' | 'scrambled';

function judge(pages: readonly Page[]): Reading {
  const empty = emptyPages(pages);
  if (pages.length === 0 || empty.length > pages.length * SCANNED) return 'no text';
  const text = pagesToText(pages);
  return isScrambled(text) ? 'scrambled' : { text, empty };
}

/**
 * Reads PDF: with `pdftotext -layout` where it is on PATH, since it also puts letters in order that a producer drew
 * from a second font; else with pdf.js. A file without a text layer, or whose text comes out scrambled, gives an error
 * that says "needs review", and no text: garbage in the index would be found, and counted.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  let reading: Reading;
  const layout = await pdftotext(bytes);
  reading = layout === null ? 'no text' : judge(layoutToPages(layout));
  if (typeof reading === 'string') {
    try {
      const own = judge(await readPages(bytes));
      if (typeof own !== 'string' || reading === 'no text') reading = own;
    } catch (error) {
      if (reading === 'no text')
        return unreadable(
          MEDIA_TYPE,
          'read/damaged-file',
          `The file is no PDF that can be read (${error instanceof Error ? error.message.slice(0, 160) : 'unknown error'}). Print it to PDF anew, without a password.`,
        );
    }
  }
  if (reading === 'no text') return noTextLayer(MEDIA_TYPE);
  if (reading === 'scrambled') {
    return unreadable(
      MEDIA_TYPE,
      'read/scrambled-text',
      `The letters of the text layer are not in the order of the page: needs review. ${layout === null ? 'With pdftotext (poppler-utils) on PATH it may be readable; otherwise print' : 'Print'} the original to PDF anew, or put a text beside it.`,
    );
  }
  const { text, empty } = reading;
  const messages: Message[] =
    empty.length === 0
      ? []
      : [
          {
            ruleId: 'read/pages-without-text',
            severity: 'warning',
            reason:
              'Some pages hold hardly any text: they may be scans, and what they say is missing. Compare with the original.',
            actual: `pages ${empty.slice(0, 20).join(', ')}`,
          },
        ];
  return fromMarkdown(MEDIA_TYPE, text, messages);
}
