import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packBandNames, packVwapLine } from "../../../client/scene/layers/vwap/vwap-pack.ts";
import { VwapPoints } from "../../../client/scene/layers/vwap/vwap-points.ts";
import { Batch } from "../../../client/scene/primitives/batch.ts";
import { SOLID } from "../../../client/scene/primitives/quad-list.ts";
import { AnchorPeriods } from "../../../core/orderflow/flow/anchor-periods.ts";
import { createVwapSeries, type VwapSeries } from "../../../core/orderflow/flow/session-vwap.ts";
import { PLAIN_FACE } from "./plain-face.ts";
import { readQuads, readTexts } from "./read-batch.ts";
import { readRuns } from "./read-runs.ts";

const HOURLY = new AnchorPeriods({ hours: 1 }, { timeZone: "UTC", start: "00:00" });
const STYLE = { color: 1, dim: 2, widthPx: 2, dimWidthPx: 1, dash: SOLID };

function seriesOf(rows: readonly (readonly [sec: number, vwap: number, sigma: number, reliable: number])[]): VwapSeries {
  const series = createVwapSeries();
  for (const [sec, vwap, sigma, reliable] of rows) {
    const row = series.add();
    const { columns } = series;
    columns.timeSec[row] = sec;
    columns.vwapTicks[row] = vwap;
    columns.sigmaTicks[row] = sigma;
    columns.reliable[row] = reliable;
  }
  return series;
}

function linesOf(series: VwapSeries, sigmas: number, gaps = new Float64Array(0)): ReturnType<typeof readRuns> {
  const points = new VwapPoints({ series, barSec: 1, gaps, periods: HOURLY }, 1);
  points.update();
  const batch = new Batch("plot", "over", { x: "time", y: "price" });
  batch.originSec = 3590;
  batch.originTicks = 1000;
  packVwapLine(batch, points, { from: 0, to: points.count }, sigmas, STYLE);
  return readRuns(batch.lines);
}

describe("lines of the VWAP", () => {
  it("are broken at a reset, at a gap and where there is no average yet, and dim after a gap", () => {
    const series = seriesOf([
      [3590, 1000, 2, 1],
      [3591, 1001, 2, 1],
      [3600, 1010, 4, 1],
      [3605, Number.NaN, 4, 1],
      [3606, 1012, 4, 1],
      [3609, 1013, 5, 0],
    ]);
    const gaps = Float64Array.of(3607, 3608);
    expect(linesOf(series, 0, gaps)).toEqual([
      { color: 1, points: [[0.5, 0], [1.5, 1]] },
      { color: 1, points: [[10.5, 10]] },
      { color: 1, points: [[16.5, 12]] },
      { color: 2, points: [[19.5, 13]] },
    ]);
    expect(linesOf(series, -2, gaps)[0].points).toEqual([[0.5, -4], [1.5, -3]]);
  });
});

describe("points of a VWAP that goes on", () => {
  it("are those of the whole series read at once, whatever its newest rows become", () => {
    const row = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(99), fc.nat(6));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), fc.array(row, { maxLength: 12 })), { maxLength: 8 }), fc.constantFrom(1, 2, 8, 32), (tails, stepSec) => {
        const source = { series: createVwapSeries(), barSec: 1, gaps: Float64Array.of(3587, 3590, 3612, 3613), periods: HOURLY };
        const { series } = source;
        const points = new VwapPoints(source, stepSec);
        for (const [from, rows] of tails) {
          const kept = Math.min(from, series.length);
          let sec = kept === 0 ? 3570 : series.columns.timeSec[kept - 1];
          const tail = seriesOf(rows.map(([bySec, price, chance]) => [(sec += bySec), chance === 0 ? Number.NaN : price, 1, chance === 1 ? 0 : 1]));
          series.replaceTail(kept, Object.fromEntries(tail.fields.map((field) => [field, tail.columns[field].slice(0, tail.length)])) as VwapSeries["columns"]);
          points.update();
          const anew = new VwapPoints(source, stepSec);
          anew.update();
          expect(plain(points)).toEqual(plain(anew));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function plain({ count, sec, vwapTicks, sigmaTicks, breaks, reliable }: VwapPoints): object {
  return [sec, vwapTicks, sigmaTicks, breaks, reliable].map((column) => [...column.subarray(0, count)]);
}

describe("names of the VWAP's bands", () => {
  const labels = { x: 1, dx: 6, isRightAligned: false, vwapTicks: 1000, vwapPx: 200, plotHeightPx: 400, face: PLAIN_FACE, text: 1, ground: 9, groundPadPx: 2, bands: [true, true, false] as const, pxPerTick: 1 };
  const namesAt = (sigmaTicks: number, vwapPx = 200): string[] => {
    const batch = new Batch("plot", "over", { x: "time", y: "price" });
    packBandNames(batch, { ...labels, sigmaTicks, vwapPx });
    return readTexts(batch.glyphs).map(({ text }) => text);
  };

  it("are those of the bands shown, without one that would touch another", () => {
    expect(namesAt(20)).toEqual(["+1σ", "-1σ", "+2σ", "-2σ"]);
    expect(namesAt(8)).toEqual(["+2σ", "-2σ"]);
    expect(namesAt(2)).toEqual([]);
    expect(namesAt(Number.NaN)).toEqual([]);
  });

  it("are left out where an edge of the plot would cut them", () => {
    expect(namesAt(50, 51)).toEqual(["-1σ", "-2σ"]);
    expect(namesAt(50, -49)).toEqual(["-2σ"]);
    expect(namesAt(50, 349)).toEqual(["+1σ", "+2σ"]);
    expect(namesAt(50, 600)).toEqual([]);
  });

  it("stand on a ground of their own, which holds all of the name", () => {
    const batch = new Batch("plot", "over", { x: "time", y: "price" });
    packBandNames(batch, { ...labels, sigmaTicks: 50 });
    const grounds = readQuads(batch.quads);
    expect(grounds).toHaveLength(4);
    expect(grounds[0]).toMatchObject({ x0: 1, y0: 1050, by: [6 - 2, 4 - 8 - 2, 6 + 3 * 7 + 2, 4 + 2], color: 9 });
  });
});
