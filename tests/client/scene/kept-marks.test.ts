import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeState } from "../../../client/gallery/scene-cases.ts";
import { KeptMarks } from "../../../client/scene/canvas/kept-marks.ts";
import { sortBatches } from "../../../client/scene/canvas/region-batches.ts";
import type { FrameContext } from "../../../client/scene/frame-context.ts";
import { GridLayer } from "../../../client/scene/layers/grid/grid-layer.ts";
import { makeLayers } from "../../../client/scene/layers/make-layers.ts";
import { OutlineLayer } from "../../../client/scene/layers/outline/outline-layer.ts";
import { PixelGrid } from "../../../client/scene/pixel-grid.ts";
import type { SceneState } from "../../../client/scene/scene-state.ts";
import { layoutChart, PLOT_ALONE } from "../../../core/view/chart-layout.ts";
import { PoolMirror } from "../../../core/view/pool-mirror.ts";
import { HeatRaster } from "../../../core/view/raster.ts";
import { THEMES } from "../../../core/view/theme.ts";
import { frameOf } from "./frame-of.ts";

const FIRST_SEC = 1_723_111_800;
const COLUMNS = 420;
const CELLS = 9;
const LAYOUT = layoutChart(420, 90, 1, PLOT_ALONE);
const SIZE = LAYOUT.plot;
const STATE: SceneState = { ...makeState("signals", "dark"), parts: PLOT_ALONE, trail: null };

/** Columns with a candle each but for those without trades; some do not move, and what they say changes with the salt. */
function columnsOf(from: number, to: number, columnCount: number, salt: number, isReset = false): Parameters<PoolMirror["apply"]>[0] {
  const list = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  const count = (column: number): number => ((column * 7 + salt) % 3 === 0 ? 0 : 2 + ((column + salt) % 5));
  const close = (column: number): number => 1000 + ((column * 5 + salt) % 4);
  const open = (column: number): number => ((column + salt) % 2 === 0 ? close(column) : 1001);
  return {
    reset: isReset,
    complete: true,
    firstColumn: FIRST_SEC,
    columnCount,
    cellCount: columnCount * CELLS,
    columnStart: from,
    headers: Int32Array.from(list.flatMap((column) => [column * CELLS, 1000 - (salt % 2), count(column), 9000])),
    candles: Int32Array.from(list.flatMap((column) => [open(column), 1003 + ((column + salt) % 3), 999 - (salt % 2), close(column)])),
    cellStart: from * CELLS,
    cells: Uint32Array.from(list.flatMap((column) => Array.from({ length: CELLS }, (_, row) => (row % 4 === 1 ? 0 : 500 + ((column * 577 + row * 331 + salt * 91) % 9000))))),
  };
}

/** What draws a frame's heat and outline, once or again and again. */
class Drawing {
  readonly #outline = new OutlineLayer();
  readonly #batches = sortBatches([this.#outline]).plot.kept;
  readonly #marks = new KeptMarks();
  readonly #raster = new HeatRaster();

  draw(frame: FrameContext): Uint32Array {
    this.#outline.prepare(frame);
    this.#marks.begin(this.#batches, frame);
    const { width, height } = frame.layout.plot;
    const pixels = new Uint32Array(width * height);
    const { pool, style } = frame.state;
    if (pool === null || frame.camera === null) throw new Error("there is no pool");
    this.#raster.draw(pixels, width, height, pool, frame.camera, style, null, this.#marks);
    return pixels;
  }
}

function poolOf(): PoolMirror {
  const pool = new PoolMirror({ columnSec: 1, ticksPerRow: 1, content: "volume" });
  pool.apply(columnsOf(0, COLUMNS, COLUMNS, 0, true));
  return pool;
}

/** One chart that is drawn again and again, each time beside one drawn anew. */
class Following {
  readonly #kept = new Drawing();
  readonly #grid = new PixelGrid();
  readonly #pool: PoolMirror;
  readonly #shown: { readonly width: number; readonly pxPerSec: number; readonly hairlinePx?: number };

  constructor(pool: PoolMirror, shown: { readonly width: number; readonly pxPerSec: number; readonly hairlinePx?: number }) {
    this.#pool = pool;
    this.#shown = shown;
  }

