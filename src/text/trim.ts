/**
 * `text` without the characters of `ending` at its end. A pattern such as `/[\\s.]+$/` tries every run of them anew,
 * wherever it stands: leader dots without end would make it quadratic.
 */
export function withoutEnd(text: string, ending: RegExp): string {
  let end = text.length;
  while (end > 0 && ending.test(text[end - 1] as string)) end--;
  return text.slice(0, end);
}
