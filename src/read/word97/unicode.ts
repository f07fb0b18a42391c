import { type ConvertedRuns, convertRuns, type FontRun } from '../legacy-fonts.ts';
import type { Paragraph } from './stories.ts';

const END: FontRun = { text: '\n', font: null };

/** Stories with the texts of old fonts in Unicode. */
export interface ConvertedStories extends Pick<ConvertedRuns, 'encodings' | 'undecided'> {
  readonly stories: readonly (readonly Paragraph[])[];
}

/** Letters as the paper shows them. */
const asShown = (text: string, { capitals }: { readonly capitals: boolean }) =>
  capitals ? text.toUpperCase() : text;

/** The same paragraphs with all that is set in .VnTime, VNI and their like in Unicode: runs of a document decide together. */
export function inUnicode(stories: readonly (readonly Paragraph[])[]): ConvertedStories {
  const runs: FontRun[] = [];
  for (const paragraph of stories.flat()) {
    if (paragraph.label) runs.push(paragraph.label);
    for (const inline of paragraph.inlines) if (inline.kind === 'text') runs.push(inline);
    runs.push(END);
  }
  const { texts, encodings, undecided } = convertRuns(runs);
  let at = 0;
  const next = () => texts[at++] ?? '';
  const converted = stories.map((story) =>
    story.map((paragraph) => {
      const label = paragraph.label && { ...paragraph.label, text: next() };
      const inlines = paragraph.inlines.map((inline) =>
        inline.kind === 'text' ? { ...inline, text: asShown(next(), inline) } : inline,
      );
      at++;
      return { ...paragraph, label, inlines };
    }),
  );
  return { stories: converted, encodings, undecided };
}
