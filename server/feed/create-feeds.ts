import type { SourceConfig } from "../config.ts";
import type { LogLines } from "../log-lines.ts";
import type { MarketFeed } from "./market-feed.ts";

/** What feeds need from outside, so that tests can hold the clock. */
export interface FeedContext {
  readonly log: LogLines;
  /** Epoch milliseconds. */
  readonly nowMs: () => number;
}

/** Makes the feeds a configuration asks for, one per symbol. Start all of them before waiting for any. */
export function createFeeds(_source: SourceConfig, _context: FeedContext): MarketFeed[] {
  return [];
}
