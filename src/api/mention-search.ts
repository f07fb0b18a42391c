import type { z } from 'zod';
import type { MentionQuery } from '../mentions/find-mentions.ts';
import { type Phrase, PhraseError, toPhrase } from '../mentions/phrase.ts';
import type { Tier } from '../mentions/tier.ts';
import { chosenFilters, documentConditions, FILTER_NAMES } from '../search/filters.ts';
import type { Catalogue } from '../search/lexicon.ts';
import { certificateParameters, type mentionParameters } from './parameters.ts';
import { ProblemError } from './problem.ts';

type Asked = Pick<z.output<typeof certificateParameters>, keyof z.output<typeof certificateParameters>> &
  Partial<Pick<z.output<typeof mentionParameters>, 'sort' | 'group'>>;

/** The phrase that a request asks for. @throws {ProblemError} for one that can't be searched */
export function phraseAskedFor(q: string, { lexicon }: Catalogue): Phrase {
  try {
    return toPhrase(q, lexicon.abbreviations);
  } catch (error) {
    if (!(error instanceof PhraseError)) throw error;
    throw new ProblemError(400, 'Bad parameters', `q: ${error.message}`, [
      { name: 'q', reason: error.message },
    ]);
  }
}

/**
 * A request for mentions as they are looked for: the one meaning of its parameters, for pages, API and exports.
 *
 * @param widest up to which tier mentions are counted; those beyond the chosen tier are not shown
 */
export async function toMentionQuery(
  { lexicon }: Pick<Catalogue, 'lexicon'>,
  phrase: Phrase,
  asked: Omit<Asked, 'q'>,
  widest?: Tier,
): Promise<MentionQuery> {
  const tier = asked.tier ?? phrase.defaultTier;
  const reach = Math.max(tier, widest ?? tier) as Tier;
  return {
    phrase,
    tier,
    widest: reach,
    filters: documentConditions(asked),
    rule: { unit: asked.count, without: asked.without },
    sort: asked.sort ?? 'document',
    group: asked.group,
    ...(reach === 5 && { vocabulary: await lexicon.vocabulary() }),
  };
}

/** The filters that were given, to be told. */
export function filtersAskedFor(asked: Omit<Asked, 'q'>): Record<string, string[]> {
  return chosenFilters(asked, FILTER_NAMES);
}

/** The part of a page's address that a certificate is of. */
export function certificateState(state: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    [...state].filter(
      ([name]) =>
        Object.hasOwn(certificateParameters.shape, name) && !['version', 'counted', 'on'].includes(name),
    ),
  );
}
