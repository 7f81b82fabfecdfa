import { describe, expect, it } from "vitest";
import { hashBars } from "../../../core/market/bar-hash.ts";
import { BarBuilder } from "../../../server/bar-builder.ts";
import { createFeeds } from "../../../server/feed/create-feeds.ts";
import { CollectedBars, keptLog } from "../collected-bars.ts";
import { load, replayOf } from "./load.ts";
import { csvOf, gz, scratchFiles } from "./scratch-files.ts";

const files = scratchFiles();
const START_MS = Date.UTC(2024, 7, 8);
const START_SEC = START_MS / 1000;

const until = async (isDone: () => boolean): Promise<void> => {
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe("a paced replay", () => {
  it("gives the same bars as loading at once, symbol by symbol, on one clock", async () => {
    const early = files.write("early.csv", csvOf(3000, 40));
    const late = files.write("late.csv.gz", gz(csvOf(500, 170, START_MS + 30_000)));
    const paced = await load(replayOf([early, late], { speed: 400 }));
    const unpaced = await load(replayOf([early, late]));
    expect(paced.map(({ sink }) => hashBars(sink.columns.view()))).toEqual(unpaced.map(({ sink }) => hashBars(sink.columns.view())));
    expect(paced.map(({ report }) => report)).toEqual(unpaced.map(({ report }) => report));
    expect(paced.map(({ lateTrades }) => lateTrades)).toEqual([0, 0]);
  });

  it("begins again in a loop, moved on by the recordings' length and one empty second", async () => {
    const log = keptLog();
    const sources = [files.write("loop-a.csv", csvOf(40)), files.write("loop-b.csv", csvOf(8, 1000, START_MS + 2000))];
    const feeds = createFeeds(replayOf(sources, { speed: 100, loop: true }), { log, nowMs: Date.now });
    const sinks = feeds.map(() => new CollectedBars());
    const builders = feeds.map((feed, index) => new BarBuilder({ symbol: "x", graceSec: feed.graceSec, sink: sinks[index], log }));
    await Promise.all(feeds.map((feed, index) => feed.start(builders[index], () => {})));
    await until(() => sinks.every((sink) => (sink.columns.view().timeSec.at(-1) ?? 0) >= START_SEC + 33));
    for (const feed of feeds) feed.stop();
    const seconds = sinks.map((sink) => [...sink.columns.view().timeSec].map((sec) => sec - START_SEC).filter((sec) => sec < 33));
    const passes = (list: number[]) => [0, 11, 22].flatMap((shift) => list.map((sec) => sec + shift));
    expect(seconds).toEqual([passes([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), passes([2, 3, 4, 5, 6, 7, 8, 9])]);
    expect(sinks[0].columns.view().trades.slice(0, 20)).toEqual(new Int32Array(20).fill(4));
    expect(builders.map((builder) => builder.lateTrades)).toEqual([0, 0]);
    expect(log.lines.filter((line) => line.includes("loop-a.csv"))).toEqual([`info: ${sources[0]}: 40 trades in 41 lines`]);
  });

  it("stops", async () => {
    const log = keptLog();
    const [feed] = createFeeds(replayOf([files.write("stop.csv", csvOf(4000))], { speed: 10 }), { log, nowMs: Date.now });
    const sink = new CollectedBars();
    const builder = new BarBuilder({ symbol: "x", graceSec: feed.graceSec, sink, log });
    await feed.start(builder, () => {});
    await until(() => sink.order.length > 2);
    feed.stop();
    feed.stop();
    await new Promise((resolve) => setTimeout(resolve, 60));
    const seen = sink.order.length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(sink.order.length).toBe(seen);
    expect(sink.order).not.toContain("end");
  });

  it("refuses a file before anything of it is shown: missing, without trades, or strict with a bad line", async () => {
    const good = files.write("fine.csv", csvOf(10));
    const failure = (file: string, strict = false) =>
      load(replayOf([good, file], { speed: 50, strict })).then(
        () => "none",
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    expect(await failure(files.path("missing.csv"))).toContain("missing.csv does not exist");
    expect(await failure(files.write("none.csv", "ts_ms,price,size,side\n"))).toContain("holds no trade in 1 lines");
    const nextYear = files.write("next-year.csv", csvOf(10, 250, Date.UTC(2025, 0, 1)));
    expect(await failure(nextYear)).toContain("next-year.csv begins 2025-01-01T00:00:00Z, more than 7 days after another recording (2024-08-08T00:00:00Z)");
    expect(await failure(files.write("tail.csv", `${csvOf(10)}bad\n`), true)).toContain("line 12: has 1 columns");
  });

  it("keeps going to the place where a file breaks off, and says so", async () => {
    const packed = gz(csvOf(5000, 10));
    const file = files.write("cut.gz", packed.subarray(0, packed.length >> 1));
    const [{ log, report }] = await load(replayOf([file], { speed: 1000 }));
    expect(report.trades).toBeGreaterThan(1000);
    expect(log[0]).toContain("is truncated");
  });
});
