import { answering } from '../../api/answer.ts';
import { readParameters, statisticsParameters } from '../../api/parameters.ts';
import { wordsIn } from '../../labels/words.ts';
import { readWorkload, taskStatistics } from '../../statistics/task-statistics.ts';
import { catalogueFor } from '../../web/portal.ts';

/** Tasks counted by one or two dimensions. */
export const GET = answering(async ({ url, locals }) => {
  const { q, rows, columns, count, lang, ...filters } = readParameters(
    statisticsParameters,
    url.searchParams,
  );
  const catalogue = await catalogueFor(locals.reader);
  const { labels, indexedAt } = catalogue.meta;
  const workload = await readWorkload(catalogue, { q, filters });
  return {
    ...taskStatistics(workload, { rows, columns, count }, labels, lang),
    count,
    rule: wordsIn(lang).countingRules[count],
    asOf: indexedAt,
  };
});
