import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashBars } from "../../core/market/bar-hash.ts";
import type { BarView } from "../../core/market/bar-view.ts";
import { SymbolColumns } from "../../workers/symbol-columns.ts";
import { sumBars } from "../../workers/sum-bars.ts";
import { seededBars } from "../support/seeded-bars.ts";
import { acknowledgement } from "./acknowledgement.ts";
import { formingState, joinBars, sliceBars } from "./bar-slices.ts";
import { LossyServer } from "./lossy-server.ts";

const BARS = 200;
const LOG = seededBars({ seed: 3, count: BARS });

function begun(backlog: number): SymbolColumns {
  const columns = new SymbolColumns();
  columns.begin(acknowledgement(backlog, { firstSec: LOG.timeSec[0] }));
  return columns;
}

function closedHash(columns: SymbolColumns): string {
  return hashBars(columns.bars, 0, columns.closedCount);
}

describe("SymbolColumns", () => {
  it("loses and doubles nothing, however frames are split, repeated and cut", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: BARS }), fc.integer({ min: 0, max: 80 }), (seed, top, steps) => {
        const server = new LossyServer(LOG, seed, top);
        for (let step = 0; step < steps; step++) {
          server.step();
          const { columns } = server;
          expect(closedHash(columns)).toBe(hashBars(LOG, columns.lowSeq, columns.nextSeq));
          expect(columns.bars.length).toBe(columns.closedCount + columns.formingCount);
          expect(columns.trades).toBe(sumBars(columns.bars).trades);
          expect(isAscending(columns.bars)).toBe(true);
        }
        server.finish();
        expect(server.missing).toBe(0);
        expect(closedHash(server.columns)).toBe(hashBars(LOG));
        expect(server.columns.historyComplete).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("changes exactly the seconds it names", () => {
    const columns = begun(100);
    expect(columns.applyBacklog(90, sliceBars(LOG, 90, 100))).toEqual({ kind: "changed", fromSec: LOG.timeSec[90], toSec: LOG.timeSec[99] + 1 });
    expect(columns.applyClosed(100, sliceBars(LOG, 100, 103))).toEqual({ kind: "changed", fromSec: LOG.timeSec[100], toSec: LOG.timeSec[102] + 1 });
    const forming = joinBars([formingState(LOG, 103, 1), formingState(LOG, 104, 1)]);
    expect(columns.applyForming(103, forming)).toEqual({ kind: "changed", fromSec: LOG.timeSec[103], toSec: LOG.timeSec[104] + 1 });
    expect(columns.applyClosed(103, sliceBars(LOG, 103, 104))).toEqual({ kind: "changed", fromSec: LOG.timeSec[103], toSec: LOG.timeSec[104] + 1 });
    expect(columns.formingCount).toBe(1);
  });

  it("cuts off what it holds already", () => {
    const columns = begun(100);
    columns.applyClosed(100, sliceBars(LOG, 100, 110));
    expect(columns.applyClosed(105, sliceBars(LOG, 105, 110)).kind).toBe("unchanged");
    expect(columns.applyClosed(105, sliceBars(LOG, 105, 115)).kind).toBe("changed");
    columns.applyBacklog(95, sliceBars(LOG, 95, 100));
    expect(columns.applyBacklog(97, sliceBars(LOG, 97, 100)).kind).toBe("unchanged");
    expect(columns.applyBacklog(90, sliceBars(LOG, 90, 98)).kind).toBe("changed");
    expect(closedHash(columns)).toBe(hashBars(LOG, 90, 115));
  });

  it("takes nothing across a hole and says that bars are missing", () => {
    const columns = begun(100);
    expect(columns.applyClosed(101, sliceBars(LOG, 101, 102)).kind).toBe("missing");
    expect(columns.applyForming(101, formingState(LOG, 101, 3)).kind).toBe("missing");
    expect(columns.applyBacklog(80, sliceBars(LOG, 80, 99)).kind).toBe("missing");
    expect(columns.bars.length).toBe(0);
    expect(columns.resumePoint).toEqual({ epoch: "e1", fromSeq: 100, lowSeq: 100 });
  });

  it("counts a second once while it forms and after it has closed", () => {
    const columns = begun(0);
    columns.applyForming(0, formingState(LOG, 0, 1));
    columns.applyForming(0, formingState(LOG, 0, 2));
    expect(columns.bars.length).toBe(1);
    expect(columns.lastSec).toBe(LOG.timeSec[0] + 1);
    columns.applyClosed(0, sliceBars(LOG, 0, 1));
    expect(sumBars(columns.bars)).toEqual(sumBars(sliceBars(LOG, 0, 1)));
    expect(columns.applyForming(0, formingState(LOG, 0, 9)).kind).toBe("unchanged");
    expect(columns.bars.length).toBe(1);
  });

  it("drops a forming second that closed without a bar, but only when no bar is on its way", () => {
    const columns = begun(10);
    columns.applyForming(10, formingState(LOG, 10, 5));
    expect(columns.closeThrough(LOG.timeSec[10] + 1, 11).kind).toBe("unchanged");
    expect(columns.closeThrough(LOG.timeSec[10], 10).kind).toBe("unchanged");
    expect(columns.closeThrough(LOG.timeSec[10] + 1, 10).kind).toBe("changed");
    expect(columns.bars.length).toBe(0);
  });

  it("starts again with another epoch", () => {
    const columns = begun(10);
    columns.applyBacklog(0, sliceBars(LOG, 0, 10));
    columns.applyForming(10, formingState(LOG, 10, 1));
    expect(columns.begin(acknowledgement(4, { epoch: "e2" }))).toBe(true);
    expect(columns.bars.length).toBe(0);
    expect(columns.trades).toBe(0);
    expect(columns.lowTicks).toBeNull();
    expect(columns.resumePoint).toEqual({ epoch: "e2", fromSeq: 4, lowSeq: 4 });
  });

  it("refuses an answer that leaves bars out, and then begins anew", () => {
    const columns = begun(10);
    const resumed = { resumed: true, liveFromSeq: 12, backlogSeq: { from: 0, to: 10 } };
    expect(() => columns.begin(acknowledgement(10, resumed))).toThrow(/resumes TEST with bars 0\.\.10 and from 12 on; expected \.\.10 and from 10 on/);
    expect(columns.resumePoint).toBeNull();
    expect(() => columns.begin(acknowledgement(10, { backlogSeq: { from: 0, to: 9 } }))).toThrow(RangeError);
  });

  it("refuses bars whose seconds do not ascend", () => {
    const columns = begun(10);
    columns.applyClosed(10, sliceBars(LOG, 10, 12));
    expect(() => columns.applyClosed(12, sliceBars(LOG, 5, 6))).toThrow(/seconds must ascend/);
    expect(() => columns.applyBacklog(9, sliceBars(LOG, 50, 51))).toThrow(/seconds must ascend/);
  });
});

function isAscending(bars: BarView): boolean {
  for (let index = 1; index < bars.length; index++) if (bars.timeSec[index] <= bars.timeSec[index - 1]) return false;
  return true;
}
