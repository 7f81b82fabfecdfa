import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PoolKey } from "../../../core/view/cell-pool.ts";
import { HEAT_FORMULAS, type HeatStyle, RAMP_COUNT, RAMP_SIZE } from "../../../core/view/heat-style.ts";
import { fitPoolCamera } from "../../../core/view/pool-camera.ts";
import { PoolMirror } from "../../../core/view/pool-mirror.ts";
import { type HeatMarks, HeatRaster } from "../../../core/view/raster.ts";
import { TrailMirror } from "../../../core/view/trail-mirror.ts";
import type { Viewport } from "../../../core/view/viewport.ts";

const WIDTH_PX = 41;
const HEIGHT_PX = 23;
const SLOTS = 60;
const ROWS = 30;
const BACKGROUND = 0xff120d0a;
const PALETTE = Uint32Array.from({ length: RAMP_COUNT * RAMP_SIZE }, (_, index) => (0xff000001 + index * 7919) >>> 0);
const FIRST_COLUMN = 1000;
const KEY: PoolKey = { columnSec: 1, ticksPerRow: 1, content: "volume" };

/** The columns `from..to-1`, counted from the epoch, of a trail that shows `firstColumn` and those after it; cells differ from column to column and salt to salt. */
function patchOf(firstColumn: number, from: number, to: number, salt: number): Parameters<TrailMirror["apply"]>[0] {
  const list = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  const sizeOf = (column: number): number => (column * 7 + salt) % ROWS;
  return {
    firstColumn,
    columnCount: SLOTS,
    columns: Int32Array.from(list.flatMap((column) => [column - firstColumn, (column * 3) % 11, sizeOf(column)])),
    cells: Uint16Array.from(list.flatMap((column) => Array.from({ length: sizeOf(column) }, (_, row) => 1 + ((column * 977 + row * 131 + salt * 61) % 20_000)))),
  };
}

/** The columns `from..to-1` of a pool, counted from its first; each has its own place for cells, which differ from salt to salt. */
function cellsOf(from: number, to: number, columnCount: number, salt: number, isReset: boolean): Parameters<PoolMirror["apply"]>[0] {
  const list = Array.from({ length: to - from }, (_, at) => from + at);
  const sizeOf = (column: number): number => (column * 5 + salt) % 13;
  const codeOf = (column: number, row: number): number => (row % 3 === 0 ? 0 : 1 + ((column * 577 + row * 331 + salt * 91) % 9000));
  return {
    reset: isReset,
    complete: true,
    firstColumn: FIRST_COLUMN,
    columnCount,
    cellCount: columnCount * ROWS,
    columnStart: from,
    headers: Int32Array.from(list.flatMap((column) => [column * ROWS, (column * 2 + salt) % 9, sizeOf(column), 9000])),
    candles: Int32Array.from(list.flatMap((column) => [1, 4, 1, (column + salt) % 4])),
    cellStart: from * ROWS,
    cells: Uint32Array.from(list.flatMap((column) => Array.from({ length: ROWS }, (_, row) => codeOf(column, row) + codeOf(column + 1, row) * 65_536))),
  };
}

function poolOf(salt: number): PoolMirror {
  const pool = new PoolMirror(KEY);
  pool.apply(cellsOf(0, SLOTS, SLOTS, salt, true));
  return pool;
}

function trailOf(first: number, salt: number): TrailMirror {
  const trail = new TrailMirror(KEY, SLOTS, ROWS);
  trail.apply(patchOf(first, first, first + SLOTS, salt));
  return trail;
}

function styleOf(highCode: number, background: number): HeatStyle {
  return { formula: HEAT_FORMULAS.total, lowCode: 0, highCode, perColumn: false, gapX: false, gapY: false, palette: PALETTE, background };
}

/** What a frame has to be drawn with. */
interface Shown {
  readonly pool: PoolMirror;
  readonly trail: TrailMirror | null;
  readonly style: HeatStyle;
  readonly trailStyle: HeatStyle;
  readonly view: Viewport;
  readonly look: number;
  readonly sizePx: readonly [number, number];
}

/** Lines along both sides of each column's left edge, in a colour that this column's close, that of the last one with trades and the look decide. */
class Lines implements HeatMarks {
  readonly look: number;
  readonly #shown: Shown;

  constructor(shown: Shown) {
    this.look = shown.look;
    this.#shown = shown;
  }

  paint(pixels: Int32Array, fromX: number, toX: number, fromY: number, toY: number): void {
    const { pool, view, sizePx } = this.#shown;
    const pxPerSec = sizePx[0] / (view.toSec - view.fromSec);
    let before = 0;
    for (let column = 0; column < pool.columnCount; column++) {
      const closeBefore = before;
      if (pool.headers[column * 4 + 2] > 0) before = pool.candles[column * 4 + 3];
      const x = Math.round((pool.firstColumn + column - view.fromSec) * pxPerSec) - 1;
      const colour = 0xff000000 | (this.look * 65_536 + closeBefore * 256 + pool.candles[column * 4 + 3]);
      for (let at = Math.max(fromX, x); at < Math.min(toX, pxPerSec < 2 ? x + 1 : x + 2); at++) {
        for (let y = fromY; y < toY; y++) pixels[y * sizePx[0] + at] = colour;
      }
    }
  }
}

