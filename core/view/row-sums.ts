import type { BarView } from "../market/bar-view.ts";
import { floorDiv } from "../market/floor-div.ts";
import type { CellContent } from "./cell-pool.ts";

const MIN_ROWS = 256;

/**
 * Exact sums of one column: the candle and, per price row, the volumes (or trades) of every second added so far. Dense over the rows from the lowest to
 * the highest trade, so adding a level is one index and two additions. Nothing is encoded or rounded here: what the pool loses in precision it loses
 * after this.
 */
export class RowSums {
  /** Row of `bidLots[0]`; meaningless while `count` is 0. */
  lowRow = 0;
  /** Rows in use, 0 before the first level. */
  count = 0;
  /** Bars added. */
  bars = 0;
  openTicks = 0;
  highTicks = 0;
  lowTicks = 0;
  closeTicks = 0;
  /** [rows] lots traded at the bid. All 0 for content `trades`. */
  bidLots: Float64Array = new Float64Array(MIN_ROWS);
  /** [rows] lots traded at the ask; the number of trades for content `trades`. */
  askLots: Float64Array = new Float64Array(MIN_ROWS);
  readonly #ticksPerRow: number;
  readonly #content: CellContent;
  #scanLowRow = 0;
  #scanHighRow = 0;

  constructor(ticksPerRow: number, content: CellContent) {
    this.#ticksPerRow = ticksPerRow;
    this.#content = content;
  }

  /** Forgets everything added. */
  clear(): void {
    this.bidLots.fill(0, 0, this.count);
    this.askLots.fill(0, 0, this.count);
    this.count = 0;
    this.bars = 0;
  }

  /** Becomes equal to `other`, which must have the same row height and content. */
  copyFrom(other: RowSums): void {
    this.clear();
    this.bars = other.bars;
    this.openTicks = other.openTicks;
    this.highTicks = other.highTicks;
    this.lowTicks = other.lowTicks;
    this.closeTicks = other.closeTicks;
    if (other.count === 0) return;
    this.#cover(other.lowRow, other.lowRow + other.count - 1);
    this.bidLots.set(other.bidLots.subarray(0, other.count));
    this.askLots.set(other.askLots.subarray(0, other.count));
  }

  /**
   * The rows these sums would span with the bars `from..to-1` added, 0 for none. Costs O(bars) and spends no memory, so that a caller can refuse a span
   * out of all proportion (a bad print) first.
   */
  spanWith(bars: BarView, from: number, to: number): number {
    if (!this.#scan(bars, from, to)) return this.count;
    if (this.count === 0) return this.#scanHighRow - this.#scanLowRow + 1;
    return Math.max(this.#scanHighRow, this.lowRow + this.count - 1) - Math.min(this.#scanLowRow, this.lowRow) + 1;
  }

  /** Adds the bars `from..to-1`, which must be later than those added before. */
  add(bars: BarView, from: number, to: number): void {
    if (to <= from) return;
    this.#addCandle(bars, from, to);
    if (!this.#scan(bars, from, to)) return;
    this.#cover(this.#scanLowRow, this.#scanHighRow);
    if (this.#content === "trades") this.#addTrades(bars, bars.levelOffsets[from], bars.levelOffsets[to]);
    else this.#addVolumes(bars, bars.levelOffsets[from], bars.levelOffsets[to]);
  }

  /** Finds the lowest and highest row of the bars' levels; `false` when they have none. */
  #scan(bars: BarView, from: number, to: number): boolean {
    const { levelOffsets, levelPriceTicks } = bars;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let bar = from; bar < to; bar++) {
      const first = levelOffsets[bar];
      const last = levelOffsets[bar + 1] - 1;
      if (last < first) continue;
      if (levelPriceTicks[first] < low) low = levelPriceTicks[first];
      if (levelPriceTicks[last] > high) high = levelPriceTicks[last];
    }
    if (high < low) return false;
    this.#scanLowRow = floorDiv(low, this.#ticksPerRow);
    this.#scanHighRow = floorDiv(high, this.#ticksPerRow);
    return true;
  }

  #addCandle(bars: BarView, from: number, to: number): void {
    if (this.bars === 0) {
      this.openTicks = bars.openTicks[from];
      this.highTicks = bars.highTicks[from];
      this.lowTicks = bars.lowTicks[from];
    }
    let high = this.highTicks;
    let low = this.lowTicks;
    for (let bar = from; bar < to; bar++) {
      if (bars.highTicks[bar] > high) high = bars.highTicks[bar];
      if (bars.lowTicks[bar] < low) low = bars.lowTicks[bar];
    }
    this.highTicks = high;
    this.lowTicks = low;
    this.closeTicks = bars.closeTicks[to - 1];
    this.bars += to - from;
  }

  #addVolumes(bars: BarView, from: number, to: number): void {
    const { levelPriceTicks, levelBidLots, levelAskLots } = bars;
    const { bidLots, askLots, lowRow } = this;
    const ticksPerRow = this.#ticksPerRow;
    for (let level = from; level < to; level++) {
      const at = floorDiv(levelPriceTicks[level], ticksPerRow) - lowRow;
      bidLots[at] += levelBidLots[level];
      askLots[at] += levelAskLots[level];
    }
  }

  #addTrades(bars: BarView, from: number, to: number): void {
    const { levelPriceTicks, levelTrades } = bars;
    const { askLots, lowRow } = this;
    const ticksPerRow = this.#ticksPerRow;
    for (let level = from; level < to; level++) {
      askLots[floorDiv(levelPriceTicks[level], ticksPerRow) - lowRow] += levelTrades[level];
    }
  }

  /** Widens the rows in use to hold `low..high`. What lies outside the rows in use is 0 at all times. */
  #cover(low: number, high: number): void {
    const first = this.count > 0 ? Math.min(low, this.lowRow) : low;
    const last = this.count > 0 ? Math.max(high, this.lowRow + this.count - 1) : high;
    const count = last - first + 1;
    const shift = this.count > 0 ? this.lowRow - first : 0;
    if (count > this.bidLots.length) {
      const capacity = Math.max(count + (count >> 1), MIN_ROWS);
      this.bidLots = moved(this.bidLots, this.count, new Float64Array(capacity), shift);
      this.askLots = moved(this.askLots, this.count, new Float64Array(capacity), shift);
    } else if (shift > 0) {
      shiftUp(this.bidLots, this.count, shift);
      shiftUp(this.askLots, this.count, shift);
    }
    this.lowRow = first;
    this.count = count;
  }
}

function moved(from: Float64Array, count: number, to: Float64Array, at: number): Float64Array {
  to.set(from.subarray(0, count), at);
  return to;
}

function shiftUp(sums: Float64Array, count: number, by: number): void {
  sums.copyWithin(by, 0, count);
  sums.fill(0, 0, by);
}
