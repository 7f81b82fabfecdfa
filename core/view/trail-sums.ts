import { type BarView, lowerBoundBar } from "../market/bar-view.ts";

/**
 * Exact volume per row of the bars in a range of seconds that slides: seconds that enter are added, those that leave are taken away, and where less is to be
 * added from nothing than by sliding, it starts anew. Rows outside of `lowRow .. lowRow + rowCount - 1` are left out, so a column costs the levels near the
 * screen. Whole lots: every sum is exact, whatever the way.
 *
 * Bars may be prepended and appended between moves; those in the range must not have changed.
 */
export class TrailSums {
  readonly ticksPerRow: number;
  readonly lowRow: number;
  readonly rowCount: number;
  /** [rows] from `lowRow` on. */
  readonly bidLots: Float64Array;
  readonly askLots: Float64Array;
  readonly trades: Float64Array;
  /** Rows whose sums have changed since {@link forgetTouched}, counted from `lowRow`, some of them more than once; `touchedCount` are in use. */
  readonly touched: Int32Array;
  touchedCount = 0;
  /** More have changed than are listed. */
  allTouched = true;
  #fromSec = 0;
  #toSec = 0;

  constructor(ticksPerRow: number, lowRow: number, rowCount: number) {
    this.ticksPerRow = ticksPerRow;
    this.lowRow = lowRow;
    this.rowCount = rowCount;
    this.bidLots = new Float64Array(rowCount);
    this.askLots = new Float64Array(rowCount);
    this.trades = new Float64Array(rowCount);
    this.touched = new Int32Array(rowCount);
  }

  forgetTouched(): void {
    this.touchedCount = 0;
    this.allTouched = false;
  }

  /**
   * Takes the sums to those of the bars in `[fromSec, toSec)`.
   * @param mostLevels stops after about so many levels.
   * @returns `true` when they are there; otherwise call again.
   */
  moveTo(bars: BarView, fromSec: number, toSec: number, mostLevels = Number.POSITIVE_INFINITY): boolean {
    const endSec = Math.max(fromSec, toSec);
    if (this.#slideCost(bars, fromSec, endSec) > levelsIn(bars, fromSec, endSec) + this.rowCount) this.#startAt(fromSec);
    let left = mostLevels;
    left -= this.#takeFromEnd(bars, endSec, left);
    left -= this.#takeFromStart(bars, fromSec, left);
    left -= this.#addAtEnd(bars, endSec, left);
    this.#addAtStart(bars, fromSec, left);
    return this.#fromSec === fromSec && this.#toSec === endSec;
  }

  /** Adds the bars `from..to-1` on top, or takes them away again (`sign` -1): for seconds that may still change, around a reading. */
  change(bars: BarView, from: number, to: number, sign: 1 | -1): void {
    const { levelOffsets, levelPriceTicks, levelBidLots, levelAskLots, levelTrades } = bars;
    const { bidLots, askLots, trades, ticksPerRow, lowRow } = this;
    const lowTicks = lowRow * ticksPerRow;
    const endTicks = (lowRow + this.rowCount) * ticksPerRow;
    for (let bar = from; bar < to; bar++) {
      const end = levelOffsets[bar + 1];
      for (let level = firstLevelFrom(levelPriceTicks, levelOffsets[bar], end, lowTicks); level < end; level++) {
        const price = levelPriceTicks[level];
        if (price >= endTicks) break;
        const at = (ticksPerRow === 1 ? price : Math.floor(price / ticksPerRow)) - lowRow;
        bidLots[at] += sign * levelBidLots[level];
        askLots[at] += sign * levelAskLots[level];
        trades[at] += sign * levelTrades[level];
        this.#touch(at);
      }
    }
  }

  #touch(at: number): void {
    if (this.touchedCount < this.rowCount) this.touched[this.touchedCount++] = at;
    else this.allTouched = true;
  }

