import type { EngineDoor } from '../engine/door.ts';
import { escapeXml } from '../export/xml.ts';
import { LANGUAGES } from '../labels/language.ts';
import { absolute, documentAddress, PAGES } from './addresses.ts';

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Pages to begin at; the others are searches. */
const LISTED = [
  'home',
  'search',
  'mentions',
  'tasks',
  'statistics',
  'help',
  'api',
] as const satisfies (keyof typeof PAGES)[];

/** A sitemap holds 50,000 addresses at most (sitemaps.org); each page and document has one in each language. */
export const DOCUMENTS_EACH = 50_000 / LANGUAGES.length - LISTED.length;

/** A page in all its languages, each knowing of the others. */
function inEachLanguage(addresses: Readonly<Record<'vi' | 'en', string>>, request: URL): string {
  const links = LANGUAGES.map(
    (language) =>
      `<xhtml:link rel="alternate" hreflang="${language}" href="${escapeXml(absolute(addresses[language], request))}"/>`,
  ).join('');
  return LANGUAGES.map(
    (language) => `<url><loc>${escapeXml(absolute(addresses[language], request))}</loc>${links}</url>`,
  ).join('');
}

const urlset = (content: string) =>
  `${XML}<urlset xmlns="${NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">${content}</urlset>\n`;

/** The pages to begin at, for the first part; and the documents of a part, in the order of their ids. @throws {EngineError} */
export async function sitemapPart(door: EngineDoor, part: number, request: URL): Promise<string | null> {
  const from = (part - 1) * DOCUMENTS_EACH;
  const { entries } = await door.slice(
    'documents',
    { sort: ['id:asc'], retrieve: ['id'] },
    from,
    DOCUMENTS_EACH,
  );
  if (entries.length === 0 && part > 1) return null;
  const pages = part === 1 ? LISTED.map((name) => inEachLanguage(PAGES[name], request)) : [];
  const documents = entries.map(({ id }) =>
    inEachLanguage({ vi: documentAddress('vi', id), en: documentAddress('en', id) }, request),
  );
  return urlset([...pages, ...documents].join(''));
}

/** The parts that so many documents come to. */
export function sitemapIndex(documents: number, request: URL): string {
  const parts = Math.max(1, Math.ceil(documents / DOCUMENTS_EACH));
  const places = Array.from(
    { length: parts },
    (_, i) => `<sitemap><loc>${escapeXml(absolute(`/sitemap-${i + 1}.xml`, request))}</loc></sitemap>`,
  );
  return `${XML}<sitemapindex xmlns="${NAMESPACE}">${places.join('')}</sitemapindex>\n`;
}
