import { firstRowFrom } from "../../core/view/time-rows.ts";

/** How strong a line is where a gap has made its sum incomplete: weaker than a whole one, and still 3:1 against both backgrounds. It is thinner, too. */
export const INCOMPLETE_OPACITY = 0.7;

/** Bars of a running sum, ascending, with 0 where something is missing in it. */
export interface SumRows {
  readonly length: number;
  readonly columns: { readonly timeSec: Float64Array; readonly reliable: Float64Array };
}

/**
 * Where the gap begins since which a running sum is incomplete, as of the last bar before `untilSec`; null while that bar's sum is whole.
 * @param gaps flat pairs `[fromSec, toSec, ...]`, ascending.
 */
export function incompleteSince({ length, columns: { timeSec, reliable } }: SumRows, barSec: number, gaps: Float64Array, untilSec: number): number | null {
  const row = firstRowFrom(timeSec, length, untilSec) - 1;
  if (row < 0 || reliable[row] !== 0) return null;
  let sinceSec: number | null = null;
  for (let at = gaps.length - 2; at >= 0; at -= 2) {
    const fromSec = gaps[at];
    if (fromSec >= timeSec[row] + barSec) continue;
    sinceSec = fromSec;
    const before = firstRowFrom(timeSec, length, fromSec - barSec + 1) - 1;
    if (before < 0 || reliable[before] !== 0) break;
  }
  return sinceSec;
}