  #startAt(sec: number): void {
    if (this.#fromSec < this.#toSec) {
      this.bidLots.fill(0);
      this.askLots.fill(0);
      this.trades.fill(0);
      this.allTouched = true;
    }
    this.#fromSec = this.#toSec = sec;
  }

  /** Levels to be changed on the way from the range held; infinite where the two have nothing in common. */
  #slideCost(bars: BarView, fromSec: number, toSec: number): number {
    if (fromSec >= this.#toSec || toSec <= this.#fromSec) return Number.POSITIVE_INFINITY;
    const atStart = levelsIn(bars, Math.min(fromSec, this.#fromSec), Math.max(fromSec, this.#fromSec));
    return atStart + levelsIn(bars, Math.min(toSec, this.#toSec), Math.max(toSec, this.#toSec));
  }

  #addAtEnd(bars: BarView, toSec: number, most: number): number {
    if (!(this.#toSec < toSec) || most <= 0) return 0;
    const from = lowerBoundBar(bars, this.#toSec);
    const end = lowerBoundBar(bars, toSec);
    const to = forward(bars, from, end, most);
    this.change(bars, from, to, 1);
    this.#toSec = to === end ? toSec : bars.timeSec[to];
    return levelsOf(bars, from, to);
  }

  #takeFromStart(bars: BarView, fromSec: number, most: number): number {
    if (!(this.#fromSec < fromSec) || most <= 0) return 0;
    const from = lowerBoundBar(bars, this.#fromSec);
    const end = lowerBoundBar(bars, fromSec);
    const to = forward(bars, from, end, most);
    this.change(bars, from, to, -1);
    this.#fromSec = to === end ? fromSec : bars.timeSec[to];
    return levelsOf(bars, from, to);
  }

  #addAtStart(bars: BarView, fromSec: number, most: number): number {
    if (!(fromSec < this.#fromSec) || most <= 0) return 0;
    const to = lowerBoundBar(bars, this.#fromSec);
    const start = lowerBoundBar(bars, fromSec);
    const from = backward(bars, start, to, most);
    this.change(bars, from, to, 1);
    this.#fromSec = from === start ? fromSec : bars.timeSec[from];
    return levelsOf(bars, from, to);
  }

  #takeFromEnd(bars: BarView, toSec: number, most: number): number {
    if (!(toSec < this.#toSec) || most <= 0) return 0;
    const to = lowerBoundBar(bars, this.#toSec);
    const start = lowerBoundBar(bars, toSec);
    const from = backward(bars, start, to, most);
    this.change(bars, from, to, -1);
    this.#toSec = from === start ? toSec : bars.timeSec[from];
    return levelsOf(bars, from, to);
  }
}

function levelsOf(bars: BarView, from: number, to: number): number {
  return to > from ? bars.levelOffsets[to] - bars.levelOffsets[from] : 0;
}

function levelsIn(bars: BarView, fromSec: number, toSec: number): number {
  return levelsOf(bars, lowerBoundBar(bars, fromSec), lowerBoundBar(bars, toSec));
}

/** The bar before which about `most` levels stand, counted from bar `from` on; at least one further, `end` at most. */
function forward(bars: BarView, from: number, end: number, most: number): number {
  let to = from;
  while (to < end && (to === from || levelsOf(bars, from, to) < most)) to++;
  return to;
}

/** The bar after which about `most` levels stand, counted back from bar `to`. */
function backward(bars: BarView, start: number, to: number, most: number): number {
  let from = to;
  while (from > start && (from === to || levelsOf(bars, from, to) < most)) from--;
  return from;
}

/** First of the levels `from..to-1`, which ascend by price, at `ticks` or above. */
function firstLevelFrom(prices: Int32Array, from: number, to: number, ticks: number): number {
  let low = from;
  let high = to;
  if (low < high && prices[low] >= ticks) return low;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (prices[middle] < ticks) low = middle + 1;
    else high = middle;
  }
  return low;
}
