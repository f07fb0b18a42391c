import { posix } from 'node:path';
import JSZip from 'jszip';
import { parseXml, type XmlNode } from './xml.ts';

/**
 * The parts that a document's text is made of together unpack to no more, and hold no more elements: 27 pages measured
 * 0.7 MB and 20,000 of them. What is larger was made to be: an element takes about a kilobyte of memory while it is read.
 */
const MAX_UNPACKED_BYTES = 60_000_000;
const MAX_ELEMENTS = 600_000;
/** All other parts together, which are only looked through for marks; what lies beyond is told not to be read. */
const MAX_BESIDE_BYTES = 30_000_000;

/** The parts of a package unpack to more than any document holds. */
export class PartTooLarge extends Error {
  override readonly name = 'PartTooLarge';
}

/** The package has no part that a Word document needs. */
export class NoWordDocument extends Error {
  override readonly name = 'NoWordDocument';
}

/** A relation from one part to another (OPC, ECMA-376 part 2). */
interface Relation {
  readonly id: string;
  /** The last word of its type: `styles`, `footnotes`, `image`. */
  readonly kind: string;
  /** Name of the part, or an address outside of the package. */
  readonly target: string;
}

/** The parts of a .docx that are read. */
export interface WordPackage {
  readonly document: XmlNode;
  readonly footnotes: XmlNode | null;
  readonly endnotes: XmlNode | null;
  /** Headers, footers, comments: no part of the text. */
  readonly beside: readonly XmlNode[];
  readonly comments: readonly XmlNode[];
  readonly styles: string | null;
  readonly numbering: string | null;
  readonly theme: string | null;
  /** All other parts that are XML or text, as they are: charts, diagrams, properties, inserted pages. */
  readonly others: ReadonlyMap<string, string>;
  /** Parts that were too large to be looked through. */
  readonly unread: readonly string[];
  /** The part that a relation of the document's leads to. */
  readonly related: (id: string) => string | null;
}

/** What JSZip documents as StreamHelper, and doesn't type. */
interface InternalStream {
  on(event: 'data', listener: (chunk: Uint8Array) => void): InternalStream;
  on(event: 'error', listener: (error: unknown) => void): InternalStream;
  on(event: 'end', listener: () => void): InternalStream;
  pause(): InternalStream;
  resume(): InternalStream;
}

/** Unpacks a part, and stops where it turns out larger than what is left. */
function unpack(part: JSZip.JSZipObject, budget: { left: number }): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    const stream = (part as unknown as { internalStream(type: 'uint8array'): InternalStream }).internalStream(
      'uint8array',
    );
    stream
      .on('data', (chunk: Uint8Array) => {
        budget.left -= chunk.length;
        if (budget.left < 0) {
          stream.pause();
          reject(new PartTooLarge(part.name));
        } else chunks.push(chunk);
      })
      .on('error', reject)
      .on('end', () => resolve(Buffer.concat(chunks)))
      .resume();
  });
}

/** XML says its encoding by its first bytes; all but a few are in UTF-8. */
function decode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** What may hold words: pictures, fonts and macros stay packed. */
const WORDS = /\.(?:xml|vml|x?html?|mht|txt)$/iu;

const relationsName = (part: string) =>
  posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);

function relationsOf(part: string, text: (name: string) => string | null): Relation[] {
  const xml = text(part === '' ? '_rels/.rels' : relationsName(part));
  const root = xml === null ? null : parseXml(xml);
  const found: Relation[] = [];
  for (const element of root?.children() ?? []) {
    if (!/^(?:\w+:)?Relationship$/u.test(element.name)) continue;
    const target = element.get('Target') ?? '';
    found.push({
      id: element.get('Id') ?? '',
      kind: (element.get('Type') ?? '').split('/').at(-1) ?? '',
      // a target with a slash before it is one of the package's, whatever part names it
      target: posix.join('/', target.startsWith('/') ? '' : posix.dirname(part), target).slice(1),
    });
  }
  return found;
}

/**
 * Opens a .docx. The parts are found as their relations name them, not by what they are called.
 *
 * @throws PartTooLarge, NoWordDocument, and what JSZip and the XML parser throw of a damaged file
 */
export async function openWordPackage(bytes: Uint8Array): Promise<WordPackage> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = new Map<string, JSZip.JSZipObject>();
  for (const part of Object.values(zip.files)) if (!part.dir) parts.set(part.name.replace(/^\//u, ''), part);
  const budget = { left: MAX_UNPACKED_BYTES };
  const texts = new Map<string, string>();
  for (const [name, part] of parts)
    if (/\.rels$/iu.test(name)) texts.set(name, decode(await unpack(part, budget)));
  const text = (name: string) => texts.get(name) ?? null;

  const main =
    relationsOf('', text).find(({ kind, target }) => kind === 'officeDocument' && parts.has(target))
      ?.target ?? 'word/document.xml';
  if (!parts.has(main)) throw new NoWordDocument('it has no main part');
  const relations = relationsOf(main, text);
  const of = (kind: string) =>
    relations.filter((one) => one.kind === kind && parts.has(one.target)).map(({ target }) => target);
  const fallback = (kind: string) => {
    const named = of(kind)[0];
    const usual = `word/${kind}.xml`;
    return named ?? (parts.has(usual) ? usual : null);
  };
  const styles = fallback('styles');
  const numbering = fallback('numbering');
  const footnotes = fallback('footnotes');
  const endnotes = fallback('endnotes');
  const theme = of('theme')[0] ?? null;
  // a header that nothing names is looked at, too: a mark must be seen
  const beside = [...parts.keys()].filter((name) => /^word\/(?:header|footer)[^/]*\.xml$/iu.test(name));
  const comments = of('comments').concat(parts.has('word/comments.xml') ? ['word/comments.xml'] : []);
  const headers = new Set([...of('header'), ...of('footer'), ...beside]);
  const needed = new Set(
    [main, styles, numbering, footnotes, endnotes, theme, ...headers, ...comments].filter(
      (name) => name !== null,
    ),
  );
  let elements = 0;
  for (const name of needed) {
    const content = await unpack(parts.get(name) as JSZip.JSZipObject, budget);
    for (const byte of content) if (byte === 0x3c) elements++;
    if (elements > MAX_ELEMENTS * 2) throw new PartTooLarge('elements'); // each is opened and closed
    texts.set(name, decode(content));
  }
  const others = new Map<string, string>();
  const unread: string[] = [];
  const left = { left: MAX_BESIDE_BYTES };
  for (const [name, part] of parts) {
    if (needed.has(name) || !WORDS.test(name) || name === '[Content_Types].xml') continue;
    try {
      others.set(name, decode(await unpack(part, left)));
    } catch (error) {
      if (!(error instanceof PartTooLarge)) throw error;
      unread.push(name);
    }
  }
  const xml = (name: string | null) => {
    const content = name === null ? null : text(name);
    return content === null ? null : parseXml(content);
  };
  const document = xml(main);
  if (!document) throw new NoWordDocument('its main part is empty');
  const all = (names: Iterable<string>) => [...new Set(names)].map(xml).filter((one) => one !== null);
  return {
    document,
    footnotes: xml(footnotes),
    endnotes: xml(endnotes),
    beside: all(headers),
    comments: all(comments),
    styles: styles === null ? null : text(styles),
    numbering: numbering === null ? null : text(numbering),
    theme: theme === null ? null : text(theme),
    others,
    unread,
    related: (id) => relations.find((one) => one.id === id)?.target ?? null,
  };
}
