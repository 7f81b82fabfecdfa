import { tableFromIPC as readWithFlechette } from "@uwdata/flechette";
import { tableFromIPC } from "apache-arrow";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BarView } from "../../core/market/bar-view.ts";
import { ALL_DAY_UTC, type ParsedInstrument, parseInstrument } from "../../core/market/instrument.ts";
import { MAX_EXPORT_ROWS } from "../../protocol/export/export-rows.ts";
import { exportRange } from "../../workers/range-export.ts";
import { SymbolStream } from "../../workers/symbol-stream.ts";
import { barsOfTrades, type MarketCase, marketCase, type PlainTrade } from "../core/orderflow/market-case.ts";
import { acknowledgement } from "./acknowledgement.ts";

/** A row as it should stand in the file: exact whole numbers of the last decimal place. */
type NaiveRow = readonly [timeSec: number, price: bigint | null, bid: bigint | null, ask: bigint | null, trades: number | null, gapUntilSec: number | null];

function market(tickSize: string, lotSize: string): ParsedInstrument {
  return parseInstrument({ symbol: "A/B", description: "", tickSize, lotSize, volumeUnit: "BTC", session: ALL_DAY_UTC });
}

function streamOf({ bars, gaps }: Pick<MarketCase, "bars" | "gaps">): SymbolStream {
  const stream = new SymbolStream("A/B");
  stream.columns.begin(acknowledgement(bars.length));
  stream.columns.applyBacklog(0, bars);
  for (let at = 0; at < gaps.length; at += 2) stream.gaps.add(gaps[at], gaps[at + 1]);
  return stream;
}

/** Counts trade by trade; a gap stands before what was traded from its first second on. */
function naiveRows(trades: readonly PlainTrade[], gaps: Float64Array, { tick, lot }: ParsedInstrument, fromSec: number, toSec: number): readonly NaiveRow[] {
  const levels = new Map<string, { timeSec: number; priceTicks: number; bid: bigint; ask: bigint; trades: number }>();
  for (const { timeSec, priceTicks, sizeLots, side } of trades) {
    if (timeSec < fromSec || timeSec >= toSec) continue;
    const key = `${timeSec} ${priceTicks}`;
    const level = levels.get(key) ?? { timeSec, priceTicks, bid: 0n, ask: 0n, trades: 0 };
    level[side === "buy" ? "ask" : "bid"] += BigInt(sizeLots) * BigInt(lot.mantissa);
    level.trades++;
    levels.set(key, level);
  }
  const rows: NaiveRow[] = [...levels.values()].map((level) => [level.timeSec, BigInt(level.priceTicks) * BigInt(tick.mantissa), level.bid, level.ask, level.trades, null]);
  for (let at = 0; at < gaps.length; at += 2) {
    const [from, to] = [Math.max(gaps[at], fromSec), Math.min(gaps[at + 1], toSec)];
    if (from < to) rows.push([from, null, null, null, null, to]);
  }
  return rows.sort((a, b) => a[0] - b[0] || Number(a[1] !== null) - Number(b[1] !== null) || Number((a[1] ?? 0n) - (b[1] ?? 0n)));
}

