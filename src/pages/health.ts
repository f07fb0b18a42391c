import type { APIRoute } from 'astro';
import { EngineError } from '../engine/errors.ts';
import { indexMeta } from '../web/portal.ts';

/** Whether the portal can answer: for supervisors and monitors. 503 while the engine is away or nothing is indexed. */
export const GET: APIRoute = async () => {
  try {
    const { indexVersion, documents, passages, tasks, indexedAt } = await indexMeta();
    return Response.json(
      { engine: 'available', indexVersion, documents, passages, tasks, lastRun: indexedAt },
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
