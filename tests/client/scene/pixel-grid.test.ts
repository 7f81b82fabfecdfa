import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_PANE } from "../../../client/scene/pane-scale.ts";
import { PixelGrid } from "../../../client/scene/pixel-grid.ts";
import { Batch } from "../../../client/scene/primitives/batch.ts";
import { fitBatchTransform } from "../../../client/scene/primitives/batch-transform.ts";
import { type BatchTransform, xPixelOf, yPixelOf } from "../../../client/scene/primitives/pixel-transform.ts";
import { cellOfPixel, firstPixelOfCell, fitPoolCamera } from "../../../core/view/pool-camera.ts";
import { panViewport, type Viewport } from "../../../core/view/viewport.ts";

const SIZE = { widthPx: 1842, heightPx: 1052 };
const NOW = 1_723_075_200;

const views = fc.record({
  fromSec: fc.double({ min: NOW, max: NOW + 1e5, noNaN: true }),
  spanSec: fc.double({ min: 5, max: 1e5, noNaN: true }),
  lowTicks: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  spanTicks: fc.double({ min: 5, max: 1e5, noNaN: true }),
});

function viewOf(given: { fromSec: number; spanSec: number; lowTicks: number; spanTicks: number }): Viewport {
  return { fromSec: given.fromSec, toSec: given.fromSec + given.spanSec, lowTicks: given.lowTicks, highTicks: given.lowTicks + given.spanTicks };
}

function transformOf(view: Viewport, grid: PixelGrid, batch: Batch): BatchTransform {
  return fitBatchTransform({ xScale: 0, xOffset: 0, yScale: 0, yOffset: 0 }, batch, view, grid.scale, NO_PANE);
}

describe("pixel grid", () => {
  it("moves a view by less than a pixel", () => {
    fc.assert(
      fc.property(views, (given) => {
        const view = viewOf(given);
        const grid = new PixelGrid();
        const snapped = grid.snap(view, SIZE);
        expect(Math.abs(snapped.fromSec - view.fromSec) * grid.scale.pxPerSec).toBeLessThan(0.51);
        expect(Math.abs(snapped.lowTicks - view.lowTicks) * grid.scale.pxPerTick).toBeLessThan(0.51);
        expect((snapped.toSec - snapped.fromSec) * grid.scale.pxPerSec).toBeCloseTo(SIZE.widthPx, 1);
      }),
    );
  });

  it("keeps its scale through any number of pans, and everything moves by the same whole pixels", () => {
    fc.assert(
      fc.property(views, fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 12 }), (given, steps) => {
        const grid = new PixelGrid();
        const batch = new Batch("plot", "over", { x: "time", y: "price" });
        batch.originSec = Math.round(given.fromSec);
        batch.originTicks = Math.round(given.lowTicks);
        let view = viewOf(given);
        let before = transformOf(grid.snap(view, SIZE), grid, batch);
        const held = grid.scale;
        const seconds = [0, 1, 7, 60].map((share) => (share * given.spanSec) / 60);
        const ticks = [-0.5, 0, 0.5, 3].map((share) => (share * given.spanTicks) / 3);
        for (const step of steps) {
          view = panViewport(view, step / held.pxPerSec, step / held.pxPerTick);
          const after = transformOf(grid.snap(view, SIZE), grid, batch);
          expect(grid.scale).toBe(held);
          const byX = seconds.map((x) => xPixelOf(after, x) - xPixelOf(before, x));
          const byY = ticks.map((y) => yPixelOf(after, y) - yPixelOf(before, y));
          expect(new Set(byX).size).toBe(1);
          expect(new Set(byY).size).toBe(1);
          before = after;
        }
      }),
    );
  });

  it("takes a new scale for a zoom and for a new size", () => {
    const grid = new PixelGrid();
    const view = { fromSec: NOW, toSec: NOW + 100, lowTicks: 0, highTicks: 100 };
    grid.snap(view, SIZE);
    const first = grid.scale;
    grid.snap({ ...view, toSec: NOW + 101 }, SIZE);
    expect(grid.scale).not.toBe(first);
    grid.snap(view, { widthPx: 800, heightPx: 1052 });
    expect(grid.scale.pxPerSec).toBe(8);
  });
});

describe("batch transform", () => {
  it("puts edges where the heat's cells begin, give or take the rounding of one pixel", () => {
    fc.assert(
      fc.property(views, fc.constantFrom(1, 5, 60), fc.constantFrom(1, 5, 50), (given, columnSec, ticksPerRow) => {
        const grid = new PixelGrid();
        const view = grid.snap(viewOf(given), SIZE);
        const batch = new Batch("plot", "over", { x: "time", y: "price" });
        batch.originSec = Math.round(view.fromSec);
        batch.originTicks = Math.round(view.lowTicks);
        const transform = transformOf(view, grid, batch);
        const firstColumn = Math.floor(view.fromSec / columnSec);
        const camera = fitPoolCamera(view, SIZE, columnSec, ticksPerRow, firstColumn);
        const column = cellOfPixel(camera.time, 900) + 1;
        const edge = xPixelOf(transform, (firstColumn + column) * columnSec - batch.originSec);
        expect(Math.abs(edge - firstPixelOfCell(camera.time, column))).toBeLessThanOrEqual(1);
        const row = cellOfPixel(camera.price, 500) + 1;
        const top = yPixelOf(transform, row * ticksPerRow - 0.5 - batch.originTicks);
        expect(Math.abs(SIZE.heightPx - top - firstPixelOfCell(camera.price, row))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("rounds exact halves to the left and downwards", () => {
    const transform = { xScale: 1, xOffset: 0, yScale: 1, yOffset: 0 };
    expect([xPixelOf(transform, 3), xPixelOf(transform, 3.5), xPixelOf(transform, 3.6)]).toEqual([3, 3, 4]);
    expect([yPixelOf(transform, 3), yPixelOf(transform, 3.5), yPixelOf(transform, 3.4)]).toEqual([3, 4, 3]);
  });
});
