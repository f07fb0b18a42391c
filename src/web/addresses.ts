import { readConfiguration } from '../configuration.ts';
import type { Language } from '../labels/language.ts';
import type { Certificate } from '../mentions/certificate.ts';
import type { Span } from '../record/span.ts';
import type { Suggestion } from '../search/suggest.ts';
import { isUnmarked } from '../text/fold.ts';
import { PAGES } from './pages.ts';

export { PAGES } from './pages.ts';

/** Pages of one thing each, by its id. */
const WITH_ID: readonly (typeof PAGES)[keyof typeof PAGES][] = [PAGES.document, PAGES.snapshot];

/** The same page in the other language. A path that no page has (an error) leads to the other language's home. */
export function inOtherLanguage(pathname: string, language: Language): string {
  const other = language === 'vi' ? 'en' : 'vi';
  const pages = Object.values(PAGES);
  const page =
    pages.find((one) => one[language] === pathname) ??
    pages.find((one) => WITH_ID.includes(one) && pathname.startsWith(`${one[language]}/`));
  return page ? page[other] + pathname.slice(page[language].length) : PAGES.home[other];
}

/** An address of the API that answers in the language of a page. */
export function inLanguage(path: string, language: Language): string {
  if (language === 'vi') return path;
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

type Value = string | number | readonly string[] | undefined;

/** An address with parameters; what is empty is left out, so that the same search has the same address. */
export function address(path: string, parameters: Readonly<Record<string, Value>> = {}, anchor = ''): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') search.append(name, String(one));
    }
  }
  const text = search.toString();
  return `${path}${text ? `?${text}` : ''}${anchor ? `#${anchor}` : ''}`;
}

/** The page of a document, at one of its blocks. */
export function documentAddress(
  language: Language,
  id: string,
  blockId = '',
  parameters: Readonly<Record<string, Value>> = {},
): string {
  return address(`${PAGES.document[language]}/${id}`, parameters, blockId);
}

/** Where a mention stands marked in its document. */
export function mentionAddress(
  language: Language,
  id: string,
  start: number,
  phrase: string,
  tier: number,
): string {
  return documentAddress(language, id, hitAnchor(start), { phrase, tier });
}

/** A part of a document in its block, to be shown beside the table that it is a row of. */
export function passageAddress(language: Language, id: string, [from, to]: Span): string {
  return address(PAGES.passage[language], { document: id, from, to });
}

/** The work (khối lượng công việc) that stands in the same clauses as a phrase, under the same filters. */
export function workloadAddress(
  language: Language,
  phrase: string,
  filters: Readonly<Record<string, readonly string[]>>,
): string {
  return address(PAGES.statistics[language], { q: `"${phrase.replaceAll('"', '')}"`, ...filters });
}

/** The anchor of a marked hit: where it begins in the text. */
export function hitAnchor(start: number): string {
  return `vt-${start}`;
}

/**
 * The link of a certificate: it holds the whole search, and what was counted when, so that whoever opens it later is
 * told whether and why the numbers have changed.
 */
export function certificateAddress(language: Language, certificate: Certificate): string {
  const { phrase, tier, rule, filters, index, counts, countedAt } = certificate;
  const { occurrences, blocks, documents } = counts.counted;
  return address(PAGES.certificate[language], {
    q: phrase,
    tier,
    count: rule.unit,
    without: rule.without,
    ...filters,
    version: index.indexVersion,
    counted: `${occurrences}-${blocks}-${documents}`,
    on: countedAt,
  });
}

/**
 * Where a suggestion leads: titles and numbers to their document, issuers, departments and themes to their documents, a
 * phrase to its mentions as it is written, whatever its marks.
 */
export function suggestionAddress(language: Language, { kind, text, target }: Suggestion): string {
  if (target === null)
    return address(PAGES.mentions[language], { q: text, ...(isUnmarked(text) && { tier: 1 }) });
  return kind === 'title' || kind === 'number'
    ? documentAddress(language, target)
    : address(PAGES.search[language], { [kind]: target });
}

/**
 * An address for use outside of the portal (exports). `PORTAL_URL` says under which name readers reach it; else the
 * request does.
 */
export function absolute(path: string, request: URL): string {
  return new URL(path, readConfiguration().portalUrl ?? request).href;
}
