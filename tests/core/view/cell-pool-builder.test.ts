import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BarColumns } from "../../../core/market/bar-columns.ts";
import type { BarView } from "../../../core/market/bar-view.ts";
import { floorDiv } from "../../../core/market/floor-div.ts";
import { CellPoolBuilder } from "../../../core/view/cell-pool-builder.ts";
import {
  CANDLE_STRIDE,
  type CellContent,
  type CellPool,
  HEADER_COUNT,
  HEADER_LOW_ROW,
  HEADER_MAX_CODE,
  HEADER_OFFSET,
  HEADER_STRIDE,
  type PoolKey,
} from "../../../core/view/cell-pool.ts";
import { heatCodeOf } from "../../../core/view/heat-code.ts";
import { PoolMirror } from "../../../core/view/pool-mirror.ts";
import { findRecording, NO_RECORDINGS, type RecordedTrade, readRecordedTrades } from "../../support/recordings.ts";
import { barsOf, type PlainLevel, randomLevels } from "./random-bars.ts";
import { seededRandom } from "../../../client/gallery/seeded-random.ts";

/** The pool's content in plain words: column -> row -> cell, without regard to where cells stand. */
function contentOf(pool: CellPool): string[] {
  const lines: string[] = [];
  for (let column = 0; column < pool.columnCount; column++) {
    const header = column * HEADER_STRIDE;
    const count = pool.headers[header + HEADER_COUNT];
    if (count === 0) continue;
    const candle = pool.candles.subarray(column * CANDLE_STRIDE, (column + 1) * CANDLE_STRIDE).join(" ");
    lines.push(`${pool.firstColumn + column} max ${pool.headers[header + HEADER_MAX_CODE]} candle ${candle}`);
    for (let row = 0; row < count; row++) {
      const cell = pool.cells[pool.headers[header + HEADER_OFFSET] + row];
      if (cell !== 0) lines.push(`${pool.firstColumn + column} ${pool.headers[header + HEADER_LOW_ROW] + row} ${cell & 0xffff} ${cell >>> 16}`);
    }
  }
  return lines;
}

/** The same by a Map of Maps over the levels, with no regard to speed. */
function naiveContent(levels: readonly PlainLevel[], key: PoolKey): string[] {
  const columns = new Map<number, Map<number, { bid: number; ask: number }>>();
  const candles = new Map<number, number[]>();
  for (const level of levels) {
    const column = floorDiv(level.timeSec, key.columnSec);
    const rows = columns.get(column) ?? new Map<number, { bid: number; ask: number }>();
    columns.set(column, rows);
    const row = floorDiv(level.priceTicks, key.ticksPerRow);
    const cell = rows.get(row) ?? { bid: 0, ask: 0 };
    rows.set(row, cell);
    cell.bid += key.content === "trades" ? 0 : level.bidLots;
    cell.ask += key.content === "trades" ? level.trades : level.askLots;
    const candle = candles.get(column) ?? [level.priceTicks, level.priceTicks, level.priceTicks, level.priceTicks];
    candles.set(column, candle);
    candle[1] = Math.max(candle[1], level.priceTicks);
    candle[2] = Math.min(candle[2], level.priceTicks);
    candle[3] = level.priceTicks;
  }
  const lines: string[] = [];
  for (const [column, rows] of [...columns].sort((a, b) => a[0] - b[0])) {
    const most = Math.max(...[...rows.values()].map((cell) => cell.bid + cell.ask));
    lines.push(`${column} max ${heatCodeOf(most)} candle ${candles.get(column)?.join(" ")}`);
    for (const [row, cell] of [...rows].sort((a, b) => a[0] - b[0])) {
      lines.push(`${column} ${row} ${heatCodeOf(cell.bid)} ${heatCodeOf(cell.ask)}`);
    }
  }
  return lines;
}

/** Trades summed by second and price, ascending. */
function levelsOf(trades: readonly RecordedTrade[]): PlainLevel[] {
  const levels = new Map<string, PlainLevel>();
  for (const { timeSec, priceTicks, sizeLots, side } of trades) {
    const name = `${timeSec} ${priceTicks}`;
    const known = levels.get(name) ?? { timeSec, priceTicks, bidLots: 0, askLots: 0, trades: 0 };
    const bidLots = known.bidLots + (side === "sell" ? sizeLots : 0);
    const askLots = known.askLots + (side === "buy" ? sizeLots : 0);
    levels.set(name, { timeSec, priceTicks, bidLots, askLots, trades: known.trades + 1 });
  }
  return [...levels.values()].sort((a, b) => a.timeSec - b.timeSec || a.priceTicks - b.priceTicks);
}

