import { type BarView, lowerBoundBar } from "../../core/market/bar-view.ts";
import type { DecimalStep } from "../../core/market/decimal-step.ts";

/** Formats that a range of the market can be taken out in. */
export type ExportFormat = "csv" | "arrow";

/** Most rows of one export: about a day of a busy market, 100 MB of text. */
export const MAX_EXPORT_ROWS = 2_000_000;

/**
 * Columns of an export, in order. A row is a price tick of a second that traded, ascending by second, then price: exact decimals in the instrument's units.
 * Where seconds are missing at the source, one row stands at the first of them: `gap_until` says where they end, and its price, volumes and trades are empty.
 */
export const EXPORT_COLUMNS = ["time", "price", "bid_volume", "ask_volume", "trades", "gap_until"] as const;

/** What prices and volumes are multiples of, and what the file says of the market. */
export interface ExportMarket {
  readonly symbol: string;
  readonly tickSize: string;
  readonly lotSize: string;
  readonly volumeUnit: string;
  readonly tick: DecimalStep;
  readonly lot: DecimalStep;
}

/** Some rows of an export, as columns of ticks, lots and epoch seconds. */
export interface ExportRows {
  readonly length: number;
  readonly timeSec: Float64Array;
  readonly priceTicks: Int32Array;
  readonly bidLots: Float64Array;
  readonly askLots: Float64Array;
  readonly trades: Int32Array;
  /** [rows] end of the gap that begins at the row's time; `NaN` on rows of trades. */
  readonly gapUntilSec: Float64Array;
}

/** Seconds that are missing within a range: flat pairs `[fromSec, toSec, ...]`, clipped to it. @param gaps ascending pairs that do not touch. */
export function gapsWithin(gaps: Float64Array, fromSec: number, toSec: number): readonly number[] {
  const pairs: number[] = [];
  for (let at = 0; at < gaps.length; at += 2) {
    const from = Math.max(gaps[at], fromSec);
    const to = Math.min(gaps[at + 1], toSec);
    if (from < to) pairs.push(from, to);
  }
  return pairs;
}

/** Rows that the bars `fromBar..toBar-1` and so many gaps give. */
export function countExportRows({ levelOffsets }: BarView, fromBar: number, toBar: number, gaps: readonly number[]): number {
  return levelOffsets[toBar] - levelOffsets[fromBar] + gaps.length / 2;
}

/**
 * The rows of an export in parts of about `partRows`, each made when it is asked for, from the bars as they are then.
 * @param readBars views of the same bars, of which older and newer ones may have come between two parts: it is called once for each part.
 * @param gaps as {@link gapsWithin} gives them.
 */
export function* exportRows(readBars: () => BarView, fromSec: number, toSec: number, gaps: readonly number[], partRows: number): Generator<ExportRows> {
  let startSec = fromSec;
  let gap = 0;
  while (startSec < toSec) {
    const bars = readBars();
    const endBar = lowerBoundBar(bars, toSec);
    const bar = lowerBoundBar(bars, startSec);
    if (bar >= endBar && gap >= gaps.length) return;
    let end = Math.min(bar + 1, endBar);
    while (end < endBar && bars.levelOffsets[end + 1] - bars.levelOffsets[bar] <= partRows) end++;
    startSec = end < endBar ? bars.timeSec[end] : toSec;
    let gapEnd = gap;
    while (gapEnd < gaps.length && gaps[gapEnd] < startSec) gapEnd += 2;
    yield gatherRows(bars, bar, end, gaps.slice(gap, gapEnd));
    gap = gapEnd;
  }
}

function gatherRows(bars: BarView, fromBar: number, toBar: number, gaps: readonly number[]): ExportRows {
  const length = countExportRows(bars, fromBar, toBar, gaps);
  const rows = {
    length,
    timeSec: new Float64Array(length),
    priceTicks: new Int32Array(length),
    bidLots: new Float64Array(length),
    askLots: new Float64Array(length),
    trades: new Int32Array(length),
    gapUntilSec: new Float64Array(length).fill(Number.NaN),
  };
  let [row, gap] = [0, 0];
  for (let bar = fromBar; bar <= toBar; bar++) {
    const sec = bar < toBar ? bars.timeSec[bar] : Number.POSITIVE_INFINITY;
    for (; gap < gaps.length && gaps[gap] <= sec; gap += 2) {
      rows.timeSec[row] = gaps[gap];
      rows.gapUntilSec[row++] = gaps[gap + 1];
    }
    if (bar === toBar) break;
    for (let level = bars.levelOffsets[bar]; level < bars.levelOffsets[bar + 1]; level++, row++) {
      rows.timeSec[row] = sec;
      rows.priceTicks[row] = bars.levelPriceTicks[level];
      rows.bidLots[row] = bars.levelBidLots[level];
      rows.askLots[row] = bars.levelAskLots[level];
      rows.trades[row] = bars.levelTrades[level];
    }
  }
  return rows;
}
