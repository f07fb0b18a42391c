import JSZip from 'jszip';
import mammoth from 'mammoth';
import type { Message } from '../record/message.ts';
import { htmlToMarkdown, readMarkup } from './markup.ts';
import { fromMarkdown, noTextLayer, oldFontMessages, type ReadDocument, unreadable } from './reader.ts';
import { withStamps } from './stamps.ts';
import { addWithheld, struckMessages, type Withheld, withheldMessages } from './withheld.ts';
import { readIndents } from './word/columns.ts';
import { readFields } from './word/fields.ts';
import { leaveOut } from './word/left-out.ts';
import { Looks, type ReadLetters, readLetters } from './word/letters.ts';
import { Numbering, writeNumbersOut } from './word/numbering.ts';
import { openWordPackage, PartTooLarge, type WordPackage } from './word/package.ts';
import { toPlainMarkup } from './word/plain-markup.ts';
import { RunProperties } from './word/run-properties.ts';
import { marksIn, marksInMarkup } from './word/secrecy-marks.ts';
import { chooseAlternates, type Picture, placeBoxes } from './word/text-boxes.ts';
import { elementsIn, TooDeep, toXml, type XmlNode } from './word/xml.ts';

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A document with fewer letters and a picture as high as half a page (points) is the scan of one; so is one with hardly any. */
const FEW_LETTERS = 200;
const HARDLY_ANY_LETTERS = 40;
const HALF_PAGE = 400;

/** A picture before the text has got so far stands in its head: paragraphs. */
const HEAD_LINES = 8;

