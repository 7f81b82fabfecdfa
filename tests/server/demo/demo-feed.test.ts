import { beforeAll, describe, expect, it } from "vitest";
import { hashBars } from "../../../core/market/bar-hash.ts";
import type { BarView } from "../../../core/market/bar-view.ts";
import { parseInstrument } from "../../../core/market/instrument.ts";
import { BarBuilder } from "../../../server/bar-builder.ts";
import { DEMO_PROFILES } from "../../../server/demo/demo-profile.ts";
import { TradeSimulator } from "../../../server/demo/trade-simulator.ts";
import { createFeeds } from "../../../server/feed/create-feeds.ts";
import { CollectedBars, keptLog } from "../collected-bars.ts";

const END_MS = Date.UTC(2026, 2, 4, 15, 0, 0);
const END_SEC = END_MS / 1000;

/** The history of every symbol, with a clock that stands. */
async function history(seed: number, historyHours: number): Promise<CollectedBars[]> {
  const log = keptLog();
  const feeds = createFeeds({ kind: "demo", seed, historyHours }, { log, nowMs: () => END_MS });
  return Promise.all(
    feeds.map(async (feed) => {
      const sink = new CollectedBars();
      await feed.start(new BarBuilder({ symbol: feed.instrument.symbol, graceSec: feed.graceSec, sink, log }), () => {});
      feed.stop();
      return sink;
    }),
  );
}

describe("the demo market", () => {
  let day: CollectedBars[] = [];
  let main: BarView;
  beforeAll(async () => {
    day = await history(1, 24);
    main = day[0].columns.view();
  }, 60_000);

  it("has symbols that nobody takes for real ones, each with its own steps", () => {
    for (const { instrument } of DEMO_PROFILES) {
      expect(instrument.symbol).toMatch(/^DEMO-/);
      expect(instrument.description).toMatch(/^Seeded demo market/);
      expect(() => parseInstrument(instrument)).not.toThrow();
    }
    expect(new Set(DEMO_PROFILES.map(({ instrument }) => `${instrument.tickSize} ${instrument.lotSize}`)).size).toBe(3);
  });

  it("gives the same bars for the same seed and end, others for another seed", async () => {
    const hashes = async (seed: number) => (await history(seed, 0.5)).map(({ columns }) => hashBars(columns.view()));
    expect(await hashes(1)).toEqual(await hashes(1));
    expect(await hashes(2)).not.toEqual(await hashes(1));
  });

  it("fills exactly the hours asked for", () => {
    for (const { columns, order } of day) {
      const { timeSec, length } = columns.view();
      expect(timeSec[0]).toBeGreaterThanOrEqual(END_SEC - 86_400);
      expect(timeSec[0]).toBeLessThan(END_SEC - 86_400 + 600);
      expect(timeSec[length - 1]).toBeLessThan(END_SEC);
      expect(order.at(-1)).toBe(`closed:${END_SEC}`);
    }
  });

  it("is as deep as a busy market on its main symbol", () => {
    expect(day[0].columns.levelCount).toBeGreaterThan(1_300_000);
    expect(day[0].columns.levelCount).toBeLessThan(2_200_000);
    for (const { columns } of day) expect(columns.length).toBeLessThan(86_400);
  });

  it("moves like a market: a few percent a day, bursts, both sides", () => {
    const lows = Math.min(...main.lowTicks);
    const range = (Math.max(...main.highTicks) - lows) / lows;
    expect(range).toBeGreaterThan(0.005);
    expect(range).toBeLessThan(0.08);
    const trades = [...main.trades].sort((a, b) => a - b);
    expect(trades[Math.floor(trades.length * 0.99)]).toBeGreaterThan(8 * trades[Math.floor(trades.length / 2)]);
    const bid = main.bidLots.reduce((sum, lots) => sum + lots, 0);
    const ask = main.askLots.reduce((sum, lots) => sum + lots, 0);
    expect(bid / (bid + ask)).toBeGreaterThan(0.4);
    expect(bid / (bid + ask)).toBeLessThan(0.6);
  });

  it("falls silent once in a day, and says so as a gap", () => {
    for (const { gaps, columns } of day) {
      expect(gaps).toEqual(day[0].gaps);
      expect(gaps.length).toBe(1);
      const [from, to] = gaps[0];
      expect(columns.view().timeSec.some((sec) => sec >= from && sec < to)).toBe(false);
    }
  });

  it("goes on live out of the same simulation as history", async () => {
    const log = keptLog();
    let nowMs = END_MS;
    const feeds = createFeeds({ kind: "demo", seed: 1, historyHours: 0.2 }, { log, nowMs: () => nowMs });
    const sink = new CollectedBars();
    const builder = new BarBuilder({ symbol: "x", graceSec: 0, sink, log });
    await feeds[0].start(builder, () => {});
    const before = sink.columns.length;
    for (let tick = 1; tick <= 4; tick++) {
      nowMs = END_MS + tick * 2700;
      await new Promise<void>((resolve) => {
        const poll = setInterval(() => {
          if (feeds[0].streamTimeMs() !== nowMs) return;
          clearInterval(poll);
          resolve();
        }, 5);
      });
    }
    feeds[0].stop();
    expect(sink.order.at(-1)).toBe(`closed:${END_SEC + 10}`);
    expect(sink.columns.length).toBeGreaterThan(before);
    expect(feeds[0].report().trades).toBe(builder.forming().trades.reduce((a, b) => a + b, sink.columns.view().trades.reduce((a, b) => a + b, 0)));
    const twin = new BarRecorder(END_SEC - 720);
    twin.run(END_MS + 10_000);
    expect(hashBars(sink.columns.view())).toBe(hashBars(twin.sink.columns.view()));
  });
});

/** A simulation played in one go. */
class BarRecorder {
  readonly sink = new CollectedBars();
  readonly #builder = new BarBuilder({ symbol: "x", graceSec: 0, sink: this.sink, log: keptLog() });
  readonly #simulator: TradeSimulator;

  constructor(startSec: number) {
    this.#simulator = new TradeSimulator(DEMO_PROFILES[0], 1, 0, startSec);
  }

  run(untilMs: number): void {
    this.#simulator.run(untilMs, this.#builder);
    this.#builder.clock(untilMs);
  }
}
