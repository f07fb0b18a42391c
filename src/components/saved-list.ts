/** The page of what was saved: names can be changed, searches say what is new since they were last looked at. */
import { languageOf } from '../labels/language.ts';
import { LIVE } from '../labels/live.ts';
import { change, findNow, newSince, remove, type SavedEntry, savedEntries } from './saved.ts';

const place = document.querySelector<HTMLElement>('[data-saved]');

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'small';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

function itemOf(saved: SavedEntry): HTMLElement {
  const item = document.createElement('li');
  const line = document.createElement('p');
  line.className = 'row spread';
  const link = document.createElement('a');
  link.href = saved.address;
  link.textContent = saved.name;
  const side = document.createElement('span');
  side.className = 'row';
  const news = document.createElement('span');
  news.className = 'small muted';
  const rename = button(LIVE.rename, () => askForName(saved, link, rename));
  const drop = button(LIVE.removeSaved, () => {
    remove(saved.address);
    const next = (item.nextElementSibling ?? item.previousElementSibling)?.querySelector('a');
    item.remove();
    if (savedEntries().length === 0) tellNone();
    // whoever goes by keyboard stays in the list
    next?.focus();
  });
  // whoever hears the buttons one after the other must know of what they are
  const tellOf = () => {
    rename.setAttribute('aria-label', `${LIVE.rename}: ${link.textContent}`);
    drop.setAttribute('aria-label', `${LIVE.removeSaved}: ${link.textContent}`);
    feed?.setAttribute('aria-label', `${LIVE.feed}: ${link.textContent}`);
  };
  const feed = saved.kind === 'search' ? feedOf(saved.address) : null;
  new MutationObserver(tellOf).observe(link, { childList: true });
  tellOf();
  side.append(news, rename, drop);
  if (feed) side.append(feed);
  line.append(link, side);
  item.append(line);
  if (saved.kind === 'search') void tellNews(saved, news, link);
  return item;
}

/** What comes to a search can be followed in a feed reader, too. */
function feedOf(address: string): HTMLElement {
  const { searchParams } = new URL(address, location.origin);
  searchParams.delete('sort');
  if (languageOf(location.pathname) === 'en') searchParams.set('lang', 'en');
  const link = document.createElement('a');
  link.href = `/tim-kiem.atom?${searchParams}`;
  link.className = 'small';
  link.textContent = LIVE.feed;
  return link;
}

/** A box in the place of the name: Enter and leaving it take what is in it, Escape does not. */
function askForName(saved: SavedEntry, link: HTMLElement, opener: HTMLElement): void {
  const box = document.createElement('input');
  box.value = link.textContent;
  box.setAttribute('aria-label', LIVE.rename);
  let open = true;
  const close = (taken: boolean) => {
    if (!open) return;
    open = false;
    const name = box.value.trim();
    if (taken && name) {
      change(saved.address, { name });
      link.textContent = name;
    }
    box.replaceWith(link);
  };
  box.addEventListener('keydown', (event) => {
    const { key, isComposing } = event;
    if (isComposing || (key !== 'Enter' && key !== 'Escape')) return;
    // the same key must not press the button that gets the focus
    event.preventDefault();
    close(key === 'Enter');
    opener.focus();
  });
  box.addEventListener('blur', () => close(true));
  link.replaceWith(box);
  box.focus();
}

async function tellNews(saved: SavedEntry, news: HTMLElement, link: HTMLElement): Promise<void> {
  news.textContent = LIVE.counting;
  try {
    const now = await findNow(saved.address);
    const fresh = newSince(saved, now);
    news.textContent = fresh > 0 ? LIVE.newSince(fresh) : LIVE.nothingNew;
    if (fresh > 0) news.className = 'small answer';
    // whoever opens the search has seen it
    link.addEventListener('click', () => change(saved.address, { seen: [...now.ids], total: now.total }));
  } catch {
    news.textContent = LIVE.unknownNews;
  }
}

function tellNone(): void {
  const none = document.createElement('p');
  none.textContent = place?.dataset.empty ?? '';
  place?.replaceChildren(none);
}

const entries = place ? savedEntries() : [];
if (entries.length === 0) tellNone();
else {
  const list = document.createElement('ul');
  list.className = 'results';
  list.append(...entries.map(itemOf));
  place?.replaceChildren(list);
}
