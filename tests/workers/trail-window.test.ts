import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BarView } from "../../core/market/bar-view.ts";
import { NO_BARS } from "../../core/market/bar-columns.ts";
import { ALL_DAY_UTC } from "../../core/market/instrument.ts";
import { SessionCalendar } from "../../core/market/session.ts";
import { missingSeconds, NO_GAPS } from "../../core/orderflow/fold/gaps.ts";
import { rangeProfile } from "../../core/orderflow/profile/volume-profile.ts";
import { HEADER_COUNT, HEADER_LOW_ROW, HEADER_OFFSET, HEADER_STRIDE, type CellContent } from "../../core/view/cell-pool.ts";
import { heatCodeOf } from "../../core/view/heat-code.ts";
import type { TrailPool } from "../../core/view/trail-mirror.ts";
import { trailRange } from "../../core/view/trail-span.ts";
import type { Viewport } from "../../core/view/viewport.ts";
import { TrailStore } from "../../client/data/trail-store.ts";
import type { TrailSource } from "../../workers/trail-columns.ts";
import { TrailWindow, type TrailView } from "../../workers/trail-window.ts";
import { seededBars } from "../support/seeded-bars.ts";
import { sliceBars } from "./bar-slices.ts";
import { anyBars } from "./random-bars.ts";

const CALENDAR = new SessionCalendar(ALL_DAY_UTC);
const COMPLETE = { knownFromSec: Number.NEGATIVE_INFINITY, gaps: NO_GAPS };

/** The source of bars of which the last `forming` may still change. */
function sourceOf(bars: BarView, forming: number, more: Partial<TrailSource> = {}): TrailSource {
  const closed = bars.length - Math.min(forming, bars.length);
  return { bars, settledSec: closed === 0 ? Number.NEGATIVE_INFINITY : bars.timeSec[closed - 1] + 1, ...COMPLETE, ...more };
}

function workAll(window: TrailWindow, source: TrailSource, store: TrailStore): void {
  while (window.work(source, 0, true));
  while (window.work(source, 0, false));
  for (let patch = window.take(); patch !== null; patch = window.take()) store.apply(structuredClone(patch));
}

/** One column as a window holds it, `row:code`, rows without volume left out. */
function heldColumn({ firstColumn, columnCount, headers, cells }: TrailPool, column: number): string[] {
  const header = (column - firstColumn) * HEADER_STRIDE;
  if (column < firstColumn || column >= firstColumn + columnCount) return ["not held"];
  return Array.from({ length: headers[header + HEADER_COUNT] }, (_, at) => [headers[header + HEADER_LOW_ROW] + at, cells[headers[header + HEADER_OFFSET] + at]])
    .filter(([, code]) => code > 0)
    .map((cell) => cell.join(":"));
}

/** The same column by its definition: the volume profile of its seconds, within the rows in view. */
function definedColumn({ bars, gaps, knownFromSec }: TrailSource, { key, span, calendar }: TrailView, column: number, low: number, high: number): string[] {
  const dataEndSec = bars.timeSec[bars.length - 1] + 1;
  const startSec = column * key.columnSec;
  const range = trailRange(span, calendar, startSec + key.columnSec, dataEndSec);
  if (range === null || startSec >= dataEndSec || startSec + key.columnSec <= bars.timeSec[0]) return [];
  if (range.fromSec < knownFromSec || missingSeconds(gaps, startSec, range.toSec) === range.toSec - startSec) return [];
  const { rows } = rangeProfile(bars, gaps, range.fromSec, range.toSec, key.ticksPerRow);
  return Array.from({ length: rows.length }, (_, at) => at)
    .filter((at) => rows.row[at] >= low && rows.row[at] <= high)
    .map((at) => `${rows.row[at]}:${heatCodeOf(key.content === "trades" ? rows.trades[at] : rows.bidLots[at] + rows.askLots[at])}`);
}

/** Expects every column in view to be what it is by definition, in the rows in view. */
function expectTrail(store: TrailStore, source: TrailSource, view: TrailView): void {
  const { key, viewport } = view;
  const trail = store.trailFor(key)?.mirror ?? expect.fail("there is a trail");
  const low = Math.floor(Math.floor(viewport.lowTicks + 0.5) / key.ticksPerRow);
  const high = Math.floor(Math.floor(viewport.highTicks + 0.5) / key.ticksPerRow);
  const isInView = (cell: string): boolean => Number(cell.split(":")[0]) >= low && Number(cell.split(":")[0]) <= high;
  for (let column = Math.floor(viewport.fromSec / key.columnSec); column * key.columnSec < viewport.toSec; column++) {
    expect(heldColumn(trail, column).filter(isInView), `column ${column}`).toEqual(definedColumn(source, view, column, low, high));
  }
}

