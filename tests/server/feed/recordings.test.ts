import { describe, expect, it } from "vitest";
import type { BarView } from "../../../core/market/bar-view.ts";
import { hashBars } from "../../../core/market/bar-hash.ts";
import { formatSteps, parseDecimalStep, parseSteps } from "../../../core/market/decimal-step.ts";
import { load, replayOf } from "./load.ts";
import { csvFile, HAS_RECORDINGS, rawFile, type RecordingTotals, SKIP_REASON, TOTALS } from "./shared-recordings.ts";

const loadOne = async (file: string, totals: RecordingTotals) =>
  (await load(replayOf([file], {}, { tickSize: totals.tickSize, lotSize: totals.lotSize })))[0];

function sum(column: Float64Array | Int32Array): number {
  let total = 0;
  for (const value of column) total += value;
  return total;
}

function pricesOf(bars: BarView): Set<number> {
  return new Set(bars.levelPriceTicks.subarray(bars.levelOffsets[0], bars.levelOffsets[bars.length]));
}

describe.skipIf(!HAS_RECORDINGS)(`recordings${HAS_RECORDINGS ? "" : ` (${SKIP_REASON})`}`, () => {
  it.each(TOTALS)("$name: exact totals", async (totals) => {
    const tick = parseDecimalStep(totals.tickSize);
    const lot = parseDecimalStep(totals.lotSize);
    const { sink, report, buys, lateTrades } = await loadOne(csvFile(totals.name), totals);
    const bars = sink.columns.view();
    expect(report).toEqual({ lines: totals.trades + 1, trades: totals.trades, badLines: 0, nonMarket: 0, duplicates: 0, otherSymbols: 0, gaps: 0 });
    expect(lateTrades).toBe(0);
    expect(buys).toBe(totals.buys);
    expect(sum(bars.trades)).toBe(totals.trades);
    expect(sum(bars.askLots)).toBe(parseSteps(totals.buyVolume, lot));
    expect(sum(bars.bidLots)).toBe(parseSteps(totals.sellVolume, lot));
    expect(Math.min(...bars.lowTicks)).toBe(parseSteps(totals.low, tick));
    expect(formatSteps(Math.max(...bars.highTicks), tick)).toBe(totals.high);
    expect(pricesOf(bars).size).toBe(totals.prices);
    expect(bars.length).toBe(totals.seconds);
    expect(Math.max(...bars.trades)).toBe(totals.busiestSecond);
    expect(sum(bars.levelAskLots.subarray(0, bars.levelOffsets[bars.length]))).toBe(parseSteps(totals.buyVolume, lot));
  });

  it.each(TOTALS.filter((totals) => totals.raw !== ""))("$raw: the same bars raw as in CSV", async (totals) => {
    const raw = await loadOne(rawFile(totals.raw), totals);
    const csv = await loadOne(csvFile(totals.name), totals);
    expect(raw.report).toMatchObject({ trades: totals.trades, badLines: 0, duplicates: 0, otherSymbols: 0, gaps: 0 });
    expect(hashBars(raw.sink.columns.view())).toBe(hashBars(csv.sink.columns.view()));
  });

  it("plays several recordings together at a pace, with the same bars as unpaced", async () => {
    const wanted = TOTALS.filter((totals) => totals.name.startsWith("binance_cm"));
    const recordings = wanted.map((totals, index) => ({
      file: csvFile(totals.name),
      symbol: `S${index}`,
      tickSize: totals.tickSize,
      lotSize: totals.lotSize,
    }));
    const paced = await load(replayOf([], { recordings, speed: 2000 }));
    const unpaced = await load(replayOf([], { recordings }));
    expect(paced.map(({ sink }) => hashBars(sink.columns.view()))).toEqual(unpaced.map(({ sink }) => hashBars(sink.columns.view())));
    expect(paced.map(({ lateTrades }) => lateTrades)).toEqual([0, 0]);
  });
});
