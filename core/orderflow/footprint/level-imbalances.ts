import { type BarView, lowerBoundBar } from "../../market/bar-view.ts";
import type { Gaps } from "../fold/gaps.ts";
import { imbalanceLookbackSec } from "./bar-footprint.ts";
import { DiagonalImbalanceFold, type ImbalanceParameters } from "./diagonal-imbalance.ts";
import { createImbalanceSeries } from "./imbalance-series.ts";

/** What makes a diagonal imbalance, whatever the bars and the rows. */
export type ImbalanceRule = Omit<ImbalanceParameters, "timeframeSec" | "ticksPerRow">;

/** How a level stands against the next price in the same second, as bits: it may be bought and sold into at once. */
export const LEVEL_MARKS = { none: 0, buying: 1, selling: 2 } as const;

/** Seconds before the first of a range that its marks look back on. */
export function levelLookbackSec(rule: ImbalanceRule): number {
  return imbalanceLookbackSec(oneSecond(rule));
}

/**
 * The diagonal imbalances of the seconds `[fromSec, toSec)` at every price: those of bars of 1 s with rows of one tick.
 * O(levels of the seconds and of what they look back on).
 * @returns [levels] of {@link LEVEL_MARKS}, for the levels of those seconds in their order.
 */
export function levelImbalances(bars: BarView, gaps: Gaps, fromSec: number, toSec: number, rule: ImbalanceRule): Uint8Array {
  const { timeSec, levelOffsets, levelPriceTicks } = bars;
  const first = lowerBoundBar(bars, fromSec);
  const end = lowerBoundBar(bars, toSec);
  const series = createImbalanceSeries();
  const fold = new DiagonalImbalanceFold(oneSecond(rule));
  fold.append(bars, lowerBoundBar(bars, fromSec - levelLookbackSec(rule)), end, gaps, series);
  const marks = new Uint8Array(levelOffsets[end] - levelOffsets[first]);
  const { columns, length } = series;
  let entry = 0;
  while (entry < length && columns.timeSec[entry] < fromSec) entry++;
  for (let bar = first; bar < end; bar++) {
    for (let level = levelOffsets[bar]; level < levelOffsets[bar + 1]; level++) {
      for (; entry < length && columns.timeSec[entry] === timeSec[bar] && columns.row[entry] === levelPriceTicks[level]; entry++) {
        marks[level - levelOffsets[first]] |= columns.side[entry] > 0 ? LEVEL_MARKS.buying : LEVEL_MARKS.selling;
      }
    }
  }
  return marks;
}

function oneSecond(rule: ImbalanceRule): ImbalanceParameters {
  return { ...rule, timeframeSec: 1, ticksPerRow: 1 };
}
