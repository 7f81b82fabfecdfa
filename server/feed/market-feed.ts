import type { Instrument } from "../../core/market/instrument.ts";

/** Who crossed the spread: a `buy` lifted the ask, a `sell` hit the bid. */
export type Aggressor = "buy" | "sell";

/** What a feed drives. Arguments are positional because `trade` runs millions of times per second. */
export interface MarketSink {
  /**
   * One print. Times may step back a little; the sink decides what is too late.
   * @param timeMs epoch milliseconds of the event. @param priceTicks a whole number within 32 bits. @param sizeLots a whole number > 0.
   */
  trade(timeMs: number, priceTicks: number, sizeLots: number, aggressor: Aggressor): void;
  /** The source lost something in the seconds `fromSec..toSec-1`. Trades it did deliver in that range are still real and arrive as usual. */
  gap(fromSec: number, toSec: number): void;
  /** Event time has advanced to this: seconds without trades close, too. Called at the end of every slice of work and at least ten times per second. */
  clock(streamTimeMs: number): void;
  /** Nothing more will come: all open seconds close. Called at most once. */
  end(): void;
}

/** What a feed has read so far. */
export interface FeedReport {
  /** Lines read, headers and blank lines included; 0 for sources without lines. */
  readonly lines: number;
  /** Trades handed to the sink. */
  readonly trades: number;
  /** Lines that could not be understood or believed, and were left out. */
  readonly badLines: number;
  /** Prints that are no market trades (liquidations booked on an insurance fund and the like), left out. */
  readonly nonMarket: number;
  /** Trades whose id had come before, left out. */
  readonly duplicates: number;
  /** Trades of other symbols in the same recording, left out. */
  readonly otherSymbols: number;
  /** Ranges handed to the sink as lost. */
  readonly gaps: number;
}

/** A source that cannot be read: the message is a sentence for people and names the file and, where there is one, the line. */
export class FeedError extends Error {
  override readonly name = "FeedError";
}

/** A source of trades of one instrument. */
export interface MarketFeed {
  readonly instrument: Instrument;
  /** `wall`: trades carry today's time. `replay`: a recording, whose time is its own. */
  readonly clock: "wall" | "replay";
  /** Seconds for which a second stays open after its end, for trades that arrive late; 0 where they come in order. */
  readonly graceSec: number;
  /**
   * Hands history to the sink as fast as it can without blocking the event loop, then goes on live.
   * Resolves when history is complete: at once for a paced replay, at the end of the file for an unpaced one. Start all feeds before waiting for any:
   * several recordings share one replay clock.
   * @param onFailure called at most once, after the promise has resolved, when the source fails for good later on.
   * @throws FeedError (as a rejection) when the source cannot be read at all.
   */
  start(sink: MarketSink, onFailure: (error: FeedError) => void): Promise<void>;
  /** Stops calling the sink. Idempotent. */
  stop(): void;
  /** The stream's clock now, epoch milliseconds; null before it has one. */
  streamTimeMs(): number | null;
  report(): FeedReport;
}
