const MIN_LEVELS = 64;
/** Up to this many levels are moved one by one: cheaper than four calls. */
const SHORT_MOVE = 16;

/**
 * One second being built from its trades: sums in whole lots, levels kept sorted by price. A scratch object that is reused second after second, so that a
 * trade allocates nothing. Most trades hit the price of the trade before or a level that exists; a new level moves those above it by one place.
 */
export class FormingBar {
  /** Start of the second, epoch seconds. */
  timeSec = 0;
  openTicks = 0;
  highTicks = 0;
  lowTicks = 0;
  closeTicks = 0;
  bidLots = 0;
  askLots = 0;
  /** Number of trades; 0: the second has none and makes no bar. */
  trades = 0;
  levelCount = 0;
  /** [>= levelCount] ascending. Replaced when it grows. */
  levelPriceTicks = new Int32Array(MIN_LEVELS);
  levelBidLots = new Float64Array(MIN_LEVELS);
  levelAskLots = new Float64Array(MIN_LEVELS);
  levelTrades = new Int32Array(MIN_LEVELS);
  #lastLevel = 0;

  /** Forgets everything and starts the second `timeSec`. */
  start(timeSec: number): void {
    this.timeSec = timeSec;
    this.bidLots = 0;
    this.askLots = 0;
    this.trades = 0;
    this.levelCount = 0;
    this.#lastLevel = 0;
  }

  /**
   * Adds one trade in arrival order: the first sets the open, the latest the close.
   * @param priceTicks whole, within 32 bits. @param bidLots volume traded at the bid, and @param askLots at the ask: whole, one of them 0.
   */
  add(priceTicks: number, bidLots: number, askLots: number): void {
    if (this.trades === 0) {
      this.openTicks = this.highTicks = this.lowTicks = priceTicks;
    } else if (priceTicks > this.highTicks) {
      this.highTicks = priceTicks;
    } else if (priceTicks < this.lowTicks) {
      this.lowTicks = priceTicks;
    }
    this.closeTicks = priceTicks;
    this.trades++;
    this.bidLots += bidLots;
    this.askLots += askLots;
    const level = this.#levelOf(priceTicks);
    this.levelBidLots[level] += bidLots;
    this.levelAskLots[level] += askLots;
    this.levelTrades[level]++;
  }

  #levelOf(priceTicks: number): number {
    const last = this.#lastLevel;
    if (last < this.levelCount && this.levelPriceTicks[last] === priceTicks) return last;
    let low = 0;
    let high = this.levelCount;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.levelPriceTicks[middle] < priceTicks) low = middle + 1;
      else high = middle;
    }
    this.#lastLevel = low;
    if (low === this.levelCount || this.levelPriceTicks[low] !== priceTicks) this.#insertLevel(low, priceTicks);
    return low;
  }

  #insertLevel(at: number, priceTicks: number): void {
    const count = this.levelCount++;
    if (count === this.levelPriceTicks.length) this.#grow();
    const { levelPriceTicks, levelBidLots, levelAskLots, levelTrades } = this;
    if (count - at <= SHORT_MOVE) {
      for (let level = count; level > at; level--) {
        levelPriceTicks[level] = levelPriceTicks[level - 1];
        levelBidLots[level] = levelBidLots[level - 1];
        levelAskLots[level] = levelAskLots[level - 1];
        levelTrades[level] = levelTrades[level - 1];
      }
    } else {
      levelPriceTicks.copyWithin(at + 1, at, count);
      levelBidLots.copyWithin(at + 1, at, count);
      levelAskLots.copyWithin(at + 1, at, count);
      levelTrades.copyWithin(at + 1, at, count);
    }
    levelPriceTicks[at] = priceTicks;
    levelBidLots[at] = 0;
    levelAskLots[at] = 0;
    levelTrades[at] = 0;
  }

  #grow(): void {
    const capacity = this.levelPriceTicks.length * 2;
    this.levelPriceTicks = grown(this.levelPriceTicks, new Int32Array(capacity));
    this.levelBidLots = grown(this.levelBidLots, new Float64Array(capacity));
    this.levelAskLots = grown(this.levelAskLots, new Float64Array(capacity));
    this.levelTrades = grown(this.levelTrades, new Int32Array(capacity));
  }
}

function grown<Column extends Float64Array | Int32Array>(old: Column, larger: Column): Column {
  larger.set(old);
  return larger;
}
