import type { Message } from '../record/message.ts';
import { ListCounters } from './list-numbering.ts';
import { type MarkupOptions, readMarkup } from './markup.ts';
import { fromMarkdown, noTextLayer, oldFontMessages, type ReadDocument, unreadable } from './reader.ts';
import { findMarksOutside, isStamp, withStamps } from './stamps.ts';
import { countWords, struckMessages, withheldMessages } from './withheld.ts';
import { CompoundFile } from './word97/compound-file.ts';
import { DamagedWordFile, OversizedWordFile, UnsupportedWordFile } from './word97/damaged.ts';
import {
  type Anchor,
  type Drawings,
  readAnchors,
  readDrawings,
  readTextBoxes,
  type TextBox,
} from './word97/drawings.ts';
import { type StoryName, WordFile } from './word97/fib.ts';
import { readFonts } from './word97/fonts.ts';
import { noteFragment, plainText, toHtml } from './word97/html.ts';
import { type Lists, readLists } from './word97/lists.ts';
import { type Note, readNotes } from './word97/notes.ts';
import { readPlc } from './word97/plc.ts';
import { type Paragraph, StoryReader } from './word97/stories.ts';
import { inUnicode } from './word97/unicode.ts';

const MEDIA_TYPE = 'application/msword';

/** A document with fewer letters and a picture as high as half a page (twips) is the scan of one; so is one with hardly any. */
const FEW_LETTERS = 200;
const HARDLY_ANY_LETTERS = 40;
const HALF_PAGE = 8_000;

/** A picture before the text has got so far stands in its head: paragraphs. */
const HEAD_LINES = 8;

/** How much is told of a comment that is left out: that it is there. Each has 30 bytes in the list of comments. */
const COMMENT_BYTES = 30;

/** What is wrong with a file, in words. What reads beyond the end of a structure says so in words of its own. */
function wrong(error: unknown): string {
  if (error instanceof DamagedWordFile) return error.message;
  if (error instanceof RangeError) return 'a structure of it is cut short';
  return error instanceof Error ? error.message.slice(0, 160) : 'unknown error';
}

/** A structure without which the text can be read, and what is missing where it can't be read. */
function readOptional<Value>(read: () => Value, without: Value, missing: string, messages: Message[]): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof OversizedWordFile) throw error;
    messages.push({
      ruleId: 'read/damaged-part',
      severity: 'warning',
      reason: `A part of the file is damaged, and its text was read without ${missing} (${wrong(error)}). Open it in Word and save it as .docx.`,
    });
    return without;
  }
}

/** Text boxes by the character that they hang on; those that hang on none, at the end of the text. */
function boxesByAnchor(boxes: readonly TextBox[]): { at: Map<number, number[]>; loose: number[] } {
  const at = new Map<number, number[]>();
  const loose: number[] = [];
  for (const [index, { anchor }] of boxes.entries()) {
    if (anchor === null) loose.push(index);
    else {
      const here = at.get(anchor) ?? [];
      here.push(index);
      at.set(anchor, here);
    }
  }
  return { at, loose };
}

const count = (number: number, one: string, more: string) => `${number} ${number === 1 ? one : more}`;

function messagesOf({ findings }: StoryReader, comments: number): Message[] {
  const messages = withheldMessages({
    hiddenPassages: findings.hidden.length,
    hiddenWords: findings.hidden.reduce((sum, passage) => sum + countWords(passage), 0),
    insertions: findings.insertions,
    deletions: findings.deleted.length,
    comments,
  });
  if (findings.lostNumbers > 0)
    messages.push({
      ruleId: 'read/numbering-lost',
      severity: 'warning',
      reason: `${count(findings.lostNumbers, 'number that Word makes is', 'numbers that Word makes are')} stored in a way that is not read, and missing in the text. Save the file as .docx to keep them.`,
    });
  const unread = [
    ...(findings.unreadFields > 0 ? [`field: ${findings.unreadFields}`] : []),
    ...(findings.objects > 0 ? [`object: ${findings.objects}`] : []),
  ];
  if (unread.length > 0)
    messages.push({
      ruleId: 'read/unread-part',
      severity: 'warning',
      reason:
        'The file holds things whose text is not read (formulas, lists of choices, embedded objects). Compare the text with the original.',
      actual: unread.join(', '),
    });
  return messages;
}

/** A story is looked at as one line, too: the letters of a mark may stand one below the other. */
const OUTSIDE: readonly StoryName[] = [
  'headers',
  'headerTextBoxes',
  'textBoxes',
  'footnotes',
  'endnotes',
  'annotations',
];

/** What stands in no line of the body, shown or not, and may be a secrecy mark: a person has to look at it. */
function linesOutside(reader: StoryReader, file: WordFile, { words }: Drawings): string[] {
  const stories = OUTSIDE.map((name) => reader.rawLines(file.stories[name]));
  const { hidden, deleted } = reader.findings;
  return [...stories.flat(), ...stories.map((lines) => lines.join(' ')), ...words, ...hidden, ...deleted];
}

