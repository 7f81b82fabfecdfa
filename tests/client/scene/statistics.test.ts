import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packStatistics, type StatisticsStyle } from "../../../client/scene/layers/statistics/statistics-pack.ts";
import { caseMarket } from "../../../client/gallery/scene-cases.ts";
import { Batch } from "../../../client/scene/primitives/batch.ts";
import { footprint } from "../../../core/orderflow/footprint/footprint.ts";
import { layoutChart } from "../../../core/view/chart-layout.ts";
import { formatDelta, formatVolume } from "../../../core/view/number-format.ts";
import { marketCase, type PlainTrade } from "../../core/orderflow/market-case.ts";
import { PLAIN_FACE } from "./plain-face.ts";
import { readQuads, readTexts } from "./read-batch.ts";

const ORIGIN_SEC = Math.round(caseMarket().bars.timeSec[0] / 2) * 2;
const LOT = { mantissa: 1, decimals: 0 };
const STYLE: StatisticsStyle = {
  fromSec: 0,
  toSec: 2_000_000_000,
  barSec: 5,
  barPx: 200,
  rowPx: 16,
  topPx: 2,
  hairlinePx: 1,
  padPx: 2,
  face: PLAIN_FACE,
  lot: LOT,
  neutral: 0x808080,
  buy: 0x0000ff,
  sell: 0xff8000,
  text: 1,
  doubt: 2,
};

function pack(bars: Parameters<typeof packStatistics>[1], style: StatisticsStyle): Batch {
  const batch = new Batch("statistics", "over", { x: "time", y: "screen" });
  batch.originSec = ORIGIN_SEC;
  packStatistics(batch, bars, style);
  return batch;
}

/** The numbers of a bar by brute force over its trades. */
function twin(trades: readonly PlainTrade[], startSec: number, barSec: number): string[] {
  let [volume, delta, least, most] = [0, 0, 0, 0];
  for (let sec = startSec; sec < startSec + barSec; sec++) {
    for (const trade of trades) {
      if (trade.timeSec !== sec) continue;
      volume += trade.sizeLots;
      delta += trade.side === "buy" ? trade.sizeLots : -trade.sizeLots;
    }
    least = Math.min(least, delta);
    most = Math.max(most, delta);
  }
  return [formatVolume(volume, LOT), formatDelta(delta, LOT), formatDelta(least, LOT), formatDelta(most, LOT)];
}

/** What the glyphs say, bar by bar, from the top down. */
function textsOf(batch: Batch): string[][] {
  const byBar = new Map<number, string[]>();
  for (const { text, x } of readTexts(batch.glyphs)) byBar.set(x, [...(byBar.get(x) ?? []), text]);
  return [...byBar.values()];
}

const narrow = (text: string): string => [...text].map((character) => String.fromCharCode(character.charCodeAt(0))).join("");

describe("statistics of the bars", () => {
  it("are the sums over the trades and the extremes of the running delta, exact where they fit", () => {
    fc.assert(
      fc.property(marketCase(90), ({ trades, bars, gaps }) => {
        const series = footprint(bars, gaps, { timeframeSec: STYLE.barSec, ticksPerRow: 1 }).bars;
        const starts = [...series.columns.timeSec.subarray(0, series.length)];
        const wide = { ...STYLE, barPx: 400 };
        expect(textsOf(pack(series, wide))).toEqual(starts.map((startSec) => twin(trades, startSec, STYLE.barSec).map(narrow)));
      }),
      { numRuns: 60 },
    );
  });

  const { bars } = caseMarket();
  const series = footprint(bars, new Float64Array(0), { timeframeSec: 5, ticksPerRow: 1 }).bars;

  it("stand in the columns of their bars, one row below the other", () => {
    const tints = readQuads(pack(series, STYLE).quads);
    expect(tints.length).toBeGreaterThan(1000);
    for (const { x0, x1, by } of tints) {
      expect(x1 - x0).toBe(5);
      expect((x0 + ORIGIN_SEC) % 5).toBe(0);
      expect([2, 18, 34, 50]).toContain(by[1]);
      expect(by).toEqual([0, by[1], -1, by[1] + 15]);
    }
  });

  it("are tinted by side and the stronger the larger they are", () => {
    const strongest = (batch: Batch): number => Math.max(...readQuads(batch.quads).map(({ color }) => color >>> 24));
    expect(strongest(pack(series, STYLE))).toBe(128);
    const hues = new Set(readQuads(pack(series, STYLE).quads).map(({ color }) => color & 0xffffff));
    expect([...hues].every((hue) => [0x808080, 0xff0000, 0x0080ff].includes(hue))).toBe(true);
  });

  it("leave out bars beside the window, and hatch those of which a second is missing", () => {
    const { timeSec } = series.columns;
    const first = timeSec[0];
    expect(readTexts(pack(series, { ...STYLE, toSec: first + 1 }).glyphs).every(({ x }) => x === first - ORIGIN_SEC)).toBe(true);
    const doubted = footprint(bars, Float64Array.of(first, first + 1), { timeframeSec: 5, ticksPerRow: 1 }).bars;
    const hatched = readQuads(pack(doubted, STYLE).quads).filter(({ color }) => color === 2);
    expect(hatched.map(({ x0 }) => x0 + ORIGIN_SEC)).toEqual([first, first, first, first]);
  });
});

describe("the chart's parts", () => {
  const parts = { paneShare: 0.2, profileCssPx: 0, statisticsCssPx: 66 };

  it("give the statistics the plot's columns, between plot and pane", () => {
    const { plot, statistics, statisticsAxis, pane, priceAxis, timeAxis } = layoutChart(1600, 1000, 2, parts);
    expect(statistics).toEqual({ x: plot.x, y: plot.height, width: plot.width, height: 132 });
    expect(statisticsAxis).toEqual({ x: priceAxis.x, y: plot.height, width: priceAxis.width, height: 132 });
    expect(pane.y).toBe(plot.height + 132);
    expect(pane.y + pane.height).toBe(timeAxis.y);
    expect(priceAxis.height).toBe(plot.height);
  });

  it("leave them out where the plot would have too little left", () => {
    const { plot, statistics, pane } = layoutChart(400, 160, 1, parts);
    expect(statistics.height).toBe(0);
    expect(plot.height + pane.height).toBe(132);
  });
});
