import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BarView } from "../../core/market/bar-view.ts";
import type { Viewport } from "../../core/view/viewport.ts";
import type { ExactCells } from "../../protocol/worker-api.ts";
import { ExactCellWindow } from "../../workers/exact-cell-window.ts";
import { NO_BARS } from "../../core/market/bar-columns.ts";
import { seededBars } from "../support/seeded-bars.ts";
import { sliceBars } from "./bar-slices.ts";
import { type NaiveCell, naiveCells } from "./naive-cells.ts";
import { anyBars, anyColumnSec, anyTicksPerRow } from "./random-bars.ts";

function listed(cells: ExactCells | null): NaiveCell[] {
  if (cells === null) return [];
  return Array.from(cells.column, (column, at) => ({
    column,
    row: cells.row[at],
    bidLots: cells.bidLots[at],
    askLots: cells.askLots[at],
    trades: cells.trades[at],
  }));
}

function workAll(window: ExactCellWindow, bars: BarView): void {
  while (window.work(bars, 0));
}

/** Cells that a viewport shows, by the definition: column `n` covers `[n, n + 1) * columnSec`, tick `t` covers `[t - 0.5, t + 0.5)`. */
function shownIn(view: Viewport, columnSec: number, ticksPerRow: number): (cell: NaiveCell) => boolean {
  return ({ column, row }) =>
    column * columnSec < view.toSec &&
    (column + 1) * columnSec > view.fromSec &&
    row * ticksPerRow - 0.5 < view.highTicks &&
    (row + 1) * ticksPerRow - 0.5 > view.lowTicks;
}

describe("ExactCellWindow", () => {
  it("sends the numbers of a naive count, for every cell in view, in every timeframe and row height", () => {
    fc.assert(
      fc.property(anyBars, anyColumnSec, anyTicksPerRow, fc.nat(100), fc.nat(100), fc.nat(100), (bars, columnSec, ticksPerRow, at, width, height) => {
        const key = { columnSec, ticksPerRow, content: "volume" } as const;
        const middleSec = bars.timeSec[Math.floor((at / 101) * bars.length)];
        const middleTicks = bars.closeTicks[Math.floor((at / 101) * bars.length)];
        const view = {
          fromSec: middleSec - width * 0.7,
          toSec: middleSec + width + 0.3,
          lowTicks: middleTicks - height,
          highTicks: middleTicks + height * 0.4 + 0.1,
        };
        const window = new ExactCellWindow();
        window.show(key, view);
        workAll(window, bars);
        const cells = listed(window.take());
        const naive = naiveCells(bars, columnSec, ticksPerRow);
        const isShown = shownIn(view, columnSec, ticksPerRow);
        expect(cells.filter(isShown)).toEqual(naive.filter(isShown));
        expect(naive.map((cell) => JSON.stringify(cell))).toEqual(expect.arrayContaining(cells.map((cell) => JSON.stringify(cell))));
      }),
      { numRuns: 200 },
    );
  });

  it("follows bars that change, come and go, at the cost of their columns", () => {
    fc.assert(
      fc.property(anyBars, anyColumnSec, fc.integer({ min: 1, max: 30 }), fc.array(fc.nat(1000), { maxLength: 12 }), (bars, columnSec, ticksPerRow, cuts) => {
        const key = { columnSec, ticksPerRow, content: "volume" } as const;
        const last = bars.length - 1;
        const view = { fromSec: bars.timeSec[0], toSec: bars.timeSec[last] + 1, lowTicks: bars.lowTicks[0] - 400, highTicks: bars.lowTicks[0] + 400 };
        const window = new ExactCellWindow();
        window.show(key, view);
        let held = NO_BARS;
        for (const cut of [...cuts, 1000]) {
          const from = Math.floor(((cut % 30) / 1000) * bars.length);
          const next = cut === 1000 ? bars : sliceBars(bars, from, Math.max(from, Math.floor((cut / 1000) * bars.length)));
          window.markStale(bars.timeSec[0], bars.timeSec[last] + 1);
          held = next;
          workAll(window, held);
        }
        const isShown = shownIn(view, columnSec, ticksPerRow);
        expect(listed(window.take()).filter(isShown)).toEqual(naiveCells(held, columnSec, ticksPerRow).filter(isShown));
      }),
    );
  });

  const bars = seededBars({ seed: 4, count: 600 });
  const key = { columnSec: 5, ticksPerRow: 2, content: "volume" } as const;
  const screen = (shiftSec: number) => ({
    fromSec: bars.timeSec[200] + shiftSec,
    toSec: bars.timeSec[200] + 100 + shiftSec,
    lowTicks: bars.closeTicks[200] - 50,
    highTicks: bars.closeTicks[200] + 50,
  });

  it("has half a screen more on each side, so that panning that far brings no new numbers", () => {
    const window = new ExactCellWindow();
    window.show(key, screen(0));
    workAll(window, bars);
    expect(window.take()).not.toBeNull();
    for (const shift of [10, 49, -49, 0]) {
      window.show(key, screen(shift));
      expect(window.work(bars, 0)).toBe(false);
      expect(window.take()).toBeNull();
    }
    window.show(key, screen(61));
    workAll(window, bars);
    expect(window.take()).not.toBeNull();
  });

  it("says nothing new while nothing it shows has changed", () => {
    const window = new ExactCellWindow();
    window.show(key, screen(0));
    workAll(window, bars);
    window.take();
    window.markStale(bars.timeSec[200] + 5000, bars.timeSec[200] + 5001);
    expect(window.work(bars, 0)).toBe(false);
    expect(window.take()).toBeNull();
  });

  it("has no numbers for a window in which no text could stand", () => {
    const window = new ExactCellWindow();
    for (const view of [
      { fromSec: 0, toSec: 1e12, lowTicks: 0, highTicks: 10 },
      { fromSec: 0, toSec: 10, lowTicks: -1e9, highTicks: 1e9 },
      { fromSec: Number.NaN, toSec: 10, lowTicks: 0, highTicks: 10 },
    ]) {
      window.show(key, view);
      expect(window.work(bars, 0)).toBe(false);
      expect(window.take()).toBeNull();
    }
  });
});
