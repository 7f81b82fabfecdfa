import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lowerBoundBar } from "../../../core/market/bar-view.ts";
import { CellPoolBuilder } from "../../../core/view/cell-pool-builder.ts";
import type { PoolKey } from "../../../core/view/cell-pool.ts";
import { PoolMirror } from "../../../core/view/pool-mirror.ts";
import { CELL_TEXTURE_WIDTH, HEADER_TEXTURE_WIDTH } from "../../../shaders/layouts.ts";
import { barsOf, randomLevels } from "./random-bars.ts";

const FIRST_SEC = 1_700_000_000;
const KEY: PoolKey = { columnSec: 1, ticksPerRow: 1, content: "volume" };
const bars = barsOf(randomLevels(1, 3000, { firstSec: FIRST_SEC, emptyShare: 0 }));

function changesOf(builder: CellPoolBuilder): NonNullable<ReturnType<CellPoolBuilder["takeChanges"]>> {
  const changes = builder.takeChanges();
  if (changes === null) throw new Error("the pool has changes");
  return changes;
}

describe("PoolMirror", () => {
  it("says what to upload: the changed columns and cells, once", () => {
    const builder = new CellPoolBuilder(KEY, FIRST_SEC);
    const mirror = new PoolMirror(KEY);
    builder.pack(bars, FIRST_SEC, FIRST_SEC + 1000);
    mirror.apply(changesOf(builder));
    mirror.takeDirty();
    const { generation } = mirror;
    const cellsBefore = mirror.cellCount;
    builder.pack(bars, FIRST_SEC + 1000, FIRST_SEC + 1001);
    mirror.apply(changesOf(builder));
    expect(mirror.takeDirty()).toEqual({ columns: { from: 1000, to: 1001 }, cells: { from: cellsBefore, to: mirror.cellCount } });
    expect(mirror.generation).toBe(generation);
    const nothing = mirror.takeDirty();
    expect(nothing.columns.to - nothing.columns.from + (nothing.cells.to - nothing.cells.from)).toBe(0);
  });

  it("gives columns that changed another version, and no other", () => {
    const builder = new CellPoolBuilder(KEY, FIRST_SEC);
    const mirror = new PoolMirror(KEY);
    builder.pack(bars, FIRST_SEC, FIRST_SEC + 100);
    mirror.apply(changesOf(builder));
    const before = mirror.columnVersions.slice(0, 100);
    builder.pack(bars, FIRST_SEC + 99, FIRST_SEC + 102);
    mirror.apply(changesOf(builder));
    expect(mirror.columnVersions.slice(0, 99)).toEqual(before.slice(0, 99));
    for (const column of [99, 100, 101]) expect(mirror.columnVersions[column]).toBeGreaterThan(before[98]);
  });

  it("grows by whole texture rows and counts a generation each time", () => {
    const builder = new CellPoolBuilder(KEY, FIRST_SEC);
    const mirror = new PoolMirror(KEY);
    for (let sec = 0; sec < 3000; sec += 300) {
      builder.pack(bars, FIRST_SEC + sec, FIRST_SEC + sec + 300);
      mirror.apply(changesOf(builder));
      expect(mirror.headers.length % (4 * HEADER_TEXTURE_WIDTH)).toBe(0);
      expect(mirror.cells.length % CELL_TEXTURE_WIDTH).toBe(0);
    }
    expect(mirror.generation).toBeGreaterThan(1);
    expect(mirror.generation).toBeLessThan(10);
  });

  it("forgets everything on a reset", () => {
    const mirror = new PoolMirror(KEY);
    for (const secs of [500, 20]) {
      const builder = new CellPoolBuilder(KEY, FIRST_SEC);
      builder.pack(bars, FIRST_SEC, FIRST_SEC + secs);
      mirror.apply(changesOf(builder));
      expect([mirror.columnCount, mirror.cellCount]).toEqual([builder.pool.columnCount, builder.pool.cellCount]);
    }
    expect(mirror.headers.subarray(mirror.columnCount * 4).every((value) => value === 0)).toBe(true);
  });

  describe("frozen", () => {
    const COLUMN_SEC = 10;
    const key: PoolKey = { ...KEY, columnSec: COLUMN_SEC };
    const SEC = FIRST_SEC - (FIRST_SEC % COLUMN_SEC);
    const market = barsOf(randomLevels(3, 400, { firstSec: SEC, emptyShare: 0.1 }));

    /** Columns as someone sees them: cells, where they are, and candles. */
    function pictureOf({ columnCount, headers, cells, candles }: PoolMirror): unknown[] {
      return Array.from({ length: columnCount }, (_, column) => {
        const [offset, low, count, max] = headers.subarray(column * 4, column * 4 + 4);
        return [low, count, max, [...cells.subarray(offset, offset + count)], count === 0 ? [] : [...candles.subarray(column * 4, column * 4 + 4)]];
      });
    }

    /** A mirror of the first `secs` seconds, whose newest three seconds come as live ones do. */
    function mirrorOf(secs: number): { builder: CellPoolBuilder; mirror: PoolMirror; live: (sec: number) => void } {
      const builder = new CellPoolBuilder(key, SEC);
      const mirror = new PoolMirror(key);
      const live = (sec: number): void => {
        const end = lowerBoundBar(market, SEC + sec + 1);
        builder.pack({ ...market, length: end }, SEC + sec - 2, SEC + sec + 1);
        const changes = builder.takeChanges();
        if (changes !== null) mirror.apply(changes);
      };
      builder.pack({ ...market, length: lowerBoundBar(market, SEC + secs) }, SEC, SEC + secs);
      mirror.apply(changesOf(builder));
      return { builder, mirror, live };
    }

    it("stays as it was, forming column included, and catches up when it thaws", () => {
      fc.assert(
        fc.property(fc.integer({ min: 20, max: 200 }), fc.integer({ min: 1, max: 60 }), (secs, more) => {
          const { builder, mirror, live } = mirrorOf(secs);
          live(secs);
          const before = pictureOf(mirror);
          mirror.takeDirty();
          mirror.freeze(SEC + secs - 1);
          for (let sec = secs + 1; sec <= secs + more; sec++) live(sec);
          expect(pictureOf(mirror)).toEqual(before);
          expect(mirror.takeDirty()).toEqual({ columns: { from: 0, to: 0 }, cells: { from: 0, to: 0 } });
          mirror.thaw();
          const copy = new PoolMirror(key);
          const all = new CellPoolBuilder(key, SEC);
          all.pack({ ...market, length: lowerBoundBar(market, SEC + secs + more + 1) }, SEC, SEC + secs + more + 1);
          copy.apply(changesOf(all));
          expect(pictureOf(mirror)).toEqual(pictureOf(copy));
          expect(mirror.cellCount).toBe(builder.pool.cellCount);
        }),
        { numRuns: 60 },
      );
    });

    it("shows older history that comes meanwhile, and then nothing from the frozen column on", () => {
      const { builder, mirror, live } = mirrorOf(95);
      mirror.freeze(SEC + 93);
      live(96);
      builder.pack({ ...market, length: lowerBoundBar(market, SEC + 97) }, SEC + 20, SEC + 97);
      mirror.apply(changesOf(builder));
      expect(mirror.columnCount).toBe(9);
      live(120);
      expect(mirror.columnCount).toBe(9);
      mirror.thaw();
      expect(mirror.columnCount).toBe(builder.pool.columnCount);
    });

    it("begins short of the frozen column when it is new", () => {
      const { mirror } = mirrorOf(95);
      const fresh = new PoolMirror(key);
      fresh.freeze(SEC + 55);
      const builder = new CellPoolBuilder(key, SEC);
      builder.pack({ ...market, length: lowerBoundBar(market, SEC + 95) }, SEC, SEC + 95);
      fresh.apply(changesOf(builder));
      expect(pictureOf(fresh)).toEqual(pictureOf(mirror).slice(0, 5));
    });
  });
});
