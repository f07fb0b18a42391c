import type { Box } from './page-content.ts';

/** The corners of a page in PDF's own coordinates: y grows upwards. */
export interface PageBounds {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Quarters of a turn, counter-clockwise, by which the lines of a page run in its own coordinates. */
export type Quarter = 0 | 1 | 2 | 3;

/**
 * From a page's own coordinates to the page as a reader holds it: turned so that its lines run from left to right,
 * measured from the top left corner.
 */
export interface PagePlacing {
  readonly width: number;
  readonly height: number;
  point(x: number, y: number): { readonly x: number; readonly y: number };
  box(left: number, bottom: number, right: number, top: number): Box;
}

/** The placing of a page whose lines run in the direction `quarter`. */
export function placePage({ left, bottom, right, top }: PageBounds, quarter: Quarter): PagePlacing {
  const across = right - left;
  const up = top - bottom;
  const point = (x: number, y: number) => {
    switch (quarter) {
      case 0:
        return { x: x - left, y: top - y };
      case 1:
        return { x: y - bottom, y: x - left };
      case 2:
        return { x: right - x, y: y - bottom };
      case 3:
        return { x: top - y, y: right - x };
    }
  };
  return {
    width: quarter % 2 === 0 ? across : up,
    height: quarter % 2 === 0 ? up : across,
    point,
    box(x0, y0, x1, y1) {
      const a = point(x0, y0);
      const b = point(x1, y1);
      return {
        left: Math.min(a.x, b.x),
        right: Math.max(a.x, b.x),
        top: Math.min(a.y, b.y),
        bottom: Math.max(a.y, b.y),
      };
    },
  };
}
