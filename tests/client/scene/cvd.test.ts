import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CvdBars } from "../../../client/scene/layers/cvd/cvd-bars.ts";
import { type CvdStyle, packCvdCandles, packCvdLine } from "../../../client/scene/layers/cvd/cvd-pack.ts";
import { PaneScaleFinder } from "../../../client/scene/pane-scale.ts";
import { formatPaneValue } from "../../../client/scene/pane-value.ts";
import { Batch } from "../../../client/scene/primitives/batch.ts";
import type { StepRange } from "../../../client/scene/row-steps.ts";
import { NO_STUDIES } from "../../../client/scene/scene-studies.ts";
import { createCvdSeries, type CvdSeries } from "../../../core/orderflow/flow/delta-cvd.ts";
import { readQuads } from "./read-batch.ts";
import { readRuns } from "./read-runs.ts";

const NO_GAPS = new Float64Array(0);
const STYLE: CvdStyle = {
  above: { line: 1, dim: 2, area: 3 },
  below: { line: 4, dim: 5, area: 6 },
  linePx: 1.5,
  dimLinePx: 1,
  hairlinePx: 1,
  bodyPx: 5,
};

type Row = readonly [sec: number, open: number, high: number, low: number, close: number, reliable?: number];

function seriesOf(rows: readonly Row[]): CvdSeries {
  const series = createCvdSeries();
  for (const [sec, open, high, low, close, reliable = 1] of rows) {
    const row = series.add();
    Object.entries({ timeSec: sec, deltaLots: close - open, openLots: open, highLots: high, lowLots: low, closeLots: close, reliable }).forEach(([field, value]) => {
      series.columns[field as keyof typeof series.columns][row] = value;
    });
  }
  return series;
}

/** Bars of a second each, from second 100 on, with these sums at their ends. */
function closing(...closes: readonly number[]): Row[] {
  return closes.map((close, index) => {
    const open = closes[index - 1] ?? 0;
    return [100 + index, open, Math.max(open, close), Math.min(open, close), close];
  });
}

function barsOf(rows: readonly Row[], stepSec = 1, gaps = NO_GAPS): CvdBars {
  const bars = new CvdBars(seriesOf(rows), 1, stepSec, gaps);
  bars.update();
  return bars;
}

const allOf = ({ count }: CvdBars): StepRange => ({ from: 0, to: count });

function plain(bars: CvdBars): object {
  const { count, sec, openLots, highLots, lowLots, closeLots, breaks, reliable } = bars;
  return [sec, openLots, highLots, lowLots, closeLots, breaks, reliable].map((column) => [...column.subarray(0, count)]);
}

function paneBatch(): Batch {
  const batch = new Batch("pane", "over", { x: "time", y: "value" });
  batch.originSec = 100;
  return batch;
}

describe("bars of the running delta", () => {
  it("break at a gap and at a reset, and nowhere else", () => {
    const rows: Row[] = [...closing(5, 7), [110, 7, 9, 7, 9], [120, 9, 9, 8, 8], [121, 0, 3, 0, 3]];
    const bars = barsOf(rows, 1, Float64Array.of(105, 108, 500, 600));
    expect([...bars.breaks.subarray(0, bars.count)]).toEqual([0, 0, 1, 0, 1]);
  });

  it("keep first, last and extremes of all bars in one, wherever they are joined", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -900, max: 900 }), { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (closes, drawnSec) => {
        const rows = closing(...closes);
        const bars = barsOf(rows, drawnSec);
        expect(bars.count).toBe(new Set(rows.map(([sec]) => Math.floor(sec / drawnSec))).size);
        for (let at = 0; at < bars.count; at++) {
          const within = rows.filter(([sec]) => (Math.floor(sec / drawnSec) + 0.5) * drawnSec === bars.sec[at]);
          expect(bars.openLots[at]).toBe(within[0][1]);
          expect(bars.closeLots[at]).toBe(within[within.length - 1][4]);
          expect(bars.highLots[at]).toBe(Math.max(...within.map((row) => row[2])));
          expect(bars.lowLots[at]).toBe(Math.min(...within.map((row) => row[3])));
        }
      }),
    );
  });
});