/** Reads the parts of a file that opened as a Word document. */
function readWord(file: WordFile): ReadDocument {
  const messages: Message[] = [];
  const fonts = readOptional(() => readFonts(file), [], 'the names of its fonts', messages);
  const lists = readOptional<Lists>(() => readLists(file), new Map(), 'the numbers of its lists', messages);
  const notes = readOptional<Note[]>(() => readNotes(file), [], 'its notes', messages);
  const drawings = readOptional<Drawings>(
    () => readDrawings(file),
    { anchored: new Map(), words: [], pictures: new Set(), pictureInHeader: false },
    'the order of its drawings',
    messages,
  );
  const anchors = readOptional<Anchor[]>(() => readAnchors(file), [], 'the places of its drawings', messages);
  const boxes = readOptional<TextBox[]>(
    () => readTextBoxes(file, anchors, drawings),
    [],
    'its text boxes',
    messages,
  );
  const comments = readOptional(
    () => readPlc(file.structure('PlcfandRef'), COMMENT_BYTES).data.length,
    0,
    'its comments',
    messages,
  );

  const { main, textBoxes, headers, headerTextBoxes } = file.stories;
  const reader = new StoryReader(file, fonts, lists);
  const { at, loose } = boxesByAnchor(boxes);
  const references = {
    notes: new Map(notes.map(({ reference }, index) => [reference, index])),
    boxes: at,
    pictures: new Map(
      anchors.flatMap(({ shape, position, height }) =>
        drawings.pictures.has(drawings.anchored.get(shape) ?? shape) ? [[position, height]] : [],
      ),
    ),
  };
  const [inNotes, inBoxes, inHeaders] = [new ListCounters(), new ListCounters(), new ListCounters()];
  const inBox = ({ from, to }: TextBox) =>
    reader.paragraphs(
      { from: textBoxes.from + from, to: Math.min(textBoxes.to, textBoxes.from + to) },
      inBoxes,
    );
  const text = reader.paragraphs(main, new ListCounters(), references);
  const noteTexts = notes.map((note) => reader.paragraphs(note.text, inNotes));
  const boxTexts = boxes.map(inBox);
  const outside = [headers, headerTextBoxes].map((story) => reader.paragraphs(story, inHeaders));

  const { stories, encodings, undecided } = inUnicode([text, ...noteTexts, ...boxTexts, ...outside]);
  const converted = (index: number) => stories[index] ?? [];
  const boxesFrom = 1 + notes.length;
  const stamps: string[] = [];
  const take = (paragraphs: readonly Paragraph[]): Paragraph[] =>
    paragraphs.filter((paragraph) => {
      const line = plainText(paragraph);
      if (isStamp(line)) stamps.push(line);
      return !isStamp(line);
    });
  for (const story of stories.slice(boxesFrom + boxes.length)) take(story);
  stamps.push(...findMarksOutside(linesOutside(reader, file, drawings)));

  const written = {
    headingOf: (paragraph: Paragraph) => reader.headingOf(paragraph),
    boxes: boxes.map((_, index) => take(converted(boxesFrom + index))),
    covered: (passage: string) => reader.findings.hidden.push(passage),
  };
  const behind: MarkupOptions['notes'] = new Map(
    notes.map((_, index) => [
      noteFragment(index),
      {
        label: String(index + 1),
        text: converted(1 + index)
          .map(plainText)
          .filter(Boolean)
          .join(' '),
      },
    ]),
  );
  const { pictures } = reader.findings;
  const html = [converted(0), ...loose.map((index) => written.boxes[index] ?? [])]
    .map((story) => toHtml(story, written))
    .join('');
  const { markdown, struckWords } = readMarkup(html, { notes: behind, columns: true });
  const letters = markdown.match(/\p{L}/gu)?.length ?? 0;
  const isScan = pictures.some(({ height }) => height === null || height >= HALF_PAGE);
  if (pictures.length > 0 && letters < (isScan ? FEW_LETTERS : HARDLY_ANY_LETTERS))
    return noTextLayer(MEDIA_TYPE);
  messages.push(
    ...messagesOf(reader, comments),
    ...struckMessages(struckWords),
    ...oldFontMessages({ encodings, undecided }),
  );
  return {
    ...fromMarkdown(MEDIA_TYPE, withStamps(stamps, markdown), messages),
    pictureInHead: drawings.pictureInHeader || pictures.some(({ linesBefore }) => linesBefore < HEAD_LINES),
  };
}

/**
 * Reads Word 97 to 2003 ([MS-DOC]): the text as its paper shows it. Word's own numbers are written out; notes and text
 * boxes stand behind the paragraph that they hang on; of headers and footers only a secrecy mark is kept. Hidden text,
 * what tracked changes cross out, and comments are left out and told of, never quoted.
 */
export async function readDoc(bytes: Uint8Array): Promise<ReadDocument> {
  try {
    return readWord(new WordFile(new CompoundFile(bytes)));
  } catch (error) {
    if (error instanceof UnsupportedWordFile)
      return unreadable(MEDIA_TYPE, 'read/unsupported-format', error.message);
    if (error instanceof OversizedWordFile)
      return unreadable(
        MEDIA_TYPE,
        'read/too-large',
        `The file holds more than any document holds (${error.message}), and was not read.`,
      );
    return unreadable(
      MEDIA_TYPE,
      'read/damaged-file',
      `The file is no Word document that can be read (${wrong(error)}). Open it in Word or LibreOffice and save it as .docx.`,
    );
  }
}
