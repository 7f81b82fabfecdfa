import { setTimeout as delay } from "node:timers/promises";
import type { Instrument } from "../../core/market/instrument.ts";
import type { Breather } from "../feed/breather.ts";
import { FeedError, type FeedReport, type MarketFeed, type MarketSink } from "../feed/market-feed.ts";
import { EMPTY_REPORT } from "../feed/report-sentence.ts";
import type { DemoProfile } from "./demo-profile.ts";
import { nextOutage } from "./demo-outage.ts";
import { TradeSimulator } from "./trade-simulator.ts";

const TICK_MS = 50;
/** Stream time simulated before the event loop may get a turn: some milliseconds of work. */
const SLICE_SEC = 30;

export interface DemoFeedOptions {
  readonly profile: DemoProfile;
  readonly seed: number;
  /** Number of the symbol: its own sequence of random numbers. */
  readonly stream: number;
  /** History covers `startSec..endSec-1`. */
  readonly startSec: number;
  readonly endSec: number;
  readonly breather: Breather;
  /** Epoch milliseconds. */
  readonly nowMs: () => number;
}

/**
 * One symbol of the demo market: history first, then trades as the wall clock passes them, out of the same simulation. The same seed and the same start give the
 * same trades, whenever they are asked for. Once a day the source falls silent, which is reported as a gap.
 */
export class DemoFeed implements MarketFeed {
  readonly clock = "wall";
  readonly graceSec = 0;
  readonly instrument: Instrument;
  readonly #options: DemoFeedOptions;
  readonly #simulator: TradeSimulator;
  #streamMs: number | null = null;
  #trades = 0;
  #gaps = 0;
  #stopped = false;

  constructor(options: DemoFeedOptions) {
    this.#options = options;
    this.instrument = options.profile.instrument;
    this.#simulator = new TradeSimulator(options.profile, options.seed, options.stream, options.startSec);
  }

  async start(sink: MarketSink, onFailure: (error: FeedError) => void): Promise<void> {
    const { startSec, endSec } = this.#options;
    this.#streamMs = startSec * 1000;
    await this.#advance(endSec * 1000, sink);
    this.#live(sink).catch((error: unknown) => onFailure(new FeedError(`${this.instrument.symbol}: ${String(error)}`)));
  }

  stop(): void {
    this.#stopped = true;
  }

  streamTimeMs(): number | null {
    return this.#streamMs;
  }

  report(): FeedReport {
    return { ...EMPTY_REPORT, trades: this.#trades, gaps: this.#gaps };
  }

  async #live(sink: MarketSink): Promise<void> {
    while (!this.#stopped) {
      await this.#advance(this.#options.nowMs(), sink);
      await delay(TICK_MS);
    }
  }

  /** Plays to `untilMs`; after a long sleep of the machine that is many slices. */
  async #advance(untilMs: number, sink: MarketSink): Promise<void> {
    while (!this.#stopped && this.#streamMs !== null && this.#streamMs < untilMs) {
      this.#streamMs = this.#playSlice(this.#streamMs, Math.min(untilMs, this.#streamMs + SLICE_SEC * 1000), sink);
      sink.clock(this.#streamMs);
      await this.#options.breather.breathe();
    }
  }

  /** Plays up to the end or to the next begin or end of an outage, whichever comes first. @returns where it stands. */
  #playSlice(fromMs: number, endMs: number, sink: MarketSink): number {
    const outage = nextOutage(Math.floor(fromMs / 1000), this.#options.seed);
    const isSilent = fromMs >= outage.fromSec * 1000;
    const untilMs = Math.min(endMs, (isSilent ? outage.toSec : outage.fromSec) * 1000);
    const before = this.#simulator.trades;
    this.#simulator.run(untilMs, isSilent ? SILENCE : sink);
    if (!isSilent) this.#trades += this.#simulator.trades - before;
    if (isSilent && untilMs === outage.toSec * 1000) {
      this.#gaps++;
      sink.gap(Math.max(outage.fromSec, this.#options.startSec), outage.toSec);
    }
    return untilMs;
  }
}

/** Where the trades of an outage go. */
const SILENCE: MarketSink = { trade: () => {}, gap: () => {}, clock: () => {}, end: () => {} };
