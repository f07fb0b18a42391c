import type { z } from 'zod';
import { findMentions, type Mention, type Mentions } from '../mentions/find-mentions.ts';
import { type Phrase, PhraseError, toPhrase } from '../mentions/phrase.ts';
import { toConditions } from '../search/filters.ts';
import { publicDoor } from '../web/portal.ts';
import type { mentionParameters } from './parameters.ts';
import { ProblemError } from './problem.ts';

/** All mentions that an API request asks for, in its order. @throws {ProblemError} for a phrase that can't be searched */
export async function mentionsAskedFor(parameters: z.output<typeof mentionParameters>): Promise<Mentions> {
  const { q, tier, sort, context: _, page: __, hitsPerPage: ___, ...filters } = parameters;
  let phrase: Phrase;
  try {
    phrase = toPhrase(q);
  } catch (error) {
    if (!(error instanceof PhraseError)) throw error;
    throw new ProblemError(400, 'Bad parameters', `q: ${error.message}`, [
      { name: 'q', reason: error.message },
    ]);
  }
  const mentions = await findMentions(publicDoor(), phrase, toConditions(filters), tier);
  return sort === 'oldest' ? { ...mentions, items: oldestFirst(mentions.items) } : mentions;
}

/** Documents without a date come last in both orders; within a document, mentions stay in reading order. */
function oldestFirst(items: readonly Mention[]): Mention[] {
  return [...items].sort((a, b) => {
    const [first, second] = [a.document.issuedOn ?? '9999', b.document.issuedOn ?? '9999'];
    if (first !== second) return first < second ? -1 : 1;
    return 0;
  });
}
