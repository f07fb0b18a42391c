import type { APIRoute } from 'astro';
import { readConfiguration } from '../configuration.ts';
import { EngineError } from '../engine/errors.ts';
import { indexMeta } from '../web/portal.ts';

/** Whether the portal can answer: for supervisors and monitors. 503 while the engine is away or nothing is indexed. */
export const GET: APIRoute = async ({ locals }) => {
  try {
    const { indexVersion, documents, passages, tasks, indexedAt } = await indexMeta(locals.reader);
    const counts = { indexVersion, documents, passages, tasks, lastRun: indexedAt };
    // of a portal for the staff, monitors learn whether it answers
    const hidden = readConfiguration().portalMode === 'staff' && locals.reader.audience === 'public';
    return Response.json(
      { engine: 'available', ...(hidden ? {} : counts) },
      {
        headers: { 'Cache-Control': 'no-store' },
      },
    );
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return Response.json(
      { engine: error.name === 'NotIndexedError' ? 'not indexed' : 'away' },
      {
        status: 503,
        headers: { 'Cache-Control': 'no-store', 'Retry-After': '5' },
      },
    );
  }
};
