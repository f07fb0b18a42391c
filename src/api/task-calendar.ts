import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { nameOf } from '../labels/citation.ts';
import type { Language } from '../labels/language.ts';
import { wordsIn } from '../labels/words.ts';
import type { Catalogue } from '../search/lexicon.ts';
import { allTasks, type TaskSearch } from '../search/search-tasks.ts';
import { absolute, documentAddress } from '../web/addresses.ts';
import type { ExportedDocuments } from './read-documents.ts';

/** A calendar shows a line of a task. UTF-16 units. */
const LONGEST_SUMMARY = 120;

/**
 * The deadlines of tasks as a calendar (RFC 5545): a whole day for each task that has one, which takes nobody's time. A
 * deadline that is stated as a month or a year is on its last day, and says so by the words of the document.
 * @throws {EngineError}
 */
export async function deadlineCalendar(
  catalogue: Catalogue,
  search: TaskSearch,
  {
    request,
    language,
    documents,
  }: { readonly request: URL; readonly language: Language; readonly documents: ExportedDocuments },
): Promise<string> {
  const words = wordsIn(language);
  const { meta } = catalogue;
  const calendar = ical({
    name: `${words.statistics.parts.deadlines} · ${words.portal}`,
    prodId: { company: 'vanthu', product: 'deadlines', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  const retrieve = ['task', 'document', 'documentId', 'due'] as const;
  const { filters } = search;
  const dated = { ...search, filters: { ...filters, dueFrom: filters.dueFrom ?? '0001-01-01' } };
  for await (const { task, document, documentId, due } of allTasks(catalogue, dated, retrieve)) {
    if (due === null) continue;
    documents.note(document);
    const url = absolute(documentAddress(language, documentId, task.blockId), request);
    const { leads, coordinators, schedule } = task;
    calendar.createEvent({
      id: `${task.id}@vanthu`,
      // a day is written as it is in UTC, wherever the server stands
      start: new Date(`${due}T00:00:00Z`),
      allDay: true,
      stamp: new Date(meta.indexedAt),
      summary: task.text.length > LONGEST_SUMMARY ? `${task.text.slice(0, LONGEST_SUMMARY - 1)}…` : task.text,
      description: [
        task.text,
        schedule.text && `${words.tasks.schedule}: ${schedule.text}`,
        leads.length > 0 && `${words.tasks.leads}: ${leads.join('; ')}`,
        coordinators.length > 0 && `${words.tasks.coordinators}: ${coordinators.join('; ')}`,
        nameOf(document, language),
      ]
        .filter(Boolean)
        .join('\n'),
      url,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}
