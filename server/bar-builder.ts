import { BarColumns } from "../core/market/bar-columns.ts";
import { type BarView, lowerBoundBar } from "../core/market/bar-view.ts";
import { FormingBar } from "../core/market/forming-bar.ts";
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

interface Gap {
  readonly fromSec: number;
  readonly toSec: number;
}

/**
 * Turns trades into 1-second bars with levels.
 *
 * A second stays open until `graceSec` after its end in stream time, so a late trade amends the second it belongs to and sums stay exact. Stream time is
 * the latest time seen on a trade or given by `clock`. What comes later still is counted, said and left out. Open and close are the first and last
 * trade in arrival order. A second without a trade makes no bar, but is closed like any other.
 */
export class BarBuilder implements MarketSink {
  readonly #options: BarBuilderOptions;
  /** The open seconds, `timeSec % length`. A slot without trades belongs to no second. */
  readonly #open: FormingBar[];
  readonly #closed = new BarColumns();
  readonly #forming = new BarColumns();
  #gaps: Gap[] = [];
  #streamSec = Number.NaN;
  /** Lowest open second. */
  #openFromSec = Number.NaN;
  #announcedSec = Number.NaN;
  #version = 0;
  #formingAt = 0;
  #trades = 0;
  #lateTrades = 0;
  #lateLots = 0;

  constructor(options: BarBuilderOptions) {
    this.#options = options;
    this.#open = Array.from({ length: options.graceSec + 1 }, () => new FormingBar());
  }

  /** Every second below this one is closed and handed on; null before the first. */
  get closedThroughSec(): number | null {
    return Number.isNaN(this.#announcedSec) ? null : this.#announcedSec;
  }

  /** Trades that came after their second had closed: counted and said, not in any bar. */
  get lateTrades(): number {
    return this.#lateTrades;
  }

  /** Changes whenever {@link forming} would: lets a caller skip encoding an unchanged state. */
  get formingVersion(): number {
    return this.#version;
  }

  /** The open seconds that have a trade, oldest first. Valid until the next call of any method; made once per change. */
  forming(): BarView {
    if (this.#formingAt !== this.#version) {
      this.#formingAt = this.#version;
      this.#forming.truncate(this.#forming.length);
      for (let sec = this.#openFromSec; sec <= this.#streamSec; sec++) {
        const bar = this.#open[sec % this.#open.length];
        if (bar.trades > 0) this.#forming.appendForming(bar);
      }
    }
    return this.#forming.view();
  }

  trade(timeMs: number, priceTicks: number, sizeLots: number, aggressor: Aggressor): void {
    const sec = Math.floor(timeMs / 1000);
    if (sec < this.#openFromSec) {
      this.#countLate(sec, sizeLots);
      return;
    }
    if (!(sec <= this.#streamSec)) this.#advance(sec);
    const bar = this.#open[sec % this.#open.length];
    if (bar.trades === 0) bar.start(sec);
    if (aggressor === "buy") bar.add(priceTicks, 0, sizeLots);
    else bar.add(priceTicks, sizeLots, 0);
    this.#trades++;
    this.#version++;
  }

  gap(fromSec: number, toSec: number): void {
    if (toSec > fromSec) this.#gaps.push({ fromSec, toSec });
  }

  clock(streamTimeMs: number): void {
    const sec = Math.floor(streamTimeMs / 1000);
    if (!(sec <= this.#streamSec)) this.#advance(sec);
    this.#handOn();
  }

  end(): void {
    if (!Number.isNaN(this.#streamSec)) this.#advance(this.#streamSec + this.#options.graceSec + 1);
    this.#handOn();
    this.#handOnGaps(0, Number.POSITIVE_INFINITY);
    if (this.#lateTrades > this.#trades) {
      this.#options.log.warn(`${this.#options.symbol}: more trades came too late than in time; a recording must be sorted by time, oldest first`);
    }
    this.#options.sink.end();
  }

  #advance(sec: number): void {
    const openFrom = sec - this.#options.graceSec;
    const last = Math.min(openFrom - 1, this.#streamSec);
    for (let closing = this.#openFromSec; closing <= last; closing++) {
      const bar = this.#open[closing % this.#open.length];
      if (bar.trades === 0) continue;
      this.#closed.appendForming(bar);
      bar.start(0);
      this.#version++;
    }
    this.#streamSec = sec;
    this.#openFromSec = openFrom;
  }

  #handOn(): void {
    if (this.#closed.length > 0) {
      const bars = this.#closed.view();
      const from = this.#handOnGaps(0, this.#openFromSec);
      if (from < bars.length) this.#options.sink.bars(bars, from, bars.length);
      this.#closed.truncate(bars.length);
    } else if (this.#gaps.length > 0) {
      this.#handOnGaps(0, this.#openFromSec);
    }
    if (this.#openFromSec === this.#announcedSec || Number.isNaN(this.#openFromSec)) return;
    this.#announcedSec = this.#openFromSec;
    this.#options.sink.closedThrough(this.#openFromSec);
  }

  /** Hands on every gap that ends at or before `sec`, and before each the bars that come before its end. Returns the first bar not handed on. */
  #handOnGaps(from: number, sec: number): number {
    if (this.#gaps.length === 0) return from;
    const due = this.#gaps.filter((gap) => gap.toSec <= sec).sort((a, b) => a.toSec - b.toSec);
    this.#gaps = this.#gaps.filter((gap) => gap.toSec > sec);
    const bars = this.#closed.view();
    let next = from;
    for (const gap of due) {
      const to = Math.max(next, lowerBoundBar(bars, gap.toSec));
      if (to > next) this.#options.sink.bars(bars, next, to);
      next = to;
      this.#options.sink.gap(gap.fromSec, gap.toSec);
    }
    return next;
  }

  #countLate(sec: number, sizeLots: number): void {
    this.#lateTrades++;
    this.#lateLots += sizeLots;
    if (!isPowerOfTwo(this.#lateTrades)) return;
    const { log, symbol, graceSec } = this.#options;
    const second = new Date(sec * 1000).toISOString().slice(0, 19);
    const count = `${this.#lateTrades} (${this.#lateLots} lots)`;
    log.warn(`${symbol}: late trades left out so far: ${count}; the latest came over ${graceSec} s after the end of its second, ${second}Z`);
  }
}

/** Says 1, 2, 4, 8...: a flood of late trades costs a handful of lines. */
function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0;
}