function packAll(bars: BarView, key: PoolKey): CellPoolBuilder {
  const builder = new CellPoolBuilder(key, bars.timeSec[0]);
  builder.pack(bars, bars.timeSec[0], bars.timeSec[bars.length - 1] + 1);
  return builder;
}

const keys = fc.record({
  columnSec: fc.constantFrom(1, 2, 5, 15, 60, 64),
  ticksPerRow: fc.constantFrom(1, 2, 3, 5, 10, 64),
  content: fc.constantFrom<CellContent>("volume", "trades"),
});

describe("CellPoolBuilder", () => {
  it("packs what a naive count finds, at any level of detail", () => {
    fc.assert(
      fc.property(fc.integer(), keys, fc.integer({ min: -300, max: 300 }), (seed, key, priceTicks) => {
        const levels = randomLevels(seed, 150, { priceTicks });
        const bars = barsOf(levels);
        expect(contentOf(packAll(bars, key).pool)).toEqual(naiveContent(levels, key));
      }),
      { numRuns: 60 },
    );
  });

  it("gives the same pool for history in chunks, newest first, with a live second in between, as for all at once", () => {
    fc.assert(
      fc.property(fc.integer(), keys, (seed, key) => {
        const random = seededRandom(seed);
        const bars = barsOf(randomLevels(seed, 200));
        const builder = new CellPoolBuilder(key, bars.timeSec[0]);
        const mirror = new PoolMirror(key);
        const known = new BarColumns();
        const apply = (): void => {
          const changes = builder.takeChanges();
          if (changes !== null) mirror.apply(changes);
        };
        let live = Math.floor(bars.length * 0.7);
        let oldest = live;
        while (oldest > 0 || live < bars.length) {
          if (oldest > 0 && random() < 0.4) {
            const from = Math.max(0, oldest - 1 - Math.floor(random() * 40));
            known.prepend(bars, from, oldest);
            builder.pack(known.view(), bars.timeSec[from], bars.timeSec[oldest - 1] + 1);
            oldest = from;
          } else if (live < bars.length) {
            const to = Math.min(bars.length, live + 1 + Math.floor(random() * 3));
            const forming = Math.min(known.length, Math.floor(random() * 3));
            const changed = known.length === 0 ? bars.timeSec[live] : known.view().timeSec[known.length - forming] ?? bars.timeSec[live];
            known.truncate(forming);
            known.append(bars, live - forming, to);
            builder.pack(known.view(), changed, bars.timeSec[to - 1] + 1);
            live = to;
          }
          if (random() < 0.5) apply();
        }
        apply();
        const whole = contentOf(packAll(bars, key).pool);
        expect(contentOf(builder.pool)).toEqual(whole);
        expect(contentOf(mirror)).toEqual(whole);
        expect(builder.takeChanges()).toBeNull();
      }),
      { numRuns: 80 },
    );
  });

  it("has the same pool after a live hour, second by second, as packed at once", () => {
    const levels = randomLevels(11, 400);
    const bars = barsOf(levels);
    for (const columnSec of [1, 5, 60, 3600]) {
      const key: PoolKey = { columnSec, ticksPerRow: 2, content: "volume" };
      const builder = new CellPoolBuilder(key, bars.timeSec[0]);
      for (let count = 1; count <= bars.length; count++) {
        const known = new BarColumns();
        known.append(bars, 0, count);
        const forming = Math.max(0, count - 2);
        builder.pack(known.view(), bars.timeSec[forming], bars.timeSec[count - 1] + 1);
      }
      expect(contentOf(builder.pool)).toEqual(contentOf(packAll(bars, key).pool));
    }
  });

  it("forgets a forming second that was taken back", () => {
    const bars = barsOf(randomLevels(12, 30, { emptyShare: 0 }));
    const key: PoolKey = { columnSec: 5, ticksPerRow: 1, content: "volume" };
    const builder = packAll(bars, key);
    const shorter = new BarColumns();
    shorter.append(bars, 0, 27);
    builder.pack(shorter.view(), bars.timeSec[27], bars.timeSec[29] + 1);
    expect(contentOf(builder.pool)).toEqual(contentOf(packAll(shorter.view(), key).pool));
  });

  it("compacts what is rewritten again and again, and tells so by a reset", () => {
    const bars = barsOf(randomLevels(13, 4000, { spread: 60, emptyShare: 0 }));
    const key: PoolKey = { columnSec: 1, ticksPerRow: 1, content: "volume" };
    const builder = packAll(bars, key);
    const { cellCount } = builder.pool;
    const mirror = new PoolMirror(key);
    let resets = 0;
    for (let round = 0; round < 8; round++) {
      for (let sec = 0; sec < 4000; sec += 500) builder.pack(bars, bars.timeSec[sec], bars.timeSec[sec] + 250);
      const changes = builder.takeChanges();
      if (changes?.reset) resets++;
      if (changes !== null) mirror.apply(changes);
      expect(builder.pool.cellCount).toBeLessThan(cellCount * 1.25 + 65_536 + cellCount / 2);
    }
    expect(resets).toBeGreaterThan(1);
    expect(contentOf(mirror)).toEqual(contentOf(packAll(bars, key).pool));
  });

  it("tells nothing of columns that were never packed: with the newest chunk of a day comes no day of empty columns", () => {
    const bars = barsOf(randomLevels(15, 3000, { emptyShare: 0 }));
    const key: PoolKey = { columnSec: 1, ticksPerRow: 1, content: "volume" };
    const builder = new CellPoolBuilder(key, bars.timeSec[0]);
    const mirror = new PoolMirror(key);
    const newest = new BarColumns();
    newest.append(bars, 2900, 3000);
    builder.pack(newest.view(), bars.timeSec[2900], bars.timeSec[2999] + 1);
    const first = builder.takeChanges();
    if (first === null) throw new Error("expected changes");
    expect([first.reset, first.columnStart, first.columnCount, first.headers.length]).toEqual([true, 2900, 3000, 100 * HEADER_STRIDE]);
    mirror.apply(first);
    expect(contentOf(mirror)).toEqual(contentOf(builder.pool));
    newest.prepend(bars, 0, 2900);
    builder.pack(newest.view(), bars.timeSec[0], bars.timeSec[2900]);
    const rest = builder.takeChanges();
    if (rest === null) throw new Error("expected changes");
    mirror.apply(rest);
    expect(contentOf(mirror)).toEqual(contentOf(packAll(bars, key).pool));
  });

  it("tells that history is complete even when no column changed", () => {
    const builder = packAll(barsOf(randomLevels(14, 20)), { columnSec: 1, ticksPerRow: 1, content: "volume" });
    expect(builder.takeChanges()?.complete).toBe(false);
    builder.complete = true;
    const told = builder.takeChanges();
    expect([told?.complete, told?.reset, told?.headers.length, told?.cells.length]).toEqual([true, false, 0, 0]);
    expect(builder.takeChanges()).toBeNull();
  });

  it("has nothing to tell before the first bar", () => {
    const builder = new CellPoolBuilder({ columnSec: 1, ticksPerRow: 1, content: "volume" }, 0);
    builder.pack(new BarColumns().view(), 0, 100);
    expect(builder.takeChanges()).toBeNull();
  });
});

describe("CellPoolBuilder on recorded trades", () => {
  const recordings = [
    ["binance_usdm_btcusdt_20240808", "0.1", "0.001"],
    ["binance_spot_ethusdt_20240808", "0.01", "0.0001"],
    ["cme_ES_20220124_sierra", "0.25", "1"],
  ] as const;
  for (const [name, tickSize, lotSize] of recordings) {
    const file = findRecording(`trades/${name}.csv.gz`);
    it.skipIf(file === undefined)(`packs ${name} as a naive count does${file === undefined ? ` (${NO_RECORDINGS})` : ""}`, () => {
      const levels = levelsOf(readRecordedTrades(file ?? "", tickSize, lotSize));
      const bars = barsOf(levels);
      for (const key of [
        { columnSec: 1, ticksPerRow: 1, content: "volume" },
        { columnSec: 15, ticksPerRow: 7, content: "volume" },
        { columnSec: 60, ticksPerRow: 100, content: "trades" },
      ] as const) {
        expect(contentOf(packAll(bars, key).pool)).toEqual(naiveContent(levels, key));
      }
    });
  }
});
