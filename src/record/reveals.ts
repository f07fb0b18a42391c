import type { Message } from './message.ts';

/** Rules that speak of what a file holds besides what its paper shows. */
export const REVEALS = {
  hiddenText: 'read/hidden-text',
  trackedChanges: 'read/tracked-changes',
  comments: 'read/comments',
} as const;

const RULES: ReadonlySet<string> = new Set(Object.values(REVEALS));

/**
 * Whether the file of a document says more than the document: hidden text, deleted words, comments. Such a file is for
 * those who work in the office; everybody else reads the text.
 */
export function revealsMore({
  messages,
}: {
  readonly messages: readonly Pick<Message, 'ruleId'>[];
}): boolean {
  return messages.some(({ ruleId }) => RULES.has(ruleId));
}
