/**
 * Why a metadatum is taken to be so that no line states (suy ra vì). `{}` is what was found. The record has the sentence;
 * pages tell it in their own language.
 */
export const INFERENCES = {
  addressed: 'It names no type and is addressed ("Kính gửi"), as an official letter is.',
  symbol: '"{}" in the symbol stands for this type.',
  abbreviation: 'The abbreviation of the type.',
  drewUp: 'The introduction says that it drew this document up.',
  drewUpSigned: 'The introduction says that it drew this document up. Signed "{}".',
  introduction: 'The words of the introduction.',
  issuerName: 'Part of the name of the issuer.',
  placeOfIssue: 'The place of issue.',
  onlyProvince: 'The only province that the text names.',
  titleYear: 'The year of the title.',
} as const;
export type Inference = keyof typeof INFERENCES;

export function inferred(name: Inference, found = ''): string {
  return INFERENCES[name].replace('{}', () => found);
}

/** Which inference a sentence is of, and what was found; null for a reason that the office declared. */
export function inferenceOf(reason: string): { readonly name: Inference; readonly found: string } | null {
  for (const [name, sentence] of Object.entries(INFERENCES) as [Inference, string][]) {
    const [before = '', after] = sentence.split('{}');
    if (after === undefined ? reason === sentence : reason.startsWith(before) && reason.endsWith(after))
      return {
        name,
        found: after === undefined ? '' : reason.slice(before.length, reason.length - after.length),
      };
  }
  return null;
}
