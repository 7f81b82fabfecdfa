import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centreOnPrice, followPrice, followTime, isInBand, liveEdgeSec, seesLiveEdge, snapToLive } from "../../../core/view/camera-follow.ts";

const VIEW = { fromSec: 1000, toSec: 1300, lowTicks: 500, highTicks: 600 };

describe("following", () => {
  it("moves by whole columns and ends where one step would have ended, however the seconds arrive", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 30 }),
        fc.constantFrom(1, 5, 15, 60, 3600),
        (stepsSec, columnSec) => {
          let view = VIEW;
          let lastSec = 1277;
          const start = lastSec;
          for (const step of stepsSec) {
            const moved = followTime(view, lastSec, lastSec + step, columnSec);
            expect((moved.fromSec - view.fromSec) % columnSec).toBe(0);
            view = moved;
            lastSec += step;
          }
          expect(view).toEqual(followTime(VIEW, start, lastSec, columnSec));
          expect(view.toSec - liveEdgeSec(lastSec, columnSec)).toBe(VIEW.toSec - liveEdgeSec(start, columnSec));
        },
      ),
    );
  });

  it("snaps the live edge to a margin of whole columns and keeps the span", () => {
    const view = snapToLive(VIEW, 5003, 5);
    expect(view.toSec - view.fromSec).toBe(300);
    expect(view.toSec).toBe(5005 + 25);
    expect(snapToLive({ ...VIEW, fromSec: 1290 }, 5003, 5).toSec).toBe(5010);
  });

  it("leaves the price alone inside the band and puts it into the middle, by whole rows, outside", () => {
    expect(followPrice(VIEW, 506, 1, null, true)).toBe(VIEW);
    expect(followPrice(VIEW, 594, 1, null, true)).toBe(VIEW);
    expect(followPrice(VIEW, 595, 1, null, true)).toEqual({ ...VIEW, lowTicks: 545, highTicks: 645 });
    expect(followPrice(VIEW, 405, 20, null, true)).toEqual({ ...VIEW, lowTicks: 360, highTicks: 460 });
    expect(centreOnPrice(VIEW, 550, 1)).toEqual(VIEW);
  });

  it("keeps all prices on the screen when they fit, and makes an automatic scale larger when they do not", () => {
    const fitting = { lowTicks: 560, highTicks: 590 };
    expect(followPrice(VIEW, 600, 1, fitting, true)).toEqual({ ...VIEW, lowTicks: 530, highTicks: 630 });
    const tooLarge = { lowTicks: 510, highTicks: 590 };
    expect(followPrice(VIEW, 600, 1, tooLarge, false)).toEqual({ ...VIEW, lowTicks: 550, highTicks: 650 });
    const grown = followPrice(VIEW, 600, 1, tooLarge, true);
    expect(grown.highTicks - grown.lowTicks).toBeCloseTo(91 * 1.5, 9);
    expect(grown.lowTicks).toBeLessThan(510);
  });

  it("brings every price into the band, so that it does not move again at once", () => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 3000 }), fc.integer({ min: 0, max: 800 }), fc.boolean(), fc.boolean(), (priceTicks, size, isKnown, isAuto) => {
        const range = isKnown ? { lowTicks: 550 - size, highTicks: 550 + size } : null;
        const view = followPrice(VIEW, priceTicks, 1, range, isAuto);
        expect(isInBand(view, priceTicks)).toBe(true);
        expect(followPrice(view, priceTicks, 1, range, isAuto)).toBe(view);
      }),
    );
  });

  it("sees the live edge only when both its second and its price are on the screen", () => {
    expect(seesLiveEdge(VIEW, 1300, 550)).toBe(true);
    expect(seesLiveEdge(VIEW, 1301, 550)).toBe(false);
    expect(seesLiveEdge(VIEW, 1200, 601)).toBe(false);
    expect(seesLiveEdge(VIEW, 1200, null)).toBe(true);
  });
});
