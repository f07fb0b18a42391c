import { fold } from '../../text/fold.ts';

/** Which column of a table of tasks (bảng phân công nhiệm vụ) says what; indexes of cells. */
export interface TaskColumns {
  readonly task: number;
  readonly number: number | null;
  readonly lead: number | null;
  readonly coordinator: number | null;
  readonly schedule: number | null;
  /** The column of times says when a task is to be finished, not when it is done. */
  readonly deadline: boolean;
  /** Columns that say something of a task besides: a row that has none of them is the heading of a group. */
  readonly others: readonly number[];
}

/** A cell of a row: its text, and where it stands in the row. */
export interface RowCell {
  readonly text: string;
  readonly at: number;
}

/** Between two cells; an empty cell has one on either side. Must not match a bar within a word. */
const SEPARATOR = /(?<=^| )\|(?= |$)/gu;

/** The cells of a row, without white space at their ends. */
export function cellsOf(row: string): RowCell[] {
  const cells: RowCell[] = [];
  let from = 0;
  const push = (to: number) => {
    const raw = row.slice(from, to);
    cells.push({ text: raw.trim(), at: from + (raw.length - raw.trimStart().length) });
  };
  for (const match of row.matchAll(SEPARATOR)) {
    push(match.index);
    from = match.index + 1;
  }
  push(row.length);
  return cells;
}

/** What the heads of columns say, compared without marks. Must not match the cells of a row. */
const NUMBER = /^(?:s?tt|so tt|so thu tu|no)\.?$/u;
const TASK =
  /^(?:(?:ten |danh muc |cac )?(?:nhiem vu|noi dung|cong viec|hoat dong|giai phap|nhom nhiem vu|dau viec|de an|viec|viec phai lam)(?:[ ,/(].{0,80})?|nhiem vu\b.{0,80})$/u;
const LEAD =
  /^(?:(?:co quan|don vi|to chuc|bo phan|phong|ban)(?:[ ,/]+(?:co quan|don vi|to chuc))* (?:chu tri|thuc hien|dau moi|tham muu|chiu trach nhiem|duoc giao).{0,50}|chu tri.{0,30}|phan cong(?: thuc hien| nhiem vu)?|(?:nguoi|trach nhiem) (?:thuc hien|chu tri|phu trach)|thuc hien|ai lam)$/u;
const COORDINATOR =
  /^(?:(?:co quan|don vi|to chuc)(?:[ ,/]+(?:co quan|don vi))* )?(?:phoi hop|tham gia).{0,30}$|^lam cung.{0,20}$/u;
const SCHEDULE =
  /^(?:thoi gian|thoi han|tien do|thoi diem|ky han|lo trinh|hoan thanh|moc thoi gian|thang|quy|nam|bao gio|khi nao)(?: .{0,50})?$/u;

/** Heads are short. */
const MAX_HEAD = 110;

/**
 * The columns, if a row is the head of a table of tasks: it names the task, and who does it or when; null otherwise.
 *
 * @example readTaskColumns(['TT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Thời gian hoàn thành'])
 */
export function readTaskColumns(cells: readonly string[]): TaskColumns | null {
  const heads = cells.map((cell) => (cell.length > MAX_HEAD ? '' : fold(cell).replace(/\s+/gu, ' ').trim()));
  const find = (pattern: RegExp) => {
    const index = heads.findIndex((head) => pattern.test(head));
    return index < 0 ? null : index;
  };
  const task = find(TASK);
  const lead = find(LEAD);
  const schedule = find(SCHEDULE);
  if (task === null || task === lead || (lead === null && schedule === null)) return null;
  // A first column without a head holds the numbers.
  const number = find(NUMBER) ?? (heads[0] === '' && task > 0 ? 0 : null);
  const coordinator = find(COORDINATOR);
  const named = new Set([task, number]);
  return {
    task,
    number,
    lead,
    coordinator,
    schedule,
    deadline: schedule !== null && isDeadline(heads[schedule] as string),
    others: heads.flatMap((_, index) => (named.has(index) ? [] : [index])),
  };
}

/** `Thời gian hoàn thành`, `Thời hạn`; not `Thời gian thực hiện`. Without marks. */
function isDeadline(head: string): boolean {
  return /hoan thanh|thoi han/u.test(head) && !/thuc hien/u.test(head);
}

/** Two rows of heads as one: `Phân công` over `Chủ trì` and `Phối hợp`. The lower one says more. */
export function joinHeads(upper: readonly string[], lower: readonly string[]): string[] {
  return upper.map((cell, index) => lower[index] || cell);
}

/** `(1) | (2) | (3)`, `1 | 2 | 3`: the numbers of the columns, or the head again on the next page. */
export function isRepeatedHead(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return (
    (filled.length > 2 && filled.every((cell, index) => cell.replace(/[()]/gu, '') === String(index + 1))) ||
    readTaskColumns(cells) !== null
  );
}
