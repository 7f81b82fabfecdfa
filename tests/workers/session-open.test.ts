import { describe, expect, it } from "vitest";
import type { BarView } from "../../core/market/bar-view.ts";
import { SessionOpen } from "../../workers/session-open.ts";
import { SymbolColumns } from "../../workers/symbol-columns.ts";
import { seededBars } from "../support/seeded-bars.ts";
import { acknowledgement } from "./acknowledgement.ts";
import { sliceBars } from "./bar-slices.ts";

const MIDNIGHT_SEC = 1_700_006_400;
const BARS = seededBars({ seed: 6, count: 400, startSec: MIDNIGHT_SEC - 300 });
const FIRST_AFTER_MIDNIGHT = BARS.timeSec.findIndex((sec) => sec >= MIDNIGHT_SEC);
const UTC = new SessionOpen({ timeZone: "UTC", start: "00:00" });

function holding(bars: BarView, from: number): SymbolColumns {
  const columns = new SymbolColumns();
  columns.begin(acknowledgement(bars.length));
  columns.applyBacklog(from, sliceBars(bars, from, bars.length));
  return columns;
}

describe("SessionOpen", () => {
  it("is the first price of the session that the newest second belongs to", () => {
    expect(UTC.openTicks(holding(BARS, 0))).toBe(BARS.openTicks[FIRST_AFTER_MIDNIGHT]);
    expect(UTC.openTicks(holding(BARS, FIRST_AFTER_MIDNIGHT - 1))).toBe(BARS.openTicks[FIRST_AFTER_MIDNIGHT]);
    expect(UTC.current(holding(BARS, 0))).toEqual({ startSec: MIDNIGHT_SEC, endSec: MIDNIGHT_SEC + 86_400 });
  });

  it("is open while history does not reach back to the session's start, and the first price where the data begin later", () => {
    expect(UTC.openTicks(holding(BARS, FIRST_AFTER_MIDNIGHT + 50))).toBeNull();
    const later = sliceBars(BARS, FIRST_AFTER_MIDNIGHT + 50, BARS.length);
    expect(UTC.openTicks(holding(later, 0))).toBe(later.openTicks[0]);
  });

  it("leaves the question open without bars and for a rule that cannot be understood", () => {
    expect(UTC.openTicks(new SymbolColumns())).toBeNull();
    expect(new SessionOpen({ timeZone: "Mars/Olympus", start: "00:00" }).openTicks(holding(BARS, 0))).toBeNull();
    expect(new SessionOpen({ timeZone: "UTC", start: "noon" }).openTicks(holding(BARS, 0))).toBeNull();
  });
});
