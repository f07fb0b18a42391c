import { readConfiguration } from '../configuration.ts';

/** Addresses of the portal's pages (đường dẫn): Vietnamese words without marks. */
export const PAGES = {
  search: '/',
  mentions: '/ngu-canh',
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
 * An address for use outside of the portal (exports). `PORTAL_URL` says under which name readers reach it; else the
 * request does.
 */
export function absolute(path: string, request: URL): string {
  return new URL(path, readConfiguration().portalUrl ?? request).href;
}
