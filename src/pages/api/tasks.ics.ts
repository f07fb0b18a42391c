import { answering, toDownload } from '../../api/answer.ts';
import { calendarParameters, readParameters } from '../../api/parameters.ts';
import { ExportedDocuments } from '../../api/read-documents.ts';
import { deadlineCalendar } from '../../api/task-calendar.ts';
import { catalogueFor } from '../../web/portal.ts';

/** The deadlines of the tasks that fit, as a calendar that can be subscribed to. */
export const GET = answering(async (context) => {
  const { url, locals } = context;
  const documents = new ExportedDocuments();
  const { q, lang, ...filters } = readParameters(calendarParameters, url.searchParams);
  const calendar = await deadlineCalendar(
    await catalogueFor(locals.reader),
    { q, filters },
    { request: url, language: lang, documents },
  );
  async function* parts() {
    yield Buffer.from(calendar);
  }
  return toDownload(
    { mediaType: 'text/calendar; charset=utf-8', stream: parts() },
    'thoi-han.ics',
    context,
    documents,
  );
});
