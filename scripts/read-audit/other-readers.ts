import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import { comparedSyllables, missingFrom } from './missing-syllables.ts';

const run = promisify(execFile);

/** What another reader makes of a file: its text, or why there is none. */
export type OtherReading = { readonly text: string } | { readonly failed: string };

/** A program, or a few lines, that reads files and shares no code with the portal's reader. */
export interface OtherReader {
  readonly name: string;
  /** The program that must be installed; null for one that needs none. */
  readonly program: string | null;
  /** Reads a file; `scratch` is an empty folder of its own. May throw. */
  readonly read: (file: string, scratch: string) => Promise<string>;
}

/** No reader takes longer over one file, milliseconds; nor writes more, bytes. */
const DEADLINE = 180_000;
const MOST_OUTPUT = 100_000_000;

async function outputOf(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(program, args, { timeout: DEADLINE, maxBuffer: MOST_OUTPUT });
  return stdout;
}

const ANTIWORD: OtherReader = {
  name: 'antiword',
  program: 'antiword',
  read: (file) => outputOf('antiword', ['-m', 'UTF-8.txt', '-w', '0', file]),
};

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function withoutEntities(text: string): string {
  return text
    .replace(/&#(x?)([0-9a-f]{1,6});/giu, (_, hexadecimal: string, digits: string) =>
      String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(digits, hexadecimal ? 16 : 10))),
    )
    .replace(/&([a-z]{2,8});/gu, (_, name: string) => ENTITIES[name] ?? ''); // of the others, a soft hyphen is met
}

/** Tags that part words; all others stand within them. */
const PARTING =
  /<\/?(?:p|br|div|h[1-6]|li|ol|ul|td|th|tr|table|dd|dt|dl|hr|title|body|head|style)\b[^>]*>/giu;

/** The text of a page of HTML that LibreOffice wrote. */
function textOfHtml(html: string): string {
  return withoutEntities(
    html
      .replace(/<head\b[\s\S]*?<\/head>/giu, '')
      .replace(/\s+/gu, ' ')
      .replace(PARTING, ' ')
      .replace(/<[^>]*>/gu, ''),
  );
}

/**
 * LibreOffice leaves footnotes and text boxes out of text, and the numbers of lists out of HTML: its reading is the
 * text, and what HTML has besides.
 */
const LIBRE_OFFICE: OtherReader = {
  name: 'LibreOffice',
  program: 'soffice',
  read: async (file, scratch) => {
    const copy = join(scratch, `original${extname(file)}`);
    await copyFile(file, copy);
    const profile = pathToFileURL(join(tmpdir(), 'vanthu-read-audit-profile')).href;
    const converted = async (filter: string, name: string): Promise<string> => {
      const to = ['--headless', '--convert-to', filter, '--outdir', join(scratch, 'converted'), copy];
      await outputOf('soffice', [`-env:UserInstallation=${profile}`, ...to]);
      return readFile(join(scratch, 'converted', name), 'utf8');
    };
    const text = await converted('txt:Text (encoded):UTF8', 'original.txt');
    const html = textOfHtml(await converted('html:HTML (StarWriter):EmbedImages', 'original.html'));
    const besides = missingFrom(comparedSyllables(text), comparedSyllables(html));
    return [text, ...besides.map(({ words }) => words)].join('\n');
  },
};

/** The text of pages without their numbers: those are no part of a document. One is the number of its own page. */
function withoutPageNumbers(text: string): string {
  return text
    .split('\f')
    .map((page, index) => {
      const lines = page.split('\n');
      const filled = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at]));
      const isNumber = (line: string) => /^[\s–-]*(\d+)[\s–-]*$/u.exec(line)?.[1] === String(index + 1);
      for (const at of [filled[0], filled.at(-1)])
        if (at !== undefined && isNumber(lines[at] ?? '')) lines[at] = '';
      return lines.join('\n');
    })
    .join('\f');
}

const pdftotext = (mode: '-layout' | '-raw'): OtherReader => ({
  name: `pdftotext ${mode}`,
  program: 'pdftotext',
  read: async (file) => withoutPageNumbers(await outputOf('pdftotext', [mode, '-enc', 'UTF-8', file, '-'])),
});

/** Stands before a page that is printed: its scripts don't run, and it fetches nothing. */
const NO_SCRIPTS = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;

