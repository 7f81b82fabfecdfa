import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CellPoolBuilder } from "../../../core/view/cell-pool-builder.ts";
import { emptyWindow } from "../../../core/view/empty-window.ts";
import { PoolMirror } from "../../../core/view/pool-mirror.ts";
import { barsOf, type PlainLevel } from "./random-bars.ts";

const START = 1_700_000_000;

function poolOf(levels: readonly PlainLevel[]): PoolMirror {
  const key = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;
  const bars = barsOf(levels);
  const builder = new CellPoolBuilder(key, bars.timeSec[0]);
  builder.complete = true;
  builder.pack(bars, bars.timeSec[0], bars.timeSec[bars.length - 1] + 1);
  const mirror = new PoolMirror(key);
  const ranges = builder.takeChanges();
  if (ranges !== null) mirror.apply(ranges);
  return mirror;
}

const level = (second: number, priceTicks: number): PlainLevel => ({ timeSec: START + second, priceTicks, bidLots: 1, askLots: 2, trades: 1 });
const windowAt = (from: number, to: number, lowTicks: number, highTicks: number) => ({ fromSec: START + from, toSec: START + to, lowTicks, highTicks });
const POOL = poolOf([level(0, 100), level(1, 104), level(20, 130), level(21, 131)]);

describe("a window in which nothing traded", () => {
  it("is none where something is in sight", () => {
    expect(emptyWindow(POOL, windowAt(-5, 5, 90, 101))).toBeNull();
  });

  it("says at which prices its time traded, and where the nearest trade is", () => {
    expect(emptyWindow(POOL, windowAt(0, 5, 110, 120))).toEqual({ traded: { lowTicks: 100, highTicks: 104 }, nearest: { timeSec: START + 1.5, priceTicks: 104 } });
    expect(emptyWindow(POOL, windowAt(0, 30, 110, 120))).toMatchObject({ nearest: { timeSec: START + 1.5, priceTicks: 104 } });
  });

  it("finds the nearest trade before or after a time without any", () => {
    expect(emptyWindow(POOL, windowAt(4, 10, 90, 140))).toEqual({ traded: null, nearest: { timeSec: START + 1.5, priceTicks: 104 } });
    expect(emptyWindow(POOL, windowAt(14, 18, 90, 140))).toEqual({ traded: null, nearest: { timeSec: START + 20.5, priceTicks: 130 } });
    expect(emptyWindow(POOL, windowAt(60, 70, 90, 140))).toMatchObject({ nearest: { timeSec: START + 21.5 } });
    expect(emptyWindow(POOL, windowAt(-70, -60, 90, 140))).toMatchObject({ nearest: { timeSec: START + 0.5 } });
  });

  it("finds the nearest trade from however far away without a step for each column in between", () => {
    const { columnSec, ticksPerRow, content, firstColumn, columnCount, cellCount, headers, cells, candles } = POOL;
    let looks = 0;
    const watched = {
      columnSec,
      ticksPerRow,
      content,
      firstColumn,
      cellCount,
      headers,
      cells,
      candles,
      get columnCount() {
        if (++looks > 1000) throw new Error("it looks at more columns than there are");
        return columnCount;
      },
    };
    expect(emptyWindow(watched, { fromSec: 0, toSec: 1, lowTicks: 0, highTicks: 1 })).toMatchObject({ nearest: { timeSec: START + 0.5 } });
    expect(emptyWindow(watched, windowAt(1e12, 1e12 + 1, 0, 1))).toMatchObject({ nearest: { timeSec: START + 21.5 } });
  });

  it("is one exactly where no second of it traded at a price of it", () => {
    const seconds = fc.uniqueArray(fc.record({ second: fc.nat(30), price: fc.nat(30) }), { minLength: 1, maxLength: 12, selector: ({ second }) => second });
    fc.assert(
      fc.property(seconds, fc.integer({ min: -10, max: 40 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: -10, max: 40 }), fc.integer({ min: 1, max: 20 }), (trades, from, length, low, height) => {
        const pool = poolOf(trades.toSorted((a, b) => a.second - b.second).map(({ second, price }) => level(second, price)));
        const inSight = trades.some(({ second, price }) => second >= from && second < from + length && price >= low && price <= low + height);
        const found = emptyWindow(pool, windowAt(from, from + length, low, low + height));
        expect(found === null).toBe(inSight);
        const { nearest } = found ?? { nearest: null };
        if (!inSight) expect(trades.some(({ second, price }) => START + second + 0.5 === nearest?.timeSec && price === nearest.priceTicks)).toBe(true);
      }),
    );
  });
});
