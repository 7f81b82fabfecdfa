import { describe, expect, it } from "vitest";
import type { PoolKey } from "../../core/view/cell-pool.ts";
import { TrackedPool } from "../../workers/tracked-pool.ts";
import { seededBars } from "../support/seeded-bars.ts";

const BARS = seededBars({ seed: 5, count: 50 });
const VISIBLE = { from: BARS.timeSec[0], to: BARS.timeSec[BARS.length - 1] + 1 };
const KEY: PoolKey = { columnSec: 5, ticksPerRow: 2, content: "volume" };

describe("TrackedPool", () => {
  it("tells a window that comes later that nothing is missing, though nothing changes any more", () => {
    const pool = new TrackedPool(KEY, BARS.timeSec[0], BARS);
    pool.work(BARS, VISIBLE, Number.POSITIVE_INFINITY, false);
    expect(pool.noteHistoryComplete()).toBe(true);
    expect(pool.takeChanges(pool.openFeed())).toMatchObject({ reset: true, complete: true });

    const later = pool.openFeed();
    expect(pool.takeChanges(later)).toMatchObject({ reset: true, complete: true, columnCount: pool.pool.columnCount });
    expect(pool.takeChanges(later)).toBeNull();
  });
});
