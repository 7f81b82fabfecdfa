import { ALL_DAY_UTC, type Instrument } from "../../core/market/instrument.ts";
import type { FeedReport, MarketFeed, MarketSink } from "../../server/feed/market-feed.ts";
import { DenseWalk, LEVELS_PER_SECOND } from "../../workers/bench-market/dense-bars.ts";

const SLICE_SECONDS = 500;
const LIVE_INTERVAL_MS = 50;

/** How much has traded in a market for measurements. */
export interface DenseHistory {
  readonly cells: number;
  /** At most, and when left out, {@link LEVELS_PER_SECOND}. */
  readonly levelsPerSec?: number;
}

/** A market for measurements: so many cells of history that end now, and from {@link DenseFeed.goLive} on live trades at the same density. */
export class DenseFeed implements MarketFeed {
  readonly instrument: Instrument;
  readonly clock = "wall";
  readonly graceSec = 0;
  readonly #seconds: number;
  readonly #levelsPerSec: number;
  readonly #walk: DenseWalk;
  #trades = 0;
  #sink: MarketSink | null = null;
  /** Up to here the seconds have traded. */
  #untilSec = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(symbol: string, { cells, levelsPerSec = LEVELS_PER_SECOND }: DenseHistory, seed: number) {
    this.instrument = { symbol, description: "Seeded bench market", tickSize: "0.1", lotSize: "0.001", volumeUnit: "", session: ALL_DAY_UTC };
    this.#seconds = Math.ceil(cells / levelsPerSec);
    this.#levelsPerSec = levelsPerSec;
    this.#walk = new DenseWalk(seed);
  }

  async start(sink: MarketSink): Promise<void> {
    this.#sink = sink;
    const endSec = Math.floor(Date.now() / 1000);
    this.#untilSec = endSec - this.#seconds;
    while (this.#untilSec < endSec) {
      this.#tradeSeconds(sink, Math.min(endSec, this.#untilSec + SLICE_SECONDS));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Makes up for the seconds since the history's end, and trades from now on. */
  goLive(): void {
    const sink = this.#sink;
    if (sink === null || this.#timer !== undefined) return;
    this.#tradeSeconds(sink, Math.floor(Date.now() / 1000));
    this.#timer = setInterval(() => this.#tradeLive(sink), LIVE_INTERVAL_MS);
  }

  /** Nothing trades any more until {@link DenseFeed.goLive}. */
  rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  stop(): void {
    this.rest();
  }

  streamTimeMs(): number {
    return Date.now();
  }

  report(): FeedReport {
    return { lines: 0, trades: this.#trades, badLines: 0, nonMarket: 0, duplicates: 0, otherSymbols: 0, gaps: 0 };
  }

  #tradeSeconds(sink: MarketSink, endSec: number): void {
    for (; this.#untilSec < endSec; this.#untilSec++) this.#tradeLevels(sink, this.#untilSec * 1000, 0, this.#levelsPerSec);
    sink.clock(endSec * 1000);
  }

  #tradeLive(sink: MarketSink): void {
    const nowMs = Date.now();
    const perInterval = (this.#levelsPerSec * LIVE_INTERVAL_MS) / 1000;
    const from = Math.floor((nowMs % 1000) / LIVE_INTERVAL_MS) * perInterval;
    this.#tradeLevels(sink, nowMs, from, from + perInterval);
    this.#untilSec = Math.floor(nowMs / 1000) + 1;
    sink.clock(nowMs);
  }

  #tradeLevels(sink: MarketSink, timeMs: number, from: number, to: number): void {
    if (from === 0) this.#walk.step();
    for (let level = from; level < to; level++) {
      this.#walk.trade(level, (priceTicks, bidLots, askLots) => {
        sink.trade(timeMs, priceTicks, bidLots + askLots, askLots > 0 ? "buy" : "sell");
      });
    }
    this.#trades += to - from;
  }
}
