import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HEADER_COUNT, HEADER_STRIDE, type PoolKey } from "../../../core/view/cell-pool.ts";
import { PoolMirror } from "../../../core/view/pool-mirror.ts";
import type { PoolRanges } from "../../../core/view/pool-ranges.ts";
import { PoolWatch } from "../../../core/view/pool-watch.ts";

const KEY: PoolKey = { columnSec: 5, ticksPerRow: 1, content: "volume" };
const FIRST_COLUMN = 1000;
const MOST_COLUMNS = 40;

/** Columns from `columnStart` on with one cell each, or none where the value is 0. */
function rangesOf(columnStart: number, values: readonly number[], columnCount: number, reset = false): PoolRanges {
  return {
    reset,
    firstColumn: FIRST_COLUMN,
    columnCount,
    cellCount: columnCount,
    columnStart,
    headers: Int32Array.from(values.flatMap((value, index) => [columnStart + index, 7, value === 0 ? 0 : 1, value])),
    candles: new Int32Array(values.length * 4),
    cellStart: columnStart,
    cells: Uint32Array.from(values),
    complete: false,
  };
}

const secondOf = (column: number): number => (FIRST_COLUMN + column) * KEY.columnSec;

/** What the columns `from..to-1` show, and the last one before them that has trades, with its place. */
function shown(mirror: PoolMirror, from: number, to: number): string {
  const traded = (column: number): boolean => mirror.headers[column * HEADER_STRIDE + HEADER_COUNT] > 0;
  let before = Math.min(from, mirror.columnCount) - 1;
  while (before >= 0 && !traded(before)) before--;
  const columns = before < 0 ? [] : [before];
  for (let column = Math.max(0, from); column < Math.min(to, mirror.columnCount); column++) if (traded(column)) columns.push(column);
  return columns.map((column) => `${column}: ${mirror.cells[column]}`).join();
}

type Step =
  | { readonly kind: "write"; readonly start: number; readonly values: readonly number[]; readonly grows: number; readonly reset: boolean }
  | { readonly kind: "freeze"; readonly column: number }
  | { readonly kind: "thaw" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("write" as const),
      start: fc.nat(MOST_COLUMNS - 10),
      values: fc.array(fc.nat(3), { minLength: 1, maxLength: 10 }),
      grows: fc.nat(4),
      reset: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("freeze" as const), column: fc.nat(MOST_COLUMNS) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "thaw" as const }) },
);

describe("a watch over a part of a pool", () => {
  it("never misses that the part looks otherwise", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.nat(MOST_COLUMNS), fc.integer({ min: 1, max: 12 }), (steps, from, width) => {
        const mirror = new PoolMirror(KEY);
        const watch = new PoolWatch();
        const look = (): boolean => watch.hasChanged(mirror, secondOf(from) + 2, secondOf(from + width) - 2);
        let count = 0;
        expect(look()).toBe(true);
        let before = shown(mirror, from, from + width);
        for (const one of steps) {
          if (one.kind === "freeze") mirror.freeze(secondOf(one.column));
          else if (one.kind === "thaw") mirror.thaw();
          else {
            const { start, values, grows, reset } = one;
            count = Math.max(count + grows, start + values.length);
            mirror.apply(rangesOf(start, values, count, reset));
          }
          const after = shown(mirror, from, from + width);
          const hasChanged = look();
          if (after !== before) expect(hasChanged).toBe(true);
          before = after;
        }
      }),
    );
  });

  it("says nothing of what comes beside it: older columns, newer ones, room for more", () => {
    const mirror = new PoolMirror(KEY);
    const watch = new PoolWatch();
    const look = (): boolean => watch.hasChanged(mirror, secondOf(20), secondOf(30));
    mirror.apply(rangesOf(15, Array.from({ length: 20 }, () => 2), 35));
    expect(look()).toBe(true);
    expect(look()).toBe(false);
    mirror.apply(rangesOf(0, Array.from({ length: 15 }, () => 3), 35));
    expect(look()).toBe(false);
    mirror.apply(rangesOf(30, [9, 9, 9], 5000));
    expect(look()).toBe(false);
    mirror.apply(rangesOf(29, [9], 5000));
    expect(look()).toBe(true);
    mirror.apply(rangesOf(19, [9], 5000));
    expect(look()).toBe(true);
    expect(look()).toBe(false);
  });

  it("says so when the pool is another, or none", () => {
    const watch = new PoolWatch();
    const [one, other] = [new PoolMirror(KEY), new PoolMirror(KEY)];
    expect([null, null, one, one, other, null].map((pool) => watch.hasChanged(pool, secondOf(0), secondOf(9)))).toEqual([false, false, true, false, true, true]);
  });
});
