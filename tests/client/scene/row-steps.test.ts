import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CvdBars } from "../../../client/scene/layers/cvd/cvd-bars.ts";
import { drawnStepSec, KeptSteps } from "../../../client/scene/row-steps.ts";
import { createCvdSeries } from "../../../core/orderflow/flow/delta-cvd.ts";

describe("the length of the steps that are drawn", () => {
  it("is a bar's, or a power of two of it that is as wide as may be", () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 5, 60, 3600), fc.double({ min: 1e-5, max: 50, noNaN: true }), fc.constantFrom(1, 6, 12), (barSec, pxPerSec, mostPx) => {
        const stepSec = drawnStepSec(barSec, pxPerSec, mostPx);
        expect(Number.isInteger(Math.log2(stepSec / barSec))).toBe(true);
        expect(stepSec).toBeGreaterThanOrEqual(barSec);
        if (stepSec > barSec) expect(stepSec * pxPerSec).toBeLessThan(mostPx * 1.000_001);
        expect(stepSec * 2 * pxPerSec).toBeGreaterThan(mostPx * 0.999_999);
      }),
    );
  });
});

describe("the steps of a window", () => {
  it("are those that lie in it, and one beyond each of its ends", () => {
    const series = createCvdSeries();
    for (let sec = 100; sec < 200; sec++) {
      const row = series.add();
      for (const field of series.fields) series.columns[field][row] = field === "timeSec" ? sec : 0;
    }
    const bars = new CvdBars(series, 1, 4, new Float64Array(0));
    bars.update();
    const middles = (fromSec: number, toSec: number): readonly number[] => {
      const { from, to } = bars.within(fromSec, toSec);
      return [...bars.sec.subarray(from, to)];
    };
    expect(middles(113, 119)).toEqual([110, 114, 118, 122]);
    expect(middles(113, 121)).toEqual([110, 114, 118, 122, 126]);
    expect(middles(0, 101)).toEqual([102, 106]);
    expect(middles(199, 900)).toEqual([194, 198]);
    expect(middles(300, 900)).toEqual([198]);
  });
});

describe("kept steps", () => {
  it("are made once for each length, and anew when what they are made from is another", () => {
    const kept = new KeptSteps<object>();
    const [series, gaps] = [{}, {}];
    const first = kept.get(1, [series, 1, gaps], () => ({}));
    const wide = kept.get(2, [series, 1, gaps], () => ({}));
    expect(wide).not.toBe(first);
    expect(kept.get(1, [series, 1, gaps], () => ({}))).toBe(first);
    expect(kept.get(2, [series, 1, gaps], () => ({}))).toBe(wide);
    expect(kept.get(1, [series, 1, {}], () => ({}))).not.toBe(first);
    expect(kept.get(2, [series, 1, gaps], () => ({}))).not.toBe(wide);
  });
});
