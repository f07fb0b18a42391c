import type { Block } from '../record/block.ts';
import type { Citation } from '../record/citation.ts';
import type { Span } from '../record/span.ts';

/** A paragraph of the legal basis (căn cứ) names documents and says nothing of its own. */
const LEGAL_BASIS = /^[\s\-–+*•"“]*căn cứ(?!\p{L})/iu;

/** Characters after a number in which its date, its issuer and the beginning of its title stand. */
const ATTRIBUTES = 200;

/**
 * What may stand between a number and the title: its date, its issuer, and nothing else. Group 1 or 2: a quote that opens
 * the title.
 *
 *     > | 58-CTr/TU, ngày 30/3/2023 của Tỉnh ủy về “tăng cường công tác dân vận”
 *                  ^----------------------------^
 */
const TITLE_BEGINS =
  /^(?:\s*,?\s*(?:ban hành\s+)?ngày\s+[\d/.\s-]+(?:tháng\s+\d+\s+năm\s+\d+)?)?(?:\s*,?\s*(?:của|do)\s+[^,;.()“"\n]{2,110}?)?(?:\s*\(?khóa\s+[IVX]+\)?)?\s*,?\s*(?:(?:về|v\/v)(?!\p{L})(?:\s+việc)?\s*([“"]?)|([“"]))/iu;

/**
 * Where a title that is not in quotes ends: at the end of the sentence or of the part of the list, at a comma before a
 * name (who is to do it, or the next document), or where the sentence goes on to say what it is for.
 */
const TITLE_ENDS =
  /[;.)\n]|,\s+(?:\p{Lu}|(?:nhằm|góp phần|gắn|bảo đảm|đảm bảo|tạo|trọng tâm|trong đó|phù hợp|phấn đấu|đồng thời|cũng như)(?!\p{L}))/u;

/**
 * The places of a text where other documents are named (tên văn bản được viện dẫn): paragraphs of the legal basis, and
 * each citation with the title behind it. What is said there are the words of those documents.
 *
 *     > | thực hiện Nghị quyết số 25-NQ/TW, ngày 03/6/2013 về “tăng cường công tác dân vận” trong tình hình mới
 *                   ^-----------------------------------------------------------------------------------^
 *
 * Spans are in order and don't overlap.
 */
export function citedTitles(
  text: string,
  blocks: readonly Pick<Block, 'span'>[],
  citations: readonly Pick<Citation, 'mentions'>[],
): Span[] {
  const mentions = citations.flatMap((citation) => citation.mentions).sort((a, b) => a[0] - b[0]);
  const titles: Span[] = [];
  const add = (start: number, end: number) => {
    const last = titles[titles.length - 1];
    if (last && start < last[1]) titles[titles.length - 1] = [last[0], Math.max(last[1], end)];
    else titles.push([start, end]);
  };
  let next = 0;
  for (const { span } of blocks) {
    const [start, end] = span;
    const whole = LEGAL_BASIS.test(text.slice(start, Math.min(end, start + 40)));
    if (whole) add(start, end);
    for (; next < mentions.length && (mentions[next] as Span)[0] < end; next++) {
      const [from, to] = mentions[next] as Span;
      if (from < start || whole) continue;
      const following = mentions[next + 1]?.[0] ?? end;
      add(from, to + titleLength(text.slice(to, Math.min(end, Math.max(to, following)))));
    }
  }
  return titles;
}

/** How much of what follows a number is the title of its document; 0 where none follows. */
function titleLength(after: string): number {
  const begins = TITLE_BEGINS.exec(after.slice(0, ATTRIBUTES));
  if (!begins) return 0;
  const from = begins[0].length;
  if (begins[1] || begins[2]) {
    const closes = after.slice(from).search(/[”"]/u);
    if (closes !== -1) return from + closes + 1;
  }
  const ends = after.slice(from).search(TITLE_ENDS);
  return ends === -1 ? after.trimEnd().length : from + ends;
}
