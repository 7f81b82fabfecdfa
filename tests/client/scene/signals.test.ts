import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaleOfView } from "../../../client/scene/layers/signals/mark-pixels.ts";
import { dyInPlot, placeSignals } from "../../../client/scene/layers/signals/place-signals.ts";
import { markOf, type SignalMark } from "../../../client/scene/layers/signals/signal-mark.ts";
import { hiddenMarks, type ThinnedSignal, thinSignals } from "../../../client/scene/layers/signals/thin-signals.ts";
import { SAMPLE_EVENTS } from "../../../client/gallery/sample-events.ts";
import { PixelGrid } from "../../../client/scene/pixel-grid.ts";
import type { CellPool } from "../../../core/view/cell-pool.ts";
import { panViewport, zoomPrice } from "../../../core/view/viewport.ts";

const SAMPLE = SAMPLE_EVENTS["buying-burst"];

function markAt(sec: number, strength: number, side: "buy" | "sell" = "buy"): SignalMark {
  return { event: SAMPLE, sec, priceTicks: 100, side, strength, shape: "circle", label: "X" };
}

const MARKS = fc
  .array(fc.record({ sec: fc.integer({ min: 0, max: 2000 }), strength: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 120 })
  .map((marks) => marks.map(({ sec, strength }) => markAt(sec, strength)).sort((a, b) => a.sec - b.sec));
/** Marks, and one of them that is chosen: null where there are none. */
const CHOSEN = fc.tuple(MARKS, fc.nat()).map(([marks, at]) => ({ marks, chosen: marks.length === 0 ? null : marks[at % marks.length] }));
const SLOTS = fc.integer({ min: 1, max: 300 });

function thinAll(marks: readonly SignalMark[], slotSec: number, chosen: SignalMark | null = null): ReturnType<typeof thinSignals> {
  return thinSignals(marks, slotSec, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, chosen);
}

const alone = (mark: SignalMark, hidden = 0): ThinnedSignal => ({ mark, hidden, among: [mark], first: 0 });

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
        const said = (kept: readonly ThinnedSignal[]): unknown[] => kept.map(({ mark, hidden }) => [mark.sec, mark.strength, hidden]);
        expect(said(both.filter(({ mark }) => mark.sec >= 10_000))).toEqual(said(thinAll(later, slotSec)));
      }),
    );
  });

  it("says the same in every window", () => {
    fc.assert(
      fc.property(CHOSEN, fc.boolean(), SLOTS, fc.integer({ min: -10, max: 2010 }), fc.integer({ min: 0, max: 500 }), ({ marks, chosen }, isChosen, slotSec, fromSec, spanSec) => {
        const given = isChosen ? chosen : null;
        const inside = thinAll(marks, slotSec, given).filter(({ mark }) => mark.sec >= fromSec && mark.sec < fromSec + spanSec);
        expect(thinSignals(marks, slotSec, fromSec, fromSec + spanSec, given)).toEqual(inside);
      }),
    );
  });

  it("keeps the chosen mark, whatever is stronger, with room around it and none lost", () => {
    fc.assert(
      fc.property(CHOSEN, SLOTS, ({ marks, chosen }, slotSec) => {
        const kept = thinAll(marks, slotSec, chosen);
        expect(kept.some(({ mark }) => mark === chosen)).toBe(chosen !== null);
        expect(kept.reduce((sum, { hidden }) => sum + 1 + hidden, 0)).toBe(marks.length);
        for (let at = 1; at < kept.length; at++) expect(kept[at].mark.sec - kept[at - 1].mark.sec).toBeGreaterThanOrEqual(slotSec);
      }),
    );
  });

  it("moves no other pill for the chosen one: its slot's gives way, and one that would overlap it", () => {
    fc.assert(
      fc.property(CHOSEN, SLOTS, ({ marks, chosen }, slotSec) => {
        const plain = new Set(thinAll(marks, slotSec).map(({ mark }) => mark));
        const kept = thinAll(marks, slotSec, chosen);
        for (const { mark } of kept) expect(mark === chosen || plain.has(mark)).toBe(true);
        expect(plain.size - kept.length).toBeGreaterThanOrEqual(0);
        expect(plain.size - kept.length).toBeLessThanOrEqual(1);
        if (chosen !== null && plain.has(chosen)) expect(kept).toEqual(thinAll(marks, slotSec));
      }),
    );
  });

  it("leaves every mark either on the chart or behind one, newest first", () => {
    fc.assert(
      fc.property(CHOSEN, SLOTS, ({ marks, chosen }, slotSec) => {
        const kept = thinAll(marks, slotSec, chosen);
        expect(new Set(kept.flatMap((signal) => [signal.mark, ...hiddenMarks(signal)]))).toEqual(new Set(marks));
        for (const signal of kept) {
          const secs = hiddenMarks(signal).map(({ sec }) => sec);
          expect(secs).toHaveLength(signal.hidden);
          expect(secs).toEqual(secs.toSorted((a, b) => b - a));
        }
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
    const [above] = placeSignals([alone(markAt(50.5, 0, "sell"))], pool, scale, measures);
    expect(above).toMatchObject({ dx: -30, dy: -(21 + 4 + 18), widthPx: 60 });
    const [below] = placeSignals([alone(markAt(50.5, 0, "buy"), 2)], pool, scale, measures);
    expect(below).toMatchObject({ dy: 61 + 4, pill: { text: "X +2" } });
  });

  it("clears whole rows of cells, however high they are", () => {
    const tall = { ...pool, ticksPerRow: 8 };
    const edge = (side: "buy" | "sell"): number => placeSignals([alone(markAt(51.5, 0, side))], tall, scale, measures)[0].columnEdgePx;
    expect([edge("sell"), edge("buy")]).toEqual([2 * (112 - 0.5 - 100), 2 * (100 - 80 + 0.5)]);
  });

  it("knows where the cells of its own column end", () => {
    const edge = (side: "buy" | "sell"): number => placeSignals([alone(markAt(51.5, 0, side))], pool, scale, measures)[0].columnEdgePx;
    expect([edge("sell"), edge("buy")]).toEqual([9, 33]);
    expect(placeSignals([alone(markAt(51.5, 0))], null, scale, measures)[0].columnEdgePx).toBe(1);
  });

  it("counts up to 99, and says when there are more", () => {
    const texts = [98, 99, 100, 12_345].map((hidden) => placeSignals([alone(markAt(50.5, 0), hidden)], pool, scale, measures)[0].pill.text);
    expect(texts).toEqual(["X +98", "X +99", "X 99+", "X 99+"]);
  });

  it("stays within reach of its price, and beside it where nothing is known", () => {
    const [far] = placeSignals([alone({ ...markAt(50.5, 0, "sell"), priceTicks: 0 })], pool, scale, measures);
    expect(far.dy).toBe(-(100 + 4 + 18));
    expect(placeSignals([alone(markAt(50.5, 0))], null, scale, measures)[0].dy).toBe(5);
  });
});

describe("the scale of a view", () => {
  const size = { widthPx: 1000, heightPx: 500 };
  const view = { fromSec: 1_723_161_500.3, toSec: 1_723_161_801.4, lowTicks: 616_000.7, highTicks: 617_003.4 };

  it("is the very one of the last frame until a zoom or another size", () => {
    const grid = new PixelGrid();
    grid.snap(view, size);
    const drawn = grid.scale;
    for (let pan = 0; pan < 100; pan++) expect(scaleOfView(grid.snap(panViewport(view, pan * 7.3, pan * 11.7), size), size, drawn)).toBe(drawn);
    const zoomed = scaleOfView(zoomPrice(view, 0.5, 616_500), size, drawn);
    expect(zoomed.pxPerTick / drawn.pxPerTick).toBeCloseTo(2);
    expect(zoomed.pxPerSec).toBeCloseTo(drawn.pxPerSec);
    expect(scaleOfView(view, { ...size, heightPx: 250 }, drawn).pxPerTick / drawn.pxPerTick).toBeCloseTo(0.5);
  });
});

describe("a pill at an edge of the plot", () => {
  const top = (anchorPx: number, dy: number, aroundPx = 0): number => anchorPx + dyInPlot({ dy, heightPx: 18 }, anchorPx, 500, aroundPx);

  it("moves to stand whole inside of it", () => {
    expect([top(300, -40), top(30, -40), top(0, -40), top(470, 20), top(499, 20)]).toEqual([260, 0, 0, 482, 482]);
    expect([top(30, -40, 3), top(470, 20, 3)]).toEqual([3, 479]);
  });

  it("does so too while its price is beyond the plot but not all of it", () => {
    expect([top(505, -20), top(-5, 20), top(-15, 20), top(530, -40)]).toEqual([482, 15, 5, 482]);
  });

  it("is gone with its price", () => {
    expect([top(-1, -40), top(500, 20), top(-60, 20), top(545, -40)]).toEqual([-41, 520, -40, 505]);
  });

  it("is whole wherever its price is in sight, no farther from it than it has to be, and elsewhere as the market has it or whole", () => {
    const pixels = fc.integer({ min: -200, max: 800 });
    fc.assert(
      fc.property(pixels, fc.integer({ min: -150, max: 150 }), fc.integer({ min: 0, max: 6 }), (anchorPx, dy, aroundPx) => {
        const seen = top(anchorPx, dy, aroundPx);
        const isWhole = seen >= aroundPx && seen + 18 + aroundPx <= 500;
        const isOut = seen + 18 <= 0 || seen >= 500;
        expect(isWhole || (isOut && (anchorPx < 0 || anchorPx >= 500))).toBe(true);
        expect(seen).toBe(isOut ? anchorPx + dy : Math.max(aroundPx, Math.min(anchorPx + dy, 482 - aroundPx)));
      }),
    );
  });

  it("shows its upper part where the plot is lower than it", () => {
    expect(dyInPlot({ dy: -30, heightPx: 18 }, 5, 10, 0)).toBe(-5);
  });
});
