/** `PHỤ LỤC`, `Phụ lục II`, `Mẫu số 01`. Must not match `Phụ lục kèm theo …` within a sentence. */
const ANNEX =
  /^(?:(?:PHỤ LỤC|Phụ lục|DANH MỤC KÈM THEO)(?:\s+(?:[IVX]+|\d+|số)(?![\p{L}\d])|\s*$|[.:])|PHỤ LỤC\s|(?:Mẫu|MẪU)(?: số|:)?\s*\d)/u;

/** `(Kèm theo Nghị quyết số 03/NQ-CP ngày …)`, `(Ban hành kèm theo Quyết định …)`. */
const ATTACHED = /^\(?(?:(?:Được )?[Bb]an hành )?[Kk]èm theo /u;

/** The name of an annex is shorter: characters. */
const MAX_NAME = 400;

/** True for the line that an annex (phụ lục) or a form (mẫu) begins with. */
export function isAnnexName(text: string): boolean {
  return text.length < MAX_NAME && ANNEX.test(text);
}

/** True for the remark that says to what a paper is attached. */
export function isAttachedRemark(text: string): boolean {
  return ATTACHED.test(text);
}