function drawInto(raster: HeatRaster, shown: Shown): Uint32Array {
  const [widthPx, heightPx] = shown.sizePx;
  const frame = new Uint32Array(widthPx * heightPx);
  const camera = fitPoolCamera(shown.view, { widthPx, heightPx }, 1, 1, shown.pool.firstColumn);
  const trail = shown.trail === null ? null : { pool: shown.trail, style: shown.trailStyle };
  raster.draw(frame, widthPx, heightPx, shown.pool, camera, shown.style, trail, new Lines(shown));
  return frame;
}

const small = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -3, max: 3 }) }, fc.integer({ min: -22, max: 22 }));
const steps = fc.record(
  {
    /** By pixels. */
    pan: fc.tuple(small, small),
    zoom: fc.constantFrom(1, 1, 1, 1, 0.5, 2, 1.01),
    /** Columns of the pool are told anew, one is added, all are another market's, or the mirror is frozen or thawed. */
    cells: fc.tuple(fc.nat(SLOTS - 1), fc.nat(4)),
    live: fc.constantFrom(true),
    pool: fc.constantFrom("reset", "emptied", "other", "freeze", "thaw"),
    /** The trail moves on; columns of it are told anew. */
    slide: fc.integer({ min: -70, max: 70 }),
    change: fc.tuple(fc.nat(SLOTS - 1), fc.nat(4)),
    highCode: fc.constantFrom(8000, 20_000),
    background: fc.constantFrom(BACKGROUND, 0xffffffff),
    cellCode: fc.constantFrom(3000, 12_000),
    gapX: fc.boolean(),
    gapY: fc.boolean(),
    look: fc.nat(2),
    newTrail: fc.constantFrom("other", "off"),
    sizePx: fc.constantFrom([WIDTH_PX, HEIGHT_PX] as const, [WIDTH_PX, HEIGHT_PX] as const, [16, 9] as const),
  },
  { requiredKeys: [] },
);

type Step = typeof steps extends fc.Arbitrary<infer Made> ? Made : never;

function zoomed(from: number, to: number, times: number): readonly [number, number] {
  const middle = (from + to) / 2;
  const half = ((to - from) / 2) * times;
  return [middle - half, middle + half];
}

/** The next picture. Memory of pool and trail is changed in place, as patches change it. */
function next(shown: Shown, step: Step, salt: number): Shown {
  const [panX, panY] = step.pan ?? [0, 0];
  const { view } = shown;
  const bySec = (panX * (view.toSec - view.fromSec)) / shown.sizePx[0];
  const byTicks = (panY * (view.highTicks - view.lowTicks)) / shown.sizePx[1];
  const [fromSec, toSec] = zoomed(view.fromSec + bySec, view.toSec + bySec, step.zoom ?? 1);
  const [lowTicks, highTicks] = zoomed(view.lowTicks + byTicks, view.highTicks + byTicks, step.zoom ?? 1);
  const background = step.background ?? shown.style.background;
  return {
    pool: nextPool(shown.pool, step, salt),
    trail: nextTrail(shown.trail, step, salt),
    view: { fromSec, toSec, lowTicks, highTicks },
    style: { ...styleOf(step.cellCode ?? shown.style.highCode, background), gapX: step.gapX ?? shown.style.gapX, gapY: step.gapY ?? shown.style.gapY },
    trailStyle: styleOf(step.highCode ?? shown.trailStyle.highCode, background),
    look: step.look ?? shown.look,
    sizePx: step.sizePx ?? shown.sizePx,
  };
}

function nextPool(pool: PoolMirror, step: Step, salt: number): PoolMirror {
  if (step.pool === "other") return poolOf(salt);
  if (step.pool === "reset") pool.apply(cellsOf(0, SLOTS, SLOTS, salt, true));
  if (step.pool === "emptied") pool.apply(cellsOf(20, SLOTS, SLOTS, salt, true));
  if (step.pool === "freeze") pool.freeze(FIRST_COLUMN + SLOTS - 30);
  if (step.pool === "thaw") pool.thaw();
  const count = Math.max(SLOTS, pool.columnCount);
  if (step.cells !== undefined) pool.apply(cellsOf(step.cells[0], Math.min(count, step.cells[0] + step.cells[1]), count, salt, false));
  if (step.live === true) pool.apply(cellsOf(count - 1, count + 1, count + 1, salt, false));
  return pool;
}

