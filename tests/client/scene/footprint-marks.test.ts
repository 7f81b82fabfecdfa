import { describe, expect, it } from "vitest";
import { packBarPointsOfControl, packImbalances } from "../../../client/scene/layers/footprint-marks/footprint-marks-pack.ts";
import { Batch } from "../../../client/scene/primitives/batch.ts";
import { FootprintBars } from "../../../core/orderflow/footprint/footprint-bars.ts";
import { createImbalanceSeries } from "../../../core/orderflow/footprint/imbalance-series.ts";
import { readQuads } from "./read-batch.ts";

const START = 1_700_000_000;
const GRID = { barSec: 5, ticksPerRow: 10, window: { fromSec: START + 3, toSec: START + 15, lowTicks: 0, highTicks: 1000 } };
const [BUY, SELL, POC] = [1, 2, 3];

function batchAt(): Batch {
  const batch = new Batch("plot", "over", { x: "time", y: "price" });
  batch.originSec = START;
  batch.originTicks = 500;
  return batch;
}

describe("the point of control of a bar", () => {
  it("is framed around its row, from the bar's first second to its last, for bars in the window alone", () => {
    const { bars } = new FootprintBars();
    [-10, 0, 5, 15].forEach((sec, index) => {
      const at = bars.add();
      bars.columns.timeSec[at] = START + sec;
      bars.columns.pocRow[at] = 50 + index;
    });
    const batch = batchAt();
    packBarPointsOfControl(batch, bars, GRID, 2, POC);
    const quads = readQuads(batch.quads);
    expect(quads.map(({ x0, x1, y0, y1 }) => [x0, x1, y0, y1])).toEqual([
      [0, 5, 19.5, 19.5],
      [0, 5, 9.5, 9.5],
      [0, 0, 19.5, 9.5],
      [5, 5, 19.5, 9.5],
      [5, 10, 29.5, 29.5],
      [5, 10, 19.5, 19.5],
      [5, 5, 29.5, 19.5],
      [10, 10, 29.5, 19.5],
    ]);
    for (const { by, color } of quads) {
      expect(color).toBe(POC);
      expect(Math.max(...by) - Math.min(...by)).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("a diagonal imbalance", () => {
  it("edges its cell on the side that pushes: buyers right, sellers left", () => {
    const series = createImbalanceSeries();
    for (const [sec, row, side] of [
      [0, 51, 1],
      [5, 49, -1],
      [20, 50, 1],
    ]) {
      const at = series.add();
      series.columns.timeSec[at] = START + sec;
      series.columns.row[at] = row;
      series.columns.side[at] = side;
    }
    const batch = batchAt();
    packImbalances(batch, series, GRID, 3, BUY, SELL);
    expect(readQuads(batch.quads).map(({ x0, x1, y0, y1, by, color }) => ({ x: [x0, x1], y: [y0, y1], by, color }))).toEqual([
      { x: [5, 5], y: [19.5, 9.5], by: [-3, 1, 0, -1], color: BUY },
      { x: [5, 5], y: [-0.5, -10.5], by: [0, 1, 3, -1], color: SELL },
    ]);
  });
});