function readCsv(text: string, { tick, lot }: ParsedInstrument): readonly NaiveRow[] {
  const [head, ...lines] = text.trimEnd().split("\n");
  expect(head).toBe("time,price,bid_volume,ask_volume,trades,gap_until");
  const time = (cell: string): number => Date.parse(cell) / 1000;
  const decimal = (cell: string, decimals: number): bigint | null => {
    if (cell === "") return null;
    expect(cell).toMatch(decimals === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${decimals}}$`));
    return BigInt(cell.replace(".", ""));
  };
  return lines.map((line) => {
    const [at, price, bid, ask, trades, gapUntil] = line.split(",");
    return [time(at), decimal(price, tick.decimals), decimal(bid, lot.decimals), decimal(ask, lot.decimals), trades === "" ? null : Number(trades), gapUntil === "" ? null : time(gapUntil)];
  });
}

function readArrow(bytes: Uint8Array): readonly NaiveRow[] {
  const table = readWithFlechette(bytes, { useDecimalInt: true });
  const column = (name: string): readonly unknown[] => [...(table.getChild(name) as Iterable<unknown>)];
  const seconds = (name: string): readonly (number | null)[] => column(name).map((ms) => (ms === null ? null : Number(ms) / 1000));
  const [time, price, bid, ask, trades, until] = [seconds("time"), column("price"), column("bid_volume"), column("ask_volume"), column("trades"), seconds("gap_until")];
  return time.map((at, row) => [at ?? Number.NaN, whole(price[row]), whole(bid[row]), whole(ask[row]), trades[row] as number | null, until[row]]);
}

function whole(value: unknown): bigint | null {
  return value === null ? null : BigInt(value as bigint | number);
}

/** One second that traded at so many prices. */
function wideBar(levels: number): BarView {
  const one = barsOfTrades([{ timeSec: 1_700_000_000, priceTicks: 0, sizeLots: 1, side: "buy" }]);
  const levelPriceTicks = new Int32Array(levels).map((_, at) => at);
  const lots = new Float64Array(levels);
  return { ...one, levelOffsets: Int32Array.of(0, levels), levelPriceTicks, levelBidLots: lots, levelAskLots: lots, levelTrades: new Int32Array(levels) };
}

describe("an export", () => {
  it("holds what a count over trades gives, in CSV and in Arrow, gaps stated", async () => {
    const cases = marketCase(150).filter(({ trades }) => trades.length > 0);
    const sizes = fc.constantFrom("0.1", "0.25", "5", "0.000001");
    await fc.assert(
      fc.asyncProperty(cases, sizes, sizes, fc.double({ min: -0.2, max: 0.9, noNaN: true }), fc.double({ min: 0.1, max: 1.2, noNaN: true }), async (one, tickSize, lotSize, from, span) => {
        const instrument = market(tickSize, lotSize);
        const { bars, trades, gaps } = one;
        const firstSec = bars.timeSec[0];
        const length = bars.timeSec[bars.length - 1] + 1 - firstSec;
        const fromSec = firstSec + from * length;
        const toSec = fromSec + span * length;
        const expected = naiveRows(trades, gaps, instrument, Math.floor(fromSec), Math.min(Math.ceil(toSec), firstSec + length));
        if (expected.length === 0) {
          await expect(exportRange(streamOf(one), instrument, fromSec, toSec, "csv")).rejects.toThrow("there is nothing to export");
          return;
        }
        const csv = await exportRange(streamOf(one), instrument, fromSec, toSec, "csv");
        const arrow = await exportRange(streamOf(one), instrument, fromSec, toSec, "arrow");
        const bytes = new Uint8Array(await arrow.content.arrayBuffer());
        expect(readCsv(await csv.content.text(), instrument)).toEqual(expected);
        expect(readArrow(bytes)).toEqual(expected);
        expect(csv).toMatchObject({ rows: expected.length, gaps: expected.filter((row) => row[5] !== null).length, bars: new Set(expected.flatMap((row) => (row[5] === null ? row[0] : []))).size });
        expect(tableFromIPC(bytes).numRows).toBe(expected.length);
      }),
      { numRuns: 60 },
    );
  });

  it("names the market in the Arrow file, and is exact beyond 2^53", async () => {
    const trades: PlainTrade[] = [{ timeSec: 1_700_000_000, priceTicks: -3, sizeLots: 2 ** 53 - 1, side: "buy" }];
    const instrument = market("0.25", "0.000005");
    const stream = streamOf({ bars: barsOfTrades(trades), gaps: new Float64Array(0) });
    const file = await exportRange(stream, instrument, 1_700_000_000, 1_700_000_001, "arrow");
    const bytes = new Uint8Array(await file.content.arrayBuffer());
    expect(readArrow(bytes)).toEqual([[1_700_000_000, -75n, 0n, (2n ** 53n - 1n) * 5n, 1, null]]);
    expect(Object.fromEntries(tableFromIPC(bytes).schema.metadata)).toEqual({ symbol: "A/B", tick_size: "0.25", lot_size: "0.000005", volume_unit: "BTC" });
    const csv = await exportRange(stream, instrument, 1_700_000_000, 1_700_000_001, "csv");
    expect((await csv.content.text()).split("\n")[1]).toBe("2023-11-14T22:13:20Z,-0.75,0.000000,45035996273.704955,1,");
  });

  it("is the same when older bars arrive between two of its parts, and refused when all bars are given up", async () => {
    const trades: PlainTrade[] = Array.from({ length: 40_000 }, (_, at) => ({ timeSec: 1_700_000_000 + Math.floor(at / 10), priceTicks: 50 + (at % 10), sizeLots: 1 + (at % 7), side: at % 3 === 0 ? "buy" : "sell" }));
    const bars = barsOfTrades(trades);
    const half = bars.length / 2;
    const [fromSec, toSec] = [1_700_000_000 + half, 1_700_000_000 + bars.length];
    const instrument = market("1", "1");
    const late = (): SymbolStream => {
      const stream = new SymbolStream("A/B");
      stream.columns.begin(acknowledgement(bars.length));
      stream.columns.applyBacklog(half, barsOfTrades(trades.slice(trades.length / 2)));
      return stream;
    };
    const stream = late();
    const export_ = exportRange(stream, instrument, fromSec, toSec, "csv");
    stream.columns.applyBacklog(0, barsOfTrades(trades.slice(0, trades.length / 2)));
    const { content, bars: seconds, estimated } = await export_;
    expect(readCsv(await content.text(), instrument)).toEqual(naiveRows(trades, new Float64Array(0), instrument, fromSec, toSec));
    expect([seconds, estimated]).toEqual([half, 0]);
    const restarting = late();
    const cut = exportRange(restarting, instrument, fromSec, toSec, "csv");
    restarting.columns.begin({ ...acknowledgement(0), epoch: "another" });
    await expect(cut).rejects.toThrow("The server started anew");
  });

  it("is refused as soon as it has more rows than it was to have, before it says so", async () => {
    const narrow: PlainTrade[] = Array.from({ length: 40_000 }, (_, at) => ({ timeSec: 1_700_000_000 + Math.floor(at / 10), priceTicks: 50 + (at % 10), sizeLots: 1, side: "buy" }));
    const wide: PlainTrade[] = Array.from({ length: 120_000 }, (_, at) => ({ timeSec: 1_700_000_000 + Math.floor(at / 30), priceTicks: 50 + (at % 30), sizeLots: 1, side: "buy" }));
    const bars = barsOfTrades(wide);
    for (const format of ["csv", "arrow"] as const) {
      const stream = streamOf({ bars: barsOfTrades(narrow), gaps: new Float64Array(0) });
      const told: number[] = [];
      const export_ = exportRange(stream, market("1", "1"), 0, 2_000_000_000, format, (written) => {
        told.push(written);
        if (told.length > 1) return;
        stream.columns.begin({ ...acknowledgement(bars.length), epoch: "another" });
        stream.columns.applyBacklog(0, bars);
      });
      await expect(export_).rejects.toThrow("The server started anew");
      expect(told).toEqual([8190, 16_380, 24_570, 32_760]);
    }
  });

  it("tells after each part how many of its rows are written", async () => {
    const trades: PlainTrade[] = Array.from({ length: 40_000 }, (_, at) => ({ timeSec: 1_700_000_000 + Math.floor(at / 10), priceTicks: 50 + (at % 10), sizeLots: 1, side: "buy" }));
    const stream = streamOf({ bars: barsOfTrades(trades), gaps: new Float64Array(0) });
    for (const format of ["csv", "arrow"] as const) {
      const told: number[] = [];
      const { rows } = await exportRange(stream, market("1", "1"), 0, 2_000_000_000, format, (written, all) => {
        expect(all).toBe(40_000);
        told.push(written);
      });
      expect(rows).toBe(40_000);
      expect(told).toEqual([8190, 16_380, 24_570, 32_760, 40_000]);
    }
  });

  it("is refused with a sentence while history is missing and when it is too much", async () => {
    const trades: PlainTrade[] = Array.from({ length: 50 }, (_, at) => ({ timeSec: 1_700_000_000 + at, priceTicks: 1, sizeLots: 1, side: "buy" }));
    const bars = barsOfTrades(trades);
    const instrument = market("1", "1");
    const late = new SymbolStream("A/B");
    late.columns.begin(acknowledgement(100));
    late.columns.applyBacklog(50, bars);
    await expect(exportRange(late, instrument, 0, 2_000_000_000, "csv")).rejects.toThrow("has not arrived yet");
    await expect(exportRange(streamOf({ bars: wideBar(MAX_EXPORT_ROWS + 1), gaps: new Float64Array(0) }), instrument, 0, 2_000_000_000, "csv")).rejects.toThrow(
      "What is on the screen has 2,000,001 rows; one file holds at most 2,000,000. Zoom in and export it in parts.",
    );
  });
});