describe("bars of a running delta that goes on", () => {
  it("are those of the whole series read at once, whatever its newest rows become", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: -9, max: 9 }), fc.nat(8)), { maxLength: 12 })), { maxLength: 8 }), fc.constantFrom(1, 2, 8, 32), (tails, stepSec) => {
        const gaps = Float64Array.of(110, 113, 130, 131);
        const series = createCvdSeries();
        const bars = new CvdBars(series, 1, stepSec, gaps);
        for (const [from, moves] of tails) {
          const kept = Math.min(from, series.length);
          let sec = kept === 0 ? 100 : series.columns.timeSec[kept - 1];
          let sum = kept === 0 ? 0 : series.columns.closeLots[kept - 1];
          const rows = moves.map(([bySec, delta, chance]): Row => {
            sec += bySec;
            const open = chance === 0 ? 0 : sum;
            sum = open + delta;
            return [sec, open, Math.max(open, sum) + 1, Math.min(open, sum) - 1, sum, chance === 1 ? 0 : 1];
          });
          const tail = seriesOf(rows);
          series.replaceTail(kept, Object.fromEntries(tail.fields.map((field) => [field, tail.columns[field].slice(0, tail.length)])) as CvdSeries["columns"]);
          bars.update();
          const anew = new CvdBars(series, 1, stepSec, gaps);
          anew.update();
          expect(plain(bars)).toEqual(plain(anew));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("line of the running delta", () => {
  it("changes its colour where it crosses zero", () => {
    const batch = paneBatch();
    const bars = barsOf(closing(10, -30));
    packCvdLine(batch, bars, allOf(bars), STYLE);
    expect(readRuns(batch.lines)).toEqual([
      { color: 3, points: [[0.5, 10], [1.5, -30]] },
      { color: 1, points: [[0.5, 10], [0.75, 0]] },
      { color: 4, points: [[0.75, 0], [1.5, -30]] },
    ]);
  });

  it("is dim where a gap has made the sum doubtful", () => {
    const batch = paneBatch();
    const bars = barsOf([[100, 0, 5, 0, 5], [110, 5, 8, 5, 8, 0]], 1, Float64Array.of(103, 104));
    packCvdLine(batch, bars, allOf(bars), STYLE);
    expect(readRuns(batch.lines).filter(({ color }) => color !== 3)).toEqual([
      { color: 1, points: [[0.5, 5]] },
      { color: 2, points: [[10.5, 8]] },
    ]);
  });
});

describe("candles of the running delta", () => {
  it("reach from the sum before to the sum after, with the extremes between", () => {
    const batch = paneBatch();
    const bars = barsOf([[100, 0, 12, -3, 8], [101, 8, 9, -6, -5]]);
    packCvdCandles(batch, bars, allOf(bars), STYLE);
    expect(readQuads(batch.quads).map(({ y0, y1, color }) => [y0, y1, color])).toEqual([
      [12, 8, 1],
      [0, -3, 1],
      [8, 0, 1],
      [9, 8, 4],
      [-5, -6, 4],
      [8, -5, 4],
    ]);
  });
});

describe("the pane's axis", () => {
  it("holds the sums in view and is the same object until that changes", () => {
    const cvd = { style: "line" as const, title: "", series: seriesOf(closing(10, 500, -40, 900)) };
    const studies = { ...NO_STUDIES, cvd };
    const finder = new PaneScaleFinder();
    const view = { fromSec: 100, toSec: 103, lowTicks: 0, highTicks: 1 };
    const scale = finder.find(studies, view, 200);
    expect(scale.lowValue).toBeLessThan(-40);
    expect(scale.lowValue + scale.heightPx / scale.pxPerUnit).toBeGreaterThan(500);
    expect(scale.lowValue + scale.heightPx / scale.pxPerUnit).toBeLessThan(700);
    expect(finder.find({ ...studies }, { ...view, toSec: 102.5 }, 200)).toBe(scale);
    expect(finder.find(studies, { ...view, toSec: 104 }, 200)).not.toBe(scale);
    expect(finder.find(NO_STUDIES, view, 200).pxPerUnit).toBe(0);
  });

  it("holds the sums of a series that goes on, whatever its newest rows become", () => {
    const series = seriesOf(closing(...Array.from({ length: 600 }, (_, at) => at)));
    const view = { fromSec: 0, toSec: 2000, lowTicks: 0, highTicks: 1 };
    const kept = { line: new PaneScaleFinder(), candles: new PaneScaleFinder() };
    for (const [from, closes] of [[599, [9000, 1]], [200, Array.from({ length: 500 }, () => -7000)], [690, [5]], [100, []], [100, [50_000, 3]]] as const) {
      const tail = seriesOf(closing(...closes));
      const columns = Object.fromEntries(tail.fields.map((field) => [field, tail.columns[field].map((value) => value + (field === "timeSec" ? from : 0)).slice(0, tail.length)]));
      series.replaceTail(from, columns as CvdSeries["columns"]);
      for (const style of ["line", "candles"] as const) {
        const studies = { ...NO_STUDIES, cvd: { style, title: "", series } };
        expect(kept[style].find(studies, view, 200)).toEqual(new PaneScaleFinder().find(studies, view, 200));
      }
    }
  });

  it("writes values with their sign and without needless zeros", () => {
    const lot = { mantissa: 1, decimals: 3 };
    expect([0, 73_786, -200_000, 500, 1_234_567_000].map((lots) => formatPaneValue(lots, lot))).toEqual(["0", "+73.786", "−200", "+0.5", "+1.23M"]);
  });
});
