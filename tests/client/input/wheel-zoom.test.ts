import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readWheel, type WheelTurn } from "../../../client/input/wheel-zoom.ts";

function turn(more: Partial<WheelTurn>): WheelTurn {
  return { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, shiftKey: false, ...more };
}

describe("readWheel", () => {
  it("ends at the same zoom whether one turn is large or many are small", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 10 }), (deltas) => {
        const total = deltas.reduce((sum, delta) => sum + delta, 0);
        const small = deltas.reduce((factor, deltaY) => factor * readWheel(turn({ deltaY }), false).timeFactor, 1);
        expect(small).toBeCloseTo(readWheel(turn({ deltaY: total }), false).timeFactor, 9);
      }),
    );
  });

  it("zooms time alone, price with Shift or over its axis, both with Ctrl, and pans sideways", () => {
    expect(readWheel(turn({ deltaY: 100 }), false)).toMatchObject({ priceFactor: 1, panCssPx: 0 });
    expect(readWheel(turn({ deltaY: 100 }), false).timeFactor).toBeGreaterThan(1.1);
    expect(readWheel(turn({ deltaY: -100 }), true)).toMatchObject({ timeFactor: 1 });
    expect(readWheel(turn({ deltaX: -100, shiftKey: true }), false).priceFactor).toBeLessThan(0.9);
    const pinch = readWheel(turn({ deltaY: -4, ctrlKey: true }), false);
    expect(pinch.timeFactor).toBe(pinch.priceFactor);
    expect(readWheel(turn({ deltaX: 30, deltaY: 2 }), false)).toEqual({ timeFactor: 1, priceFactor: 1, panCssPx: 30 });
  });

  it("reads lines as well as pixels and stays sane at any number", () => {
    expect(readWheel(turn({ deltaY: 3, deltaMode: 1 }), false).timeFactor).toBeCloseTo(readWheel(turn({ deltaY: 99 }), false).timeFactor, 12);
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.constantFrom(0, 1, 2), fc.boolean(), fc.boolean(), (deltaY, deltaMode, ctrlKey, shiftKey) => {
        const move = readWheel({ deltaX: 0, deltaY, deltaMode, ctrlKey, shiftKey }, false);
        for (const factor of [move.timeFactor, move.priceFactor]) {
          expect(factor).toBeGreaterThan(0.5);
          expect(factor).toBeLessThan(2);
        }
      }),
    );
  });
});
