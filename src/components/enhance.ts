import { countAfter } from './count-after.ts';
import { searchFacets } from './facet-search.ts';
import { offerToSave } from './save-button.ts';

/** Makes a part of a page answer its reader: the whole page at first, then what was put into it since. */
export function enhance(part: ParentNode): void {
  searchFacets(part);
  offerToSave(part);
  countAfter(part);
}
