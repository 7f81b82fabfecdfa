import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_DELAY_MS, reconnectDelayMs } from "../../workers/reconnect-delay.ts";

describe("reconnectDelayMs", () => {
  it("doubles with every failure up to its cap, and spreads over half of it", () => {
    expect([1, 2, 3, 4].map((failures) => reconnectDelayMs(failures, 0))).toEqual([125, 250, 500, 1000]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, random) => {
        const delay = reconnectDelayMs(failures, random);
        expect(delay).toBeGreaterThanOrEqual(reconnectDelayMs(failures, 0));
        expect(delay).toBeLessThanOrEqual(2 * reconnectDelayMs(failures, 0));
        expect(delay).toBeLessThanOrEqual(MAX_DELAY_MS);
      }),
    );
  });
});
