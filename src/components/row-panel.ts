/**
 * Tables that are worked through by keyboard (bảng): arrows go from row to row, Enter or a click shows the sentence of the
 * row in its block, beside the table; Escape leads back. Without it a row leads to its place in the document.
 */
import { LIVE } from '../labels/live.ts';

class RowPanel {
  readonly #panel: HTMLElement;
  readonly #body: HTMLElement;
  readonly #open: HTMLAnchorElement;
  #row: HTMLElement | null = null;
  #failed = false;
  #asked = new AbortController();

  constructor(panel: HTMLElement, body: HTMLElement, open: HTMLAnchorElement) {
    this.#panel = panel;
    this.#body = body;
    this.#open = open;
    panel.querySelector('[data-close]')?.addEventListener('click', () => this.close());
    panel.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      this.close();
    });
  }

  get isOpen(): boolean {
    return !this.#panel.hidden;
  }

  async show(row: HTMLElement): Promise<void> {
    const link = linkOf(row);
    if (!link || (row === this.#row && !this.#failed)) return;
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    this.#row?.classList.remove('shown');
    row.classList.add('shown');
    this.#row = row;
    this.#failed = false;
    this.#open.href = link.href;
    this.#panel.hidden = false;
    // beside the panel the table is another, and the row elsewhere
    row.scrollIntoView({ block: 'nearest' });
    this.#body.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(row.dataset.passage as string, { signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (signal.aborted) return;
      this.#body.removeAttribute('aria-busy');
      this.#body.replaceChildren(...parsed.body.childNodes);
      this.#body.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
    } catch {
      // overtaken by the next row; else the link below leads there
      if (signal.aborted) return;
      this.#failed = true;
      this.#body.removeAttribute('aria-busy');
      this.#body.replaceChildren(LIVE.noPassage);
    }
  }

  enter(): void {
    this.#panel.querySelector<HTMLElement>('h2')?.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    this.#asked.abort();
    this.#panel.hidden = true;
    this.#row?.classList.remove('shown');
    linkOf(this.#row)?.focus();
    this.#row = null;
  }
}

const linkOf = (row: Element | null) => row?.querySelector<HTMLAnchorElement>('[data-row-link]') ?? null;

/** Where an arrow leads from a row. */
const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

function answerKeys(table: HTMLElement, panel: RowPanel | null): void {
  const links = [...table.querySelectorAll<HTMLAnchorElement>('[data-row-link]')];
  table.addEventListener('keydown', (event) => {
    const at = links.indexOf(event.target as HTMLAnchorElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const step = STEPS[event.key];
    if (step) links[step(at, links.length - 1)]?.focus();
    else if (event.key === 'Escape' && panel?.isOpen) panel.close();
    else return;
    event.preventDefault();
  });
  if (!panel) return;
  const rowOf = (target: EventTarget | null) =>
    (target as Element | null)?.closest<HTMLElement>('tr[data-passage]') ?? null;
  // once it is there, it goes along with whoever goes through the rows
  table.addEventListener('focusin', ({ target }) => {
    const row = rowOf(target);
    if (row && panel.isOpen) void panel.show(row);
  });
  table.addEventListener('click', (event) => {
    const row = rowOf(event.target);
    // another window, another link, words that somebody marks to copy them
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = (event.target as Element).closest('a');
    if (link ? !link.matches('[data-row-link]') : getSelection()?.type === 'Range') return;
    event.preventDefault();
    void panel.show(row);
    // a link that is chosen by key has no place of a pointer
    if (link && event.detail === 0) panel.enter();
    else linkOf(row)?.focus({ preventScroll: true });
  });
}

const place = document.querySelector<HTMLElement>('[data-side-panel]');
const body = place?.querySelector<HTMLElement>('[data-side-body]');
const open = place?.querySelector<HTMLAnchorElement>('[data-side-open]');
const panel = place && body && open ? new RowPanel(place, body, open) : null;
for (const table of document.querySelectorAll<HTMLElement>('[data-rows]')) answerKeys(table, panel);
