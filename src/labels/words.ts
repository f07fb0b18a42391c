import type { Label } from '../engine/meta.ts';
import type { FileNotes } from '../export/table.ts';
import { EN } from './en.ts';
import { type Language, languageOf } from './language.ts';
import { VI } from './vi.ts';

/** All words of pages, answers and files, in one of the languages. */
export type Words = typeof VI;

const WORDS: Readonly<Record<Language, Words>> = { vi: VI, en: EN };

/** What a document is called that readers may not see, or that is gone: the two are not told apart. */
export const NO_LONGER_THERE: Label = {
  vi: VI.statistics.noLongerThere,
  en: EN.statistics.noLongerThere,
};

export function wordsIn(language: Language): Words {
  return WORDS[language];
}

/** How a file tells of cells that were cut. */
export function cutCellsIn(words: Words): FileNotes['cutCells'] {
  return (cells, columns) => [words.certificate.warning, words.table.cutCells(cells, columns)];
}

/** The language that a page or a part of one speaks, and its words. An error page speaks that of the page asked for. */
export function spokenIn({
  originPathname,
  locals,
}: {
  readonly originPathname: string;
  readonly locals?: { readonly language?: Language };
}): {
  readonly language: Language;
  readonly words: Words;
} {
  const language = locals?.language ?? languageOf(originPathname);
  return { language, words: WORDS[language] };
}
