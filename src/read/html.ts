import type { Message } from '../record/message.ts';
import { readMarkup } from './markup.ts';
import { withStamps } from './stamps.ts';
import { struckMessages, withheldMessages } from './withheld.ts';

/** How a page begins, and a fragment that Word or a site saved. Must not match a Markdown text with a tag in it. */
const HTML = /^\s*<(?:\?xml|!doctype\s+html|html|head|body|meta|title|table|div|p)\b/iu;

/** How far a file is looked at. */
const SNIFFED = 8_000;

/** True for a text that is HTML, whatever the file is called. */
export function looksLikeHtml(text: string): boolean {
  return HTML.test(text.slice(0, SNIFFED).replace(/<!--[\s\S]*?-->/gu, ''));
}

/** The text of a page as Markdown, and what is said of it. */
export function readHtml(html: string): { readonly markdown: string; readonly messages: readonly Message[] } {
  const { markdown, withheld, stamps, struckWords, unjudgedRules } = readMarkup(html);
  const messages = [...withheldMessages(withheld), ...struckMessages(struckWords)];
  if (unjudgedRules > 0)
    messages.push({
      ruleId: 'read/unjudged-styles',
      severity: 'warning',
      reason:
        'Style sheets hide parts of the page by rules that are not understood: the text may hold what the page does not show. Compare it with the page.',
      actual: `${unjudgedRules} rules`,
    });
  return { markdown: withStamps(stamps, markdown), messages };
}