const spans = fc.oneof(fc.integer({ min: 1, max: 90 }).map((seconds) => ({ kind: "seconds" as const, seconds })), fc.constant({ kind: "session" as const }));
const screens = fc.record({ at: fc.double({ min: -0.3, max: 1.2, noNaN: true }), spanSec: fc.integer({ min: 5, max: 120 }), up: fc.integer({ min: -20, max: 20 }), spanTicks: fc.integer({ min: 3, max: 120 }) });

describe("TrailWindow", () => {
  it("makes every column in view the volume profile of the seconds it looks back on, wherever the screen moves and while bars come", () => {
    const steps = fc.array(fc.record({ screen: screens, share: fc.integer({ min: 1, max: 100 }), forming: fc.integer({ min: 0, max: 3 }) }), { minLength: 1, maxLength: 6 });
    const keys = fc.record({ columnSec: fc.constantFrom(1, 2, 5, 60, 300), ticksPerRow: fc.integer({ min: 1, max: 20 }), content: fc.constantFrom<CellContent>("volume", "trades") });
    fc.assert(
      fc.property(anyBars, keys, spans, steps, (bars, key, span, moves) => {
        const window = new TrailWindow();
        const store = new TrailStore();
        const [startSec, endSec] = [bars.timeSec[0], bars.timeSec[bars.length - 1] + 1];
        let known = 0;
        for (const { screen, share, forming } of moves) {
          const before = known;
          known = Math.max(known, Math.ceil((bars.length * share) / 100));
          const source = sourceOf(sliceBars(bars, 0, known), forming);
          if (before > 0) window.markStale(bars.timeSec[Math.max(0, before - 4)], source.bars.timeSec[known - 1] + 1);
          const fromSec = startSec + (endSec - startSec) * screen.at;
          const lowTicks = bars.closeTicks[0] + screen.up;
          const viewport: Viewport = { fromSec, toSec: fromSec + screen.spanSec, lowTicks, highTicks: lowTicks + screen.spanTicks };
          const view = { key, viewport, span, calendar: CALENDAR };
          window.show(view);
          workAll(window, source, store);
          expectTrail(store, source, view);
        }
      }),
      { numRuns: 250 },
    );
  });

  const bars = seededBars({ seed: 4, count: 900 });
  const key = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;
  const around = (bar: number, spanSec = 100): TrailView => ({
    key,
    viewport: { fromSec: bars.timeSec[bar], toSec: bars.timeSec[bar] + spanSec, lowTicks: bars.closeTicks[bar] - 40, highTicks: bars.closeTicks[bar] + 40 },
    span: { kind: "seconds", seconds: 60 },
    calendar: CALENDAR,
  });

  it("sends nothing while the screen moves by less than a quarter, and only new columns when it moves on", () => {
    const window = new TrailWindow();
    const store = new TrailStore();
    const source = sourceOf(bars, 0);
    const view = around(300);
    const shifted = (sec: number): TrailView => ({ ...view, viewport: { ...view.viewport, fromSec: view.viewport.fromSec + sec, toSec: view.viewport.toSec + sec } });
    window.show(view);
    workAll(window, source, store);
    for (const sec of [10, 24, -24, 0]) {
      window.show(shifted(sec));
      expect(window.work(source, 0, false)).toBe(false);
      expect(window.take()?.columns ?? []).toHaveLength(0);
    }
    window.show(shifted(40));
    while (window.work(source, 0, false));
    const patch = window.take() ?? expect.fail("columns come into reach");
    expect(patch.reset).toBeNull();
    expect(patch.columns.length / 3).toBe(40);
    store.apply(patch);
    expectTrail(store, source, shifted(40));
  });

  it("makes a live second's columns and no other", () => {
    const window = new TrailWindow();
    const store = new TrailStore();
    const view = around(420);
    window.show(view);
    workAll(window, sourceOf(sliceBars(bars, 0, 450), 2), store);
    window.markStale(bars.timeSec[448], bars.timeSec[450] + 1);
    const source = sourceOf(sliceBars(bars, 0, 451), 1);
    while (window.work(source, 0, false));
    const patch = window.take() ?? expect.fail("the newest columns change");
    expect(patch.columns.length / 3).toBe(bars.timeSec[450] + 1 - bars.timeSec[448]);
    store.apply(patch);
    expectTrail(store, source, view);
  });

  it("waits for the seconds a column looks back on, and then makes it", () => {
    const window = new TrailWindow();
    const store = new TrailStore();
    const view = around(300);
    window.show(view);
    const late = sliceBars(bars, 300, bars.length);
    const partly = sourceOf(late, 0, { knownFromSec: late.timeSec[0] });
    workAll(window, partly, store);
    expectTrail(store, partly, view);
    const column = bars.timeSec[300] + 10;
    expect(heldColumn(store.trailFor(key)?.mirror ?? expect.fail(), column)).toEqual([]);
    window.markStale(bars.timeSec[0], bars.timeSec[299] + 1);
    workAll(window, sourceOf(bars, 0), store);
    expectTrail(store, sourceOf(bars, 0), view);
    expect(heldColumn(store.trailFor(key)?.mirror ?? expect.fail(), column).length).toBeGreaterThan(0);
  });

  it("leaves columns empty that lie wholly in a gap, also in one that becomes known late, and looks back over it", () => {
    const window = new TrailWindow();
    const store = new TrailStore();
    const view = { ...around(300), key: { ...key, columnSec: 5 } };
    window.show(view);
    workAll(window, sourceOf(bars, 0), store);
    const gaps = Float64Array.of(bars.timeSec[320] - 2, bars.timeSec[330] + 3);
    const source = sourceOf(bars, 0, { gaps });
    workAll(window, source, store);
    expectTrail(store, source, view);
    const mirror = store.trailFor(view.key)?.mirror ?? expect.fail();
    expect(heldColumn(mirror, Math.ceil(gaps[0] / 5))).toEqual([]);
    expect(heldColumn(mirror, Math.floor(gaps[1] / 5) + 1).length).toBeGreaterThan(0);
  });

  it("takes columns back whose second turned out to hold no trade", () => {
    const window = new TrailWindow();
    const store = new TrailStore();
    const view = around(420);
    window.show(view);
    workAll(window, sourceOf(sliceBars(bars, 0, 452), 2), store);
    const source = sourceOf(sliceBars(bars, 0, 450), 0);
    window.markStale(bars.timeSec[450], bars.timeSec[451] + 1);
    workAll(window, source, store);
    expectTrail(store, source, view);
    expect(heldColumn(store.trailFor(key)?.mirror ?? expect.fail(), bars.timeSec[451])).toEqual([]);
  });

  it("reads the exact sums of a row, forming seconds included", () => {
    const window = new TrailWindow();
    const source = sourceOf(sliceBars(bars, 0, 450), 3);
    window.show(around(420));
    for (const bar of [449, 425, 447]) {
      const { bidLots, askLots, rows } = rangeProfile(source.bars, NO_GAPS, bars.timeSec[bar] - 59, bars.timeSec[bar] + 1, 1);
      expect(bidLots + askLots).toBeGreaterThan(0);
      const at = Math.floor(rows.length / 2);
      expect(window.read(source, key, bars.timeSec[bar], rows.row[at])).toEqual({
        fromSec: bars.timeSec[bar] - 59,
        toSec: bars.timeSec[bar] + 1,
        bidLots: rows.bidLots[at],
        askLots: rows.askLots[at],
        trades: rows.trades[at],
      });
    }
    expect(window.read(source, key, bars.timeSec[450] + 5, bars.closeTicks[0])).toBeNull();
    expect(window.read(source, { ...key, columnSec: 2 }, bars.timeSec[449], bars.closeTicks[0])).toBeNull();
  });

  it("shows the trail before until the next one has all that is in view", () => {
    const window = new TrailWindow();
    const store = new TrailStore();
    const source = sourceOf(bars, 0);
    window.show(around(300));
    workAll(window, source, store);
    const before = store.shown;
    window.show({ ...around(300), key: { ...key, ticksPerRow: 2 } });
    expect(window.take()).toBeNull();
    expect(store.shown).toBe(before);
    window.work(source, 0, true);
    const patch = window.take() ?? expect.fail("some columns are made");
    expect(patch.settled).toBe(false);
    store.apply(patch);
    expect(store.shown).toBe(before);
    workAll(window, source, store);
    expect(store.shown?.mirror.ticksPerRow).toBe(2);
  });

  it("has nothing to say of a market without bars, of a screen too large, and of sessions that are not known", () => {
    const store = new TrailStore();
    const window = new TrailWindow();
    window.show(around(300));
    expect(window.work(sourceOf(NO_BARS, 0), 0, false)).toBe(false);
    expect(window.take()).toBeNull();
    const source = sourceOf(bars, 0);
    const huge = { ...around(300), viewport: { fromSec: 0, toSec: 1e6, lowTicks: 0, highTicks: 1e6 } };
    window.show(huge);
    workAll(window, source, store);
    expect(store.shown?.mirror.columnCount).toBe(0);
    window.show({ ...around(300), span: { kind: "session" }, calendar: null });
    workAll(window, source, store);
    expect(heldColumn(store.shown?.mirror ?? expect.fail(), bars.timeSec[310])).toEqual([]);
  });
});
