import { readConfiguration } from '../configuration.ts';
import type { Certificate } from '../mentions/certificate.ts';
import type { Suggestion } from '../search/suggest.ts';

/** Addresses of the portal's pages (đường dẫn): Vietnamese words without marks. */
export const PAGES = {
  search: '/',
  mentions: '/ngu-canh',
  certificate: '/ngu-canh/chung-nhan',
  batch: '/ngu-canh/nhieu-cum',
  document: '/van-ban',
  tasks: '/nhiem-vu',
  statistics: '/thong-ke',
} as const;

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
  id: string,
  blockId = '',
  parameters: Readonly<Record<string, Value>> = {},
): string {
  return address(`${PAGES.document}/${id}`, parameters, blockId);
}

/** Where a mention stands marked in its document. */
export function mentionAddress(id: string, start: number, phrase: string, tier: number): string {
  return documentAddress(id, hitAnchor(start), { phrase, tier });
}

/** The anchor of a marked hit: where it begins in the text. */
export function hitAnchor(start: number): string {
  return `vt-${start}`;
}

/**
 * The link of a certificate: it holds the whole search, and what was counted when, so that whoever opens it later is
 * told whether and why the numbers have changed.
 */
export function certificateAddress(certificate: Certificate): string {
  const { phrase, tier, rule, filters, index, counts, countedAt } = certificate;
  const { occurrences, blocks, documents } = counts.counted;
  return address(PAGES.certificate, {
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

/** Where a suggestion leads: titles and numbers to their document, a theme to its documents, all else to a search. */
export function suggestionAddress({ kind, text, target }: Suggestion): string {
  if (target === null) return address(PAGES.search, { q: kind === 'agency' ? `"${text}"` : text });
  return kind === 'theme' ? address(PAGES.search, { theme: target }) : documentAddress(target);
}

/**
 * An address for use outside of the portal (exports). `PORTAL_URL` says under which name readers reach it; else the
 * request does.
 */
export function absolute(path: string, request: URL): string {
  return new URL(path, readConfiguration().portalUrl ?? request).href;
}
