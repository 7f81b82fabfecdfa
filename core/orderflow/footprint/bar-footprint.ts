import { type BarView, lowerBoundBar } from "../../market/bar-view.ts";
import type { Gaps } from "../fold/gaps.ts";
import { DiagonalImbalanceFold, type ImbalanceParameters } from "./diagonal-imbalance.ts";
import { Footprint } from "./footprint.ts";
import { createImbalanceSeries, type ImbalanceSeries } from "./imbalance-series.ts";
import { rowMedianWindowSec } from "./row-volume-median.ts";

/** How a row stands against its diagonal neighbour. */
export const IMBALANCE_MARKS = { none: 0, single: 1, stacked: 2 } as const;

/** One bar with everything that traded in it, row by row. The sums of the rows are those of the bar. */
export interface BarFootprint {
  /** [rows] traded rows, ascending; row `r` holds the ticks from `r * ticksPerRow` on. */
  readonly row: Int32Array;
  readonly bidLots: Float64Array;
  readonly askLots: Float64Array;
  readonly trades: Float64Array;
  /** [rows] of {@link IMBALANCE_MARKS}: bought at the ask against the bid one row below. */
  readonly buyMark: Uint8Array;
  /** [rows] sold at the bid against the ask one row above. */
  readonly sellMark: Uint8Array;
  /** Row with the most volume. */
  readonly pocRow: number;
  readonly openTicks: number;
  readonly highTicks: number;
  readonly lowTicks: number;
  readonly closeTicks: number;
  /** Extremes of the running delta at 1 s steps from 0 on. */
  readonly minDeltaLots: number;
  readonly maxDeltaLots: number;
  /** `false` where a second of the bar is missing. */
  readonly reliable: boolean;
  /** A second came without levels: its volume stands on its close. */
  readonly estimated: boolean;
}

/** How far before a bar its imbalances look back, seconds: nothing where the least volume is given. */
export function imbalanceLookbackSec({ timeframeSec, minimumLots }: ImbalanceParameters): number {
  return minimumLots === null ? rowMedianWindowSec(timeframeSec) : 0;
}

/**
 * The bar that starts at `startSec`, a multiple of the timeframe, the same as the footprint and the imbalances of all bars say of it; null without a trade in it.
 * O(levels of the bar and of what its imbalances look back on).
 * @param untilSec the bar as it was before this second.
 */
export function barFootprint(bars: BarView, gaps: Gaps, startSec: number, parameters: ImbalanceParameters, untilSec = Number.POSITIVE_INFINITY): BarFootprint | null {
  const first = lowerBoundBar(bars, startSec);
  const end = lowerBoundBar(bars, Math.min(startSec + parameters.timeframeSec, untilSec));
  if (first >= end) return null;
  const footprint = new Footprint(parameters.ticksPerRow);
  const imbalances = createImbalanceSeries();
  const fold = new DiagonalImbalanceFold(parameters, footprint);
  fold.append(bars, lowerBoundBar(bars, startSec - imbalanceLookbackSec(parameters)), end, gaps, imbalances);
  fold.writeForming(gaps, imbalances);
  const bar = footprint.bars.length - 1;
  const { columns } = footprint.bars;
  const [from, to] = [footprint.rowStart(bar), footprint.rowStart(bar + 1)];
  const row = footprint.rows.row.slice(from, to);
  return {
    row,
    bidLots: footprint.rows.bidLots.slice(from, to),
    askLots: footprint.rows.askLots.slice(from, to),
    trades: footprint.rows.trades.slice(from, to),
    buyMark: marksOf(imbalances, startSec, 1, row),
    sellMark: marksOf(imbalances, startSec, -1, row),
    pocRow: columns.pocRow[bar],
    openTicks: bars.openTicks[first],
    highTicks: bars.highTicks.subarray(first, end).reduce((high, ticks) => Math.max(high, ticks)),
    lowTicks: bars.lowTicks.subarray(first, end).reduce((low, ticks) => Math.min(low, ticks)),
    closeTicks: bars.closeTicks[end - 1],
    minDeltaLots: columns.minDeltaLots[bar],
    maxDeltaLots: columns.maxDeltaLots[bar],
    reliable: columns.reliable[bar] === 1,
    estimated: columns.estimated[bar] === 1,
  };
}

function marksOf({ columns, length }: ImbalanceSeries, startSec: number, side: 1 | -1, row: Int32Array): Uint8Array {
  const marks = new Uint8Array(row.length);
  for (let entry = length - 1; entry >= 0 && columns.timeSec[entry] === startSec; entry--) {
    if (columns.side[entry] !== side) continue;
    marks[row.indexOf(columns.row[entry])] = columns.stacked[entry] === 1 ? IMBALANCE_MARKS.stacked : IMBALANCE_MARKS.single;
  }
  return marks;
}
