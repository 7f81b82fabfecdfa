/**
 * Read-only columns of consecutive 1-second bars, oldest first, levels in compressed-row form.
 *
 * Bar `i` owns the levels `levelOffsets[i] .. levelOffsets[i + 1] - 1` of the flat level arrays, ascending by price, one level per price tick.
 * The level arrays may hold more than the bars' levels on either side (they are shared buffers), so offsets need not start at 0.
 * A second without a trade has no bar.
 *
 * Invariants: `timeSec` strictly ascending; per bar the level sums of bid, ask and trades equal the bar's; `volumeLots = bidLots + askLots`
 * (`estimated` bars too: their volume is booked on the close).
 */
export interface BarView {
  /** Number of bars. */
  readonly length: number;
  /** [bars] start of the second, epoch seconds. */
  readonly timeSec: Float64Array;
  /** [bars] first trade's price in arrival order, ticks. */
  readonly openTicks: Int32Array;
  readonly highTicks: Int32Array;
  readonly lowTicks: Int32Array;
  /** [bars] last trade's price in arrival order, ticks. */
  readonly closeTicks: Int32Array;
  /** [bars] total volume, lots. */
  readonly volumeLots: Float64Array;
  /** [bars] volume traded at the bid (aggressive selling), lots. */
  readonly bidLots: Float64Array;
  /** [bars] volume traded at the ask (aggressive buying), lots. */
  readonly askLots: Float64Array;
  /** [bars] number of trades. */
  readonly trades: Int32Array;
  /** [bars] open interest in the source's unit, `NaN` where the source has none. */
  readonly openInterest: Float64Array;
  /** [bars] 1 where the source gave a bar without levels, so that its volume stands on the close (STUDIES.md section 0). */
  readonly estimated: Uint8Array;
  /** [bars + 1] positions in the level arrays. */
  readonly levelOffsets: Int32Array;
  /** [levels] price, ticks. */
  readonly levelPriceTicks: Int32Array;
  /** [levels] volume traded at the bid at this price, lots. */
  readonly levelBidLots: Float64Array;
  /** [levels] volume traded at the ask at this price, lots. */
  readonly levelAskLots: Float64Array;
  /** [levels] trades at this price. */
  readonly levelTrades: Int32Array;
}

/** Index of the first bar whose time is >= `timeSec`, in `0..bars.length`. O(log n). */
export function lowerBoundBar(bars: BarView, timeSec: number): number {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bars.timeSec[middle] < timeSec) low = middle + 1;
    else high = middle;
  }
  return low;
}
