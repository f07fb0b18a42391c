import { fold } from '../../text/fold.ts';

/** Sections that report or set aims: no tasks in them. Compared without marks, at the beginning of the title. */
const NO_TASKS =
  /^(?:muc dich|yeu cau|muc tieu|danh gia|tinh hinh|ket qua|thuc trang|dac diem|ton tai|han che|nguyen nhan|quan diem|boi canh|pham vi|doi tuong|can cu|co so|nguyen tac|chi tieu|su can thiet|khai quat|du bao|bai hoc|phuong cham|chu de|dinh huong|tieu chuan|hieu luc|dieu khoan|thanh phan|thoi gian|kinh phi|dia diem|y nghia|mot so ket qua|hien trang|hinh thuc)/u;

/** Sections that set tasks. */
const TASKS =
  /nhiem vu|noi dung|giai phap|to chuc thuc hien|trach nhiem|phan cong|bien phap|trien khai|thuc hien|cong tac trong tam|chuong trinh cong tac|to chuc dieu hanh|phoi hop/u;

/**
 * Whether a heading says that tasks stand below it: true, false, or null when it says neither.
 *
 * @example judgeSection('NỘI DUNG THỰC HIỆN') // true
 * @example judgeSection('MỤC ĐÍCH, YÊU CẦU') // false
 * @example judgeSection('MỤC TIÊU, NHIỆM VỤ') // true: what is set wins over what is aimed at
 */
export function judgeSection(heading: string): boolean | null {
  const known = judged.get(heading);
  if (known !== undefined) return known;
  const verdict = judge(heading);
  if (judged.size < MAX_JUDGED) judged.set(heading, verdict);
  return verdict;
}

/** Every task asks for the headings above it, and offices use the same ones: each is judged once. */
const judged = new Map<string, boolean | null>();
const MAX_JUDGED = 5_000;

function judge(heading: string): boolean | null {
  const title = fold(heading).trim();
  if (title.startsWith('bao cao')) return null; // the title of a report: its sections say what they hold
  if (NO_TASKS.test(title))
    return (
      /nhiem vu|giai phap|to chuc thuc hien|trach nhiem/u.test(title) &&
      !/ket qua|danh gia|tinh hinh/u.test(title)
    );
  return TASKS.test(title) ? true : null;
}

/** Types whose numbered sections set tasks even where their titles don't say so. */
const ORDERING_TYPES = new Set([
  'kế hoạch',
  'chương trình',
  'chương trình hành động',
  'chỉ thị',
  'công điện',
  'công văn',
  'kết luận',
  'thông báo',
  'phương án',
  'thông tri',
  'đề án',
]);

/** What holds for a section whose title says neither. */
export function ordersByType(type: string | null): boolean {
  return type === null || ORDERING_TYPES.has(type);
}