/** The notes that mammoth lists behind the text, by the fragment that their references point at. */
function takeNotes(html: string): {
  body: string;
  notes: Map<string, { label: string; text: string }>;
} {
  const notes = new Map<string, { label: string; text: string }>();
  const at = html.search(/<ol><li id="(?:footnote|endnote)-/u);
  if (at < 0) return { body: html, notes };
  let label = 0;
  for (const match of html.slice(at).matchAll(/<li id="((?:footnote|endnote)-[^"]+)">([\s\S]*?)<\/li>/gu)) {
    const text = htmlToMarkdown((match[2] ?? '').replace(/<a href="#[^"]*">↑<\/a>/gu, ''))
      .replace(/\*\*/gu, '')
      .replace(/\s+/gu, ' ')
      .trim();
    label++;
    if (text !== '') notes.set(match[1] as string, { label: String(label), text });
  }
  return { body: html.slice(0, at), notes };
}

/** What the passes found, besides the text that they left in the parts. */
interface Prepared {
  readonly letters: ReadLetters;
  readonly stamps: readonly string[];
  readonly withheld: Withheld;
  readonly pictures: readonly Picture[];
  /** Things with text that is not read, by what they are; each as often as it stands there. */
  readonly unread: readonly string[];
}

/**
 * The parts of the text, made plain in several passes, each described where it is. Their order matters: letters before
 * anything looks for words; deleted marks of fields before fields are matched; hidden paragraphs before numbers are
 * counted.
 */
function prepare(parts: WordPackage): Prepared {
  const texts = [parts.document, parts.footnotes, parts.endnotes].filter((part) => part !== null);
  const all = [...texts, ...parts.beside, ...parts.comments];
  const looks = new Looks(all, new RunProperties(parts.styles, parts.theme));
  const letters = readLetters(all, looks);
  const stamps = all.flatMap((root) => marksIn(root, looks));
  for (const markup of parts.others.values()) for (const mark of marksInMarkup(markup)) stamps.push(mark);
  const withheld: Withheld[] = [];
  const unread: string[] = [];
  const pictures: Picture[] = parts.beside
    .filter(({ name }) => name === 'w:hdr')
    .flatMap((header) => (hasPicture(header) ? [{ linesBefore: 0, height: 0 }] : []));
  for (const root of texts) {
    chooseAlternates(root);
    withheld.push(leaveOut(root, looks));
    for (let i = readFields(root); i > 0; i--) unread.push('field');
    writeNumbersOut(root, () => new Numbering(parts.numbering, parts.styles));
    const placed = placeBoxes(root, parts);
    if (root === parts.document) for (const picture of placed.pictures) pictures.push(picture);
    for (const one of placed.unread) unread.push(one);
    for (const one of toPlainMarkup(root)) unread.push(one);
    readIndents(root, parts.styles);
  }
  const comments = parts.comments.reduce(
    (sum, root) => sum + elementsIn(root).filter(({ name }) => name === 'w:comment').length,
    0,
  );
  return {
    letters,
    stamps,
    withheld: { ...addWithheld(withheld), comments },
    pictures,
    unread: [...unread, ...parts.unread.map(() => 'part of great size')],
  };
}

const hasPicture = (root: XmlNode) =>
  elementsIn(root).some(({ name }) => name === 'a:blip' || name === 'v:imagedata');

/** A package of nothing but the parts that mammoth is to read, under the names that it looks for. */
async function packed({ document, styles, footnotes, endnotes }: WordPackage): Promise<Buffer> {
  const zip = new JSZip();
  const xml = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?>${inner}`;
  zip.file(
    '[Content_Types].xml',
    xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
  );
  zip.file('word/document.xml', toXml(document));
  if (styles !== null) zip.file('word/styles.xml', styles);
  if (footnotes) zip.file('word/footnotes.xml', toXml(footnotes));
  if (endnotes) zip.file('word/endnotes.xml', toXml(endnotes));
  return await zip.generateAsync({ type: 'nodebuffer', compression: 'STORE' });
}

/** What mammoth lost: letters of symbol fonts that it doesn't know, and what it couldn't make sense of. */
function lossMessages(told: readonly string[]): Message[] {
  const symbols = told.filter((message) => message.startsWith('A w:sym element'));
  const elements = told.filter((message) => message.startsWith('An unrecognised element'));
  const messages: Message[] = [];
  if (symbols.length > 0)
    messages.push({
      ruleId: 'read/lost-symbols',
      severity: 'warning',
      reason: `${symbols.length} symbols of fonts that are not known were left out. Compare the text with the original.`,
      actual: (symbols[0] as string).replace(/^.*ignored: /u, '').slice(0, 80),
    });
  if (elements.length > 0)
    messages.push({
      ruleId: 'read/unread-part',
      severity: 'warning',
      reason: `${elements.length} elements of the file were not understood. Compare the text with the original.`,
      actual: (elements[0] as string).replace(/^.*ignored: /u, '').slice(0, 80),
    });
  return messages;
}

/** What holds text and is not read: a person has to look at it. */
function unreadMessages(unread: readonly string[]): Message[] {
  if (unread.length === 0) return [];
  const counts = [...Map.groupBy(unread, (what) => what)].map(([what, all]) => `${what}: ${all.length}`);
  return [
    {
      ruleId: 'read/unread-part',
      severity: 'warning',
      reason:
        'The file holds things whose text is not read (charts, embedded objects, inserted documents). Compare the text with the original.',
      actual: counts.join(', '),
    },
  ];
}

/**
 * Reads Word 2007 and later. What Word shows is made plain in several passes over the XML; mammoth makes HTML of that,
 * and only text is taken from it. Headers, footers and the numbers of pages are no part of it, but a secrecy mark in any
 * part of the package stands above the text; notes stand behind the paragraph that refers to them. What the paper
 * doesn't show (comments, hidden and deleted text) is left out, and told to be there.
 */
export async function readDocx(bytes: Uint8Array): Promise<ReadDocument> {
  let html: string;
  let told: readonly string[];
  let prepared: Prepared;
  try {
    const parts = await openWordPackage(bytes);
    prepared = prepare(parts);
    const result = await mammoth.convertToHtml(
      { buffer: await packed(parts) },
      { includeEmbeddedStyleMap: false, externalFileAccess: false },
    );
    html = result.value;
    told = result.messages.map(({ message }) => message);
  } catch (error) {
    const tooLarge = error instanceof PartTooLarge || error instanceof TooDeep;
    const reason = tooLarge
      ? 'The file unpacks to more than any document holds, and was not read.'
      : `The file is no Word document that can be read (${error instanceof Error ? error.message.slice(0, 160) : 'unknown error'}). Open it in Word and save it anew as .docx.`;
    return unreadable(MEDIA_TYPE, tooLarge ? 'read/too-large' : 'read/damaged-file', reason);
  }
  const { letters, stamps, withheld, pictures, unread } = prepared;
  const count = html.replace(/<[^>]*>/gu, '').match(/\p{L}/gu)?.length ?? 0;
  const isScan = pictures.some(({ height }) => height === null || height >= HALF_PAGE);
  if (pictures.length > 0 && count < (isScan ? FEW_LETTERS : HARDLY_ANY_LETTERS))
    return noTextLayer(MEDIA_TYPE);
  const { body, notes } = takeNotes(html);
  const { markdown, struckWords } = readMarkup(body, { notes, columns: true });
  return {
    ...fromMarkdown(MEDIA_TYPE, withStamps(stamps, markdown), [
      ...oldFontMessages(letters),
      ...withheldMessages(withheld),
      ...struckMessages(struckWords),
      ...lossMessages(told),
      ...unreadMessages(unread),
    ]),
    pictureInHead: pictures.some(({ linesBefore }) => linesBefore < HEAD_LINES),
  };
}
