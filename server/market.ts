import { BarBuilder } from "./bar-builder.ts";
import type { FeedError, MarketFeed } from "./feed/market-feed.ts";
import type { LogLines } from "./log-lines.ts";
import { BarLog } from "./log.ts";

/** At most ten PARTIAL frames per second (DESIGN.md section 4). */
const FORMING_INTERVAL_MS = 100;
const MARK_INTERVAL_MS = 1000;

export interface MarketOptions {
  readonly feed: MarketFeed;
  readonly streamId: number;
  readonly epoch: string;
  readonly log: LogLines;
  /** The server's clock, epoch milliseconds. */
  readonly nowMs: () => number;
}

/** One symbol's line from its feed through the bar builder into the log, with the timers that show the forming seconds and beat the heart. */
export class Market {
  readonly log: BarLog;
  readonly #feed: MarketFeed;
  readonly #builder: BarBuilder;
  readonly #lines: LogLines;
  readonly #timers: NodeJS.Timeout[] = [];
  #formingVersion = 0;

  constructor({ feed, streamId, epoch, log, nowMs }: MarketOptions) {
    this.#feed = feed;
    this.#lines = log;
    this.log = new BarLog({ instrument: feed.instrument, clock: feed.clock, streamId, epoch, nowMs });
    this.#builder = new BarBuilder({ symbol: feed.instrument.symbol, graceSec: feed.graceSec, sink: this.log, log });
  }

  /**
   * Starts the feed. Resolves when its history is in the log.
   * @throws FeedError when the source cannot be read at all.
   */
  async start(): Promise<void> {
    this.#timers.push(setInterval(() => this.#showForming(), FORMING_INTERVAL_MS));
    this.#timers.push(setInterval(() => this.log.mark(this.#feed.streamTimeMs()), MARK_INTERVAL_MS));
    await this.#feed.start(this.#builder, (error) => this.#fail(error));
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#feed.stop();
  }

  #showForming(): void {
    const version = this.#builder.formingVersion;
    if (version === this.#formingVersion || this.log.ended) return;
    this.#formingVersion = version;
    this.log.forming(this.#builder.forming());
  }

  /** The source is gone for good: what it gave stays, and clients are told that nothing more comes. */
  #fail(error: FeedError): void {
    this.#lines.error(error.message);
    this.#feed.stop();
    this.#builder.end();
  }
}
