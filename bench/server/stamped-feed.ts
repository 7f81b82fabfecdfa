import { ALL_DAY_UTC, type Instrument } from "../../core/market/instrument.ts";
import type { FeedReport, MarketFeed, MarketSink } from "../../server/feed/market-feed.ts";
import { FIRST_SEC, LEVELS_PER_BAR, tradeStampedBar } from "./stamped-bar.ts";

/** A market whose seconds pass when told, as fast as a bench wants. */
export class StampedFeed implements MarketFeed {
  readonly instrument: Instrument;
  readonly clock = "replay";
  readonly graceSec = 0;
  #sink: MarketSink | null = null;
  #bars = 0;

  constructor(symbol: string) {
    this.instrument = { symbol, description: "Bench market", tickSize: "0.1", lotSize: "0.001", volumeUnit: "", session: ALL_DAY_UTC };
  }

  start(sink: MarketSink): Promise<void> {
    this.#sink = sink;
    return Promise.resolve();
  }

  stop(): void {
    this.#sink = null;
  }

  /** Trades and closes the next second at once. */
  closeBar(stampUs: number): void {
    const timeMs = (FIRST_SEC + this.#bars) * 1000;
    tradeStampedBar(stampUs, (priceTicks, sizeLots, isBuy) => this.#sink?.trade(timeMs, priceTicks, sizeLots, isBuy ? "buy" : "sell"));
    this.#sink?.clock(timeMs + 1000);
    this.#bars++;
  }

  streamTimeMs(): number {
    return (FIRST_SEC + this.#bars) * 1000;
  }

  report(): FeedReport {
    return { lines: 0, trades: this.#bars * LEVELS_PER_BAR, badLines: 0, nonMarket: 0, duplicates: 0, otherSymbols: 0, gaps: 0 };
  }
}
