import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDecimalStep } from "../../../core/market/decimal-step.ts";
import { PriceTicks, priceStepTicks, TimeTicks, timeStepSec } from "../../../core/view/axis-ticks.ts";

const MIDNIGHT = Date.UTC(2024, 7, 8) / 1000;
const TENTH = parseDecimalStep("0.1");

describe("TimeTicks", () => {
  it("names seconds, minutes, dates and years", () => {
    const ticks = new TimeTicks();
    expect(ticks.find(MIDNIGHT - 20, MIDNIGHT + 20, 400, 80).labels).toEqual(["23:59:40", "23:59:50", "8 Aug", "00:00:10", "00:00:20"]);
    expect(ticks.find(MIDNIGHT - 3600, MIDNIGHT + 3600, 400, 80).labels).toEqual(["23:00", "23:30", "8 Aug", "00:30", "01:00"]);
    const newYear = Date.UTC(2025, 0, 1) / 1000;
    const days = ticks.find(newYear - 86_400, newYear + 86_400, 300, 90);
    expect(days.labels).toEqual(["31 Dec", "2025", "2 Jan"]);
    expect([...days.major]).toEqual([0, 1, 0]);
  });

  it("puts midnight where it is in the time zone shown", () => {
    const ticks = new TimeTicks();
    const inNewYork = ticks.find(MIDNIGHT, MIDNIGHT + 8 * 3600, 800, 90, -4 * 3600);
    expect(inNewYork.labels[inNewYork.positions.indexOf(MIDNIGHT + 4 * 3600)]).toBe("8 Aug");
    expect(ticks.find(MIDNIGHT, MIDNIGHT + 8 * 3600, 800, 90, 19_800).labels).toContain("06:00");
  });

  it("keeps distance and misses no tick within the window", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 4e9, noNaN: true }),
        fc.double({ min: 0.01, max: 1e8, noNaN: true }),
        fc.integer({ min: 100, max: 4000 }),
        (fromSec, spanSec, widthPx) => {
          const { step, positions } = new TimeTicks().find(fromSec, fromSec + spanSec, widthPx, 70);
          expect((step * widthPx) / spanSec).toBeGreaterThanOrEqual(70 * (1 - 2e-6));
          for (const [index, position] of positions.entries()) {
            expect(position % step === 0 && position >= fromSec - 1e-6 && position <= fromSec + spanSec + 1e-6).toBe(true);
            if (index > 0) expect(position - positions[index - 1]).toBe(step);
          }
          expect(positions.length).toBeGreaterThanOrEqual(Math.floor(spanSec / step - 1e-6));
        },
      ),
    );
  });

  it("answers with the same object until a tick comes or goes, and the same labels as a new one would", () => {
    const ticks = new TimeTicks();
    const first = ticks.find(MIDNIGHT + 1, MIDNIGHT + 41, 400, 80);
    expect(ticks.find(MIDNIGHT + 2, MIDNIGHT + 42, 400, 80)).toBe(first);
    for (let pan = 0; pan < 200; pan += 3.7) {
      const panned = ticks.find(MIDNIGHT - 90 + pan, MIDNIGHT - 50 + pan, 400, 80);
      expect(panned).toEqual(new TimeTicks().find(MIDNIGHT - 90 + pan, MIDNIGHT - 50 + pan, 400, 80));
    }
  });
});

describe("PriceTicks", () => {
  it("writes exact prices at round numbers", () => {
    const { labels, positions } = new PriceTicks().find(616_590, 618_010, 300, 50, TENTH);
    expect(labels).toEqual(["61,700.0", "61,750.0", "61,800.0"]);
    expect([...positions]).toEqual([617_000, 617_500, 618_000]);
  });

  it("changes its labels with the tick size", () => {
    const ticks = new PriceTicks();
    expect(ticks.find(0, 10, 200, 90, TENTH).labels).toEqual(["0.0", "0.5", "1.0"]);
    expect(ticks.find(0, 10, 200, 90, parseDecimalStep("5")).labels).toEqual(["0", "50"]);
  });

  it.each([
    ["0.25", 1.5, 2],
    ["0.25", 2.5, 4],
    ["0.25", 9, 20],
    ["0.1", 3, 5],
    ["0.03", 3, 5],
    ["5", 3, 4],
    ["1", 0.2, 1],
  ])("steps well for tick size %s: at least %d ticks gives %d", (size, needed, expected) => {
    expect(priceStepTicks(needed, 1, parseDecimalStep(size))).toBe(expected);
  });
});

describe("timeStepSec", () => {
  it("goes on in doubled days", () => {
    expect(timeStepSec(86_400 * 0.9, 1)).toBe(86_400);
    expect(timeStepSec(86_400 * 2.1, 1)).toBe(86_400 * 4);
  });
});
