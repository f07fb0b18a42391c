import { answering } from '../../../api/answer.ts';
import { notFound } from '../../../api/problem.ts';
import { readConfiguration } from '../../../configuration.ts';
import { readSnapshot } from '../../../statistics/snapshot-store.ts';
import { publicDoor } from '../../../web/portal.ts';

/** A snapshot of the board: its figures, and what each task behind them was counted by. */
export const GET = answering(async ({ params }) => {
  const snapshot = await readSnapshot(readConfiguration().dataDir, params.id ?? '');
  if (!snapshot || snapshot.audience !== publicDoor().audience) throw notFound();
  return snapshot;
});
