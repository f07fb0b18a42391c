import { answering, toDownload } from '../../api/answer.ts';
import { askedBoard } from '../../api/asked-board.ts';
import { boardWorkbook } from '../../api/board-export.ts';

/** The whole board as one workbook, a sheet for each part. */
export const GET = answering(async (context) =>
  toDownload(boardWorkbook(await askedBoard(context)), 'thong-ke.xlsx', context),
);
