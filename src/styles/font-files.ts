/**
 * The fonts of the pages (kiểu chữ), made as small as a phone on a slow line wants them: of fontsource's files the
 * letters of Vietnamese and English, in the weights that the styles use. All features of the fonts are kept (tabular
 * figures are one). Inter and Noto Serif are under the SIL Open Font License, which allows it.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/vanthu-fonts');

/** What the styles use: text and emphasis. */
const WEIGHTS = { min: 400, max: 600 };

/**
 * What Vietnamese and English need, in two files a family; the ranges are fontsource's. Latin comes first, as the metrics
 * of the fallback are taken from the first file.
 */
const SUBSETS = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  vietnamese:
    'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
} as const;

/** A file of a family, as `@font-face` wants it. */
export interface FontFile {
  /** Absolute path. */
  readonly file: string;
  readonly weight: string;
  readonly unicodeRange: readonly string[];
}

/** The letters of ranges as CSS writes them: `U+0131,U+0152-0153`. */
function lettersOf(ranges: string): string {
  return ranges
    .split(',')
    .flatMap((range) => {
      const [from = 0, to = from] = range
        .replace('U+', '')
        .split('-')
        .map((code) => Number.parseInt(code, 16));
      return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));
    })
    .join('');
}

/** Makes a file once; what it is made from is in its name. */
async function fontFile(family: string, subset: keyof typeof SUBSETS): Promise<FontFile> {
  const whole = await readFile(
    join(ROOT, `node_modules/@fontsource-variable/${family}/files/${family}-${subset}-wght-normal.woff2`),
  );
  const made = createHash('sha256')
    .update(whole)
    .update(JSON.stringify([SUBSETS, WEIGHTS]))
    .digest('hex');
  const file = join(CACHE, `${family}-${subset}-${made.slice(0, 16)}.woff2`);
  if (!existsSync(file)) {
    const small = await subsetFont(whole, lettersOf(SUBSETS[subset]), {
      targetFormat: 'woff2',
      variationAxes: { wght: WEIGHTS },
    });
    await mkdir(CACHE, { recursive: true });
    // two that build at once each put a whole file there
    const own = `${file}.${process.pid}`;
    await writeFile(own, small);
    await rename(own, file);
  }
  return {
    file,
    weight: `${WEIGHTS.min} ${WEIGHTS.max}`,
    unicodeRange: SUBSETS[subset].split(','),
  };
}

/** The files of a family, as fontsource calls it. @throws {Error} where the font is not installed or not readable */
export function fontFiles(family: string): Promise<FontFile[]> {
  return Promise.all(
    (Object.keys(SUBSETS) as (keyof typeof SUBSETS)[]).map((name) => fontFile(family, name)),
  );
}
