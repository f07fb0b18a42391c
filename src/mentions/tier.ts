import { isUnmarked } from '../text/fold.ts';

/**
 * How wide a search reaches (bậc so khớp). Each tier counts only what the tiers before it lack:
 * 1 as typed, marks count (đúng dấu); 2 marks don't count (không phân biệt dấu); 3 across punctuation (qua dấu câu);
 * 4 abbreviations written out, and the other way round (chữ viết tắt); 5 nearly so (gần đúng).
 */
export const TIERS = [1, 2, 3, 4, 5] as const;
export type Tier = (typeof TIERS)[number];

/** The tier that is meant when none is chosen: marks that are typed count, and what has none matches any marks. */
export function defaultTier(typed: string): Tier {
  return isUnmarked(typed) ? 2 : 1;
}

/** How many a tier has beyond the tiers before it. */
export interface TierCount {
  readonly tier: Tier;
  readonly total: number;
}