  /** Where they differ once the pool has taken some columns. */
  differsAfter(columns: Parameters<PoolMirror["apply"]>[0]): number {
    this.#pool.apply(columns);
    return this.differsAt(0);
  }

  /** Where the pictures differ with the window's start so many seconds after the pool's; -1 where they do not. */
  differsAt(fromSec: number, zoom = 1): number {
    const { width, pxPerSec, hairlinePx = 1 } = this.#shown;
    const from = FIRST_SEC + fromSec;
    const viewport = { fromSec: from, toSec: from + (width / pxPerSec) * zoom, lowTicks: 995, highTicks: 1010 };
    const layout = { ...LAYOUT, plot: { x: 0, y: 0, width, height: 30 } };
    const frame = frameOf({ ...STATE, pool: this.#pool, viewport, outline: "range" }, layout, this.#grid, { hairlinePx });
    const [now, anew] = [this.#kept.draw(frame), new Drawing().draw(frame)];
    return now.findIndex((pixel, at) => pixel !== anew[at]);
  }
}

const steps = fc.record(
  {
    panPx: fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -5, max: 5 })),
    drift: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
    zoom: fc.constantFrom(1, 1, 1, 1 + 1.1e-6, 1 + 3e-6, 0.5, 2),
    change: fc.tuple(fc.nat(COLUMNS - 1), fc.nat(3)),
    live: fc.constantFrom(true),
    reset: fc.constantFrom(true),
    outline: fc.constantFrom("candles" as const, "range" as const, "off" as const),
    theme: fc.constantFrom("dark" as const, "light" as const),
    hairlinePx: fc.constantFrom(1, 2, 3, 4),
  },
  { requiredKeys: [] },
);

