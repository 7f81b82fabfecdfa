import { BarBuilder } from "../../../server/bar-builder.ts";
import type { SourceConfig } from "../../../server/feed/source-config.ts";
import { createFeeds } from "../../../server/feed/create-feeds.ts";
import type { Aggressor, FeedReport, MarketFeed, MarketSink } from "../../../server/feed/market-feed.ts";
import { CollectedBars, keptLog } from "../collected-bars.ts";

export interface Loaded {
  readonly feed: MarketFeed;
  readonly sink: CollectedBars;
  readonly report: FeedReport;
  readonly log: readonly string[];
  readonly buys: number;
  readonly lateTrades: number;
}

/** A replay as the command line would configure it, unpaced unless said otherwise. */
export function replayOf(
  files: readonly string[],
  change: Partial<Extract<SourceConfig, { kind: "replay" }>> = {},
  sizes: { readonly tickSize: string; readonly lotSize: string } = { tickSize: "0.1", lotSize: "0.001" },
): Extract<SourceConfig, { kind: "replay" }> {
  return {
    kind: "replay",
    recordings: files.map((file, index) => ({ file, symbol: `S${index}`, ...sizes })),
    speed: "max",
    loop: false,
    strict: false,
    session: { timeZone: "UTC", start: "00:00" },
    ...change,
  };
}

/** Runs a source to its end through feeds and bar builders. */
export async function load(source: SourceConfig): Promise<Loaded[]> {
  const log = keptLog();
  const feeds = createFeeds(source, { log, nowMs: Date.now });
  return Promise.all(feeds.map((feed) => run(feed, log)));
}

async function run(feed: MarketFeed, log: ReturnType<typeof keptLog>): Promise<Loaded> {
  const sink = new CollectedBars();
  const builder = new BarBuilder({ symbol: feed.instrument.symbol, graceSec: feed.graceSec, sink, log });
  const counting = new CountingSink(builder);
  await new Promise<void>((resolve, reject) => {
    counting.onEnd = resolve;
    feed.start(counting, reject).catch(reject);
  });
  return { feed, sink, report: feed.report(), log: log.lines, buys: counting.buys, lateTrades: builder.lateTrades };
}

class CountingSink implements MarketSink {
  buys = 0;
  onEnd: () => void = () => {};
  readonly #next: MarketSink;

  constructor(next: MarketSink) {
    this.#next = next;
  }

  trade(timeMs: number, priceTicks: number, sizeLots: number, aggressor: Aggressor): void {
    if (aggressor === "buy") this.buys++;
    this.#next.trade(timeMs, priceTicks, sizeLots, aggressor);
  }

  gap(fromSec: number, toSec: number): void {
    this.#next.gap(fromSec, toSec);
  }

  clock(streamTimeMs: number): void {
    this.#next.clock(streamTimeMs);
  }

  end(): void {
    this.#next.end();
    this.onEnd();
  }
}

