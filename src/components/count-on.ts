/**
 * Counts on in the page: reads the numbers as they grow, shows them until they are final, then puts the analysis in.
 * Without it the page offers a link that counts all before it answers.
 */
import { LIVE } from '../labels/live.ts';
import type { Unit } from '../mentions/counting.ts';
import type { CountProgress } from '../mentions/find-mentions.ts';
import { jsonLines } from './json-lines.ts';

function show(numbers: HTMLElement, { counts }: CountProgress): void {
  for (const place of numbers.querySelectorAll<HTMLElement>('[data-number]')) {
    const unit = place.dataset.number as Unit;
    place.textContent = `${LIVE.number(counts.counted[unit])} ${LIVE.units[unit]}`;
  }
  const all = numbers.querySelector('[data-all]');
  if (all) all.textContent = LIVE.withAll(inWords(counts.all));
}

function inWords(counts: CountProgress['counts']['all']): string {
  return (['occurrences', 'blocks', 'documents'] as const)
    .map((unit) => `${LIVE.number(counts[unit])} ${LIVE.units[unit]}`)
    .join(' · ');
}

async function countOn(numbers: HTMLElement, address: string): Promise<void> {
  const progress = numbers.querySelector<HTMLElement>('[data-progress]');
  const unit = numbers.dataset.unit as Unit;
  const stop = new AbortController();
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = LIVE.stop;
  button.addEventListener('click', () => stop.abort());
  const bar = document.createElement('progress');
  const words = document.createElement('span');
  progress?.replaceChildren(bar, ' ', words, ' ', button);
  try {
    const answer = await fetch(address, { signal: stop.signal });
    if (!answer.ok || !answer.body) throw new Error(String(answer.status));
    let last: CountProgress | undefined;
    for await (const step of jsonLines<CountProgress>(answer.body)) {
      last = step;
      show(numbers, step);
      bar.max = step.proposed;
      bar.value = step.scanned;
      const found = `${LIVE.number(step.counts.counted[unit])} ${LIVE.units[unit]}`;
      words.textContent = LIVE.counted(found, step.scanned, step.proposed);
    }
    if (!last?.final) throw new Error('cut off');
    // its place is kept: nothing below may move
    progress?.replaceChildren(LIVE.countedAll(last.scanned));
    await putAnalysis().catch(() => {}); // then the link to it stays
  } catch {
    // what was counted until here stays, and is said to be only a part
    progress?.replaceChildren(stop.signal.aborted ? LIVE.stopped : LIVE.failed);
  }
}

/** The analysis, where it was left for later; it knows of the wider tiers, too. */
async function putAnalysis(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-analysis]');
  if (!place) return;
  const answer = await fetch(place.dataset.analysis as string);
  if (!answer.ok) return;
  const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const count of parsed.querySelectorAll<HTMLElement>('[data-ladder]')) {
    const step = document.querySelector(`[data-beyond="${count.dataset.ladder}"]`);
    if (step) step.textContent = count.textContent.trim();
    count.remove();
  }
  place.replaceChildren(...parsed.body.childNodes);
}

const growing = [...document.querySelectorAll<HTMLElement>('[data-count]')];
for (const numbers of growing) void countOn(numbers, numbers.dataset.count as string);
// without an answer the link to the analysis stays
if (growing.length === 0) putAnalysis().catch(() => {});
