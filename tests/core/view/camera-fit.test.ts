import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CELL_MODE_DRAWING, CELL_MODES } from "../../../core/view/cell-text.ts";
import { adaptSpan, firstWindow, fitTime, showTimeRange } from "../../../core/view/camera-fit.ts";

const VIEW = { fromSec: 1000, toSec: 1300, lowTicks: 500, highTicks: 600 };

describe("adaptSpan", () => {
  it("keeps the span while columns stay readable and always keeps the right edge", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 1e6 }), fc.constantFrom(1, 5, 15, 30, 60, 300, 900, 1800, 3600), (span, columnSec) => {
        const view = { ...VIEW, fromSec: VIEW.toSec - span };
        const adapted = adaptSpan(view, columnSec, 1280);
        const columnCssPx = (1280 / (adapted.toSec - adapted.fromSec)) * columnSec;
        expect(adapted.toSec).toBe(view.toSec);
        expect(columnCssPx).toBeGreaterThanOrEqual(4 - 1e-6);
        expect(columnCssPx).toBeLessThanOrEqual(80 + 1e-6);
        const before = (1280 / span) * columnSec;
        if (before >= 4 && before <= 80) expect(adapted).toBe(view);
      }),
    );
  });

  it.each(CELL_MODES)("leaves room for the numbers of %s in fifteen seconds of the first sight and in an hour, on a small screen too", (mode) => {
    const widthCssPx = 1288;
    for (const columnSec of [15, 3600]) {
      const { fromSec, toSec } = firstWindow(1e9, columnSec, widthCssPx, 550);
      expect((widthCssPx / (toSec - fromSec)) * columnSec).toBeGreaterThanOrEqual(CELL_MODE_DRAWING[mode].textWidthCssPx);
    }
  });

  it("returns to about the same window after a long timeframe", () => {
    const long = adaptSpan(VIEW, 3600, 1280);
    expect(long.toSec - long.fromSec).toBe(16 * 3600);
    const back = adaptSpan(long, 1, 1280);
    expect(back.toSec - back.fromSec).toBe(320);
  });
});

describe("fitting", () => {
  it("starts with the newest five minutes and the live edge at its margin", () => {
    const spanOf = (spanSec: number, columnSec = 1): number => {
      const { fromSec, toSec } = firstWindow(10_000, columnSec, 1280, 550, spanSec);
      return toSec - fromSec;
    };
    expect(spanOf(60)).toBe(60);
    expect(spanOf(3600)).toBe(3600);
    expect(spanOf(60, 60)).toBe(16 * 60);
    const view = firstWindow(10_000, 1, 1280, 550);
    expect(view.toSec - view.fromSec).toBe(300);
    expect(view.toSec).toBe(10_024);
    expect((view.lowTicks + view.highTicks) / 2).toBe(550);
  });

  it("shows all time, and a range of time in the middle of the window", () => {
    expect(fitTime(VIEW, 1000, 2000)).toMatchObject({ fromSec: 980, toSec: 2020 });
    expect(showTimeRange(VIEW, 5000, 5010)).toMatchObject({ fromSec: 4855, toSec: 5155 });
    expect(showTimeRange(VIEW, 5000, 6000)).toMatchObject({ fromSec: 4500, toSec: 6500 });
  });
});
