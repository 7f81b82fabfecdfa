import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placePanel } from "../../../core/view/panel-placement.ts";

const BOUNDS = { x: 0, y: 0, width: 1000, height: 600 };
const PANEL = { width: 180, height: 150 };

describe("placePanel", () => {
  it("never leaves the bounds and never covers a cell that leaves it room", () => {
    fc.assert(
      fc.property(
        fc.record({
          x: fc.integer({ min: -200, max: 999 }),
          y: fc.integer({ min: -200, max: 599 }),
          width: fc.integer({ min: 1, max: 500 }),
          height: fc.integer({ min: 1, max: 400 }),
        }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (cell, share) => {
          const pointer = {
            x: Math.min(Math.max(cell.x + cell.width * share, 0), 1000),
            y: Math.min(Math.max(cell.y + cell.height * share, 0), 600),
          };
          const at = placePanel(cell, PANEL, BOUNDS, pointer, 10);
          expect(at.x).toBeGreaterThanOrEqual(0);
          expect(at.y).toBeGreaterThanOrEqual(0);
          expect(at.x + PANEL.width).toBeLessThanOrEqual(1000);
          expect(at.y + PANEL.height).toBeLessThanOrEqual(600);
          const apart =
            at.x >= cell.x + cell.width || at.x + PANEL.width <= cell.x || at.y >= cell.y + cell.height || at.y + PANEL.height <= cell.y;
          expect(apart).toBe(true);
        },
      ),
    );
  });

  it("goes to the far corner when the cell fills everything", () => {
    expect(placePanel(BOUNDS, PANEL, BOUNDS, { x: 10, y: 10 }, 10)).toEqual({ x: 820, y: 450 });
    expect(placePanel(BOUNDS, PANEL, BOUNDS, { x: 990, y: 590 }, 10)).toEqual({ x: 0, y: 0 });
  });
});
