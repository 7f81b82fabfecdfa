import { describe, expect, it } from "vitest";
import type { BarView } from "../../../core/market/bar-view.ts";
import { CellPoolBuilder } from "../../../core/view/cell-pool-builder.ts";
import { type CellPool, HEADER_COUNT, HEADER_OFFSET, HEADER_STRIDE, type PoolKey } from "../../../core/view/cell-pool.ts";
import { onePlusOfHeatCode } from "../../../core/view/heat-code.ts";
import { COLUMN_ROW_BUDGET, coarserKeyFor, POOL_CELL_BUDGET, POOL_COLUMN_BUDGET } from "../../../core/view/pool-budget.ts";
import { barsOf, type PlainLevel, randomLevels } from "./random-bars.ts";

const FIRST_SEC = 1_700_000_000;
const KEY: PoolKey = { columnSec: 1, ticksPerRow: 1, content: "volume" };
const level = (sec: number, priceTicks: number): PlainLevel => ({ timeSec: FIRST_SEC + sec, priceTicks, bidLots: 1, askLots: 2, trades: 1 });

function packed(bars: BarView, key: PoolKey): CellPoolBuilder {
  const builder = new CellPoolBuilder(key, FIRST_SEC);
  builder.pack(bars, FIRST_SEC, bars.timeSec[bars.length - 1] + 1);
  return builder;
}

/** Lots in the pool, from codes: exact for volumes as small as here. */
function lotsIn(pool: CellPool): number {
  let lots = 0;
  for (let column = 0; column < pool.columnCount; column++) {
    const offset = pool.headers[column * HEADER_STRIDE + HEADER_OFFSET];
    for (const cell of pool.cells.subarray(offset, offset + pool.headers[column * HEADER_STRIDE + HEADER_COUNT])) {
      lots += onePlusOfHeatCode(cell & 0xffff) + onePlusOfHeatCode(cell >>> 16) - 2;
    }
  }
  return lots;
}

describe("coarserKeyFor", () => {
  it("leaves a key that fits alone", () => {
    const bars = barsOf(randomLevels(1, 500, { firstSec: FIRST_SEC }));
    expect(coarserKeyFor(bars, KEY)).toBe(KEY);
  });

  it("doubles rows until a second with a print two thousand million ticks away fits, and loses nothing of it", () => {
    const bars = barsOf([level(0, 600_000), level(1, -2_000_000_000), level(1, 600_001), level(2, 600_002)]);
    const key = coarserKeyFor(bars, KEY);
    expect(key).toEqual({ ...KEY, ticksPerRow: 2048 });
    const builder = packed(bars, key);
    expect(builder.overBudget).toBe(false);
    expect(builder.pool.cellCount).toBeLessThanOrEqual(COLUMN_ROW_BUDGET + 2);
    expect(lotsIn(builder.pool)).toBe(12);
  });

  it("doubles columns when a clock is off by years", () => {
    const bars = barsOf([level(0, 100), level(86_400 * 365 * 30, 101)]);
    const key = coarserKeyFor(bars, KEY);
    expect(key.columnSec).toBe(256);
    expect(packed(bars, key).pool.columnCount).toBeLessThanOrEqual(POOL_COLUMN_BUDGET);
  });

  it("counts the cells of all columns together", () => {
    const wide = Array.from({ length: 40 }, (_, sec) => [level(sec, 0), level(sec, COLUMN_ROW_BUDGET - 1)]).flat();
    const key = coarserKeyFor(barsOf(wide), KEY);
    expect(key.ticksPerRow).toBe(4);
    expect(packed(barsOf(wide), key).pool.cellCount).toBeLessThanOrEqual(POOL_CELL_BUDGET);
  });
});

describe("a builder over its budget", () => {
  it("leaves the column empty and says so, and packs all others", () => {
    const builder = packed(barsOf([level(0, 5), level(1, 0), level(1, COLUMN_ROW_BUDGET), level(2, 7)]), KEY);
    expect(builder.overBudget).toBe(true);
    expect(lotsIn(builder.pool)).toBe(6);
    expect(builder.pool.columnCount).toBe(3);
  });

  it("does so for a column of many seconds, live ones included", () => {
    const key = { ...KEY, columnSec: 60 };
    const builder = new CellPoolBuilder(key, FIRST_SEC);
    const levels = [level(0, 5), level(1, 6), level(2, COLUMN_ROW_BUDGET + 6)];
    builder.pack(barsOf(levels.slice(0, 2)), FIRST_SEC, FIRST_SEC + 2);
    expect(builder.overBudget).toBe(false);
    builder.pack(barsOf(levels), FIRST_SEC + 2, FIRST_SEC + 3);
    expect(builder.overBudget).toBe(true);
    expect(builder.pool.cellCount).toBe(0);
  });

  it("keeps no columns of a time beyond its budget", () => {
    const builder = packed(barsOf([level(0, 5), level(POOL_COLUMN_BUDGET, 5)]), KEY);
    expect(builder.overBudget).toBe(true);
    expect(builder.pool.columnCount).toBe(POOL_COLUMN_BUDGET);
    expect(lotsIn(builder.pool)).toBe(3);
  });
});
