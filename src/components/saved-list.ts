/** The page of what was saved: names can be changed, searches say what is new since they were last looked at. */
import { LIVE } from '../labels/live.ts';
import { change, idsNow, remove, type SavedEntry, savedEntries } from './saved.ts';

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
  side.append(
    news,
    button(LIVE.rename, () => {
      const box = document.createElement('input');
      box.value = saved.name;
      box.setAttribute('aria-label', LIVE.rename);
      const done = () => {
        change(saved.address, { name: box.value.trim() || saved.name });
        show();
      };
      box.addEventListener('change', done);
      box.addEventListener('blur', done);
      link.replaceWith(box);
      box.focus();
    }),
    button(LIVE.removeSaved, () => {
      remove(saved.address);
      show();
    }),
  );
  line.append(link, side);
  item.append(line);
  if (saved.kind === 'search') void tellNews(saved, news, link);
  return item;
}

async function tellNews(saved: SavedEntry, news: HTMLElement, link: HTMLElement): Promise<void> {
  news.textContent = LIVE.counting;
  try {
    const now = await idsNow(saved.address);
    const known = new Set(saved.seen);
    const fresh = now.filter((id) => !known.has(id)).length;
    news.textContent = fresh > 0 ? LIVE.newSince(fresh) : LIVE.nothingNew;
    if (fresh > 0) news.className = 'small answer';
    // whoever opens the search has seen it
    link.addEventListener('click', () => change(saved.address, { seen: now }));
  } catch {
    news.textContent = LIVE.unknownNews;
  }
}

function show(): void {
  if (!place) return;
  const entries = savedEntries();
  if (entries.length === 0) {
    const none = document.createElement('p');
    none.textContent = place.dataset.empty ?? '';
    place.replaceChildren(none);
    return;
  }
  const list = document.createElement('ul');
  list.className = 'results';
  list.append(...entries.map(itemOf));
  place.replaceChildren(list);
}

show();
