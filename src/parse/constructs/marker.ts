/** What a numbered or listed paragraph begins with. */
export interface Marker {
  readonly kind:
    | 'part'
    | 'chapter'
    | 'roman'
    | 'section'
    | 'article'
    | 'number'
    | 'decimal'
    | 'letter'
    | 'bracketed'
    | 'bullet'
    | 'plus';
  /** As written, without its punctuation: `II`, `2.1`, `a`, `-`, `Điều 5`. */
  readonly label: string;
  /** Which contains which: a smaller rank contains a greater one. 0 for bullets, which are no units of the outline. */
  readonly rank: number;
  /** 1 for Roman numbers, 2 for `1.`, 3 for `1.1`; null for bullets. */
  readonly level: number | null;
  /** Characters that the mark and its punctuation take. */
  readonly length: number;
}

interface Pattern {
  readonly kind: Marker['kind'];
  readonly pattern: RegExp;
  readonly rank: number;
  readonly level: number | null;
}

/**
 * The marks, first fit wins. Group 1 is the label.
 *
 *     > | II. NỘI DUNG      1- Tham mưu      2.1. Nâng cao    a) Các sở      Điều 5. Hiệu lực    - Chủ trì
 *         ^^                ^                ^^^              ^              ^^^^^^              ^
 *
 * Must not match: `XIII) và Chương trình` (a line that a margin broke), `28-NQ/TW`, `17.11.2022`, `1.500 người`,
 * `V.I. Lênin`, `Điều 6 Luật …` in a sentence.
 */
const PATTERNS: readonly Pattern[] = [
  {
    kind: 'part',
    pattern:
      /^((?:PHẦN|Phần)\s+(?:(?:THỨ|thứ)\s+\p{L}{2,6}|[IVX]{1,6}|\d{1,2}|\p{Lu}))(?=[\s.:]*$|[.:]\s|\s+\p{Lu}{2})[.:]?\s*/u,
    rank: 1,
    level: 1,
  },
  { kind: 'part', pattern: /^([A-HK])\s?[.-]\s+(?=\p{Lu}{2})/u, rank: 2, level: 1 },
  {
    kind: 'chapter',
    pattern: /^((?:CHƯƠNG|Chương)\s+(?:[IVXLC]{1,7}|\d{1,2}))(?=[\s.:]*$|[.:]\s|\s+\p{Lu}{2})[.:]?\s*/u,
    rank: 3,
    level: 1,
  },
  {
    kind: 'roman',
    pattern: /^(X{0,2}(?:IX|IV|V?I{0,3}))\s?(?:[.\-:]|\/(?=\s))\s*(?=[\p{Lu}“"(][\p{L}\s“"])/u,
    rank: 4,
    level: 1,
  },
  {
    kind: 'section',
    pattern:
      /^((?:MỤC|Mục|TIỂU MỤC|Tiểu mục)\s+(?:[IVXLC]{1,7}|\d{1,2}))(?=[\s.:]*$|[.:]\s|\s+\p{Lu}{2})[.:]?\s*/u,
    rank: 5,
    level: 2,
  },
  {
    kind: 'article',
    pattern: /^((?:ĐIỀU|Điều)\s+\d{1,3}[a-zđ]?)(?=\s*[.:]|\s*$)\s?[.:]?\s*/u,
    rank: 6,
    level: 2,
  },
  {
    kind: 'decimal',
    pattern: /^(\d{1,2}(?:\.\d{1,2}){1,3})\s?[.)\-:]?\s*(?=[\p{Lu}“"(][\p{L}\s“"])/u,
    rank: 8,
    level: 3,
  },
  {
    kind: 'number',
    pattern: /^(\d{1,3})(?:\s?[.)]\s*(?=[\p{Lu}“"(][\p{L}\s“"])|\s?[-–:]\s+(?=[\p{Lu}“"(])|\.\s+(?=\p{Ll}))/u,
    rank: 7,
    level: 2,
  },
  { kind: 'letter', pattern: /^([a-zđ]{1,2}[1-9]?)(?:\)\s*(?=\S)|\.\s+(?=\p{Lu}))/u, rank: 12, level: 4 },
  { kind: 'bracketed', pattern: /^(\(\d{1,2}\))\s*(?=[\p{L}\p{N}“"])/u, rank: 13, level: 5 },
  { kind: 'plus', pattern: /^(\+)\s*(?=[\p{L}\p{N}“"(])/u, rank: 0, level: null },
  { kind: 'bullet', pattern: /^([-–—•●▪◦■·*])(?:\s+(?=\S)|(?=[\p{L}“"]))/u, rank: 0, level: null },
];

/** The mark that a paragraph begins with; null without one. `text` begins with no white space. */
export function findMarker(text: string): Marker | null {
  const head = text.slice(0, 60); // the longest mark is `PHẦN THỨ NHẤT. ` and what must follow it
  for (const { kind, pattern, rank, level } of PATTERNS) {
    const match = pattern.exec(head);
    const label = match?.[1];
    if (!match || !label) continue;
    const depth = kind === 'decimal' ? label.split('.').length - 2 : 0;
    return {
      kind,
      label: label.replace(/\s+/gu, ' '),
      rank: rank + depth,
      level: level === null ? null : level + depth,
      length: match[0].length,
    };
  }
  return null;
}
