import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom, shuffled } from "../../../bench/peers/seeded-random.ts";

const seeds = fc.integer({ min: 1, max: 2 ** 31 });

describe("the seeded order of a run", () => {
  it("is the same from the same seed, and another from another", () => {
    const steps = Array.from({ length: 40 }, (_, step) => step);
    const orderOf = (seed: number): number[] => shuffled(steps, seededRandom(seed));
    expect(orderOf(7)).toEqual(orderOf(7));
    expect(orderOf(7)).not.toEqual(orderOf(8));
    expect(orderOf(7)).not.toEqual(steps);
  });

  it("holds every step once and leaves the list as it was", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), seeds, (steps, seed) => {
        const before = [...steps];
        expect(shuffled(steps, seededRandom(seed)).sort()).toEqual(before.toSorted());
        expect(steps).toEqual(before);
      }),
    );
  });

  it("puts every step into every place about as often", () => {
    const counts = new Int32Array(16);
    const random = seededRandom(3);
    for (let round = 0; round < 4000; round++) for (const [place, step] of shuffled([0, 1, 2, 3], random).entries()) counts[place * 4 + step]++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it("draws from 0 up to, and without, 1", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = seededRandom(seed);
        for (let draw = 0; draw < 100; draw++) {
          const value = random();
          expect(value >= 0 && value < 1).toBe(true);
        }
      }),
    );
  });
});
