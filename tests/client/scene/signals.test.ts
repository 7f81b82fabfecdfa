import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeSignals } from "../../../client/scene/layers/signals/place-signals.ts";
import { markOf, type SignalMark } from "../../../client/scene/layers/signals/signal-mark.ts";
import { thinSignals } from "../../../client/scene/layers/signals/thin-signals.ts";
import { SAMPLE_EVENTS } from "../../../client/gallery/sample-events.ts";
import type { CellPool } from "../../../core/view/cell-pool.ts";

const SAMPLE = SAMPLE_EVENTS["buying-burst"];

function markAt(sec: number, strength: number, side: "buy" | "sell" = "buy"): SignalMark {
  return { event: SAMPLE, sec, priceTicks: 100, side, strength, shape: "circle", label: "X" };
}

const MARKS = fc
  .array(fc.record({ sec: fc.integer({ min: 0, max: 2000 }), strength: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 120 })
  .map((marks) => marks.map(({ sec, strength }) => markAt(sec, strength)).sort((a, b) => a.sec - b.sec));
const thinAll = (marks: readonly SignalMark[], slotSec: number): ReturnType<typeof thinSignals> => thinSignals(marks, slotSec, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

describe("marks of events", () => {
  it("tell every kind of signal and its side by shape or word", () => {
    const said = Object.values(SAMPLE_EVENTS).map((event) => {
      const mark = markOf(event);
      return mark === null ? null : `${mark.side} ${mark.shape} ${mark.label}`;
    });
    const shown = said.filter((one) => one !== null);
    expect(said.length - shown.length).toBe(1);
    expect(new Set(shown.map((one) => one.replace(/^\S+ /, ""))).size).toBe(shown.length);
    expect(shown).toContain("sell diamondHollow EXH ▼");
    expect(shown).toContain("buy hexagon BID ABS");
  });
});

describe("thinning", () => {
  it("keeps the strongest of a slot, the newest among equals, and counts the rest", () => {
    const marks = [markAt(0, 0.2), markAt(3, 0.9), markAt(5, 0.9), markAt(14, 1), markAt(16, 0), markAt(40, 0)];
    expect(thinAll(marks, 10).map(({ mark, hidden }) => [mark.sec, hidden])).toEqual([[5, 3], [16, 0], [40, 0]]);
  });

  it("loses no mark and lets none overlap", () => {
    fc.assert(
      fc.property(MARKS, fc.integer({ min: 1, max: 300 }), (marks, slotSec) => {
        const kept = thinAll(marks, slotSec);
        expect(kept.reduce((sum, { hidden }) => sum + 1 + hidden, 0)).toBe(marks.length);
        for (let at = 1; at < kept.length; at++) expect(kept[at].mark.sec - kept[at - 1].mark.sec).toBeGreaterThanOrEqual(slotSec);
      }),
    );
  });

  it("says the same of what follows a pause, whatever came before it", () => {
    fc.assert(
      fc.property(MARKS, MARKS, fc.integer({ min: 1, max: 300 }), (older, newer, slotSec) => {
        const later = newer.map((mark) => ({ ...mark, sec: mark.sec + 10_000 }));
        const both = thinAll([...older, ...later], slotSec);
        expect(both.filter(({ mark }) => mark.sec >= 10_000)).toEqual(thinAll(later, slotSec));
      }),
    );
  });

  it("says the same in every window", () => {
    fc.assert(
      fc.property(MARKS, fc.integer({ min: 1, max: 300 }), fc.integer({ min: -10, max: 2010 }), fc.integer({ min: 0, max: 500 }), (marks, slotSec, fromSec, spanSec) => {
        const inside = thinAll(marks, slotSec).filter(({ mark }) => mark.sec >= fromSec && mark.sec < fromSec + spanSec);
        expect(thinSignals(marks, slotSec, fromSec, fromSec + spanSec)).toEqual(inside);
      }),
    );
  });
});

describe("placing", () => {
  const scale = { pxPerSec: 10, pxPerTick: 2, plotWidthPx: 1000, plotHeightPx: 500 };
  const measures = { heightPx: 18, gapPx: 4, reachPx: 100, widthPx: () => 60 };
  const pool: CellPool = {
    columnSec: 1,
    ticksPerRow: 1,
    content: "volume",
    firstColumn: 48,
    columnCount: 5,
    cellCount: 5,
    headers: Int32Array.from([1, 1, 0, 1, 1].flatMap((count) => [0, 0, count, 1])),
    cells: new Uint32Array(5),
    candles: Int32Array.from([110, 90, 900, 104, 102].flatMap((high) => [100, high, high - 20, 100])),
  };

  it("puts what speaks for falling above all cells it spans, and what speaks for rising below", () => {
    const [above] = placeSignals([{ mark: markAt(50.5, 0, "sell"), hidden: 0 }], pool, scale, measures);
    expect(above).toMatchObject({ dx: -30, dy: -(21 + 4 + 18), widthPx: 60 });
    const [below] = placeSignals([{ mark: markAt(50.5, 0, "buy"), hidden: 2 }], pool, scale, measures);
    expect(below).toMatchObject({ dy: 61 + 4, pill: { text: "X +2" } });
  });

  it("clears whole rows of cells, however high they are", () => {
    const tall = { ...pool, ticksPerRow: 8 };
    const edge = (side: "buy" | "sell"): number => placeSignals([{ mark: markAt(51.5, 0, side), hidden: 0 }], tall, scale, measures)[0].columnEdgePx;
    expect([edge("sell"), edge("buy")]).toEqual([2 * (112 - 0.5 - 100), 2 * (100 - 80 + 0.5)]);
  });

  it("knows where the cells of its own column end", () => {
    const edge = (side: "buy" | "sell"): number => placeSignals([{ mark: markAt(51.5, 0, side), hidden: 0 }], pool, scale, measures)[0].columnEdgePx;
    expect([edge("sell"), edge("buy")]).toEqual([9, 33]);
    expect(placeSignals([{ mark: markAt(51.5, 0), hidden: 0 }], null, scale, measures)[0].columnEdgePx).toBe(1);
  });

  it("stays within reach of its price, and beside it where nothing is known", () => {
    const [far] = placeSignals([{ mark: { ...markAt(50.5, 0, "sell"), priceTicks: 0 }, hidden: 0 }], pool, scale, measures);
    expect(far.dy).toBe(-(100 + 4 + 18));
    expect(placeSignals([{ mark: markAt(50.5, 0), hidden: 0 }], null, scale, measures)[0].dy).toBe(5);
  });
});
