import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centreOnPrice, followPrice, followTime, liveEdgeSec, seesLiveEdge, snapToLive } from "../../../core/view/camera-follow.ts";

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

  it("leaves the price alone inside the band and centres it, by whole rows, outside", () => {
    expect(followPrice(VIEW, 511, 1)).toBe(VIEW);
    expect(followPrice(VIEW, 590, 1)).toBe(VIEW);
    expect(followPrice(VIEW, 591, 1)).toEqual({ ...VIEW, lowTicks: 541, highTicks: 641 });
    expect(followPrice(VIEW, 405, 20)).toEqual({ ...VIEW, lowTicks: 360, highTicks: 460 });
    expect(centreOnPrice(VIEW, 550, 1)).toEqual(VIEW);
  });

  it("sees the live edge only when both its second and its price are on the screen", () => {
    expect(seesLiveEdge(VIEW, 1300, 550)).toBe(true);
    expect(seesLiveEdge(VIEW, 1301, 550)).toBe(false);
    expect(seesLiveEdge(VIEW, 1200, 601)).toBe(false);
    expect(seesLiveEdge(VIEW, 1200, null)).toBe(true);
  });
});
