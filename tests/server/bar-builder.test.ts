import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BarBuilder } from "../../server/bar-builder.ts";
import { type NaiveBar, rowsOf } from "../core/market/naive-bars.ts";
import { CollectedBars, keptLog } from "./collected-bars.ts";

interface Trade {
  readonly timeMs: number;
  readonly price: number;
  readonly lots: number;
  readonly buy: boolean;
}

const START_SEC = 1_700_000_000;

/** Trades that mostly move on, sometimes step back by up to 5 s. */
const tradeList = fc
  .array(
    fc.record({
      stepMs: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 900 }) }, fc.integer({ min: -5000, max: 5000 })),
      price: fc.integer({ min: -20, max: 20 }),
      lots: fc.integer({ min: 1, max: 1e9 }),
      buy: fc.boolean(),
    }),
    { maxLength: 200 },
  )
  .map((steps) => {
    let timeMs = START_SEC * 1000;
    return steps.map(({ stepMs, price, lots, buy }): Trade => ({ timeMs: (timeMs += stepMs), price, lots, buy }));
  });

/** The rule written down as slowly as possible: which trades are in time, and what their seconds add up to. */
function bruteForce(trades: readonly Trade[], graceSec: number): { bars: NaiveBar[]; late: number } {
  let streamSec = Number.NEGATIVE_INFINITY;
  let late = 0;
  const seconds = new Map<number, Trade[]>();
  for (const trade of trades) {
    const sec = Math.floor(trade.timeMs / 1000);
    streamSec = Math.max(streamSec, sec);
    if (sec + graceSec < streamSec) late++;
    else seconds.set(sec, [...(seconds.get(sec) ?? []), trade]);
  }
  const sum = (list: readonly Trade[], buy: boolean) => list.reduce((total, trade) => total + (trade.buy === buy ? trade.lots : 0), 0);
  const bars = [...seconds]
    .sort(([a], [b]) => a - b)
    .map(([timeSec, list]): NaiveBar => {
      const prices = list.map((trade) => trade.price);
      return {
        timeSec,
        openTicks: prices[0],
        highTicks: Math.max(...prices),
        lowTicks: Math.min(...prices),
        closeTicks: prices[prices.length - 1],
        volumeLots: sum(list, true) + sum(list, false),
        bidLots: sum(list, false),
        askLots: sum(list, true),
        trades: list.length,
        openInterest: Number.NaN,
        estimated: 0,
        levels: [...new Set(prices)]
          .sort((a, b) => a - b)
          .map((priceTicks) => {
            const at = list.filter((trade) => trade.price === priceTicks);
            return { priceTicks, bidLots: sum(at, false), askLots: sum(at, true), trades: at.length };
          }),
      };
    });
  return { bars, late };
}

function makeBuilder(graceSec: number) {
  const sink = new CollectedBars();
  const log = keptLog();
  return { sink, log, builder: new BarBuilder({ symbol: "TEST", graceSec, sink, log }) };
}

const feed = (builder: BarBuilder, trade: Trade) => builder.trade(trade.timeMs, trade.price, trade.lots, trade.buy ? "buy" : "sell");

describe("BarBuilder", () => {
  it("equals brute force under random late orders, whenever the clock ticks", () => {
    fc.assert(
      fc.property(tradeList, fc.integer({ min: 0, max: 3 }), fc.infiniteStream(fc.nat(9)), (trades, graceSec, ticks) => {
        const { sink, builder } = makeBuilder(graceSec);
        let streamMs = Number.NEGATIVE_INFINITY;
        for (const trade of trades) {
          feed(builder, trade);
          streamMs = Math.max(streamMs, trade.timeMs);
          if (ticks.next().value === 0) builder.clock(streamMs);
        }
        builder.end();
        const { bars, late } = bruteForce(trades, graceSec);
        expect(rowsOf(sink.columns.view())).toEqual(bars);
        expect(builder.lateTrades).toBe(late);
        expect(sink.order.at(-1)).toBe("end");
      }),
      { numRuns: 300 },
    );
  });

  it("shows as forming what has not been handed on, and hands on nothing that can still change", () => {
    fc.assert(
      fc.property(tradeList, fc.integer({ min: 0, max: 3 }), (trades, graceSec) => {
        const { sink, builder } = makeBuilder(graceSec);
        trades.forEach((trade, index) => {
          feed(builder, trade);
          builder.clock(trade.timeMs);
          const soFar = bruteForce(trades.slice(0, index + 1), graceSec).bars;
          expect([...rowsOf(sink.columns.view()), ...rowsOf(builder.forming())]).toEqual(soFar);
        });
      }),
      { numRuns: 40 },
    );
  });

  it("closes seconds without trades by the clock", () => {
    const { sink, builder } = makeBuilder(2);
    expect(builder.closedThroughSec).toBeNull();
    builder.trade(10_500, 1, 1, "buy");
    builder.clock(12_999);
    expect(sink.order).toEqual(["closed:10"]);
    builder.clock(13_000);
    builder.clock(13_500);
    builder.clock(60_000);
    expect(sink.order).toEqual(["closed:10", "bar:10", "closed:11", "closed:58"]);
    expect(builder.closedThroughSec).toBe(58);
    builder.clock(20_000);
    builder.trade(57_999, 1, 1, "buy");
    expect(builder.lateTrades).toBe(1);
  });

  it("puts a gap after the bars before its end and before the bars behind it", () => {
    const { sink, builder } = makeBuilder(2);
    builder.trade(10_000, 1, 1, "buy");
    builder.gap(10, 13);
    builder.trade(12_000, 1, 1, "buy");
    builder.trade(13_000, 1, 1, "buy");
    builder.trade(40_000, 1, 1, "buy");
    builder.clock(40_000);
    builder.gap(13, 14);
    builder.gap(40, 90);
    builder.end();
    expect(sink.order).toEqual(
      ["bar:10", "bar:12", "gap:10-13", "bar:13", "closed:38", "gap:13-14", "bar:40", "closed:41", "gap:40-90", "end"],
    );
  });

  it("makes the forming view once per change", () => {
    const { builder } = makeBuilder(0);
    builder.trade(10_000, 1, 1, "buy");
    const version = builder.formingVersion;
    expect(builder.forming()).toBe(builder.forming());
    builder.trade(10_100, 2, 3, "sell");
    expect(builder.formingVersion).not.toBe(version);
    expect(rowsOf(builder.forming())[0]).toMatchObject({ openTicks: 1, closeTicks: 2, bidLots: 3, askLots: 1 });
    builder.clock(11_000);
    expect(builder.forming().length).toBe(0);
  });

  it("says late trades without flooding the log, and suspects the order of a file when most are late", () => {
    const { log, builder } = makeBuilder(2);
    for (let sec = 1000; sec > 0; sec--) builder.trade(sec * 1000, 1, 1, "buy");
    builder.end();
    expect(builder.lateTrades).toBe(997);
    expect(log.lines.length).toBe(11);
    expect(log.lines[0]).toBe(
      "warn: TEST: late trades left out so far: 1 (1 lots); the latest came over 2 s after the end of its second, 1970-01-01T00:16:37Z",
    );
    expect(log.lines.at(-1)).toContain("sorted by time");
  });
});
