import type { BarView } from "../core/market/bar-view.ts";
import { NO_BARS } from "../core/market/bar-columns.ts";
import type { Aggressor, MarketSink } from "./feed/market-feed.ts";
import type { LogLines } from "./log-lines.ts";

/** What takes the closed bars. Called from `clock` and `end` only, never from `trade`. */
export interface BarSink {
  /** Bars `from..to-1` of the view have closed and will not change. The view's arrays are reused after the call: copy what is kept. */
  bars(bars: BarView, from: number, to: number): void;
  /** The seconds `fromSec..toSec-1` are incomplete. Comes after every bar below `toSec` and before any later one, except when the loss is noticed only later. */
  gap(fromSec: number, toSec: number): void;
  /** Every second below this one is closed, also those without a trade. Strictly ascending. Comes after the bars it closes. */
  closedThrough(sec: number): void;
  /** No bar will follow. */
  end(): void;
}

export interface BarBuilderOptions {
  readonly symbol: string;
  /** How long a second stays open after its end in stream time, for late trades. Whole seconds >= 0. */
  readonly graceSec: number;
  readonly sink: BarSink;
  readonly log: LogLines;
}

/** Turns trades into 1-second bars with levels. */
export class BarBuilder implements MarketSink {
  readonly #options: BarBuilderOptions;

  constructor(options: BarBuilderOptions) {
    this.#options = options;
  }

  /** Every second below this one is closed; null before the first trade or clock. */
  get closedThroughSec(): number | null {
    return null;
  }

  /** Trades that came after their second had closed: counted and logged, not in any bar. */
  get lateTrades(): number {
    return 0;
  }

  trade(_timeMs: number, _priceTicks: number, _sizeLots: number, _aggressor: Aggressor): void {}

  gap(_fromSec: number, _toSec: number): void {}

  clock(_streamTimeMs: number): void {}

  end(): void {
    this.#options.sink.end();
  }

  /** The seconds still open that have a trade, oldest first. Valid until the next call of any method; made once per change. */
  forming(): BarView {
    return NO_BARS;
  }

  /** Changes whenever {@link forming} would: lets a caller skip encoding an unchanged state. */
  get formingVersion(): number {
    return 0;
  }
}
