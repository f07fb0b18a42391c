/**
 * Suggestions while somebody types (gợi ý): a combobox with a list, after the ARIA Authoring Practices ("Editable
 * Combobox With List Autocomplete", manual selection): arrows move in the list, Enter takes, Escape closes. Without it
 * the box is a plain search box.
 */
import { languageOf } from '../labels/language.ts';
import { LIVE } from '../labels/live.ts';
import type { Suggestion } from '../search/suggest.ts';

interface Answer {
  readonly meant: string | null;
  readonly items: readonly (Suggestion & { readonly url: string })[];
}

/** Somebody who types on does not want what would have been suggested before. Milliseconds. */
const PAUSE_MS = 80;

/** A group of the list; its name is read with it, and is no choice. */
function groupOf(name: string): HTMLElement {
  const group = document.createElement('div');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', name);
  const heading = document.createElement('div');
  heading.className = 'muted small';
  heading.setAttribute('aria-hidden', 'true');
  heading.textContent = name;
  group.append(heading);
  return group;
}

class SuggestionBox {
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  #asked = new AbortController();
  #timer: number | undefined;
  #composing = false;

  constructor(input: HTMLInputElement, list: HTMLElement) {
    this.#input = input;
    this.#list = list;
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', list.id);
    input.addEventListener('compositionstart', () => {
      this.#composing = true;
    });
    input.addEventListener('compositionend', () => {
      this.#composing = false;
      this.#later();
    });
    input.addEventListener('input', () => this.#later());
    input.addEventListener('keydown', (event) => this.#key(event));
    input.addEventListener('blur', () => this.#close());
    // a click must not take the focus from the box before it has chosen
    list.addEventListener('pointerdown', (event) => event.preventDefault());
    list.addEventListener('click', (event) =>
      this.#take((event.target as Element).closest<HTMLElement>('[role="option"]')),
    );
    this.#close();
  }

  get #options(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('[role="option"]')];
  }

  #later(): void {
    clearTimeout(this.#timer);
    // an input method is still making a letter
    if (!this.#composing) this.#timer = window.setTimeout(() => void this.#ask(), PAUSE_MS);
  }

  async #ask(): Promise<void> {
    this.#asked.abort();
    this.#asked = new AbortController();
    const typed = this.#input.value;
    if (typed.trim() === '') return this.#close();
    try {
      const address = `/api/suggestions?${new URLSearchParams({ q: typed, lang: languageOf(location.pathname) })}`;
      const answer = await fetch(address, { signal: this.#asked.signal });
      if (answer.ok) this.#show((await answer.json()) as Answer);
      else this.#close();
    } catch {
      // overtaken by the next letter, or the portal is away: then there is nothing to suggest
    }
  }

  #show({ meant, items }: Answer): void {
    const toOption = ({ kind, text, count, url }: Answer['items'][number], i: number) => {
      const option = document.createElement('div');
      option.id = `${this.#list.id}-${i}`;
      option.setAttribute('role', 'option');
      option.dataset.text = text;
      // a phrase is put into the box, unless its link says how it is to be counted
      if (kind !== 'phrase' || url.includes('tier=')) option.dataset.url = url;
      const words = document.createElement('span');
      words.textContent = text;
      const side = document.createElement('span');
      side.className = 'muted small';
      side.textContent = count === null ? '' : LIVE.suggestionCount(kind, count);
      option.append(words, side);
      return option;
    };
    // kinds follow each other in the answer: each is a group with its name
    const groups = new Map<Suggestion['kind'], HTMLElement>();
    for (const [i, item] of items.entries()) {
      const group = groups.get(item.kind) ?? groupOf(LIVE.suggestionKinds[item.kind]);
      groups.set(item.kind, group);
      group.append(toOption(item, i));
    }
    const shown: HTMLElement[] = [...groups.values()];
    if (meant !== null) {
      const option = document.createElement('div');
      option.id = `${this.#list.id}-meant`;
      option.setAttribute('role', 'option');
      option.dataset.text = meant;
      option.textContent = `${LIVE.meant} “${meant}”?`;
      shown.unshift(option);
    }
    this.#list.replaceChildren(...shown);
    const open = shown.length > 0 && document.activeElement === this.#input;
    this.#list.hidden = !open;
    this.#input.setAttribute('aria-expanded', String(open));
    this.#input.removeAttribute('aria-activedescendant');
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#list.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (this.#list.hidden) {
      if (event.key === 'ArrowDown') void this.#ask();
      return;
    }
    const chosen = this.#options.findIndex((option) => option.ariaSelected === 'true');
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const { length } = this.#options;
      // one place beyond the list is the box itself, as it was typed
      const next = (chosen + 1 + (event.key === 'ArrowDown' ? 1 : length)) % (length + 1);
      this.#choose(next - 1);
    } else if (event.key === 'Enter' && chosen >= 0) this.#take(this.#options[chosen] ?? null);
    else if (event.key === 'Escape') this.#close();
    else return;
    event.preventDefault();
  }

  #choose(index: number): void {
    for (const [i, option] of this.#options.entries()) option.ariaSelected = String(i === index);
    const option = this.#options[index];
    if (option) {
      this.#input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else this.#input.removeAttribute('aria-activedescendant');
  }

  #take(option: HTMLElement | null): void {
    if (!option) return;
    this.#close();
    if (option.dataset.url) {
      location.assign(option.dataset.url);
      return;
    }
    this.#input.value = option.dataset.text ?? '';
    this.#input.form?.requestSubmit();
  }
}

for (const list of document.querySelectorAll<HTMLElement>('[data-suggestions]')) {
  const input = list.closest('form')?.querySelector<HTMLInputElement>('input[type="search"]');
  if (input) new SuggestionBox(input, list);
}
