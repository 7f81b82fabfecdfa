import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellOfPixel, firstPixelOfCell, fitAxisSteps, fitPoolCamera } from "../../../core/view/pool-camera.ts";

const starts = fc.double({ min: -2e9, max: 2e9, noNaN: true });
const spans = fc.oneof(fc.double({ min: 1e-3, max: 1, noNaN: true }), fc.double({ min: 1, max: 5000, noNaN: true }), fc.double({ min: 5000, max: 1e9, noNaN: true }));
const sizes = fc.integer({ min: 1, max: 8192 });

describe("fitAxisSteps", () => {
  it("stays below 2^31 for every pixel and the one after it, and within 32 bits for every index", () => {
    fc.assert(
      fc.property(starts, spans, sizes, (start, span, size) => {
        const axis = fitAxisSteps(start, span, size);
        expect(axis.fraction + size * axis.step).toBeLessThan(2 ** 31);
        expect(axis.fraction).toBeGreaterThanOrEqual(0);
        expect(axis.fraction).toBeLessThan(2 ** axis.shift);
        for (const px of [0, size - 1, size]) expect(cellOfPixel(axis, px) | 0).toBe(cellOfPixel(axis, px));
      }),
      { numRuns: 2000 },
    );
  });

  it("maps pixel centres within a hundredth of a pixel, a fortieth for a single cell across 4,096 pixels", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1, max: 5000, noNaN: true }), fc.integer({ min: 1, max: 4096 }), (start, span, size) => {
        const axis = fitAxisSteps(start, span, size);
        const pxPerCell = size / span;
        for (const px of [0, size >> 1, size - 1]) {
          const real = start + ((px + 0.5) * span) / size;
          const mapped = axis.origin + (axis.fraction + px * axis.step) / 2 ** axis.shift;
          expect(Math.abs(mapped - real) * pxPerCell).toBeLessThan((span >= 16 ? 1 / 100 : 1 / 40) + 1e-6 * pxPerCell);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("firstPixelOfCell", () => {
  it("is the inverse of cellOfPixel", () => {
    fc.assert(
      fc.property(starts, spans, fc.integer({ min: 1, max: 3000 }), fc.double({ min: -0.2, max: 1.2, noNaN: true }), (start, span, size, place) => {
        const axis = fitAxisSteps(start, span, size);
        const cell = cellOfPixel(axis, Math.round(place * size));
        const first = firstPixelOfCell(axis, cell);
        expect(cellOfPixel(axis, first)).toBeGreaterThanOrEqual(cell);
        expect(cellOfPixel(axis, first - 1)).toBeLessThan(cell);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("fitPoolCamera", () => {
  it("puts a price in the middle of its cell and a second at the start of its column", () => {
    const view = { fromSec: 1_700_000_000, toSec: 1_700_000_010, lowTicks: -0.5, highTicks: 9.5 };
    const camera = fitPoolCamera(view, { widthPx: 100, heightPx: 100 }, 1, 1, 1_699_999_990);
    expect([cellOfPixel(camera.time, 0), cellOfPixel(camera.time, 9), cellOfPixel(camera.time, 10)]).toEqual([10, 10, 11]);
    expect([cellOfPixel(camera.price, 0), cellOfPixel(camera.price, 99)]).toEqual([0, 9]);
    expect([camera.columnWidthPx, camera.rowHeightPx]).toEqual([10, 10]);
  });

  it("bins negative prices downwards", () => {
    const camera = fitPoolCamera({ fromSec: 0, toSec: 1, lowTicks: -7.5, highTicks: 2.5 }, { widthPx: 1, heightPx: 10 }, 1, 5, 0);
    expect(Array.from({ length: 10 }, (_, px) => cellOfPixel(camera.price, px))).toEqual([-2, -2, -1, -1, -1, -1, -1, 0, 0, 0]);
  });
});
