/**
 * How much of the picture is out of date, weakest first. Every part of the client only says *what* is dirty; the one frame loop merges by maximum and
 * draws at most once per display frame. Nothing dirty: nothing drawn.
 */
export const DIRTY = {
  none: 0,
  /** The crosshair or the hover reading moved. */
  cursor: 1,
  /** The viewport, the colour scale or an option moved; the data is the same. */
  view: 2,
  /** Pools, exact cells or status changed. */
  data: 3,
  /** Size, device-pixel ratio, theme or renderer changed: everything is laid out anew. */
  layout: 4,
} as const;
export type DirtyLevel = (typeof DIRTY)[keyof typeof DIRTY];

/** The stronger of two levels. */
export function mergeDirty(a: DirtyLevel, b: DirtyLevel): DirtyLevel {
  return a > b ? a : b;
}
