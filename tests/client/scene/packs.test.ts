import { describe, expect, it } from "vitest";
import { packCrosshairLines } from "../../../client/scene/layers/crosshair/crosshair-pack.ts";
import { formatDuration } from "../../../client/scene/layers/gaps/gap-duration.ts";
import { packGaps } from "../../../client/scene/layers/gaps/gaps-pack.ts";
import { packPriceLines, packTimeLines } from "../../../client/scene/layers/grid/grid-pack.ts";
import { packPriceTag } from "../../../client/scene/layers/last-price/last-price-pack.ts";
import { packLiveEdge } from "../../../client/scene/layers/live-edge/live-edge-pack.ts";
import { packOutline } from "../../../client/scene/layers/outline/outline-pack.ts";
import { packPriceLabels } from "../../../client/scene/layers/price-axis/price-axis-pack.ts";
import { packSessions } from "../../../client/scene/layers/sessions/sessions-pack.ts";
import { packTimeLabels } from "../../../client/scene/layers/time-axis/time-axis-pack.ts";
import { Batch } from "../../../client/scene/primitives/batch.ts";
import { SOLID } from "../../../client/scene/primitives/quad-list.ts";
import { ALL_DAY_UTC } from "../../../core/market/instrument.ts";
import { SessionCalendar } from "../../../core/market/session.ts";
import type { AxisTicks } from "../../../core/view/axis-ticks.ts";
import type { CellPool } from "../../../core/view/cell-pool.ts";
import { PLAIN_FACE } from "./plain-face.ts";
import { readQuads, readTexts } from "./read-batch.ts";

const UP = 0xff00ff00;
const DOWN = 0xff0000ff;
const FLAT = 0xff888888;
const TEXT = 0xffffffff;

const dataBatch = (): Batch => new Batch("plot", "over", { x: "time", y: "price" });
const timeBatch = (): Batch => new Batch("plot", "over", { x: "time", y: "screen" });

/** A pool of columns with one cell each, `null` for a column without trades. */
function poolOf(candles: readonly (readonly [open: number, high: number, low: number, close: number] | null)[]): CellPool {
  return {
    columnSec: 10,
    ticksPerRow: 5,
    content: "volume",
    firstColumn: 100,
    columnCount: candles.length,
    cellCount: candles.length,
    headers: Int32Array.from(candles.flatMap((candle, column) => [column, 0, candle === null ? 0 : 1, 5])),
    cells: new Uint32Array(candles.length),
    candles: Int32Array.from(candles.flatMap((candle) => candle ?? [0, 0, 0, 0])),
  };
}

describe("outline", () => {
  const style = { linePx: 1, bodyPx: 3, up: UP, down: DOWN, flat: FLAT };

  it("draws high to low and open to close in the colour of the direction, and nothing where nothing traded", () => {
    const batch = dataBatch();
    batch.originSec = 1000;
    packOutline(batch, poolOf([[10, 14, 9, 12], null, [12, 13, 8, 9]]), 0, 3, style);
    expect(readQuads(batch.quads).map(({ x0, y0, y1, by, color }) => [x0, y0, y1, by[2] - by[0], color])).toEqual([
      [0, 14.5, 8.5, 1, UP],
      [0, 12.5, 9.5, 3, UP],
      [20, 13.5, 7.5, 1, DOWN],
      [20, 12.5, 8.5, 3, DOWN],
    ]);
  });

  it("takes the direction of an unmoved column from the close before", () => {
    const batch = dataBatch();
    packOutline(batch, poolOf([[5, 5, 5, 5], [7, 7, 7, 7], [7, 8, 6, 7], [6, 6, 6, 6]]), 0, 4, { ...style, bodyPx: 0 });
    expect(readQuads(batch.quads).map((quad) => quad.color)).toEqual([FLAT, UP, FLAT, DOWN]);
  });

  it("keeps to the columns that exist", () => {
    const batch = dataBatch();
    packOutline(batch, poolOf([[1, 1, 1, 1]]), -50, 50, style);
    expect(batch.quads.count).toBe(2);
  });
});

