import { describe, expect, it } from "vitest";
import { parseInstrument } from "../../../core/market/instrument.ts";
import { makeState } from "../../../client/gallery/scene-cases.ts";
import { centredSpan, pixelOfTicks, priceTagText, spanBeside } from "../../../client/scene/axis-tags.ts";
import { PixelGrid } from "../../../client/scene/pixel-grid.ts";
import { Batch } from "../../../client/scene/primitives/batch.ts";
import { fitBatchTransform } from "../../../client/scene/primitives/batch-transform.ts";
import { yPixelOf } from "../../../client/scene/primitives/pixel-transform.ts";
import { layoutChart, PLOT_ALONE } from "../../../core/view/chart-layout.ts";
import { frameOf } from "./frame-of.ts";

const LIMIT = 100;
const at = (centre: number) => centredSpan(centre, 20, LIMIT);

describe("tags on an axis", () => {
  it("stay where they are while nothing is in the way", () => {
    expect(spanBeside(at(50), at(80), LIMIT)).toEqual(at(50));
    expect(spanBeside(at(60), at(80), LIMIT)).toEqual({ from: 50, to: 70 });
  });

  it("give way to the side on which they lie", () => {
    expect(spanBeside(at(45), at(50), LIMIT)).toEqual({ from: 20, to: 40 });
    expect(spanBeside(at(55), at(50), LIMIT)).toEqual({ from: 60, to: 80 });
    expect(spanBeside(at(50), at(50), LIMIT)).toEqual({ from: 60, to: 80 });
  });

  it("give way to the other side at the ends of the axis", () => {
    expect(spanBeside(at(12), at(15), LIMIT)).toEqual({ from: 25, to: 45 });
    expect(spanBeside(at(95), at(85), LIMIT)).toEqual({ from: 55, to: 75 });
  });
});

it("puts tags on the pixels of their lines, whatever part of a pixel they fall on", () => {
  const layout = layoutChart(400, 360, 1, PLOT_ALONE);
  const grid = new PixelGrid();
  const batch = new Batch("plot", "over", { x: "screen", y: "price" });
  batch.originTicks = 1000;
  for (const pxPerTick of [1.668, 5, 9]) {
    for (let pan = 0; pan < 40; pan++) {
      const lowTicks = 1000 + pan / 7;
      const viewport = { fromSec: 0, toSec: 100, lowTicks, highTicks: lowTicks + layout.plot.height / pxPerTick };
      const frame = frameOf({ ...makeState("signals", "dark"), pool: null, viewport }, layout, grid);
      const transform = fitBatchTransform({ xScale: 1, xOffset: 0, yScale: 1, yOffset: 0 }, batch, frame.view, frame.scale, frame.pane);
      for (let ticks = 1000; ticks < 1040; ticks++) expect(pixelOfTicks(frame, ticks)).toBe(yPixelOf(transform, ticks - 1000));
    }
  }
});

describe("what a tag says", () => {
  const future = parseInstrument({ symbol: "ES", description: "", tickSize: "0.25", lotSize: "1", volumeUnit: "", session: { timeZone: "UTC", start: "00:00" } });

  it("is a price of the market, and of an average one decimal more", () => {
    expect(priceTagText({ priceTicks: 17_383, moreDecimals: 0 }, future)).toBe("4,345.75");
    expect(priceTagText({ priceTicks: 17_383.4, moreDecimals: 1 }, future)).toBe("4,345.850");
    expect(priceTagText({ priceTicks: 17_383.013, moreDecimals: 1 }, future)).toBe("4,345.753");
  });
});
