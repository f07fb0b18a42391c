import { z } from 'zod';
import type { Label } from '../engine/meta.ts';
import { FORMATS } from '../export/index.ts';
import { documentRecord } from '../record/record.ts';
import { BOARD_PARTS } from '../statistics/board.ts';
import { DOCUMENT_FORMATS } from './document-files.ts';
import {
  batchParameters,
  boardParameters,
  calendarParameters,
  certificateParameters,
  documentParameters,
  exportParameters,
  mentionParameters,
  statisticsParameters,
  suggestionParameters,
  taskExportParameters,
  taskParameters,
  tierParameters,
} from './parameters.ts';

/** Something that the API answers (thao tác). */
export interface Operation {
  readonly path: string;
  readonly method: 'get' | 'post';
  readonly summary: Label;
  /** The parameters in the address: the schema by which they are read. */
  readonly parameters: z.ZodObject;
  /** What is sent as a form, and where that leads to, for what is posted. */
  readonly form?: z.ZodObject;
  readonly leadsOn?: true;
  /** The media type of the answer; for a path with `{format}`, that of each format is its own. */
  readonly mediaType: string;
  /** The schema of the answer, where it has one of its own. */
  readonly answer?: z.ZodType;
  /** An address that can be asked as it is; none for what has to be sent. */
  readonly example: string | null;
}

const JSON_TYPE = 'application/json';
const PHRASE = `q=${encodeURIComponent('Dân vận khéo')}`;
const ANY = '*/*';
const id = z.object({ id: z.string() });
const format = <Names extends readonly string[]>(names: Names) => ({ format: z.enum(names) });

