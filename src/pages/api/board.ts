import { answering } from '../../api/answer.ts';
import { askedBoard } from '../../api/asked-board.ts';

/** The whole board: totals, every table, targets, citations. */
export const GET = answering(async (context) => {
  const { board, search, meta } = await askedBoard(context);
  const { tables, ...rest } = board;
  return { query: search.q, ...rest, tables, asOf: meta.indexedAt, indexVersion: meta.indexVersion };
});
