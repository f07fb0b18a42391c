import { htmlToMarkdown } from './markup.ts';

/** How a page begins, and a fragment that Word or a site saved. Must not match a Markdown text with a tag in it. */
const HTML = /^\s*<(?:\?xml|!doctype\s+html|html|head|body|meta|title|table|div|p)\b/iu;

/** How far a file is looked at. */
const SNIFFED = 8_000;

/** True for a text that is HTML, whatever the file is called. */
export function looksLikeHtml(text: string): boolean {
  return HTML.test(text.slice(0, SNIFFED).replace(/<!--[\s\S]*?-->/gu, ''));
}

/** The text of a page as Markdown. */
export function htmlText(html: string): string {
  return htmlToMarkdown(html);
}
