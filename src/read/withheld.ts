import type { Message } from '../record/message.ts';
import { REVEALS } from '../record/reveals.ts';
import { syllablesOf } from '../text/syllables.ts';

/** What a file holds and its paper doesn't show, and which was left out of the text. */
export interface Withheld {
  /** Words of hidden text, and in how many passages they stood. */
  readonly hiddenWords: number;
  readonly hiddenPassages: number;
  /** Changes that were tracked, and that nobody accepted or refused. */
  readonly insertions: number;
  readonly deletions: number;
  readonly comments: number;
}

export const NOTHING_WITHHELD: Withheld = {
  hiddenWords: 0,
  hiddenPassages: 0,
  insertions: 0,
  deletions: 0,
  comments: 0,
};

export const countWords = (text: string): number => syllablesOf(text).length;

export function addWithheld(parts: readonly Withheld[]): Withheld {
  const sum = (field: keyof Withheld) => parts.reduce((total, part) => total + part[field], 0);
  return {
    hiddenWords: sum('hiddenWords'),
    hiddenPassages: sum('hiddenPassages'),
    insertions: sum('insertions'),
    deletions: sum('deletions'),
    comments: sum('comments'),
  };
}

/** What is told of it: that it is there and how much, never what it says. */
export function withheldMessages(withheld: Withheld): Message[] {
  const { hiddenWords, hiddenPassages, insertions, deletions, comments } = withheld;
  const messages: Message[] = [];
  if (hiddenPassages > 0)
    messages.push({
      ruleId: REVEALS.hiddenText,
      severity: 'warning',
      reason:
        'The file holds hidden text, which its paper does not show: it was left out. Remove it from the file before the file is handed on.',
      actual: `${hiddenPassages} passages, ${hiddenWords} words`,
    });
  if (insertions + deletions > 0)
    messages.push({
      ruleId: REVEALS.trackedChanges,
      severity: 'warning',
      reason:
        'The file holds tracked changes that nobody accepted or refused: it was read as if all were accepted. Accept or refuse them in the file.',
      actual: `${insertions} insertions, ${deletions} deletions`,
    });
  if (comments > 0)
    messages.push({
      ruleId: REVEALS.comments,
      severity: 'warning',
      reason: 'The file holds comments: they were left out. Remove them before the file is handed on.',
      actual: String(comments),
    });
  return messages;
}

/** What is told of words that are struck through (gạch ngang) on the paper itself: they are read. */
export function struckMessages(words: number): Message[] {
  if (words === 0) return [];
  return [
    {
      ruleId: 'read/struck-text',
      severity: 'info',
      reason:
        'Words are struck through and can still be read: they are part of the text. If they were to be left out, delete them in the file.',
      actual: `${words} words`,
    },
  ];
}
