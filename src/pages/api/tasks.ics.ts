import { answering, toDownload } from '../../api/answer.ts';
import { calendarParameters, readParameters } from '../../api/parameters.ts';
import { deadlineCalendar } from '../../api/task-calendar.ts';
import { publicCatalogue } from '../../web/portal.ts';

/** The deadlines of the tasks that fit, as a calendar that can be subscribed to. */
export const GET = answering(async ({ url }) => {
  const { q, lang, ...filters } = readParameters(calendarParameters, url.searchParams);
  const calendar = await deadlineCalendar(await publicCatalogue(), { q, filters }, url, lang);
  async function* parts() {
    yield Buffer.from(calendar);
  }
  return toDownload({ mediaType: 'text/calendar; charset=utf-8', stream: parts() }, 'thoi-han.ics');
});
