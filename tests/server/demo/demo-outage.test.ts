import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextOutage } from "../../../server/demo/demo-outage.ts";

const END_SEC = 1_772_636_400;

describe("nextOutage", () => {
  it("has an outage of a minute or two each day at the same time", () => {
    fc.assert(
      fc.property(fc.integer({ min: END_SEC, max: END_SEC + 1e6 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (sec, seed) => {
        const { fromSec, toSec } = nextOutage(sec, seed);
        expect(toSec).toBeGreaterThan(sec);
        expect(toSec - 86_400).toBeLessThanOrEqual(sec);
        expect(toSec - fromSec).toBeGreaterThanOrEqual(40);
        expect(toSec - fromSec).toBeLessThan(120);
        expect(nextOutage(toSec, seed)).toEqual({ fromSec: fromSec + 86_400, toSec: toSec + 86_400 });
      }),
    );
  });
});
