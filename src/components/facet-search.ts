/**
 * Search inside a long filter (tìm trong bộ lọc), whatever marks are typed. Without it all values are in the list that
 * opens.
 */
import { LIVE } from '../labels/live.ts';
import { fold } from '../text/fold.ts';

export function searchFacets(part: ParentNode): void {
  for (const facet of part.querySelectorAll<HTMLDetailsElement>('[data-facet]')) {
    const box = facet.querySelector<HTMLInputElement>('[data-facet-search]');
    const more = facet.querySelector<HTMLDetailsElement>('[data-more]');
    if (!box || !more) continue;
    const values = [...facet.querySelectorAll<HTMLElement>('li')].map((item) => ({
      item,
      name: fold(item.querySelector('.value span')?.textContent ?? ''),
    }));
    const none = document.createElement('p');
    none.className = 'muted small';
    none.setAttribute('role', 'status');
    none.textContent = LIVE.noneInFacet;
    none.hidden = true;
    box.after(none);
    box.addEventListener('input', () => {
      const sought = fold(box.value.trim());
      more.open = sought !== '';
      for (const { item, name } of values) item.hidden = !name.includes(sought);
      none.hidden = values.some(({ item }) => !item.hidden);
    });
  }
}