/** The page as printed: without what a browser doesn't show. */
const CHROMIUM: OtherReader = {
  name: 'Chromium, printed, and pdftotext',
  program: 'chromium',
  read: async (file, scratch) => {
    const printed = join(scratch, 'printed.pdf');
    const page = join(scratch, 'page.html');
    const bytes = await readFile(file);
    if (bytes[0] === 0xff || bytes[0] === 0xfe) throw new Error('UTF-16 is not printed');
    await writeFile(page, Buffer.concat([Buffer.from(NO_SCRIPTS), bytes]));
    await outputOf('chromium', [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      '--no-pdf-header-footer',
      `--user-data-dir=${join(scratch, 'profile')}`,
      `--print-to-pdf=${printed}`,
      pathToFileURL(page).href,
    ]);
    return outputOf('pdftotext', ['-raw', '-enc', 'UTF-8', printed, '-']);
  },
};

/** The parts of a .docx that hold text of the document. */
const PARTS = /^word\/(?:document\d*|footnotes|endnotes)\.xml$/u;

/** What Word keeps and doesn't show: deleted text, the older twin of a drawing, hidden runs. */
const NOT_SHOWN = [
  /<w:(del|moveFrom)\b[^>]*(?<!\/)>[\s\S]*?<\/w:\1>/gu,
  /<mc:Fallback\b[\s\S]*?<\/mc:Fallback>/gu,
  /<w:r\b[^>]*><w:rPr>(?:(?!<\/w:rPr>)[\s\S])*<w:vanish\/>[\s\S]*?<\/w:r>/gu,
];

/** All that stands between the tags of text of a .docx. */
const RAW_XML: OtherReader = {
  name: 'raw XML',
  program: null,
  read: async (file) => {
    const zip = await JSZip.loadAsync(await readFile(file));
    const texts: string[] = [];
    for (const part of Object.values(zip.files)) {
      if (!PARTS.test(part.name)) continue;
      let xml = await part.async('string');
      for (const pattern of NOT_SHOWN) xml = xml.replace(pattern, '');
      for (const [tag, text] of xml.matchAll(
        /<(?:w|m):t(?:\s[^>]*)?>([^<]*)<\/(?:w|m):t>|<w:(?:tab|br|cr)\b[^>]*>|<\/w:p>|<w:noBreakHyphen\/>/gu,
      )) {
        if (text !== undefined) texts.push(text);
        else texts.push(tag === '</w:p>' ? '\n' : tag === '<w:noBreakHyphen/>' ? '-' : ' ');
      }
    }
    return withoutEntities(texts.join(''));
  },
};

/** The two readers of each format. Those of PDF are one program that reads in two ways: no other is at hand. */
const READERS: Readonly<Record<string, readonly [OtherReader, OtherReader]>> = {
  '.doc': [ANTIWORD, LIBRE_OFFICE],
  '.docx': [RAW_XML, LIBRE_OFFICE],
  '.pdf': [pdftotext('-layout'), pdftotext('-raw')],
  '.html': [CHROMIUM, LIBRE_OFFICE],
  '.htm': [CHROMIUM, LIBRE_OFFICE],
};

/** The readers of a file, by its name; null for a format that is not audited. */
export function readersOf(file: string): readonly [OtherReader, OtherReader] | null {
  return READERS[extname(file).toLowerCase()] ?? null;
}

const installed = new Map<string, Promise<boolean>>();

/** Whether the program of a reader is on PATH. */
export function isInstalled({ program }: OtherReader): Promise<boolean> {
  if (program === null) return Promise.resolve(true);
  const known = installed.get(program);
  if (known) return known;
  const found = run('which', [program]).then(
    () => true,
    () => false,
  );
  installed.set(program, found);
  return found;
}

/** Reads a file with another reader. What fails there is data: it may be the file's fault, or the reader's. */
export async function readOtherwise(reader: OtherReader, file: string): Promise<OtherReading> {
  if (!(await isInstalled(reader))) return { failed: 'not installed' };
  const scratch = await mkdtemp(join(tmpdir(), 'vanthu-read-audit-'));
  try {
    await mkdir(join(scratch, 'profile'));
    const text = await reader.read(file, scratch);
    return text.trim() === '' ? { failed: 'gave no text' } : { text };
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n').at(-2) ?? error.message) : String(error);
    return { failed: why.slice(0, 160) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
