import type { Message } from '../record/message.ts';
import { decodeText } from './encodings.ts';
import { looksLikeHtml, readHtml } from './html.ts';
import { looksLikeMarkdown, withoutUnshown } from './markdown.ts';
import { fromMarkdown, fromText, type ReadDocument, unreadable } from './reader.ts';
import { NOTHING_WITHHELD, withheldMessages } from './withheld.ts';

/** Encodings in which a text is expected today. */
const MODERN = /^utf-/u;

/** Reads plain text, Markdown and HTML: all are text, and which one it is shows in the text. */
export function readText(bytes: Uint8Array, fileName: string): ReadDocument {
  const decoded = decodeText(bytes);
  if (decoded.text === null) {
    return unreadable(
      'application/octet-stream',
      'read/not-text',
      'The file is no text in an encoding that can be recognised (UTF-8, UTF-16, windows-1258, TCVN3, VNI). Save it as UTF-8 text.',
    );
  }
  const messages: Message[] = [];
  if (decoded.damaged > 0) {
    messages.push({
      ruleId: 'read/damaged-text',
      severity: 'warning',
      reason: `${decoded.damaged} characters could not be decoded and stand as U+FFFD. Compare the text with the original.`,
    });
  }
  if (!MODERN.test(decoded.encoding) && decoded.encoding !== 'windows-1252') {
    messages.push({
      ruleId: 'read/legacy-encoding',
      severity: 'info',
      reason: `The text is written in ${decoded.encoding} and was converted to Unicode.`,
      actual: decoded.encoding,
    });
  }
  if (/\.html?$/iu.test(fileName) || looksLikeHtml(decoded.text)) {
    const page = readHtml(decoded.text);
    return fromMarkdown('text/html', page.markdown, [...messages, ...page.messages]);
  }
  const markdown = /\.(?:md|markdown)$/iu.test(fileName) || looksLikeMarkdown(decoded.text);
  if (!markdown) return fromText('text/plain', decoded.text, false, messages);
  const { text, comments, deletions } = withoutUnshown(decoded.text);
  return fromMarkdown('text/markdown', text, [
    ...messages,
    ...withheldMessages({ ...NOTHING_WITHHELD, comments, deletions }),
  ]);
}
