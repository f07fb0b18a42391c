import JSZip from 'jszip';
import mammoth from 'mammoth';
import { htmlToMarkdown } from './markup.ts';
import { fromMarkdown, noTextLayer, type ReadDocument, unreadable } from './reader.ts';
import { isStamp, withStamps } from './stamps.ts';
import { writeNumbersOut } from './word-numbering.ts';

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * The parts of a document together unpack to no more, and hold no more elements: 27 pages measured 0.7 MB and 20,000
 * of them. What is larger was made to be: an element takes about a kilobyte of memory while it is read.
 */
const MAX_UNPACKED_BYTES = 60_000_000;
const MAX_ELEMENTS = 600_000;

/** A document with a picture and fewer letters is the scan of one. */
const FEW_LETTERS = 200;

class PartTooLarge extends Error {}

/** Unpacks a part, and stops where it turns out larger than any document. */
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

/** What JSZip documents as StreamHelper, and doesn't type. */
interface InternalStream {
  on(event: 'data', listener: (chunk: Uint8Array) => void): InternalStream;
  on(event: 'error', listener: (error: unknown) => void): InternalStream;
  on(event: 'end', listener: () => void): InternalStream;
  pause(): InternalStream;
  resume(): InternalStream;
}

/** What a document's text is made of; pictures, fonts and macros stay packed. */
const NEEDED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:_rels\/[^/]+\.rels|document\d*\.xml|styles\.xml|numbering\.xml|footnotes\.xml|endnotes\.xml|comments\.xml))$/u;

/** Headers and footers are no text; but a secrecy mark may stand in one, and must be seen. */
const HEADER = /^word\/(?:header|footer)\d*\.xml$/u;

function stampsOf(xml: string): string[] {
  return xml
    .split('</w:p>')
    .map((paragraph) => paragraph.replace(/<[^>]*>/gu, '').trim())
    .filter(isStamp);
}

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

/**
 * Reads Word 2007 and later. Word's own numbers are written out first; mammoth makes HTML of the rest, and only text
 * is taken from that. Headers, footers and the numbers of pages are no part of it; notes stand behind the paragraph
 * that refers to them.
 */
export async function readDocx(bytes: Uint8Array): Promise<ReadDocument> {
  const stamps: string[] = [];
  let html: string;
  try {
    const budget = { left: MAX_UNPACKED_BYTES };
    const zip = await JSZip.loadAsync(bytes);
    const kept = new JSZip();
    const parts = new Map<string, Uint8Array>();
    for (const part of Object.values(zip.files))
      if (NEEDED.test(part.name) || HEADER.test(part.name)) parts.set(part.name, await unpack(part, budget));
    let elements = 0;
    for (const content of parts.values()) for (const byte of content) if (byte === 0x3c) elements++;
    if (elements > MAX_ELEMENTS * 2) throw new PartTooLarge('elements'); // each is opened and closed
    const text = (name: string) => {
      const found = parts.get(name);
      return found ? new TextDecoder().decode(found) : null;
    };
    for (const [name, content] of parts) {
      if (HEADER.test(name)) {
        stamps.push(...stampsOf(new TextDecoder().decode(content)));
        continue;
      }
      const isBody = /^word\/document\d*\.xml$/u.test(name);
      kept.file(
        name,
        isBody
          ? writeNumbersOut({
              document: new TextDecoder().decode(content),
              numbering: text('word/numbering.xml'),
              styles: text('word/styles.xml'),
            })
          : content,
      );
    }
    const buffer = Buffer.from(await kept.generateAsync({ type: 'uint8array' }));
    const result = await mammoth.convertToHtml(
      { buffer },
      {
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        styleMap: ['comment-reference => '],
      },
    );
    html = result.value;
    const pictures = Object.keys(zip.files).some((name) => /^word\/media\//u.test(name));
    const letters = html.replace(/<[^>]*>/gu, '').match(/\p{L}/gu)?.length ?? 0;
    if (pictures && letters < FEW_LETTERS) {
      return noTextLayer(MEDIA_TYPE);
    }
  } catch (error) {
    const reason =
      error instanceof PartTooLarge
        ? 'The file unpacks to more than any document holds, and was not read.'
        : `The file is no Word document that can be read (${error instanceof Error ? error.message.slice(0, 160) : 'unknown error'}). Open it in Word and save it anew as .docx.`;
    return unreadable(
      MEDIA_TYPE,
      error instanceof PartTooLarge ? 'read/too-large' : 'read/damaged-file',
      reason,
    );
  }
  const { body, notes } = takeNotes(html);
  return fromMarkdown(MEDIA_TYPE, withStamps(stamps, htmlToMarkdown(body, { notes })));
}
