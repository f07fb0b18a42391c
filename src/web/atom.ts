import { legible } from '../export/legible.ts';
import { escapeXml } from '../export/xml.ts';

/** An entry of a feed. Addresses are absolute, times ISO instants. */
export interface FeedEntry {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly updated: string;
  readonly author: string | null;
  readonly summary: string;
}

/** A page of a feed (nguồn tin). */
export interface Feed {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  /** The page that the feed is of. */
  readonly url: string;
  readonly self: string;
  readonly next: string | null;
  readonly previous: string | null;
  readonly first: string;
  readonly last: string;
  readonly updated: string;
  /** Who speaks where an entry has no author. */
  readonly author: string;
  readonly entries: readonly FeedEntry[];
}

const text = (name: string, value: string, attributes = '') =>
  `<${name}${attributes}>${escapeXml(legible(value))}</${name}>`;
const link = (rel: string, href: string, type: string) =>
  `<link rel="${rel}" href="${escapeXml(legible(href))}" type="${type}"/>`;

const ATOM = 'application/atom+xml';
const HTML = 'text/html';

/** A feed as Atom (RFC 4287), in pages (RFC 5005, section 3). */
export function toAtom(feed: Feed): string {
  const entries = feed.entries.map(
    ({ id, title, url, updated, author, summary }) =>
      `<entry>${text('id', id)}${text('title', title)}${link('alternate', url, HTML)}${text('updated', updated)}${author === null ? '' : `<author>${text('name', author)}</author>`}${text('summary', summary)}</entry>`,
  );
  const links = [
    link('self', feed.self, ATOM),
    link('alternate', feed.url, HTML),
    link('first', feed.first, ATOM),
    feed.previous && link('previous', feed.previous, ATOM),
    feed.next && link('next', feed.next, ATOM),
    link('last', feed.last, ATOM),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">${text('id', feed.id)}${text('title', feed.title)}${text('updated', feed.updated)}<author>${text('name', feed.author)}</author>${links.filter(Boolean).join('')}${entries.join('')}</feed>\n`;
}
