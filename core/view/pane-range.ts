import { ceilOneTwoFive } from "./row-height.ts";

/** The ends of a pane's value axis. */
export interface PaneRange {
  readonly low: number;
  readonly high: number;
}

/** Zero is shown when it lies within this share of the values' span beyond them. */
const ZERO_REACH = 0.6;
/** Room above and below the values, as a share of their span. */
const ROOM = 0.1;
/** Ends lie on steps of about this share of the span, so that small changes of the values leave the axis still. */
const STEPS = 24;

/**
 * An axis for whole values from `least` to `greatest`: with room around them, with zero when that is near, and ending on round numbers.
 * Values that do not exist (`least > greatest`) give an axis around zero.
 */
export function paneRange(least: number, greatest: number): PaneRange {
  if (!(least <= greatest)) return { low: -1, high: 1 };
  const reach = (greatest - least) * ZERO_REACH;
  const low = least > 0 && least <= reach ? 0 : least;
  const high = greatest < 0 && -greatest <= reach ? 0 : greatest;
  const span = Math.max(1, high - low);
  const step = ceilOneTwoFive(span / STEPS);
  return { low: Math.floor((low - span * ROOM) / step) * step, high: Math.ceil((high + span * ROOM) / step) * step };
}