describe("gaps", () => {
  const style = { stripe: 1, edge: 2, text: TEXT, backing: 3, face: PLAIN_FACE, hairlinePx: 1, plotHeightPx: 500 };
  const window = { fromSec: 0, toSec: 1000, pxPerSec: 1 };

  it("hatches a gap over the whole height, with edges, and names it", () => {
    const [bands, labels] = [timeBatch(), timeBatch()];
    packGaps(bands, labels, Float64Array.of(100, 220), window, style);
    const [stripes, left, right] = readQuads(bands.quads);
    expect([stripes.x0, stripes.x1, stripes.y0, stripes.y1]).toEqual([100, 220, 0, 500]);
    expect(stripes.fill).not.toBe(SOLID);
    expect([left.x0, left.x1, left.color, right.x0, right.color]).toEqual([100, 100, 2, 220, 2]);
    expect(readTexts(labels.glyphs)).toMatchObject([{ text: "gap 2 m", x: 160 }]);
  });

  it("shows a gap narrower than a pixel as a line, still named", () => {
    const [bands, labels] = [timeBatch(), timeBatch()];
    packGaps(bands, labels, Float64Array.of(100, 100.5), window, style);
    expect(readQuads(bands.quads).map(({ x0, by, fill }) => [x0, by[2], fill])).toEqual([[100, 1, SOLID]]);
    expect(readTexts(labels.glyphs)).toHaveLength(1);
  });

  it("leaves a label out rather than write over its neighbour, and never the band", () => {
    const [bands, labels] = [timeBatch(), timeBatch()];
    packGaps(bands, labels, Float64Array.of(100, 110, 120, 130, 300, 310), window, style);
    expect(readTexts(labels.glyphs).map(({ text, x }) => [text, x])).toEqual([
      ["gap 10 s", 105],
      ["gap 10 s", 305],
    ]);
    expect(bands.quads.count).toBe(9);
  });

  it("names the part in the window of a gap that reaches beyond it, by its whole length", () => {
    const [bands, labels] = [timeBatch(), timeBatch()];
    packGaps(bands, labels, Float64Array.of(-5000, 400, 2000, 3000), window, style);
    expect(readTexts(labels.glyphs)).toMatchObject([{ text: "gap 1 h 30 m", x: 200 }]);
  });

  it("writes durations in two units at most", () => {
    expect([0, 45, 60, 123, 3600, 3900, 86_400, 273_600].map(formatDuration)).toEqual([
      "0 s",
      "45 s",
      "1 m",
      "2 m 03 s",
      "1 h",
      "1 h 05 m",
      "1 d",
      "3 d 04 h",
    ]);
  });
});

describe("live edge", () => {
  const style = { line: 1, forming: 2, hairlinePx: 1, plotHeightPx: 300 };

  it("marks the end of the data and the column that may still change", () => {
    const batch = timeBatch();
    packLiveEdge(batch, { lastSec: 1007, closedThroughSec: 1005 }, 10, style);
    expect(readQuads(batch.quads).map(({ x0, x1, color }) => [x0, x1, color])).toEqual([
      [1000, 1010, 2],
      [1007, 1007, 1],
    ]);
  });

  it("marks no column once it is closed", () => {
    const batch = timeBatch();
    packLiveEdge(batch, { lastSec: 1010, closedThroughSec: 1010 }, 10, style);
    expect(readQuads(batch.quads).map((quad) => quad.color)).toEqual([1]);
  });

  it("takes everything for forming before anything is closed", () => {
    const batch = timeBatch();
    packLiveEdge(batch, { lastSec: 1010, closedThroughSec: null }, 10, style);
    expect(readQuads(batch.quads)[0]).toMatchObject({ x0: 1000, x1: 1010 });
  });
});

describe("sessions", () => {
  it("draws a line at each start in the window, and none when there are too many to tell apart", () => {
    const calendar = new SessionCalendar(ALL_DAY_UTC);
    const batch = timeBatch();
    packSessions(batch, calendar, 86_400 * 10.5, 86_400 * 12.5, 100, 1, 1);
    expect(readQuads(batch.quads).map((quad) => quad.x0)).toEqual([86_400 * 11, 86_400 * 12]);
    const none = timeBatch();
    packSessions(none, calendar, 0, 86_400 * 400, 100, 1, 1);
    expect(none.quads.count).toBe(0);
  });
});

