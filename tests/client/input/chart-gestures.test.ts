import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChartGestures, edgeAnchor, type GestureCamera } from "../../../client/input/chart-gestures.ts";
import { cameraLimits } from "../../../core/view/camera-limits.ts";
import { secOfX, ticksOfY, type Viewport } from "../../../core/view/viewport.ts";

const SIZE = { widthPx: 1400, heightPx: 900 };
const VIEW: Viewport = { fromSec: 1_700_040_000, toSec: 1_700_040_300, lowTicks: 610_000, highTicks: 610_400 };
const EXTENT = { firstSec: 1_700_000_000, lastSec: 1_700_086_400, lowTicks: 600_000, highTicks: 620_000 };

function cameraAt(view: Viewport): GestureCamera {
  return { view, size: SIZE, pixelRatio: 1, limits: cameraLimits(EXTENT, 1, 1), lastSec: 1_700_040_250 };
}

const points = fc.record({ x: fc.integer({ min: 0, max: 1399 }), y: fc.integer({ min: 0, max: 899 }) });

describe("dragging", () => {
  it("keeps the market under the finger along any path", () => {
    fc.assert(
      fc.property(points, fc.array(points, { minLength: 1, maxLength: 40 }), (start, path) => {
        const gestures = new ChartGestures();
        let view = VIEW;
        const sec = secOfX(VIEW, SIZE, start.x);
        const ticks = ticksOfY(VIEW, SIZE, start.y);
        gestures.press(1, start.x, start.y, "plot", cameraAt(view));
        for (const { x, y } of path) {
          view = gestures.move(1, x, y, cameraAt(view)) ?? view;
          if (!gestures.dragging) continue;
          expect(secOfX(view, SIZE, x)).toBeCloseTo(sec, 4);
          expect(ticksOfY(view, SIZE, y)).toBeCloseTo(ticks, 6);
        }
        const last = path[path.length - 1];
        if (gestures.dragging && last.x === start.x && last.y === start.y) expect(view.fromSec).toBeCloseTo(VIEW.fromSec, 4);
        expect(view.toSec - view.fromSec).toBeCloseTo(300, 4);
      }),
    );
  });

  it("takes a tremble for a click", () => {
    const gestures = new ChartGestures();
    gestures.press(1, 500, 400, "plot", cameraAt(VIEW));
    expect(gestures.move(1, 501, 401, cameraAt(VIEW))).toBeNull();
    expect(gestures.lift(1, cameraAt(VIEW))).toBe(true);
    expect(gestures.lift(1, cameraAt(VIEW))).toBe(false);
  });

  it("finds the market again after the limits stopped it", () => {
    const gestures = new ChartGestures();
    const start = { ...VIEW, fromSec: 1_700_000_000, toSec: 1_700_000_300 };
    let view = start;
    gestures.press(1, 0, 400, "plot", cameraAt(view));
    view = gestures.move(1, 1399, 400, cameraAt(view)) ?? view;
    expect(view.toSec).toBeGreaterThan(EXTENT.firstSec);
    view = gestures.move(1, 1, 400, cameraAt(view)) ?? view;
    expect(secOfX(view, SIZE, 1)).toBeCloseTo(start.fromSec, 4);
  });
});

describe("the axes", () => {
  it("stretches prices about their middle and returns where it began", () => {
    const gestures = new ChartGestures();
    gestures.press(1, 1450, 400, "priceAxis", cameraAt(VIEW));
    const squeezed = gestures.move(1, 1450, 500, cameraAt(VIEW)) ?? VIEW;
    expect(squeezed.highTicks - squeezed.lowTicks).toBeGreaterThan(400);
    expect((squeezed.highTicks + squeezed.lowTicks) / 2).toBeCloseTo(610_200, 6);
    expect(squeezed.fromSec).toBe(VIEW.fromSec);
    expect(gestures.move(1, 1450, 400, cameraAt(squeezed))).toEqual(VIEW);
  });

  it("stretches time about the newest second while that is on the screen", () => {
    const gestures = new ChartGestures();
    gestures.press(1, 700, 950, "timeAxis", cameraAt(VIEW));
    const zoomed = gestures.move(1, 800, 950, cameraAt(VIEW)) ?? VIEW;
    expect(zoomed.toSec - zoomed.fromSec).toBeLessThan(300);
    expect((1_700_040_250 - zoomed.fromSec) / (zoomed.toSec - zoomed.fromSec)).toBeCloseTo(250 / 300, 6);
    expect(edgeAnchor(VIEW, 1_800_000_000)).toBe(VIEW.toSec);
    expect(edgeAnchor(VIEW, null)).toBe(VIEW.toSec);
  });
});

