import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TimeGuard } from "../../../server/feed/time-guard.ts";

const BASE_MS = Date.UTC(2024, 7, 8);
const DAY_MS = 86_400_000;

/** Judges trades at these offsets from the base time: the offsets passed, and the lines refused with their reasons. */
function judge(offsetsMs: readonly number[], referenceMs = Number.NaN) {
  const passed: number[] = [];
  const refused: string[] = [];
  const guard = new TimeGuard(referenceMs, {
    pass: (trade) => passed.push(trade.timeMs - BASE_MS),
    refuse: (line, reason) => refused.push(`${line}: ${reason}`),
  });
  offsetsMs.forEach((offset, index) =>
    guard.accept({ timeMs: BASE_MS + offset, priceTicks: 1, sizeLots: 1, aggressor: "buy", id: index, line: index + 1 }),
  );
  guard.finish();
  return { passed, refused };
}

describe("TimeGuard", () => {
  it("passes everything that moves on or steps back a little, in order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20_000, max: 3 * DAY_MS })), (steps) => {
        let at = 0;
        const offsets = steps.map((step) => (at += step));
        const reach = offsets.filter((offset) => offset < 70 * 365 * DAY_MS);
        expect(judge(reach)).toEqual({ passed: reach, refused: [] });
      }),
    );
  });

  it("refuses one stray time in the future, and keeps those around it", () => {
    const { passed, refused } = judge([0, 1000, 6 * DAY_MS, 2000, 3000]);
    expect(passed).toEqual([0, 1000, 2000, 3000]);
    expect(refused).toEqual(["3: its time 2024-08-14T00:00:00.000Z is more than a minute ahead of the trades around it"]);
  });

  it("refuses a stray first time", () => {
    expect(judge([DAY_MS, 0, 1000]).passed).toEqual([0, 1000]);
    expect(judge([-2000 * DAY_MS, 0, 1000], BASE_MS).passed).toEqual([0, 1000]);
  });

  it("passes a quiet stretch of days, and a last trade after one", () => {
    expect(judge([0, 3 * DAY_MS, 3 * DAY_MS + 1, 9 * DAY_MS])).toEqual({ passed: [0, 3 * DAY_MS, 3 * DAY_MS + 1, 9 * DAY_MS], refused: [] });
  });

  it("refuses what is more than 7 days away", () => {
    const { passed, refused } = judge([0, 1, 8 * DAY_MS, -8 * DAY_MS, 2]);
    expect(passed).toEqual([0, 1, 2]);
    expect(refused).toEqual([
      "3: its time 2024-08-16T00:00:00.000Z is more than 7 days from the trades before it",
      "4: its time 2024-07-31T00:00:00.000Z is more than 7 days from the trades before it",
    ]);
  });

  it("refuses times outside 2000 to 2100, whatever is around them", () => {
    const { passed, refused } = judge([-BASE_MS, -BASE_MS + 5, 100 * 365 * DAY_MS, BASE_MS * 1000, Number.NaN]);
    expect(passed).toEqual([]);
    expect(refused[0]).toBe("1: its time 1970-01-01T00:00:00.000Z is not between 2000 and 2100: is it in the unit its name says?");
    expect(refused.length).toBe(5);
  });
});
