import { describe, expect, it } from "vitest";
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
});
