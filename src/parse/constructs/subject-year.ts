/** A year that a plan is for, with its place in the title. */
export interface SubjectYear {
  readonly year: number;
  readonly span: readonly [number, number];
}

/** Types of which there is one a year. */
const YEARLY = new Set(['kế hoạch', 'chương trình', 'chương trình hành động', 'chương trình công tác']);

/** A plan to carry a document out is not the plan of a year, even where it names one. */
const CARRIES_OUT =
  /^(?:về (?:việc )?)?(?:triển khai |tiếp tục |tổ chức )*(?:thực hiện|triển khai|quán triệt)\s+(?:thực hiện\s+)?(?:các\s+)?(?:nghị quyết|kế hoạch|chương trình hành động|chỉ thị|kết luận|quyết định|đề án|thông báo|quy định|hướng dẫn|luật|nghị định|công điện|công văn)/iu;

/** `năm 2024`. Must not match a date, a phase (`giai đoạn 2021 - 2025`), a bound (`đến năm 2030`, `từ năm 2023`). */
const YEAR =
  /(?<!tháng \d{1,2} )(?<!(?:đến|từ|giai đoạn|tầm nhìn|hết|trước|và|nhiệm kỳ)\s)năm\s+(20\d{2})(?!\s*[-–]\s*(?:năm\s*)?\d)/iu;

/** The year that a document is the plan OF (công tác dân vận năm 2024); null for any other. */
export function findSubjectYear(type: string | null, title: string): SubjectYear | null {
  if (type === null || !YEARLY.has(type) || CARRIES_OUT.test(title)) return null;
  const match = YEAR.exec(title);
  return match ? { year: Number(match[1]), span: [match.index, match.index + match[0].length] } : null;
}