describe("the pane below", () => {
  it("moves time and leaves prices alone", () => {
    const gestures = new ChartGestures();
    gestures.press(1, 500, 950, "pane", cameraAt(VIEW));
    const moved = gestures.move(1, 640, 920, cameraAt(VIEW)) ?? VIEW;
    expect(moved.fromSec).toBeCloseTo(VIEW.fromSec - 30, 4);
    expect([moved.lowTicks, moved.highTicks]).toEqual([VIEW.lowTicks, VIEW.highTicks]);
  });

  it("keeps the window still while its divider is dragged", () => {
    const gestures = new ChartGestures();
    gestures.press(1, 500, 900, "divider", cameraAt(VIEW));
    expect(gestures.move(1, 640, 700, cameraAt(VIEW))).toBeNull();
    expect([gestures.dragging, gestures.region]).toEqual([true, "divider"]);
  });
});

describe("pinching", () => {
  it("keeps both fingers on the market", () => {
    fc.assert(
      fc.property(points, points, points, points, (first, second, firstTo, secondTo) => {
        fc.pre([first, firstTo].every((a, index) => {
          const b = [second, secondTo][index];
          return Math.abs(a.x - b.x) > 40 && Math.abs(a.y - b.y) > 40;
        }));
        fc.pre((first.x - second.x) * (firstTo.x - secondTo.x) > 0 && (first.y - second.y) * (firstTo.y - secondTo.y) > 0);
        const gestures = new ChartGestures();
        let view = VIEW;
        const held = [first, second].map(({ x, y }) => ({ sec: secOfX(VIEW, SIZE, x), ticks: ticksOfY(VIEW, SIZE, y) }));
        gestures.press(1, first.x, first.y, "plot", cameraAt(view));
        gestures.press(2, second.x, second.y, "plot", cameraAt(view));
        view = gestures.move(1, firstTo.x, firstTo.y, cameraAt(view)) ?? view;
        view = gestures.move(2, secondTo.x, secondTo.y, cameraAt(view)) ?? view;
        for (const [index, { x, y }] of [firstTo, secondTo].entries()) {
          expect(Math.abs(secOfX(view, SIZE, x) - held[index].sec)).toBeLessThan(1e-3);
          expect(Math.abs(ticksOfY(view, SIZE, y) - held[index].ticks)).toBeLessThan(1e-3);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("goes on stretching after the fingers came as near as they may", () => {
    const gestures = new ChartGestures();
    gestures.press(1, 41, 0, "plot", cameraAt(VIEW));
    gestures.press(2, 0, 326, "plot", cameraAt(VIEW));
    const [highest, lowest] = [0, 326].map((y) => ticksOfY(VIEW, SIZE, y));
    let view = gestures.move(1, 41, 358, cameraAt(VIEW)) ?? VIEW;
    view = gestures.move(2, 0, 399, cameraAt(view)) ?? view;
    expect(ticksOfY(view, SIZE, 358)).toBeCloseTo(highest, 4);
    expect(ticksOfY(view, SIZE, 399)).toBeCloseTo(lowest, 4);
  });

  it("moves prices without stretching them when the fingers came down side by side", () => {
    const gestures = new ChartGestures();
    gestures.press(1, 300, 400, "plot", cameraAt(VIEW));
    gestures.press(2, 900, 420, "plot", cameraAt(VIEW));
    const view = gestures.move(2, 900, 700, cameraAt(VIEW)) ?? VIEW;
    expect(view.highTicks - view.lowTicks).toBe(400);
    expect(view.highTicks).toBeGreaterThan(VIEW.highTicks);
  });

  it("goes on panning with the finger that stays, without a jump", () => {
    const gestures = new ChartGestures();
    gestures.press(1, 300, 300, "plot", cameraAt(VIEW));
    gestures.press(2, 900, 700, "plot", cameraAt(VIEW));
    const stretched = gestures.move(2, 1100, 800, cameraAt(VIEW)) ?? VIEW;
    expect(gestures.lift(1, cameraAt(stretched))).toBe(false);
    const still = gestures.move(2, 1100, 800, cameraAt(stretched)) ?? stretched;
    expect(still.fromSec).toBeCloseTo(stretched.fromSec, 5);
    expect(gestures.lift(2, cameraAt(still))).toBe(false);
    expect(gestures.region).toBeNull();
  });
});
