import { describe, expect, it } from "vitest";
import { ChartTicks } from "../../../client/scene/chart-ticks.ts";
import { PixelGrid } from "../../../client/scene/pixel-grid.ts";
import { ALL_DAY_UTC, parseInstrument } from "../../../core/market/instrument.ts";
import { panViewport, type Viewport } from "../../../core/view/viewport.ts";

const INSTRUMENT = parseInstrument({ symbol: "X", description: "", tickSize: "0.1", lotSize: "1", volumeUnit: "", session: ALL_DAY_UTC });
const SIZE = { widthPx: 1000, heightPx: 600 };
const VIEW: Viewport = { fromSec: 1_723_075_200, toSec: 1_723_075_500, lowTicks: 617_000, highTicks: 617_300 };

function ticksOf(chart: ChartTicks, grid: PixelGrid, view: Viewport) {
  const drawn = grid.snap(view, SIZE);
  chart.update(drawn, grid.scale, 1, INSTRUMENT, 0);
  return { time: chart.time, price: chart.price };
}

describe("ticks of the chart", () => {
  it("are the same objects while the view pans within the band", () => {
    const [chart, grid] = [new ChartTicks(), new PixelGrid()];
    const first = ticksOf(chart, grid, VIEW);
    for (const share of [0.1, 0.3, 0.49, -0.4]) {
      const panned = ticksOf(chart, grid, panViewport(VIEW, share * 300, share * 300));
      expect(panned.time).toBe(first.time);
      expect(panned.price).toBe(first.price);
    }
  });

  it("cover the view after any pan", () => {
    const [chart, grid] = [new ChartTicks(), new PixelGrid()];
    ticksOf(chart, grid, VIEW);
    const far = panViewport(VIEW, 5000, -5000);
    const { time, price } = ticksOf(chart, grid, far);
    expect(time.positions[0]).toBeLessThan(far.fromSec);
    expect(time.positions.at(-1)).toBeGreaterThan(far.toSec);
    expect(price.positions[0]).toBeLessThan(far.lowTicks);
    expect(price.positions.at(-1)).toBeGreaterThan(far.highTicks);
  });

  it("have no prices without an instrument", () => {
    const chart = new ChartTicks();
    const grid = new PixelGrid();
    chart.update(grid.snap(VIEW, SIZE), grid.scale, 1, null, 0);
    expect(chart.price.positions).toHaveLength(0);
    expect(chart.time.positions.length).toBeGreaterThan(3);
  });
});
