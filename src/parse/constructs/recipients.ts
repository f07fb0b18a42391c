import { withoutEnd } from '../../text/trim.ts';

/** `Nơi nhận:` and what stands beside it in the other column. Must not match `Nơi nhận văn bản xác định …`. */
const HEADING = /^Nơi nhận\s*(?::|$|[-|]| {2})/iu;

/** An entry begins with a dash; anything else goes on with the entry before. */
const ENTRY = /^[-–—•+]\s*/u;

/** `(Báo cáo)`, `} (để báo cáo)`: written beside a brace over several entries. */
const BRACE = /^[}\]{]|^\((?:để\s+)?(?:báo|b\/c)?(?:\s*cáo)?\)?$|^cáo\)$|^báo$/iu;

/** True for the line above the recipients. */
export function isRecipientsHeading(text: string): boolean {
  return HEADING.test(text);
}

/** True for a line that begins an entry of the list. */
export function isRecipientEntry(text: string): boolean {
  return ENTRY.test(text);
}

/** True for the words beside the brace. */
export function isBrace(text: string): boolean {
  return BRACE.test(text);
}

/** `- Lưu Văn thư.` -> `Lưu Văn thư`; null when nothing is left. */
export function toRecipient(entry: string): string | null {
  return withoutEnd(entry.replace(ENTRY, ''), /[\s,.;:]/u).trim() || null;
}
