import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Flags for a browser in a closed network and in a container, where it runs as root. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function onPath(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

/** The browser to test with: CHROMIUM_PATH, `chromium` on PATH, then the one that comes in an npm package. */
export async function findChromium(): Promise<string> {
  const own = process.env.CHROMIUM_PATH || onPath('chromium') || onPath('chromium-browser');
  if (own) return own;
  // It unpacks itself below the temporary folder and would take any version that it finds there for its own.
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-chromium-'));
  process.env.TMPDIR = folder;
  // It looks for its fonts in /tmp only, and without any font a form field makes it crash.
  const fonts = join(folder, 'fontconfig');
  await mkdir(fonts);
  await writeFile(join(fonts, 'fonts.conf'), fontSettings(folder));
  process.env.FONTCONFIG_PATH = fonts;
  // Makes it unpack the libraries that a bare machine lacks, too (it was made for AWS Lambda).
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}

function fontSettings(folder: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`;
}