describe("outlines that are kept with the heat", () => {
  it("are pixel for pixel those painted anew, whatever moves, comes, changes or looks otherwise", () => {
    const scales = fc.oneof(fc.constantFrom(20.5, 4.5, 1, 0.5, 1.5, 2, 8), fc.double({ min: 0.6, max: 40, noNaN: true }));
    fc.assert(
      fc.property(scales, fc.double({ min: 0, max: 300, noNaN: true }), fc.array(steps, { minLength: 1, maxLength: 10 }), (pxPerSec, fromSec, moves) => {
        const pool = poolOf();
        const grid = new PixelGrid();
        const kept = new Drawing();
        let viewport = { fromSec: FIRST_SEC + fromSec, toSec: FIRST_SEC + fromSec + SIZE.width / pxPerSec, lowTicks: 995, highTicks: 1010 };
        let hairlinePx = 1;
        let outline: SceneState["outline"] = "range";
        let { theme } = STATE;
        const draw = (): void => {
          const frame = frameOf({ ...STATE, pool, viewport, outline, theme }, LAYOUT, grid, { hairlinePx });
          const [now, anew] = [kept.draw(frame), new Drawing().draw(frame)];
          expect(now.findIndex((pixel, at) => pixel !== anew[at])).toBe(-1);
        };
        draw();
        draw();
        for (const [at, step] of moves.entries()) {
          const [panX, panY] = step.panPx ?? [0, 0];
          const bySec = ((panX + (step.drift ?? 0)) * (viewport.toSec - viewport.fromSec)) / SIZE.width;
          const byTicks = (panY * (viewport.highTicks - viewport.lowTicks)) / SIZE.height;
          const span = (viewport.toSec - viewport.fromSec) * (step.zoom ?? 1);
          const from = viewport.fromSec + bySec;
          viewport = { fromSec: from, toSec: from + span, lowTicks: viewport.lowTicks + byTicks, highTicks: viewport.highTicks + byTicks };
          if (step.reset === true) pool.apply(columnsOf(0, COLUMNS, COLUMNS, at + 1, true));
          if (step.change !== undefined) pool.apply(columnsOf(step.change[0], Math.min(COLUMNS, step.change[0] + step.change[1]), Math.max(COLUMNS, pool.columnCount), at + 1));
          if (step.live === true) pool.apply(columnsOf(pool.columnCount - 1, pool.columnCount + 1, pool.columnCount + 1, at + 1));
          hairlinePx = step.hairlinePx ?? hairlinePx;
          outline = step.outline ?? outline;
          theme = THEMES[step.theme ?? theme.name];
          draw();
          draw();
        }
      }),
      { numRuns: 120, examples: [[20.5, 0, [{ hairlinePx: 3 }, {}]]] },
    );
  });

  it("keep their pixels where a column's edge lies at half a pixel", () => {
    for (const pxPerSec of [4.5, 12.5, 20.5, 33.5]) {
      for (let start = 0; start < 12; start++) {
        const drawing = new Following(poolOf(), { width: 1338 + start, pxPerSec });
        const startSec = 100 + start * 7.394_117_3;
        for (let pan = 0; pan < 25; pan++) expect(drawing.differsAt(startSec + (((pan * 7919) % 900) - 450) / pxPerSec)).toBe(-1);
      }
    }
  });

  it("are painted anew at a scale that is all but the same", () => {
    const drawing = new Following(poolOf(), { width: 1842, pxPerSec: 1842 / 173 });
    for (let at = 0; at < 40; at++) expect(drawing.differsAt(60 + at / 7, 1 + at * 1.1e-6)).toBe(-1);
  });

  it("follow a column that changes under lines thicker than a column", () => {
    for (const hairlinePx of [2, 3, 4]) {
      const pool = poolOf();
      const drawing = new Following(pool, { width: 200, pxPerSec: 1, hairlinePx });
      for (let salt = 0; salt < 5; salt++) {
        expect(drawing.differsAt(100)).toBe(-1);
        expect(drawing.differsAt(100)).toBe(-1);
        pool.apply(columnsOf(159, 160, COLUMNS, salt));
      }
      expect(drawing.differsAt(100)).toBe(-1);
    }
  });

  it("follow a column that no pixel shows, where several share one", () => {
    const pool = poolOf();
    const drawing = new Following(pool, { width: 100, pxPerSec: 0.25 });
    for (let column = 196; column < 204; column++) {
      expect(drawing.differsAt(0)).toBe(-1);
      expect(drawing.differsAt(0)).toBe(-1);
      pool.apply(columnsOf(column, column + 1, COLUMNS, column));
    }
    expect(drawing.differsAt(0)).toBe(-1);
    const sliver = new Following(poolOf(), { width: 400, pxPerSec: 0.999_5 });
    for (let column = 0; column < COLUMNS; column++) expect([column, sliver.differsAfter(columnsOf(column, column + 1, COLUMNS, column))]).toEqual([column, -1]);
  });

  it("take a direction's colour from the last column with trades, however far back that is", () => {
    const doji = (close: number): Int32Array => Int32Array.of(close, close, close, close);
    const column = (at: number, columnCount: number, close: number, isReset: boolean): Parameters<PoolMirror["apply"]>[0] => ({
      ...columnsOf(at, at + 1, columnCount, 1, isReset),
      headers: Int32Array.of(at * CELLS, 1000, 1, 9000),
      candles: doji(close),
    });
    const pool = new PoolMirror({ columnSec: 1, ticksPerRow: 1, content: "volume" });
    pool.apply(column(30, 31, 1002, true));
    const grid = new PixelGrid();
    const kept = new Drawing();
    const viewport = { fromSec: FIRST_SEC + 20, toSec: FIRST_SEC + 60, lowTicks: 995, highTicks: 1010 };
    const state: SceneState = { ...STATE, pool, viewport, outline: "candles" };
    const before = [kept.draw(frameOf(state, LAYOUT, grid)), kept.draw(frameOf(state, LAYOUT, grid))][1];
    pool.apply(column(5, 31, 1001, false));
    const after = kept.draw(frameOf(state, LAYOUT, grid));
    expect(after).toEqual(new Drawing().draw(frameOf(state, LAYOUT, grid)));
    expect(after).not.toEqual(before);
  });
});

describe("batches that are kept with the heat", () => {
  it("come first in their stage", () => {
    expect(sortBatches(makeLayers()).plot.kept).toHaveLength(2);
    expect(() => sortBatches([new GridLayer(), new OutlineLayer()])).toThrow(/no other batch may come before it/);
  });
});
