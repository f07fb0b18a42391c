/**
 * Results while somebody types (kết quả khi đang gõ). The page that the form would open is asked for, and its parts are
 * put in the place of those of the last letters; the box is not touched. Without it, Enter opens the same page.
 */
import { LIVE } from '../labels/live.ts';
import { enhance } from './enhance.ts';
import { say } from './voice.ts';

/** Somebody who types on does not want the results of half a word. Milliseconds. */
const PAUSE_MS = 250;

/** Where there was no answer, it is asked again after so long. Milliseconds. */
const AGAIN_MS = 5_000;

const partsOf = (page: Document) => [...page.querySelectorAll<HTMLElement>('[data-live]')];

/** What stands there is of what is typed. */
function settle(parts: readonly HTMLElement[]): void {
  for (const part of parts) part.removeAttribute('aria-busy');
  document.querySelector('[data-fault]')?.remove();
}

/** What a reader has opened stays open: a filter is known by its name, the rest of its values by the filter. */
function keepOpen(from: Element, to: Element): void {
  const nameOf = (one: Element) =>
    (one.matches('[data-more]') ? '+ ' : '') +
    (one.closest('[data-facet]') ?? one).querySelector('summary')?.textContent;
  const state = new Map([...from.querySelectorAll('details')].map((one) => [nameOf(one), one.open]));
  for (const one of to.querySelectorAll('details')) one.open = state.get(nameOf(one)) ?? one.open;
}

/** Where the focus is in a part, and whether its sheet is open: both are so in the part that takes its place. */
function placeIn(part: Element): () => void {
  const at = part.contains(document.activeElement) ? document.activeElement : null;
  const href = at?.getAttribute('href');
  const sheet = part.querySelector('[popover]:popover-open')?.id;
  return () => {
    if (sheet) document.getElementById(sheet)?.showPopover();
    const same = [...part.querySelectorAll<HTMLElement>(at?.tagName ?? 'none')].find((one) =>
      href ? one.getAttribute('href') === href : one.textContent === at?.textContent,
    );
    same?.focus();
  };
}

class AnswerError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The page answers ${status}.`);
    this.name = 'AnswerError';
    this.status = status;
  }
}

class LiveResults {
  readonly #form: HTMLFormElement;
  #asked = new AbortController();
  #counting = new AbortController();
  #timer: number | undefined;
  #shown = location.search;
  /** Whether the page before the typing is behind this one in the browser's history. */
  #typed = false;

  constructor(form: HTMLFormElement, input: HTMLInputElement) {
    this.#form = form;
    input.addEventListener('input', (event) => this.#later(event as InputEvent));
    input.addEventListener('compositionend', () => this.#later());
    form.addEventListener('submit', () => this.#stop());
    // a page that is shown again may have been left while it was asking
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) void this.#ask();
    });
    // back, forward: the parts of that state are gone, the page is not
    window.addEventListener('popstate', () => {
      if (location.search === this.#shown) return;
      this.#stop();
      location.reload();
    });
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#asked.abort();
  }

  #later(event?: InputEvent): void {
    clearTimeout(this.#timer);
    // an input method is still making a letter
    if (!event?.isComposing) this.#timer = window.setTimeout(() => void this.#ask(), PAUSE_MS);
  }

  /** The address that the form would open. */
  #address(): URL {
    const address = new URL(this.#form.action);
    for (const [name, value] of new FormData(this.#form))
      if (typeof value === 'string' && value.trim() !== '') address.searchParams.append(name, value);
    return address;
  }

  async #ask(): Promise<void> {
    this.#stop();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const address = this.#address();
    const parts = partsOf(document);
    if (address.search === this.#shown) return settle(parts);
    for (const part of parts) part.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(address, { signal });
      if (!answer.ok) throw new AnswerError(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      // overtaken by the next letter
      if (signal.aborted) return;
      this.#put(page, address);
      settle(parts);
    } catch (error) {
      if (signal.aborted) return;
      for (const part of parts) part.removeAttribute('aria-busy');
      this.#tellFault();
      // what is wrong with the address itself does not pass
      if (!(error instanceof AnswerError) || error.status === 503)
        this.#timer = window.setTimeout(() => void this.#ask(), AGAIN_MS);
    }
  }

  #put(page: Document, address: URL): void {
    // what was counted for the letters before is of no use
    this.#counting.abort();
    this.#counting = new AbortController();
    const fresh = new Map(partsOf(page).map((part) => [part.dataset.live, part]));
    for (const part of partsOf(document)) {
      const now = fresh.get(part.dataset.live);
      const goBack = placeIn(part);
      if (now) keepOpen(part, now);
      part.replaceChildren(...(now?.childNodes ?? []));
      enhance(part, this.#counting.signal);
      goBack();
    }
    document.title = page.title;
    this.#shown = address.search;
    // one entry for all that is typed: back leads to what was there before
    if (this.#typed) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.#typed = true;
    say(document.getElementById('ket-qua')?.textContent ?? '');
  }

  /** What stands there is of the letters before: it says so, and Enter leads to the page that says more. */
  #tellFault(): void {
    if (document.querySelector('[data-fault]')) return;
    const fault = document.createElement('p');
    fault.className = 'notice';
    fault.setAttribute('role', 'alert');
    fault.textContent = LIVE.notRefreshed;
    fault.dataset.fault = '';
    this.#form.after(fault);
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-live-form]')) {
  const input = form.querySelector<HTMLInputElement>('input[type="search"]');
  if (input) new LiveResults(form, input);
}
