/**
 * Keys for those who read much (phím tắt): `/` to the search box, `j` and `k` through results, `?` for this list. They can
 * be turned off there (WCAG 2.1.4), and never work while somebody types.
 */
const OFF = 'vanthu-no-shortcuts';

const kept = (): boolean => {
  try {
    return localStorage.getItem(OFF) === '1';
  } catch {
    return false;
  }
};

function keep(off: boolean): void {
  try {
    if (off) localStorage.setItem(OFF, '1');
    else localStorage.removeItem(OFF);
  } catch {
    // a browser that keeps nothing: the choice holds for this page
  }
}

let off = kept();
const dialog = document.querySelector<HTMLDialogElement>('dialog[data-shortcuts]');
const choice = dialog?.querySelector<HTMLInputElement>('input[type="checkbox"]');
if (choice) {
  choice.checked = off;
  choice.addEventListener('change', () => {
    off = choice.checked;
    keep(off);
  });
}

// the list can be opened without a key, too: there they are turned off and on
for (const button of document.querySelectorAll('[data-open-shortcuts]'))
  button.addEventListener('click', () => dialog?.showModal());

/** What j and k go through: the links by which results are opened. */
const RESULTS = '.results :is(h2, h3) a, .kwic .match a, .tasks-table .task a';

function step(by: 1 | -1): void {
  const results = [...document.querySelectorAll<HTMLElement>(RESULTS)];
  const at = results.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (by === 1 ? 0 : results.length - 1) : at + by;
  results[Math.max(0, Math.min(results.length - 1, next))]?.focus();
}

/** The end of an address that leads into the search box. */
const TO_BOX = '#tim';

function toSearchBox(): void {
  const box = document.querySelector<HTMLInputElement>('input[type="search"]');
  if (box) {
    box.focus();
    box.select();
  } else {
    const page = document.querySelector<HTMLAnchorElement>('[data-search-page]');
    if (page) location.assign(`${page.href}${TO_BOX}`);
  }
}

if (location.hash === TO_BOX) toSearchBox();

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (off || dialog?.open) return;
  if (event.key === '?') dialog?.showModal();
  else if (event.key === '/') toSearchBox();
  else if (event.key === 'j') step(1);
  else if (event.key === 'k') step(-1);
  else return;
  event.preventDefault();
});
