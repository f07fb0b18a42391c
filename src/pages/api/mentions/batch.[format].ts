import { answering, toDownload } from '../../../api/answer.ts';
import { batchTable, listOf } from '../../../api/batch.ts';
import { filtersAskedFor, toMentionQuery } from '../../../api/mention-search.ts';
import { batchParameters, readParameters } from '../../../api/parameters.ts';
import { notFound, ProblemError } from '../../../api/problem.ts';
import { exportTable, FORMATS } from '../../../export/index.ts';
import { countPhrases } from '../../../mentions/batch.ts';
import { catalogueFor } from '../../../web/portal.ts';

const REASONS = {
  tooLarge: 'The list is larger than 200 kB; send it in parts.',
  notText: 'The file is not UTF-8 text; save it as UTF-8.',
  none: 'The list has no line; send a form with `list` or `file`, one phrase a line.',
} as const;

/** The counts of a list of phrases, sent as a form with `list` or `file`. */
export const POST = answering(async (context) => {
  const { url, params, request, locals } = context;
  const format = FORMATS.find((name) => name === params.format);
  if (!format) throw notFound();
  const { lang, ...asked } = readParameters(batchParameters, url.searchParams);
  const catalogue = await catalogueFor(locals.reader);
  const { list, fault } = await listOf(request, catalogue);
  if (!list || fault) throw new ProblemError(400, 'Bad list', REASONS[fault ?? 'none']);
  const counted = countPhrases(catalogue.door, list, (phrase) => toMentionQuery(catalogue, phrase, asked, 5));
  const table = batchTable(catalogue, counted, {
    filters: filtersAskedFor(asked),
    without: asked.without,
    tier: asked.tier,
    count: asked.count,
    left: list.left,
    language: lang,
  });
  return toDownload(exportTable(format, table), `dem-cum-tu.${format}`, context);
});
