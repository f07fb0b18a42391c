import type { EngineDoor } from '../engine/door.ts';
import { oneOf } from '../engine/filter.ts';
import type { DocumentSummary } from '../engine/projection/summary.ts';
import type { Message } from '../record/message.ts';

/** A document and what the parser was in doubt about. */
export interface DoubtfulDocument {
  readonly document: DocumentSummary;
  readonly path: string;
  readonly messages: readonly Message[];
}

/** Documents with warnings or errors of the parser (cảnh báo), a page of them. @throws {EngineError} */
export async function doubtfulDocuments(
  door: EngineDoor,
  page: number,
  hitsPerPage: number,
): Promise<{ readonly total: number; readonly items: DoubtfulDocument[] }> {
  const { total, hits } = await door.search('documents', {
    filters: [oneOf('severities', ['warning', 'error'])],
    retrieve: ['summary', 'path', 'record.messages'],
    sort: ['id:asc'],
    page,
    hitsPerPage,
  });
  const items = hits.map(({ summary, path, record: { messages } }) => ({
    document: summary,
    path,
    messages: messages.filter(({ severity }) => severity !== 'info'),
  }));
  return { total, items };
}
