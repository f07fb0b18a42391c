/** The value in the middle; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The value below which `share` of all lie; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** The distance from base line to base line that most lines of the pages have: points. */
export function pitchOf(pages: readonly (readonly { readonly base: number }[])[]): number {
  return median(
    pages.flatMap((lines) =>
      lines
        .slice(1)
        .map((line, index) => line.base - (lines[index]?.base ?? 0))
        .filter((distance) => distance > 1),
    ),
  );
}
