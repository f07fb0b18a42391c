/**
 * Text that remembers where it came from.
 *
 * Every step that may change stored text works on this, so a span of the final text can always be shown
 * in the file it was read from.
 */
export interface MappedText {
  readonly text: string;
  /** origin[i] is the offset, in the decoded file, of `text[i]`; origin[text.length] is where the text ends. */
  readonly origin: Int32Array;
}

/** The text as read, each character standing for itself. `start` is the offset of its first character in the file. */
export function toMappedText(text: string, start = 0): MappedText {
  const origin = new Int32Array(text.length + 1);
  for (let i = 0; i <= text.length; i++) origin[i] = start + i;
  return { text, origin };
}

/** The part `[start, end)`, with its origins. */
export function sliceText(source: MappedText, start: number, end = source.text.length): MappedText {
  return { text: source.text.slice(start, end), origin: source.origin.slice(start, end + 1) };
}

/** Joins parts with `separator`; the separator's characters point at the end of the part before them. */
export function joinTexts(parts: readonly MappedText[], separator = ''): MappedText {
  let length = 0;
  for (const part of parts) length += part.text.length;
  const total = length + separator.length * Math.max(0, parts.length - 1);
  const origin = new Int32Array(total + 1);
  let at = 0;
  parts.forEach((part, index) => {
    origin.set(part.origin.subarray(0, part.text.length), at);
    at += part.text.length;
    const end = part.origin[part.text.length] ?? 0;
    origin[at] = end;
    if (index < parts.length - 1) {
      origin.fill(end, at, at + separator.length);
      at += separator.length;
    }
  });
  return { text: parts.map((part) => part.text).join(separator), origin };
}

/**
 * Replaces what `pattern` (global) finds. A character of the replacement points at the character of the match
 * with the same index, or at the last one where the replacement is longer.
 * Returns `source` itself when nothing matched.
 */
export function replaceText(
  source: MappedText,
  pattern: RegExp,
  replacement: string | ((match: RegExpExecArray) => string),
): MappedText {
  const pieces: string[] = [];
  const origins: number[] = [];
  let last = 0;
  let changed = false;
  const keep = (end: number) => {
    pieces.push(source.text.slice(last, end));
    for (let i = last; i < end; i++) origins.push(source.origin[i] ?? 0);
  };
  for (const match of source.text.matchAll(pattern)) {
    const found = match[0];
    const put = typeof replacement === 'string' ? replacement : replacement(match);
    if (put === found) continue;
    changed = true;
    keep(match.index);
    pieces.push(put);
    for (let i = 0; i < put.length; i++) {
      origins.push(source.origin[match.index + Math.min(i, Math.max(0, found.length - 1))] ?? 0);
    }
    last = match.index + found.length;
  }
  if (!changed) return source;
  keep(source.text.length);
  origins.push(source.origin[source.text.length] ?? 0);
  return { text: pieces.join(''), origin: Int32Array.from(origins) };
}

/** Without white space at both ends. */
export function trimText(source: MappedText): MappedText {
  const start = source.text.length - source.text.trimStart().length;
  const end = source.text.trimEnd().length;
  if (start === 0 && end === source.text.length) return source;
  return end <= start ? sliceText(source, 0, 0) : sliceText(source, start, end);
}
