import { z } from 'zod';
import { answering } from '../api/answer.ts';
import { readParameters } from '../api/parameters.ts';
import { escapeXml } from '../export/xml.ts';
import { wordsIn } from '../labels/words.ts';
import { absolute, inLanguage, PAGES } from '../web/addresses.ts';

/** What a browser needs to search the portal from its own bar (OpenSearch 1.1). */
export const GET = answering(async ({ url }) => {
  const { lang } = readParameters(z.object({}), url.searchParams);
  const words = wordsIn(lang);
  const template = (path: string) => escapeXml(`${absolute(path, url)}?q={searchTerms}`);
  const spoken = (path: string) => escapeXml(inLanguage(`${absolute(path, url)}?q={searchTerms}`, lang));
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"><ShortName>${words.portal}</ShortName><Description>${escapeXml(words.tagline)}</Description><Language>${lang}</Language><InputEncoding>UTF-8</InputEncoding><Image width="16" height="16" type="image/svg+xml">${escapeXml(absolute('/icon.svg', url))}</Image><Url type="text/html" method="get" template="${template(PAGES.search[lang])}"/><Url type="application/atom+xml" template="${spoken('/tim-kiem.atom')}"/><Url type="application/x-suggestions+json" template="${spoken('/api/suggestions.opensearch')}"/></OpenSearchDescription>\n`,
    {
      headers: {
        'Content-Type': 'application/opensearchdescription+xml; charset=utf-8',
        'Cache-Control': 'public, max-age=86400',
      },
    },
  );
});
