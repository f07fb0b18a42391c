import { countAfter } from './count-after.ts';
import { searchFacets } from './facet-search.ts';
import { offerToSave } from './save-button.ts';

/**
 * Makes a part of a page answer its reader: the whole page at first, then what was put into it since, until that is
 * replaced itself.
 */
export function enhance(part: ParentNode, replaced?: AbortSignal): void {
  searchFacets(part);
  offerToSave(part);
  countAfter(part, replaced);
}