/** Everything that the API answers, in the order in which it is told. */
export const OPERATIONS: readonly Operation[] = [
  {
    path: '/api/documents',
    method: 'get',
    summary: { vi: 'Văn bản theo câu tìm và bộ lọc', en: 'Documents of a search' },
    parameters: documentParameters,
    mediaType: JSON_TYPE,
    example: `/api/documents?${PHRASE}&hitsPerPage=5`,
  },
  {
    path: '/api/documents/tiers',
    method: 'get',
    summary: { vi: 'Số văn bản ở từng bậc so khớp', en: 'How many documents each tier finds' },
    parameters: tierParameters,
    mediaType: JSON_TYPE,
    example: `/api/documents/tiers?${PHRASE}`,
  },
  {
    path: '/api/documents/{id}',
    method: 'get',
    summary: { vi: 'Bản ghi đầy đủ của một văn bản', en: 'The full record of a document' },
    parameters: id,
    mediaType: JSON_TYPE,
    answer: documentRecord,
    example: null,
  },
  {
    path: '/api/documents/{id}.{format}',
    method: 'get',
    summary: {
      vi: 'Văn bản dạng thuần, Word, Akoma Ntoso hoặc JSON-LD',
      en: 'A document as plain text, Word file, Akoma Ntoso or JSON-LD',
    },
    parameters: z.object({ ...id.shape, ...format(DOCUMENT_FORMATS) }),
    mediaType: ANY,
    example: null,
  },
  {
    path: '/api/documents/{id}/original',
    method: 'get',
    summary: { vi: 'Tệp gốc của một văn bản', en: 'The original file of a document' },
    parameters: id,
    mediaType: ANY,
    example: null,
  },
  {
    path: '/api/mentions',
    method: 'get',
    summary: { vi: 'Mọi lần xuất hiện của một cụm từ', en: 'Every mention of a phrase' },
    parameters: mentionParameters,
    mediaType: JSON_TYPE,
    example: `/api/mentions?${PHRASE}`,
  },
  {
    path: '/api/mentions.{format}',
    method: 'get',
    summary: {
      vi: 'Mọi lần xuất hiện dạng tệp, kèm giấy chứng',
      en: 'Every mention as a file, with its certificate',
    },
    parameters: z.object({ ...format(FORMATS), ...exportParameters.shape }),
    mediaType: ANY,
    example: `/api/mentions.csv?${PHRASE}`,
  },
  {
    path: '/api/mentions/count',
    method: 'get',
    summary: {
      vi: 'Số lần xuất hiện trong khi đếm, mỗi bước một dòng JSON',
      en: 'The number of mentions while it grows, a line of JSON a step',
    },
    parameters: certificateParameters,
    mediaType: 'application/jsonl',
    example: `/api/mentions/count?${PHRASE}`,
  },
  {
    path: '/api/mentions/certificate',
    method: 'get',
    summary: { vi: 'Giấy chứng nhận của một lần đếm', en: 'The certificate of a count' },
    parameters: certificateParameters,
    mediaType: JSON_TYPE,
    example: `/api/mentions/certificate?${PHRASE}`,
  },
  {
    path: '/api/mentions/batch.{format}',
    method: 'post',
    summary: {
      vi: 'Đếm một danh sách cụm từ, gửi dạng biểu mẫu với trường list hoặc file',
      en: 'Counts a list of phrases, sent as a form with list or file',
    },
    parameters: z.object({ ...format(FORMATS), ...batchParameters.shape }),
    form: z.object({
      list: z.string().optional().describe('One phrase a line.'),
      file: z.string().optional().describe('A text file, one phrase a line.'),
    }),
    mediaType: ANY,
    example: null,
  },
  {
    path: '/api/tasks',
    method: 'get',
    summary: { vi: 'Nhiệm vụ theo câu tìm và bộ lọc', en: 'Tasks of a search' },
    parameters: taskParameters,
    mediaType: JSON_TYPE,
    example: '/api/tasks?year=2024&hitsPerPage=5',
  },
  {
    path: '/api/tasks.{format}',
    method: 'get',
    summary: { vi: 'Nhiệm vụ dạng tệp', en: 'Tasks as a file' },
    parameters: z.object({ ...format(FORMATS), ...taskExportParameters.shape }),
    mediaType: ANY,
    example: '/api/tasks.csv?year=2024',
  },
  {
    path: '/api/tasks.ics',
    method: 'get',
    summary: { vi: 'Thời hạn của các nhiệm vụ dạng lịch', en: 'Deadlines of tasks as a calendar' },
    parameters: calendarParameters,
    mediaType: 'text/calendar',
    example: '/api/tasks.ics?list=due',
  },
  {
    path: '/api/statistics',
    method: 'get',
    summary: {
      vi: 'Bảng đếm nhiệm vụ theo một hoặc hai chiều',
      en: 'Tasks counted by one or two dimensions',
    },
    parameters: statisticsParameters,
    mediaType: JSON_TYPE,
    example: '/api/statistics?rows=department&columns=year',
  },
  {
    path: '/api/board',
    method: 'get',
    summary: { vi: 'Mọi số liệu của trang thống kê', en: 'All figures of the page of statistics' },
    parameters: boardParameters,
    mediaType: JSON_TYPE,
    example: '/api/board?year=2024',
  },
  {
    path: '/api/board.xlsx',
    method: 'get',
    summary: { vi: 'Mọi số liệu ấy trong một tệp Excel', en: 'All of them as one workbook' },
    parameters: boardParameters,
    mediaType: ANY,
    example: '/api/board.xlsx?year=2024',
  },
  {
    path: '/api/board/{part}.{format}',
    method: 'get',
    summary: { vi: 'Một phần của trang thống kê dạng tệp', en: 'A part of the page of statistics as a file' },
    parameters: z.object({ part: z.enum(BOARD_PARTS), ...format(FORMATS), ...boardParameters.shape }),
    mediaType: ANY,
    example: '/api/board/agencies.csv?year=2024',
  },
  {
    path: '/api/snapshots',
    method: 'post',
    summary: {
      vi: 'Chụp số liệu của trang thống kê, gửi dạng biểu mẫu với cùng tham số; dẫn đến ảnh chụp',
      en: 'Freezes the figures of the statistics, sent as a form with the same parameters; leads to the snapshot',
    },
    parameters: z.object({}),
    form: boardParameters,
    leadsOn: true,
    mediaType: ANY,
    example: null,
  },
  {
    path: '/api/snapshots/{id}.json',
    method: 'get',
    summary: {
      vi: 'Ảnh chụp số liệu: mọi con số và các nhiệm vụ đằng sau',
      en: 'A snapshot: all figures, and the tasks behind them',
    },
    parameters: id,
    mediaType: JSON_TYPE,
    example: null,
  },
  {
    path: '/api/suggestions',
    method: 'get',
    summary: { vi: 'Gợi ý cho câu tìm đang gõ', en: 'What a query that is being typed may become' },
    parameters: suggestionParameters,
    mediaType: JSON_TYPE,
    example: `/api/suggestions?q=${encodeURIComponent('dân v')}`,
  },
];
