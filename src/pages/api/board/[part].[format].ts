import { answering, toDownload } from '../../../api/answer.ts';
import { askedBoard } from '../../../api/asked-board.ts';
import { partTable } from '../../../api/board-export.ts';
import { notFound } from '../../../api/problem.ts';
import { exportTable, FORMATS } from '../../../export/index.ts';
import { BOARD_PARTS } from '../../../statistics/board.ts';

/** A part of the board as csv, xlsx, docx or jsonl: all of its rows. */
export const GET = answering(async (context) => {
  const { params } = context;
  const format = FORMATS.find((name) => name === params.format);
  const part = BOARD_PARTS.find((name) => name === params.part);
  if (!format || !part) throw notFound();
  const asked = await askedBoard(context);
  return toDownload(exportTable(format, partTable(asked, part)), `thong-ke-${part}.${format}`, context);
});
