/** Puts in what a search page leaves out to be there at once: the mentions of a frequent phrase, and what wider tiers find. */
import { LIVE } from '../labels/live.ts';
import type { CountProgress } from '../mentions/find-mentions.ts';
import type { TierCount } from '../mentions/tier.ts';
import { jsonLines } from './json-lines.ts';

async function countMentions(link: HTMLElement, signal?: AbortSignal): Promise<void> {
  const answer = await fetch(link.dataset.mentions as string, { signal: signal ?? null });
  if (!answer.ok || !answer.body) return;
  for await (const { final, counts } of jsonLines<CountProgress>(answer.body)) {
    const { occurrences, documents } = counts.counted;
    link.textContent = final ? LIVE.mentionCount(occurrences, documents) : LIVE.counting;
  }
}

async function countTiers(ladder: HTMLElement, signal?: AbortSignal): Promise<void> {
  const answer = await fetch(ladder.dataset.tiers as string, { signal: signal ?? null });
  if (!answer.ok) return;
  const { tiers } = (await answer.json()) as { tiers: TierCount[] };
  for (const { tier, total } of tiers) {
    const place = ladder.querySelector(`[data-beyond="${tier}"]`);
    if (place) place.textContent = `${tier === 1 ? '' : '+'}${LIVE.number(total)}`;
  }
}

export function countAfter(part: ParentNode, replaced?: AbortSignal): void {
  // without an answer the links stay what they are, and lead to the numbers
  for (const link of part.querySelectorAll<HTMLElement>('[data-mentions]'))
    void countMentions(link, replaced).catch(() => {});
  for (const ladder of part.querySelectorAll<HTMLElement>('[data-tiers]'))
    void countTiers(ladder, replaced).catch(() => {});
}
