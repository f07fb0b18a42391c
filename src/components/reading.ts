/**
 * Reading a document: the outline follows the place in the text, the hits can be gone through, links and citations can be
 * copied. Without it the outline, the first hit and the links to blocks are there all the same.
 */
import { LIVE } from '../labels/live.ts';
import { say } from './voice.ts';

const all = <Part extends HTMLElement>(selector: string) => [...document.querySelectorAll<Part>(selector)];

// Beside the text there is room for outline and facts; above it, on a phone, they stay closed.
if (window.matchMedia('(min-width: 1100px)').matches)
  for (const part of all<HTMLDetailsElement>('details[data-beside]')) part.open = true;

/** Where a heading stands that was gone to, and a little below: what is above it is being read. Pixels from the top. */
const READ_AT = 80;

/** Marks the entry of the outline under which the reader is. */
function followOutline(): void {
  const entries = all<HTMLAnchorElement>('[data-outline] a').flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  if (entries.length === 0) return;
  let asked = false;
  let marked: (typeof entries)[number] | undefined;
  /** Headings stand one below the other: the last one above a line is found by halves, each a place that is asked for. */
  const lastAbove = (line: number): number => {
    let [low, high] = [0, entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const top = entries[middle]?.heading.getBoundingClientRect().top ?? 0;
      if (top <= line) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const mark = () => {
    asked = false;
    const current = entries[lastAbove(READ_AT)];
    if (current === marked) return;
    marked = current;
    for (const entry of entries) {
      if (entry === current) entry.link.setAttribute('aria-current', 'true');
      else entry.link.removeAttribute('aria-current');
    }
  };
  const later = () => {
    if (!asked) requestAnimationFrame(mark);
    asked = true;
  };
  window.addEventListener('scroll', later, { passive: true });
  window.addEventListener('resize', later);
  mark();
}

/** Goes through the marked hits; where one is, it says which of how many. */
function goThroughHits(nav: HTMLElement): void {
  const hits = all('article mark[id]');
  const position = nav.querySelector<HTMLElement>('[data-hit-position]');
  const said = position?.dataset.hitPosition ?? '';
  let at = hits.findIndex(({ id }) => `#${id}` === location.hash);
  const tell = () => {
    if (position && at >= 0)
      position.textContent = said
        .replace('{n}', LIVE.number(at + 1))
        .replace('{total}', LIVE.number(hits.length));
  };
  /** From where one reads, the next one is the first below the top of the window. */
  const fromHere = (by: number): number => {
    const below = hits.findIndex((hit) => hit.getBoundingClientRect().top >= 0);
    return (below < 0 ? hits.length : below) + (by > 0 ? 0 : -1);
  };
  const step = (by: number) => {
    at = ((at < 0 ? fromHere(by) : at + by) + hits.length) % hits.length;
    // the address stays that of the place: it can be sent, and marks the hit without the script
    location.replace(`#${hits[at]?.id}`);
    tell();
  };
  for (const button of nav.querySelectorAll<HTMLButtonElement>('button[data-hit]')) {
    button.addEventListener('click', () => step(button.dataset.hit === 'next' ? 1 : -1));
  }
  position?.setAttribute('aria-live', 'polite');
  window.addEventListener('hashchange', () => {
    const found = hits.findIndex(({ id }) => `#${id}` === location.hash);
    if (found >= 0) at = found;
    tell();
  });
  tell();
}

function copyButton(label: string, toText: () => string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'small';
  button.lang = document.documentElement.lang;
  button.textContent = label;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(toText());
    say(LIVE.copied);
    button.textContent = LIVE.copied;
    setTimeout(() => {
      button.textContent = label;
      say('');
    }, 2_000);
  });
  return button;
}

/** A link to a block, and how it is cited, beside the block whose sign was chosen. */
function offerCopies(article: HTMLElement): void {
  const official = document.querySelector<HTMLElement>('[data-official]')?.dataset.official ?? '';
  const menu = document.createElement('span');
  menu.className = 'copies';
  /** The words that were marked in the block lead to their sentence (text fragments); a hyphen is a sign of theirs. */
  const linkTo = (block: Element, marked: string) => {
    const plain = marked.replace(/\s+/gu, ' ').trim();
    // half a word would match nothing
    const short = plain.length > 300 ? plain.slice(0, plain.lastIndexOf(' ', 300)) : plain;
    const words = encodeURIComponent(short.toWellFormed()).replaceAll('-', '%2D');
    return `${location.origin}${location.pathname}#${block.id}${words && `:~:text=${words}`}`;
  };
  // choosing the sign must not take away what was marked
  article.addEventListener('mousedown', (event) => {
    if ((event.target as Element).closest('a.anchor')) event.preventDefault();
  });
  article.addEventListener('click', (event) => {
    const anchor = (event.target as Element).closest<HTMLAnchorElement>('a.anchor');
    const block = anchor?.closest('.block');
    if (!anchor || !block) return;
    const place = block.getAttribute('data-place');
    const selection = getSelection();
    const marked = selection?.anchorNode && block.contains(selection.anchorNode) ? selection.toString() : '';
    const cited = place ? `${place} ${official}` : official;
    menu.replaceChildren(
      copyButton(LIVE.copyLink, () => linkTo(block, marked)),
      copyButton(LIVE.copyOfficial, () => cited),
    );
    anchor.after(menu);
  });
  for (const part of all('[data-citation] p')) {
    const text = part.dataset.official ?? part.dataset.plain ?? '';
    part.append(
      ' ',
      copyButton(part.dataset.official ? LIVE.copyOfficial : LIVE.copyPlain, () => text),
    );
  }
}

/** Printed, a document says when; kept by somebody, its page says nothing of the moment. */
window.addEventListener('beforeprint', () => {
  for (const part of all('[data-printed]')) part.textContent = `· ${LIVE.today()}`;
});

followOutline();
for (const nav of all('[data-hits]')) goThroughHits(nav);
// a page that is not over TLS may have no clipboard
if (navigator.clipboard) for (const article of all('article.text')) offerCopies(article);