function nextTrail(trail: TrailMirror | null, step: Step, salt: number): TrailMirror | null {
  const first = (trail?.firstColumn ?? FIRST_COLUMN) + (step.slide ?? 0);
  if (step.newTrail === "off") return null;
  if (step.newTrail === "other" || trail === null) return step.newTrail === "other" ? trailOf(first, salt) : null;
  if (step.slide !== undefined) {
    const isOlder = first < trail.firstColumn;
    const known = { from: isOlder ? first : Math.max(first, trail.firstColumn + SLOTS), to: isOlder ? Math.min(first + SLOTS, trail.firstColumn) : first + SLOTS };
    trail.apply(patchOf(first, known.from, known.to, salt));
  }
  if (step.change !== undefined) {
    const [at, count] = step.change;
    trail.apply(patchOf(trail.firstColumn, trail.firstColumn + at, trail.firstColumn + Math.min(SLOTS, at + count), salt));
  }
  return trail;
}

/** Position of the first pixel that differs, -1 for none. */
function firstDifference(a: Uint32Array, b: Uint32Array): number {
  return a.length === b.length ? a.findIndex((pixel, index) => pixel !== b[index]) : 0;
}

function begun(view: Viewport): Shown {
  return { pool: poolOf(0), trail: trailOf(FIRST_COLUMN, 0), style: styleOf(9000, BACKGROUND), trailStyle: styleOf(20_000, BACKGROUND), view, look: 0, sizePx: [WIDTH_PX, HEIGHT_PX] };
}

describe("a kept picture of HeatRaster's", () => {
  it("is pixel for pixel the picture drawn anew, whatever moves, arrives, slides, goes or is coloured", () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 8), fc.array(steps, { minLength: 1, maxLength: 12 }), (columnPx, moves) => {
        let shown = begun({ fromSec: FIRST_COLUMN + 5, toSec: FIRST_COLUMN + 5 + WIDTH_PX / columnPx, lowTicks: 2, highTicks: 2 + HEIGHT_PX / columnPx });
        const kept = new HeatRaster();
        drawInto(kept, shown);
        drawInto(kept, shown);
        for (const [at, step] of moves.entries()) {
          shown = next(shown, step, at + 1);
          expect(firstDifference(drawInto(kept, shown), drawInto(new HeatRaster(), shown))).toBe(-1);
          expect(firstDifference(drawInto(kept, shown), drawInto(new HeatRaster(), shown))).toBe(-1);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("stays the same on a long way in one direction", () => {
    for (const [panX, panY] of [[1, 9], [-2, -9], [0, 11], [3, 0]]) {
      const lowTicks = 5 - 16 * panY;
      const fromSec = FIRST_COLUMN + 10 - 16 * panX;
      let shown = begun({ fromSec, toSec: fromSec + WIDTH_PX, lowTicks, highTicks: lowTicks + HEIGHT_PX });
      const kept = new HeatRaster();
      for (let step = 0; step < 32; step++) {
        shown = next(shown, { pan: [panX, panY] }, 0);
        expect(firstDifference(drawInto(kept, shown), drawInto(new HeatRaster(), shown))).toBe(-1);
      }
    }
  });

  it("paints the marks of a changed column's neighbours too: they may depend on it, and reach over it", () => {
    for (const columnPx of [1, 2, 8]) {
      const view = { fromSec: FIRST_COLUMN, toSec: FIRST_COLUMN + WIDTH_PX / columnPx, lowTicks: 0, highTicks: HEIGHT_PX };
      let shown = begun(view);
      const kept = new HeatRaster();
      drawInto(kept, shown);
      drawInto(kept, shown);
      for (let salt = 1; salt < 9; salt++) {
        shown = next(shown, { cells: [2, 1] }, salt);
        expect(firstDifference(drawInto(kept, shown), drawInto(new HeatRaster(), shown))).toBe(-1);
      }
    }
  });

  it.each([0, -20])("paints nothing but what came into view while it only moves, from %i columns of the history on", (from) => {
    let shown = begun({ fromSec: FIRST_COLUMN + from, toSec: FIRST_COLUMN + from + WIDTH_PX, lowTicks: 0, highTicks: HEIGHT_PX });
    const kept = new HeatRaster();
    const painted: number[] = [];
    for (let step = 0; step < 6; step++) {
      const lines = new Lines(shown);
      const counting: HeatMarks = {
        look: 0,
        paint: (pixels, fromX, toX, fromY, toY) => {
          painted.push((toX - fromX) * (toY - fromY));
          lines.paint(pixels, fromX, toX, fromY, toY);
        },
      };
      const camera = fitPoolCamera(shown.view, { widthPx: WIDTH_PX, heightPx: HEIGHT_PX }, 1, 1, shown.pool.firstColumn);
      kept.draw(new Uint32Array(WIDTH_PX * HEIGHT_PX), WIDTH_PX, HEIGHT_PX, shown.pool, camera, shown.style, null, counting);
      shown = next(shown, { pan: [2, 0] }, 0);
    }
    expect(painted).toEqual([WIDTH_PX * HEIGHT_PX, WIDTH_PX * HEIGHT_PX, 2 * HEIGHT_PX, 2 * HEIGHT_PX, 2 * HEIGHT_PX, 2 * HEIGHT_PX]);
  });
});
