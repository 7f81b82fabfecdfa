import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FrameStatistics, MeasurementRing } from "../../../core/view/frame-statistics.ts";

describe("measurement ring", () => {
  it("says zero while it has nothing to say", () => {
    expect(new MeasurementRing(4).percentiles()).toEqual({ p50: 0, p95: 0, p99: 0, count: 0 });
  });

  it("gives nearest-rank percentiles of the last values", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (values, capacity) => {
        const ring = new MeasurementRing(capacity);
        for (const value of values) ring.record(value);
        const kept = values.slice(-capacity).sort((a, b) => a - b);
        const rank = (share: number) => kept[Math.max(0, Math.ceil(share * kept.length) - 1)];
        expect(ring.percentiles()).toEqual({ p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), count: kept.length });
      }),
    );
  });
});

describe("frame statistics", () => {
  it("counts gaps within a run of frames and none across a rest", () => {
    const statistics = new FrameStatistics();
    statistics.record(0, 10, 2);
    statistics.record(11, 26, 3);
    statistics.record(27, 60, 3);
    statistics.record(500, 510, 1);
    expect(statistics.gapMs()).toEqual({ p50: 16, p95: 34, p99: 34, count: 2 });
    expect(statistics.scriptMs().count).toBe(4);
    expect(statistics.frames).toBe(4);
  });

  it("counts the frames of the last second, however few it keeps", () => {
    const statistics = new FrameStatistics(8);
    for (let frame = 0; frame < 100; frame++) statistics.record(frame * 100, frame * 100, 1);
    expect(statistics.framesInLastSecond(9_900)).toBe(8);
    expect(statistics.framesInLastSecond(10_500)).toBe(4);
    expect(statistics.framesInLastSecond(20_000)).toBe(0);
  });

  it("tells what the frames of the last seconds took, without those that were forgotten", () => {
    const statistics = new FrameStatistics(8);
    statistics.record(0, 0, 400);
    statistics.clear();
    statistics.record(100, 100, 2);
    statistics.record(200, 200, 4);
    statistics.record(5_600, 5_600, 6);
    expect(statistics.recentScriptMs(5_700, 5_601)).toMatchObject({ p50: 4, p95: 6, count: 3 });
    expect(statistics.recentScriptMs(5_700, 5_000)).toMatchObject({ p50: 6, count: 1 });
    expect(statistics.recentScriptMs(99_000, 5_000).count).toBe(0);
    for (let at = 0; at < 20; at++) statistics.record(6_000 + at, 6_000 + at, at);
    expect(statistics.recentScriptMs(6_100, 5_000)).toMatchObject({ p50: 15, p95: 19, count: 8 });
  });

  it("forgets measurements but not the number of frames", () => {
    const statistics = new FrameStatistics();
    statistics.record(0, 0, 5);
    statistics.record(1, 16, 5);
    statistics.clear();
    statistics.record(17, 32, 7);
    expect(statistics.gapMs().count).toBe(0);
    expect(statistics.scriptMs()).toMatchObject({ p50: 7, count: 1 });
    expect(statistics.frames).toBe(3);
  });
});
