import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ReplayClock, type ReplayPlace } from "../../../server/feed/replay-clock.ts";

const BASE_MS = 1_700_000_000_000;

/** A clock whose elapsed time the test sets, with a place for each first trade. */
function clockOf(speed: number, firstMs: readonly number[]) {
  const time = { elapsedMs: 5000 };
  const clock = new ReplayClock(speed, () => time.elapsedMs);
  const places = firstMs.map(() => clock.enter());
  const arrive = (place: ReplayPlace, index: number): Promise<void> => {
    place.firstMs = firstMs[index];
    place.reach(firstMs[index], firstMs[index]);
    return place.meet();
  };
  return { time, clock, places, arrive };
}

describe("ReplayClock", () => {
  it("starts at the earliest first trade, when all are there", async () => {
    const { time, clock, places, arrive } = clockOf(10, [BASE_MS + 700, BASE_MS]);
    const met = [arrive(places[0], 0)];
    expect(clock.nowMs()).toBeNull();
    met.push(arrive(places[1], 1));
    await Promise.all(met);
    expect(clock.nowMs()).toBe(BASE_MS);
    for (const place of places) place.reach(BASE_MS + 60_000, BASE_MS + 60_000);
    time.elapsedMs += 250;
    expect(clock.nowMs()).toBe(BASE_MS + 2500);
  });

  it("never runs ahead of what any recording has at hand, and never back", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ place: fc.nat(2), aheadMs: fc.nat(5000), passedMs: fc.nat(3000) }), { maxLength: 60 }),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        (steps, speed) => {
          const { time, clock, places, arrive } = clockOf(speed, [BASE_MS, BASE_MS + 10, BASE_MS + 20]);
          places.forEach((place, index) => void arrive(place, index));
          const horizons = [BASE_MS, BASE_MS + 10, BASE_MS + 20];
          let before = clock.nowMs() ?? 0;
          for (const { place, aheadMs, passedMs } of steps) {
            horizons[place] += aheadMs;
            places[place].reach(horizons[place], horizons[place]);
            time.elapsedMs += passedMs;
            const now = clock.nowMs() ?? 0;
            expect(now).toBeLessThanOrEqual(Math.min(...horizons));
            expect(now).toBeGreaterThanOrEqual(before);
            before = now;
          }
        },
      ),
    );
  });

  it("lets the others go on when one leaves or waits, and joins them again for the next pass", async () => {
    const { time, clock, places, arrive } = clockOf(1, [BASE_MS + 100, BASE_MS, BASE_MS]);
    await Promise.all([...places.slice(0, 2).map(arrive), Promise.resolve(places[2].leave())]);
    places[0].reach(BASE_MS + 2000, BASE_MS + 2000);
    places[1].reach(BASE_MS + 9400, BASE_MS + 9400);
    time.elapsedMs += 60_000;
    expect(clock.nowMs()).toBe(BASE_MS + 2000);
    const met = [places[0].meet()];
    expect(clock.nowMs()).toBe(BASE_MS + 9400);
    expect(clock.shiftMs).toBe(0);
    met.push(places[1].meet());
    await Promise.all(met);
    expect(clock.shiftMs).toBe(11_000);
    expect(clock.nowMs()).toBe(BASE_MS + 9400);
    for (const place of places) place.reach(BASE_MS + 50, BASE_MS + 50);
    expect(clock.nowMs()).toBe(BASE_MS + 11_050);
  });
});
