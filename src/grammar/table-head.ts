/**
 * What the first row of a table of data says in one of its cells (dòng đầu của bảng). Must not match a letterhead and a
 * site's box of facts.
 */
const HEADER =
  /^(?:S?TT|Số\s+TT|Số thứ tự|No|(?:Tên |Danh mục )?(?:nội dung|nhiệm vụ|chỉ tiêu|công việc|hoạt động)(?!\p{L}).{0,60}|(?:cơ quan|đơn vị)(?:,? (?:cơ quan|đơn vị))? (?:chủ trì|thực hiện|phối hợp).{0,40}|ghi chú|(?:thời gian|thời hạn|tiến độ).{0,40}|đơn vị tính|họ và tên)\.?$/iu;

/** Whether a cell is one of the head of a table of data. */
export function isTableHead(cell: string): boolean {
  return HEADER.test(cell);
}
