import type { Aggressor, MarketSink } from "./market-feed.ts";

/** A range the source lost, to be told before the trade at `index` of the batch, once the stream's clock has reached `dueMs`. */
export interface BatchGap {
  readonly index: number;
  readonly dueMs: number;
  readonly fromSec: number;
  readonly toSec: number;
}

/** One trade, in a scratch object that is overwritten by the next. */
export interface TradeScratch {
  timeMs: number;
  priceTicks: number;
  sizeLots: number;
  aggressor: Aggressor;
}

const MIN_TRADES = 1024;

/** Trades read ahead of their delivery, in columns, and the gaps between them. Reused batch after batch. */
export class TradeBatch {
  length = 0;
  /** Latest time of a trade, epoch milliseconds; minus infinity while there is none. */
  lastTradeMs = Number.NEGATIVE_INFINITY;
  /** Latest time at which something of the batch is due. */
  horizonMs = Number.NEGATIVE_INFINITY;
  #timeMs = new Float64Array(MIN_TRADES);
  #priceTicks = new Int32Array(MIN_TRADES);
  #sizeLots = new Float64Array(MIN_TRADES);
  #buy = new Uint8Array(MIN_TRADES);
  #gaps: BatchGap[] = [];
  #nextTrade = 0;
  #nextGap = 0;

  /** Time of the first trade in the file's order; `NaN` where there is none. */
  get firstTradeMs(): number {
    return this.length > 0 ? this.#timeMs[0] : Number.NaN;
  }

  /** `true` when everything has been delivered. */
  get delivered(): boolean {
    return this.#nextTrade === this.length && this.#nextGap === this.#gaps.length;
  }

  clear(): void {
    this.length = 0;
    this.lastTradeMs = this.horizonMs = Number.NEGATIVE_INFINITY;
    this.#gaps = [];
    this.#nextTrade = 0;
    this.#nextGap = 0;
  }

  push(trade: Readonly<TradeScratch>): void {
    if (this.length === this.#timeMs.length) this.#grow();
    const at = this.length++;
    if (trade.timeMs > this.lastTradeMs) this.lastTradeMs = trade.timeMs;
    if (trade.timeMs > this.horizonMs) this.horizonMs = trade.timeMs;
    this.#timeMs[at] = trade.timeMs;
    this.#priceTicks[at] = trade.priceTicks;
    this.#sizeLots[at] = trade.sizeLots;
    this.#buy[at] = trade.aggressor === "buy" ? 1 : 0;
  }

  pushGap(fromSec: number, toSec: number, dueMs: number): void {
    this.horizonMs = Math.max(this.horizonMs, dueMs);
    this.#gaps.push({ index: this.length, fromSec, toSec, dueMs });
  }

  /**
   * Hands on, in order, what is due at `untilMs`; a trade that stepped back in time waits for the one before it.
   * @param shiftMs added to every time: whole seconds.
   * @returns the number of trades handed on.
   */
  deliver(sink: MarketSink, untilMs: number, shiftMs: number): number {
    const first = this.#nextTrade;
    const limit = untilMs - shiftMs;
    for (;;) {
      const gap = this.#gaps[this.#nextGap];
      if (gap !== undefined && gap.index === this.#nextTrade && gap.dueMs <= limit) {
        sink.gap(gap.fromSec + shiftMs / 1000, gap.toSec + shiftMs / 1000);
        this.#nextGap++;
        continue;
      }
      const at = this.#nextTrade;
      if (at === this.length || this.#timeMs[at] > limit || gap?.index === at) return at - first;
      sink.trade(this.#timeMs[at] + shiftMs, this.#priceTicks[at], this.#sizeLots[at], this.#buy[at] === 1 ? "buy" : "sell");
      this.#nextTrade++;
    }
  }

  #grow(): void {
    const capacity = this.length * 2;
    this.#timeMs = grown(this.#timeMs, new Float64Array(capacity));
    this.#priceTicks = grown(this.#priceTicks, new Int32Array(capacity));
    this.#sizeLots = grown(this.#sizeLots, new Float64Array(capacity));
    this.#buy = grown(this.#buy, new Uint8Array(capacity));
  }
}

function grown<Column extends Float64Array | Int32Array | Uint8Array>(old: Column, larger: Column): Column {
  larger.set(old);
  return larger;
}
