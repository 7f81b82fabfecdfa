import type { Instrument } from "../../core/market/instrument.ts";
import type { FeedReport, MarketFeed, MarketSink } from "../../server/feed/market-feed.ts";

/** A trade as a test states it. */
export interface ListedTrade {
  readonly timeSec: number;
  readonly priceTicks: number;
  readonly sizeLots: number;
  readonly side: "buy" | "sell";
}

/** A feed that hands over listed trades, ascending by second, and then ends. */
export class ListedFeed implements MarketFeed {
  readonly instrument: Instrument;
  readonly clock = "replay";
  readonly graceSec: number;
  readonly #trades: readonly ListedTrade[];
  readonly #gaps: readonly (readonly [fromSec: number, toSec: number])[];

  /** @param gaps seconds that are lost. @param graceSec how far the trades may step back in time. */
  constructor(instrument: Instrument, trades: readonly ListedTrade[], { gaps = [], graceSec = 0 }: { gaps?: readonly (readonly [number, number])[]; graceSec?: number } = {}) {
    this.instrument = instrument;
    this.#trades = trades;
    this.#gaps = gaps;
    this.graceSec = graceSec;
  }

  async start(sink: MarketSink): Promise<void> {
    const gaps = [...this.#gaps];
    for (const { timeSec, priceTicks, sizeLots, side } of this.#trades) {
      while (gaps.length > 0 && gaps[0][0] <= timeSec) {
        const [fromSec, toSec] = gaps.shift() ?? [0, 0];
        sink.gap(fromSec, toSec);
      }
      sink.trade(timeSec * 1000, priceTicks, sizeLots, side);
    }
    sink.end();
  }

  stop(): void {}

  streamTimeMs(): number | null {
    return this.#trades.length === 0 ? null : this.#trades[this.#trades.length - 1].timeSec * 1000;
  }

  report(): FeedReport {
    return { lines: 0, trades: this.#trades.length, badLines: 0, nonMarket: 0, duplicates: 0, otherSymbols: 0, gaps: this.#gaps.length };
  }
}
