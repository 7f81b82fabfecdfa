import type { Instrument } from "../../core/market/instrument.ts";
import type { FeedError, FeedReport, MarketFeed, MarketSink } from "../../server/feed/market-feed.ts";
import { createRandom } from "./seeded-bars.ts";

/** A feed that a test drives second by second. */
export class ScriptedFeed implements MarketFeed {
  readonly instrument: Instrument;
  readonly clock = "replay";
  readonly graceSec = 0;
  readonly #random: () => number;
  readonly #historySec: number;
  #sink: MarketSink | undefined;
  #onFailure: ((error: FeedError) => void) | undefined;
  #nextSec = 1_700_000_000;
  #isStopped = false;

  readonly #isAllowed: Promise<void>;

  /** @param historySec seconds of history handed over at the start. @param isAllowed the start waits for it. */
  constructor(instrument: Instrument, { seed = 1, historySec = 0, isAllowed = Promise.resolve() } = {}) {
    this.#isAllowed = isAllowed;
    this.instrument = instrument;
    this.#random = createRandom(seed);
    this.#historySec = historySec;
  }

  async start(sink: MarketSink, onFailure: (error: FeedError) => void): Promise<void> {
    await this.#isAllowed;
    this.#sink = sink;
    this.#onFailure = onFailure;
    this.advance(this.#historySec);
  }

  stop(): void {
    this.#isStopped = true;
  }

  streamTimeMs(): number {
    return this.#nextSec * 1000;
  }

  report(): FeedReport {
    return { lines: 0, trades: 0, badLines: 0, nonMarket: 0, duplicates: 0, otherSymbols: 0, gaps: 0 };
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** The second the next trade falls into. */
  get nextSec(): number {
    return this.#nextSec;
  }

  /** Lets that many seconds pass, most of them with trades, and closes them. */
  advance(seconds: number): void {
    for (let count = 0; count < seconds; count++) {
      if (this.#random() < 0.9) this.tradeSome();
      this.#nextSec++;
      this.#need().clock(this.#nextSec * 1000);
    }
  }

  /** A few trades in the current second, which stays open. */
  tradeSome(): void {
    const trades = 1 + Math.floor(this.#random() * 20);
    for (let trade = 0; trade < trades; trade++) {
      const price = 50_000 + Math.floor(this.#random() * 40);
      const size = 1 + Math.floor(this.#random() * 500);
      this.#need().trade(this.#nextSec * 1000 + trade, price, size, this.#random() < 0.5 ? "buy" : "sell");
    }
  }

  /** Loses the next seconds. */
  loseSeconds(seconds: number): void {
    this.#need().gap(this.#nextSec, this.#nextSec + seconds);
    this.#nextSec += seconds;
    this.#need().clock(this.#nextSec * 1000);
  }

  /** The source breaks for good. */
  fail(error: FeedError): void {
    this.#onFailure?.(error);
  }

  end(): void {
    this.#need().end();
  }

  #need(): MarketSink {
    if (this.#sink === undefined) throw new Error("the feed has not been started");
    return this.#sink;
  }
}
