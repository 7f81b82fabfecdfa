import { describe, expect, it } from "vitest";
import { PoolMirror } from "../../../core/view/pool-mirror.ts";
import { fitPrice, priceRangeOf } from "../../../core/view/price-range.ts";

const VIEW = { fromSec: 1000, toSec: 1300, lowTicks: 500, highTicks: 600 };

describe("the prices on the screen", () => {
  it("reads the price range of the columns in sight, and of no other", () => {
    const pool = new PoolMirror({ columnSec: 5, ticksPerRow: 1, content: "volume" });
    pool.apply({
      reset: true,
      firstColumn: 200,
      columnCount: 4,
      cellCount: 0,
      columnStart: 0,
      headers: Int32Array.of(0, 9, 3, 1, 0, 0, 0, 0, 0, 7, 1, 1, 0, 50, 1, 1),
      candles: Int32Array.of(10, 11, 9, 10, 0, 999, -999, 0, 7, 7, 7, 7, 50, 51, 49, 50),
      cellStart: 0,
      cells: new Uint32Array(0),
      complete: true,
    });
    expect(priceRangeOf(pool, 1000, 1015)).toEqual({ lowTicks: 7, highTicks: 11 });
    expect(priceRangeOf(pool, 1005, 1010)).toBeNull();
    expect(priceRangeOf(pool, 0, 1e9)).toEqual({ lowTicks: 7, highTicks: 51 });
    expect(priceRangeOf(pool, 2000, 3000)).toBeNull();
  });

  it("leaves room around prices and does not blow up a flat market", () => {
    const view = fitPrice(VIEW, { lowTicks: 100, highTicks: 199 });
    expect(view.lowTicks).toBeCloseTo(89.5, 9);
    expect(view.highTicks).toBeCloseTo(209.5, 9);
    const flat = fitPrice(VIEW, { lowTicks: 100, highTicks: 100 });
    expect(flat.highTicks - flat.lowTicks).toBeCloseTo(9.6, 9);
  });
});
