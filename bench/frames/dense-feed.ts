import { ALL_DAY_UTC } from "../../core/market/instrument.ts";
import type { FeedReport, MarketFeed, MarketSink } from "../../server/feed/market-feed.ts";
import { DenseWalk, LEVELS_PER_SECOND } from "../../workers/bench-market/dense-bars.ts";

const SLICE_SECONDS = 500;
const LIVE_INTERVAL_MS = 50;
const LEVELS_PER_INTERVAL = (LEVELS_PER_SECOND * LIVE_INTERVAL_MS) / 1000;

/** A market for measurements: `cells` cells of history that end now, then, when asked, live at the same density. */
export class DenseFeed implements MarketFeed {
  readonly instrument = {
    symbol: "DENSE",
    description: "Seeded bench market",
    tickSize: "0.1",
    lotSize: "0.001",
    volumeUnit: "",
    session: ALL_DAY_UTC,
  };
  readonly clock = "wall";
  readonly graceSec = 0;
  readonly #seconds: number;
  readonly #live: boolean;
  readonly #walk: DenseWalk;
  #trades = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param live `false`: nothing follows the history. */
  constructor(cells: number, seed: number, live: boolean) {
    this.#live = live;
    this.#seconds = Math.ceil(cells / LEVELS_PER_SECOND);
    this.#walk = new DenseWalk(seed);
  }

  async start(sink: MarketSink): Promise<void> {
    const endSec = Math.floor(Date.now() / 1000);
    for (let sec = endSec - this.#seconds; sec < endSec; sec++) {
      this.#tradeLevels(sink, sec * 1000, 0, LEVELS_PER_SECOND);
      if (sec % SLICE_SECONDS !== 0) continue;
      sink.clock(sec * 1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    sink.clock(endSec * 1000);
    if (this.#live) this.#timer = setInterval(() => this.#tradeLive(sink), LIVE_INTERVAL_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  streamTimeMs(): number {
    return Date.now();
  }

  report(): FeedReport {
    return { lines: 0, trades: this.#trades, badLines: 0, nonMarket: 0, duplicates: 0, otherSymbols: 0, gaps: 0 };
  }

  #tradeLive(sink: MarketSink): void {
    const nowMs = Date.now();
    const from = Math.floor((nowMs % 1000) / LIVE_INTERVAL_MS) * LEVELS_PER_INTERVAL;
    this.#tradeLevels(sink, nowMs, from, from + LEVELS_PER_INTERVAL);
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
