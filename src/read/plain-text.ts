import type { Message } from '../record/message.ts';
import { toMappedText } from '../text/mapped-text.ts';
import { normaliseCharacters } from '../text/normalise/characters.ts';
import { decodeText } from './encodings.ts';
import { looksLikeMarkdown } from './markdown.ts';
import type { Reader } from './reader.ts';
import { unreadable } from './reader.ts';

/** Reads plain text and Markdown: both are text, and which one it is shows in the text. */
export const readText: Reader = (bytes, fileName) => {
  const decoded = decodeText(bytes);
  if (decoded.text === null) {
    return unreadable(
      'application/octet-stream',
      'read/not-text',
      'The file is not UTF-8 or UTF-16 text. Save it as UTF-8 text (older Vietnamese encodings such as TCVN3 and VNI must be converted first).',
    );
  }
  const text = normaliseCharacters(toMappedText(decoded.text));
  const messages: Message[] = [];
  if (decoded.damaged > 0) {
    messages.push({
      ruleId: 'read/damaged-text',
      severity: 'warning',
      reason: `${decoded.damaged} characters could not be decoded and stand as U+FFFD. Compare the text with the original.`,
    });
  }
  if (text.text.trim() === '') {
    return unreadable(
      'text/plain',
      'read/empty',
      'The file holds no text. Put the text of the document into it, or remove it.',
    );
  }
  const markdown = /\.(?:md|markdown)$/iu.test(fileName) || looksLikeMarkdown(text.text);
  return { mediaType: markdown ? 'text/markdown' : 'text/plain', text, markdown, messages };
};
