/**
 * How much of the picture is out of date, weakest first. Every part of the client only says *what* is dirty; the one frame loop merges by maximum and
 * draws at most once per display frame. Nothing dirty, or nothing more than a look: nothing drawn.
 */
export const DIRTY = {
  none: 0,
  /** Something came that may be in the picture or not: whoever puts it together looks, and says more if it is. */
  look: 1,
  /** The crosshair or the hover reading moved. */
  cursor: 2,
  /** The viewport, the colour scale or an option moved; the data is the same. */
  view: 3,
  /** Data in the picture changed. */
  data: 4,
  /** Size, device-pixel ratio, theme or renderer changed: everything is laid out anew. */
  layout: 5,
} as const;
export type DirtyLevel = (typeof DIRTY)[keyof typeof DIRTY];

/** The stronger of two levels. */
export function mergeDirty(a: DirtyLevel, b: DirtyLevel): DirtyLevel {
  return a > b ? a : b;
}
