import { describe, expect, it } from "vitest";
import { load, replayOf } from "./load.ts";
import { csvOf, gz, scratchFiles } from "./scratch-files.ts";

const files = scratchFiles();
const START_MS = Date.UTC(2024, 7, 8);
const START_SEC = START_MS / 1000;

const loadOne = async (...[file, change]: [string, Parameters<typeof replayOf>[1]?]) => (await load(replayOf([file], change)))[0];
const failureOf = (file: string, change?: Parameters<typeof replayOf>[1]) =>
  loadOne(file, change).then(
    () => "no failure",
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
  );

function rawLine(id: number, offsetMs: number, change: object = {}): string {
  const data = { e: "trade", T: START_MS + offsetMs, s: "BTCUSDT", t: id, p: "61800.3", q: "0.001", m: id % 2 === 0, ...change };
  return `1723161255088176367 ${JSON.stringify({ stream: "btcusdt@trade", data })}`;
}

describe("a recording loaded at once", () => {
  it("keeps the good lines, says the first bad ones in full and counts all", async () => {
    const rows = csvOf(100).trimEnd().split("\n");
    for (const at of [90, 70, 50, 30, 20, 10]) rows.splice(at, 0, `${START_MS},oops,0.001,B`);
    const file = files.write("bad.csv", rows.join("\n"));
    const { report, log, sink } = await loadOne(file);
    expect(report).toMatchObject({ lines: 107, trades: 100, badLines: 6 });
    expect(sink.columns.view().trades.reduce((a, b) => a + b)).toBe(100);
    expect(log.slice(0, 5).every((line) => line.startsWith(`warn: ${file} line `))).toBe(true);
    expect(log[0]).toBe(`warn: ${file} line 11: price "oops" is no decimal number (line left out)`);
    expect(log[5]).toBe(`warn: ${file}: further bad lines are counted and reported at the end`);
    expect(log[6]).toBe(`info: ${file}: 100 trades in 107 lines; left out: 6 bad lines (first: line 11: price "oops" is no decimal number)`);
  });

  it("fails at the first bad line when strict", async () => {
    const file = files.write("strict.csv", `${csvOf(3)}x,1,1,B\n`);
    expect(await failureOf(file, { strict: true })).toBe(`FeedError: ${file} line 5: ts_ms "x" is no time`);
    expect(await failureOf(files.write("good.csv", csvOf(3)), { strict: true })).toBe("no failure");
  });

  it("keeps what comes before the place where a file breaks off, unless strict", async () => {
    const packed = gz(csvOf(5000));
    const file = files.write("cut.csv.gz", packed.subarray(0, packed.length >> 1));
    const { report, log } = await loadOne(file);
    expect(report.trades).toBeGreaterThan(1000);
    expect(report.badLines).toBe(0);
    expect(log[0]).toBe(`error: ${file} is truncated: its gzip data end early, after line ${report.lines}; what came before is kept`);
    expect(await failureOf(file, { strict: true })).toContain("is truncated");
  });

  it.each([
    ["", "is empty"],
    ["\n\n\n", "holds nothing but blank lines"],
    ["ts_ms,price,size,side\n", "holds no trade in 1 lines"],
    ["ts_ms,price,size,side\nx,1,1,B\n", 'holds no trade in 2 lines; the first bad one is line 2: ts_ms "x" is no time'],
    ["hello world\n", "line 1 has no column ts_ns or ts_us or ts_ms or time"],
    ["\u0000\u0001\u0002\n", "line 1 has no column"],
    ['1723161255088176367 {"e":"bookTicker"}\n', "is a Binance recording without trade events in its first 1 lines"],
  ])("refuses a file that holds %j", async (content, message) => {
    expect(await failureOf(files.write("useless", content))).toContain(message);
    if (content !== "") expect(await failureOf(files.write("useless", gz(content)))).toContain(message);
  });

  it("refuses sizes of zero or less, or beyond belief, and prices beyond 32 bits", async () => {
    const bad = ["1,0,B", "1,-0.001,B", "1,99999999999,B", "99999999999,0.001,B"].map((rest) => `${START_MS},${rest}`);
    const { report, log } = await loadOne(files.write("sizes.csv", `${csvOf(2)}${bad.join("\n")}\n`));
    expect(report).toMatchObject({ trades: 2, badLines: 4 });
    expect(log.slice(0, 4).map((line) => line.replace(/^.*line \d: /, ""))).toEqual([
      "its size is not above 0 (line left out)",
      "its size is not above 0 (line left out)",
      "its size of 99999999999000 lots is beyond belief: is the lot size right? (line left out)",
      "its price of 999999999990 ticks does not fit into 32 bits: is the tick size right? (line left out)",
    ]);
  });

  it("does not let one stray time spoil the rest", async () => {
    const rows = csvOf(50).trimEnd().split("\n");
    rows.splice(20, 0, `${START_MS + 3_600_000},100,0.001,B`);
    rows.splice(1, 0, "1000,100,0.001,B");
    const { report, lateTrades, sink } = await loadOne(files.write("stray.csv", rows.join("\n")));
    expect(report).toMatchObject({ trades: 50, badLines: 2 });
    expect(lateTrades).toBe(0);
    expect(sink.columns.length).toBe(13);
  });

  it("says that a file is upside down", async () => {
    const [header, ...rows] = csvOf(400).trimEnd().split("\n");
    const { lateTrades, log, report } = await loadOne(files.write("reversed.csv", [header, ...rows.reverse()].join("\n")));
    expect(report.trades).toBe(400);
    expect(lateTrades).toBeGreaterThan(380);
    expect(log.join("\n")).toContain("must be sorted by time, oldest first");
  });

  it("finds gaps, duplicates, prints that are no trades and other symbols in a raw recording", async () => {
    const lines = [
      rawLine(100, 0),
      rawLine(101, 500),
      rawLine(101, 500),
      rawLine(102, 600, { X: "INSURANCE_FUND", p: "0", q: "0" }),
      rawLine(1, 650, { s: "ETHUSDT" }),
      rawLine(104, 900),
      rawLine(103, 950),
      rawLine(110, 5100),
      rawLine(111, 9000),
    ];
    const source = replayOf([files.write("raw.log", lines.join("\n"))]);
    const [{ report, sink }] = await load({ ...source, recordings: [{ ...source.recordings[0], symbol: "btcusdt" }] });
    expect(report).toEqual({ lines: 9, trades: 6, badLines: 0, nonMarket: 1, duplicates: 1, otherSymbols: 1, gaps: 1 });
    expect(sink.order.filter((entry) => !entry.startsWith("closed"))).toEqual([
      `bar:${START_SEC}`,
      `bar:${START_SEC + 5}`,
      `gap:${START_SEC}-${START_SEC + 6}`,
      `bar:${START_SEC + 9}`,
      "end",
    ]);
  });

  it("tells the format by content, not by name", async () => {
    expect((await loadOne(files.write("raw.csv", gz(`${rawLine(1, 0)}\n${rawLine(2, 1)}\n`)))).report.trades).toBe(2);
    expect((await loadOne(files.write("table.gz", csvOf(4)))).report.trades).toBe(4);
  });
});
