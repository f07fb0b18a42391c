import type { StoryRange, Structure, WordFile } from './fib.ts';
import { readPlc } from './plc.ts';

/** A footnote or endnote: the place that refers to it, and its characters. */
export interface Note {
  readonly reference: number;
  readonly text: StoryRange;
}

function notesOf(file: WordFile, references: Structure, texts: Structure, story: StoryRange): Note[] {
  const { positions, data } = readPlc(file.structure(references), 2);
  const ends = readPlc(file.structure(texts), 0).positions;
  return data.flatMap((_, index) => {
    const from = ends[index];
    const to = ends[index + 1];
    if (from === undefined || to === undefined || story.from + to > story.to) return [];
    return [
      { reference: positions[index] as number, text: { from: story.from + from, to: story.from + to } },
    ];
  });
}

/** Footnotes and endnotes in the order of the text ([MS-DOC] 2.4.3). */
export function readNotes(file: WordFile): Note[] {
  return [
    ...notesOf(file, 'PlcffndRef', 'PlcffndTxt', file.stories.footnotes),
    ...notesOf(file, 'PlcfendRef', 'PlcfendTxt', file.stories.endnotes),
  ].sort((a, b) => a.reference - b.reference);
}
