import type { Audience } from '../../access/audience.ts';
import type { Label } from '../../engine/meta.ts';
import type { FilterName } from '../filters.ts';

/** A way to narrow a search and to count what is in it (bộ lọc). */
export interface Facet {
  readonly name: FilterName;
  readonly label: Label;
  /** How values are ordered: by how many there are, or by the value itself (years). */
  readonly order: 'count' | 'value-descending' | 'value-ascending';
  /** Names of values, where they differ from the value: which vocabulary has them, the names themselves, or their rule. */
  readonly names?:
    | 'theme'
    | 'type'
    | 'department'
    | Readonly<Record<string, Label>>
    | ((value: string) => Label | undefined);
  /** Who can tell its values apart; everybody where nothing is said. */
  readonly audience?: Audience;
  /** What `none` is called here. */
  readonly none: Label;
}

/** A value of a facet and how many of the results have it. */
export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}
