import { mayRead } from '../../../access/audience.ts';
import { answering } from '../../../api/answer.ts';
import { notFound } from '../../../api/problem.ts';
import { readConfiguration } from '../../../configuration.ts';
import { NO_LONGER_THERE } from '../../../labels/words.ts';
import { seenNow } from '../../../statistics/snapshot.ts';
import { readSnapshot } from '../../../statistics/snapshot-store.ts';
import { boardSources } from '../../../statistics/sources.ts';
import { catalogueFor } from '../../../web/portal.ts';

/** A snapshot of the board: its figures, and what each task behind them was counted by. */
export const GET = answering(async ({ params, locals }) => {
  const snapshot = await readSnapshot(readConfiguration().dataDir, params.id ?? '');
  if (!snapshot || !mayRead(locals.reader.audience, snapshot.audience)) throw notFound();
  // what was frozen for everybody stays what everybody may see
  const { documents } = await boardSources(await catalogueFor(snapshot));
  return seenNow(snapshot, documents, NO_LONGER_THERE);
});
