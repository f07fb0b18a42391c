import { writeAccess } from '../access/access-log.ts';
import { readConfiguration } from '../configuration.ts';
import type { DocumentSummary } from '../engine/projection/summary.ts';
import type { DocumentRecord } from '../record/record.ts';
import { findDocument, findWhereabouts } from '../search/find-document.ts';
import { doorFor } from '../web/portal.ts';
import { notFound, withdrawn } from './problem.ts';

/**
 * Opens a document (mở văn bản) for whoever asks; null if there is none that he may see. That an internal one was opened
 * is written into the access log: every page and answer that shows a document opens it here.
 *
 * @param as what is shown of it: `page`, `passage`, `original`, a format
 * @throws {EngineError}
 */
export async function openDocument(
  { reader, client }: App.Locals,
  id: string,
  as: string,
): Promise<DocumentRecord | null> {
  const record = await findDocument(doorFor(reader), id);
  if (record?.access === 'internal')
    writeAccess(readConfiguration().dataDir, { reader, client }, { action: 'open', document: record.id, as });
  return record;
}

/**
 * The answer of the API for an address that no document answers to: a redirect to where it is now, that it was
 * withdrawn, or the documents that it may mean.
 *
 * @param addressOf the same resource of another document
 * @throws {ProblemError} 404 for what was never given out, 410 for what was withdrawn
 * @throws {EngineError}
 */
export async function answerElsewhere(
  { reader }: Pick<App.Locals, 'reader'>,
  id: string,
  addressOf: (id: string) => string,
): Promise<Response> {
  const found = await findWhereabouts(doorFor(reader), id);
  if (!found) throw notFound();
  if (found.kind === 'withdrawn') throw withdrawn();
  if (found.kind === 'moved')
    return new Response(null, {
      status: found.forEver ? 308 : 307,
      headers: { Location: addressOf(found.id) },
    });
  return Response.json(
    { documents: found.documents.map((summary) => ({ id: summary.id, url: addressOf(summary.id) })) },
    { status: 300 },
  );
}

/** The internal documents that rows of a file are of, gathered while it is written. */
export class ExportedDocuments {
  readonly internal = new Set<string>();

  note({ id, access }: Pick<DocumentSummary, 'id' | 'access'>): void {
    if (access === 'internal') this.internal.add(id);
  }
}
