import { answering } from '../../api/answer.ts';
import { readParameters, statisticsParameters } from '../../api/parameters.ts';
import { VI } from '../../labels/vi.ts';
import { countedTasks, taskStatistics } from '../../statistics/task-statistics.ts';
import { indexMeta, publicDoor } from '../../web/portal.ts';

/** Tasks counted by one or two dimensions. */
export const GET = answering(async ({ url }) => {
  const { q, rows, columns, count, ...filters } = readParameters(statisticsParameters, url.searchParams);
  const { labels, indexedAt } = await indexMeta();
  const tasks = await countedTasks(publicDoor(), { q, filters });
  const options = { rows, columns, count, role: filters.role };
  return {
    ...taskStatistics(tasks, options, filters, labels, 'vi'),
    count,
    rule: VI.countingRules[count],
    asOf: indexedAt,
  };
});