describe("grid and axes", () => {
  const ticks: AxisTicks = { step: 10, positions: Float64Array.of(100, 110, 120), labels: ["A", "BB", "C"], major: Uint8Array.of(0, 1, 0) };

  it("draws one line per tick, major ones in their own colour", () => {
    const batch = timeBatch();
    batch.originSec = 100;
    packTimeLines(batch, ticks, 400, 1, 7, 8);
    expect(readQuads(batch.quads).map(({ x0, y1, color }) => [x0, y1, color])).toEqual([
      [0, 400, 7],
      [10, 400, 8],
      [20, 400, 7],
    ]);
    const prices = new Batch("plot", "under", { x: "screen", y: "price" });
    packPriceLines(prices, ticks, 640, 2, 7);
    expect(readQuads(prices.quads)[1]).toMatchObject({ x0: 0, x1: 640, y0: 110, y1: 110, by: [0, -2, 0, 0] });
  });

  it("leaves out labels under a tag and keeps their marks", () => {
    const batch = new Batch("priceAxis", "under", { x: "screen", y: "price" });
    packPriceLabels(batch, ticks, (index) => index === 1, { text: TEXT, mark: 1, face: PLAIN_FACE, hairlinePx: 1, padPx: 7 });
    expect(readTexts(batch.glyphs).map(({ text, y, dx }) => [text, y, dx])).toEqual([
      ["A", 100, 7],
      ["C", 120, 7],
    ]);
    expect(batch.quads.count).toBe(3);
  });

  it("centres times on their ticks and lets dates stand out", () => {
    const batch = new Batch("timeAxis", "under", { x: "time", y: "screen" });
    const style = { text: 1, majorText: 2, mark: 3, face: PLAIN_FACE, majorFace: PLAIN_FACE, hairlinePx: 1, baselinePx: 20 };
    packTimeLabels(batch, ticks, () => false, style);
    expect(readTexts(batch.glyphs).map(({ text, x, dx, color }) => [text, x, dx, color])).toEqual([
      ["A", 100, -3, 1],
      ["BB", 110, -7, 2],
      ["C", 120, -3, 1],
    ]);
  });
});

describe("tags and crosshair", () => {
  const style = { fill: 1, text: TEXT, face: PLAIN_FACE, hairlinePx: 1, padPx: 7, axisWidthPx: 78, heightPx: 18 };

  it("writes the price and the arrow of its direction", () => {
    const batch = new Batch("priceAxis", "over", { x: "screen", y: "price" });
    packPriceTag(batch, -9, "61,780.7", 1, style);
    expect(readTexts(batch.glyphs).map((run) => run.text).join("")).toBe("61,780.7▲");
    packPriceTag(batch, -9, "61,780.7", 0, style);
    expect(batch.glyphs.count).toBe(9 + 8);
  });

  it("drops the arrow where it would touch the price", () => {
    const batch = new Batch("priceAxis", "over", { x: "screen", y: "price" });
    packPriceTag(batch, -9, "1,061,780.75", -1, style);
    expect(readTexts(batch.glyphs).map((run) => run.text).join("")).toBe("1,061,780.75");
  });

  it("frames the cell inside its own pixels", () => {
    const batch = new Batch("plot", "cursor", { x: "screen", y: "screen" });
    packCrosshairLines(batch, 50, 60, { x: 40, y: 55, width: 20, height: 10 }, { x: 0, y: 0, width: 200, height: 100 }, 1, 9);
    const frame = readQuads(batch.quads).slice(2);
    expect(frame.map(({ x0, y0, x1, y1, by }) => [x0 + by[0], y0 + by[1], x1 + by[2], y1 + by[3]])).toEqual([
      [40, 55, 60, 56],
      [40, 64, 60, 65],
      [40, 56, 41, 64],
      [59, 56, 60, 64],
    ]);
  });
});
