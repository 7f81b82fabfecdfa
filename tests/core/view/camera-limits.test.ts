import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cameraLimits, clampViewport, zoomPriceWithin, zoomTimeWithin } from "../../../core/view/camera-limits.ts";
import { secOfX, ticksOfY, type Viewport, xOfSec, yOfTicks } from "../../../core/view/viewport.ts";

const EXTENT = { firstSec: 1_700_000_000, lastSec: 1_700_086_400, lowTicks: 600_000, highTicks: 620_000 };
const LIMITS = cameraLimits(EXTENT, 1, 1);
const SIZE = { widthPx: 1400, heightPx: 900 };

const viewports = fc
  .record({
    fromSec: fc.double({ min: 1_690_000_000, max: 1_710_000_000, noNaN: true }),
    spanSec: fc.double({ min: 0.01, max: 1e8, noNaN: true }),
    lowTicks: fc.double({ min: -1e6, max: 2e6, noNaN: true }),
    spanTicks: fc.double({ min: 0.01, max: 1e7, noNaN: true }),
  })
  .map(({ fromSec, spanSec, lowTicks, spanTicks }): Viewport => ({ fromSec, toSec: fromSec + spanSec, lowTicks, highTicks: lowTicks + spanTicks }));

describe("clampViewport", () => {
  it("brings any window within the spans and into sight of the data, and then leaves it alone", () => {
    fc.assert(
      fc.property(viewports, (view) => {
        const clamped = clampViewport(view, LIMITS);
        const spanSec = clamped.toSec - clamped.fromSec;
        expect(spanSec).toBeGreaterThan(LIMITS.minSpanSec * 0.999);
        expect(spanSec).toBeLessThan(LIMITS.maxSpanSec * 1.001);
        expect(clamped.fromSec).toBeLessThan(EXTENT.lastSec);
        expect(clamped.toSec).toBeGreaterThan(EXTENT.firstSec);
        expect(clamped.lowTicks).toBeLessThan(EXTENT.highTicks);
        expect(clamped.highTicks).toBeGreaterThan(EXTENT.lowTicks);
        const again = clampViewport(clamped, LIMITS);
        expect(again.fromSec).toBeCloseTo(clamped.fromSec, 3);
        expect(again.highTicks).toBeCloseTo(clamped.highTicks, 3);
      }),
    );
  });

  it("returns a good window itself", () => {
    const view = { fromSec: 1_700_000_100, toSec: 1_700_000_400, lowTicks: 610_000, highTicks: 610_200 };
    expect(clampViewport(view, LIMITS)).toBe(view);
  });

  it("knows no position limits before there is data", () => {
    const limits = cameraLimits({ firstSec: null, lastSec: null, lowTicks: null, highTicks: null }, 1, 1);
    const view = { fromSec: 5, toSec: 305, lowTicks: -40, highTicks: 40 };
    expect(clampViewport(view, limits)).toBe(view);
  });
});

describe("zooming within limits", () => {
  it("keeps the anchor under the pointer at every factor", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-4, max: 1e4, noNaN: true }),
        fc.integer({ min: 0, max: SIZE.widthPx }),
        fc.integer({ min: 0, max: SIZE.heightPx }),
        (factor, xPx, yPx) => {
          const view = { fromSec: 1_700_040_000, toSec: 1_700_040_300, lowTicks: 610_000, highTicks: 610_400 };
          const sec = secOfX(view, SIZE, xPx);
          const ticks = ticksOfY(view, SIZE, yPx);
          const zoomed = zoomPriceWithin(zoomTimeWithin(view, factor, sec, LIMITS), factor, ticks, LIMITS);
          expect(xOfSec(zoomed, SIZE, sec)).toBeCloseTo(xPx, 2);
          expect(yOfTicks(zoomed, SIZE, ticks)).toBeCloseTo(yPx, 2);
          expect(zoomed.toSec - zoomed.fromSec).toBeLessThanOrEqual(LIMITS.maxSpanSec * 1.0001);
          expect(zoomed.highTicks - zoomed.lowTicks).toBeGreaterThanOrEqual(LIMITS.minSpanTicks * 0.9999);
        },
      ),
    );
  });

  it("ignores a factor that is no positive number", () => {
    const view = { fromSec: 1_700_040_000, toSec: 1_700_040_300, lowTicks: 610_000, highTicks: 610_400 };
    for (const factor of [Number.NaN, 0, -2, Number.POSITIVE_INFINITY]) {
      expect(zoomTimeWithin(view, factor, 1_700_040_100, LIMITS)).toEqual(view);
    }
  });
});
