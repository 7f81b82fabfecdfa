import { describe, expect, it } from "vitest";
import { type MarkStyle, packBarPointsOfControl, packImbalances } from "../../../client/scene/layers/footprint-marks/footprint-marks-pack.ts";
import { Batch } from "../../../client/scene/primitives/batch.ts";
import { contrastOf, themeColor } from "../../../client/scene/primitives/color.ts";
import { FootprintBars } from "../../../core/orderflow/footprint/footprint-bars.ts";
import { createImbalanceSeries } from "../../../core/orderflow/footprint/imbalance-series.ts";
import { buildPalette, PALETTE_NAMES } from "../../../core/view/palette.ts";
import { THEMES } from "../../../core/view/theme.ts";
import { readQuads } from "./read-batch.ts";

const START = 1_700_000_000;
const GRID = { barSec: 5, ticksPerRow: 10, window: { fromSec: START + 3, toSec: START + 15, lowTicks: 0, highTicks: 1000 } };
const [BUY, SELL, POC, BACKING] = [1, 2, 3, 4];
const STYLE: MarkStyle = { outlinePx: 3, gapPx: 1, framePx: 2, edgePx: 3, pointOfControl: POC, buy: BUY, sell: SELL, backing: BACKING, backingPx: 1 };

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
    packBarPointsOfControl(batch, bars, GRID, STYLE);
    const quads = readQuads(batch.quads);
    const places = [
      [0, 5, 19.5, 19.5],
      [0, 5, 9.5, 9.5],
      [0, 0, 19.5, 9.5],
      [5, 5, 19.5, 9.5],
    ];
    const later = places.map(([x0, x1, y0, y1]) => [x0 + 5, x1 + 5, y0 + 10, y1 + 10]);
    expect(quads.map(({ x0, x1, y0, y1 }) => [x0, x1, y0, y1])).toEqual([...places, ...places, ...later, ...later]);
  });

  it("stands inside of its cell, parted from it on both sides", () => {
    const { bars } = new FootprintBars();
    const at = bars.add();
    bars.columns.timeSec[at] = START;
    bars.columns.pocRow[at] = 50;
    const batch = batchAt();
    packBarPointsOfControl(batch, bars, GRID, STYLE);
    expect(readQuads(batch.quads).map(({ by, color }) => [...by, color])).toEqual([
      [3, 1, -1, 5, BACKING],
      [3, -4, -1, 0, BACKING],
      [3, 5, 7, -4, BACKING],
      [-5, 5, -1, -4, BACKING],
      [4, 2, -2, 4, POC],
      [4, -3, -2, -1, POC],
      [4, 4, 6, -3, POC],
      [-4, 4, -2, -3, POC],
    ]);
  });

  it("and what parts it are told from each other and, one or the other, from every colour of a cell", () => {
    for (const theme of Object.values(THEMES)) {
      expect(contrastOf(theme.pointOfControl, theme.background)).toBeGreaterThanOrEqual(4.5);
      for (const name of PALETTE_NAMES) {
        for (const cell of buildPalette(theme, name)) {
          const best = Math.max(contrastOf(theme.pointOfControl, themeColor(cell)), contrastOf(theme.background, themeColor(cell)));
          expect(best).toBeGreaterThanOrEqual(2.1);
        }
      }
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
    packImbalances(batch, series, GRID, STYLE);
    expect(readQuads(batch.quads).map(({ x0, x1, y0, y1, by, color }) => ({ x: [x0, x1], y: [y0, y1], by, color }))).toEqual([
      { x: [5, 5], y: [19.5, 9.5], by: [-5, 1, -1, 0], color: BACKING },
      { x: [5, 5], y: [19.5, 9.5], by: [-4, 1, -1, 0], color: BUY },
      { x: [5, 5], y: [-0.5, -10.5], by: [3, 1, 7, 0], color: BACKING },
      { x: [5, 5], y: [-0.5, -10.5], by: [3, 1, 6, 0], color: SELL },
    ]);
  });
});
