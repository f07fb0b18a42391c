/**
 * `npm run screenshots`: pictures of every page of a running portal (PORTAL_URL, by default http://localhost:4321) into
 * `screenshots/`, at three widths, light and dark. `-- --readme` makes the small picture of the README instead.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { tellFailure } from '../src/failure.ts';
import { PAGES as PORTAL_PAGES } from '../src/web/pages.ts';
import { CHROMIUM_FLAGS, findChromium } from '../test/browser/chromium.ts';

const ROOT = join(import.meta.dirname, '..');
const portal = (process.env.PORTAL_URL || 'http://localhost:4321').replace(/\/$/u, '');

const PHRASE = 'q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o';

/** What a page is asked for, so that there is something on it. */
const ASKED: Partial<Record<keyof typeof PORTAL_PAGES, string>> = {
  search: PHRASE,
  mentions: PHRASE,
  certificate: PHRASE,
};

/** Every page in both languages, and some of their states; a document has an id, analysis and passage stand in other pages. */
const PAGES: Record<string, string> = {
  ...Object.fromEntries(
    (Object.keys(PORTAL_PAGES) as (keyof typeof PORTAL_PAGES)[])
      .filter((name) => !['document', 'analysis', 'passage'].includes(name))
      .flatMap((name) =>
        (['vi', 'en'] as const).map((language) => [
          `${name}-${language}`,
          `${PORTAL_PAGES[name][language]}${ASKED[name] ? `?${ASKED[name]}` : ''}`,
        ]),
      ),
  ),
  nothing: '/tim-kiem?q=kh%C3%B4ng+th%E1%BA%A5y+%C4%91%C3%A2u',
  'not-found': '/khong-co',
};

async function picture(
  browser: Browser,
  path: string,
  file: string,
  width: number,
  dark: boolean,
  whole: boolean,
) {
  const page = await browser.newPage({
    viewport: { width, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  await page.goto(portal + path, { waitUntil: 'networkidle' });
  await page.screenshot({
    path: file,
    fullPage: whole,
    ...(file.endsWith('.jpg') && { type: 'jpeg', quality: 70 }),
  });
  await page.close();
}

async function firstDocument(): Promise<string> {
  const answer = await fetch(`${portal}/api/mentions?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o&hitsPerPage=1`);
  const { items } = (await answer.json()) as { items: { url: string }[] };
  return items[0]?.url ?? '/';
}

async function run(): Promise<void> {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
  try {
    if (process.argv.includes('--readme')) {
      const file = join(ROOT, '.github/search.jpg');
      await picture(browser, PAGES['search-vi'] ?? '/', file, 1000, false, false);
      console.log(`${file}: ${(await readFile(file)).length} bytes`);
      return;
    }
    const folder = join(ROOT, 'screenshots');
    await mkdir(folder, { recursive: true });
    const pages = { ...PAGES, document: await firstDocument() };
    for (const [name, path] of Object.entries(pages)) {
      for (const width of [390, 1280, 1920]) {
        for (const dark of [false, true]) {
          await picture(
            browser,
            path,
            join(folder, `${name}-${width}-${dark ? 'dark' : 'light'}.png`),
            width,
            dark,
            true,
          );
        }
      }
      console.log(name);
    }
  } finally {
    await browser.close();
  }
}

try {
  await run();
} catch (error) {
  tellFailure(error);
  process.exitCode = 1;
}
