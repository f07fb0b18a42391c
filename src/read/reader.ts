import type { Message } from '../record/message.ts';
import { type MappedText, toMappedText } from '../text/mapped-text.ts';
import { normaliseCharacters } from '../text/normalise/characters.ts';
import {
  convertLegacyText,
  type LegacyEncoding,
  type LegacyText,
  vietnameseShare,
} from './legacy-encodings.ts';

/** A file as read: its characters in order, with what there is to say about the reading. */
export interface ReadDocument {
  readonly mediaType: string;
  /**
   * Characters normalised. The origins are offsets into the decoded string of a text file (without byte-order mark),
   * and into the extracted text of any other format.
   */
  readonly text: MappedText;
  /** Whether the text is marked up in Markdown. */
  readonly markdown: boolean;
  readonly messages: readonly Message[];
  /** A picture stands where the head of a document is: a letterhead or a secrecy mark may be in it, which nobody reads. */
  readonly pictureInHead?: boolean;
}

/** What a file that can't be read gives. */
export function unreadable(mediaType: string, ruleId: string, reason: string): ReadDocument {
  return {
    mediaType,
    text: toMappedText(''),
    markdown: false,
    messages: [{ ruleId, severity: 'error', reason }],
  };
}

/** What a file gives that holds pictures of pages. */
export function noTextLayer(mediaType: string): ReadDocument {
  return unreadable(
    mediaType,
    'read/no-text-layer',
    'The file holds pictures of pages and hardly any text: needs review. Run text recognition (OCR) over it, or put a text beside it.',
  );
}

/** Of the words with marks, so many are syllables in any text that a person could read. */
const DOUBTFUL = 0.6;
/** Characters that tell: a damaged font is damaged from the first page on. */
const JUDGED = 6_000;

function legacyMessages({ name, partial, doubtful }: LegacyText): Message[] {
  const messages: Message[] = [];
  if (name !== '')
    messages.push({
      ruleId: 'read/legacy-encoding',
      severity: 'warning',
      reason: partial
        ? `Parts of the text are written in ${name} and were converted to Unicode. Compare them with the original.`
        : `The text is written in ${name} and was converted to Unicode. Compare it with the original.`,
      actual: name,
    });
  if (doubtful.length > 0) messages.push(doubtfulWords(doubtful.length, doubtful[0]));
  return messages;
}

/**
 * What is said of text whose runs were set in old fonts.
 *
 * @param encodings those that were converted @param undecided words that could be read in both ways
 */
export function oldFontMessages(converted: {
  readonly encodings: readonly LegacyEncoding[];
  readonly undecided: number;
}): Message[] {
  const { encodings, undecided } = converted;
  const messages: Message[] = [];
  if (encodings.length > 0)
    messages.push({
      ruleId: 'read/legacy-encoding',
      severity: 'warning',
      reason: `Parts of the text are set in fonts of ${encodings.join(' and ')} and were converted to Unicode. Compare them with the original.`,
      actual: encodings.join(', '),
    });
  if (undecided > 0) messages.push(doubtfulWords(undecided));
  return messages;
}

/** What is said of words that may be those of an old font, where nothing tells. */
export function doubtfulWords(count: number, example?: string): Message {
  return {
    ruleId: 'read/doubtful-letters',
    severity: 'info',
    reason: `${count} words may be written in an old font: they read as Vietnamese in two ways, and nothing beside them tells which was meant. Compare them with the original.`,
    ...(example === undefined ? {} : { actual: example.normalize('NFC') }),
  };
}

/** A text that was extracted, with its characters normalised; one that holds nothing is an error. */
export function fromText(
  mediaType: string,
  extracted: string,
  markdown: boolean,
  messages: readonly Message[] = [],
): ReadDocument {
  const legacy = convertLegacyText(extracted);
  const text = normaliseCharacters(legacy?.text ?? toMappedText(extracted));
  if (text.text.trim() === '') {
    return unreadable(
      mediaType,
      'read/empty',
      'The file holds no text. Put the text of the document into it, or remove it.',
    );
  }
  const converted: Message[] = legacy ? legacyMessages(legacy) : [];
  const share = vietnameseShare(text.text, JUDGED);
  const doubtful: Message[] =
    share !== null && share < DOUBTFUL
      ? [
          {
            ruleId: 'read/doubtful-letters',
            severity: 'warning',
            reason:
              'Most words with marks are no Vietnamese syllables: the letters may be those of an old font. Compare the text with the original.',
            actual: `${Math.round(share * 100)} % are`,
          },
        ]
      : [];
  return { mediaType, text, markdown, messages: [...messages, ...converted, ...doubtful] };
}

/** `fromText` for a text in Markdown. */
export function fromMarkdown(
  mediaType: string,
  extracted: string,
  messages: readonly Message[] = [],
): ReadDocument {
  return fromText(mediaType, extracted, true, messages);
}
