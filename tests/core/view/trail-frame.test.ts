import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HEAT_FORMULAS, type HeatStyle, RAMP_COUNT, RAMP_SIZE } from "../../../core/view/heat-style.ts";
import { PixelMap } from "../../../core/view/pixel-map.ts";
import { fitPoolCamera } from "../../../core/view/pool-camera.ts";
import { TrailFrame } from "../../../core/view/trail-frame.ts";
import { TrailMirror } from "../../../core/view/trail-mirror.ts";
import type { Viewport } from "../../../core/view/viewport.ts";

const WIDTH_PX = 41;
const HEIGHT_PX = 23;
const SLOTS = 60;
const ROWS = 30;
const BACKGROUND = 0xff120d0a;
const PALETTE = Uint32Array.from({ length: RAMP_COUNT * RAMP_SIZE }, (_, index) => (0xff000001 + index * 7919) >>> 0);
const FIRST_COLUMN = 1000;

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

function styleOf(highCode: number, background: number): HeatStyle {
  return { formula: HEAT_FORMULAS.total, lowCode: 0, highCode, perColumn: false, gapX: false, gapY: false, palette: PALETTE, background };
}

/** What a frame has to be drawn with. */
interface Shown {
  readonly mirror: TrailMirror;
  readonly style: HeatStyle;
  readonly view: Viewport;
  /** Of the pool of cells that lies over the trail. */
  readonly firstColumn: number;
  readonly gapY: boolean;
  readonly sizePx: readonly [number, number];
}

function drawInto(frame: TrailFrame, { mirror, style, view, firstColumn, gapY, sizePx: [widthPx, heightPx] }: Shown): Int32Array {
  const camera = fitPoolCamera(view, { widthPx, heightPx }, 1, 1, firstColumn);
  const map = new PixelMap();
  map.mapColumns(camera.time, widthPx, false);
  map.mapRows(camera.price, widthPx, heightPx, gapY);
  frame.update(mirror, style, camera, firstColumn, map.columnAt, map, widthPx, heightPx);
  return frame.pixels;
}

const small = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -3, max: 3 }) }, fc.integer({ min: -22, max: 22 }));
const steps = fc.record(
  {
    /** By whole columns and rows, by parts of them, and to another size. */
    pan: fc.tuple(small, small),
    drift: fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
    zoom: fc.constantFrom(1, 0.5, 2, 1.01),
    /** Older cells arrive, or are let go. */
    history: small,
    /** The trail moves on; columns of it are told anew. */
    slide: fc.integer({ min: -70, max: 70 }),
    change: fc.tuple(fc.nat(SLOTS - 1), fc.nat(4)),
    highCode: fc.constantFrom(8000, 20_000),
    background: fc.constantFrom(BACKGROUND, 0xffffffff),
    gapY: fc.boolean(),
    isNewTrail: fc.constantFrom(true, false, false, false),
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

/** The next picture. The trail's memory is changed in place, as a patch changes it. */
function next(shown: Shown, step: Step, salt: number): Shown {
  const [panX, panY] = step.pan ?? [0, 0];
  const [driftX, driftY] = step.drift ?? [0, 0];
  const { view } = shown;
  const [fromSec, toSec] = zoomed(view.fromSec + panX + driftX, view.toSec + panX + driftX, step.zoom ?? 1);
  const [lowTicks, highTicks] = zoomed(view.lowTicks + panY + driftY, view.highTicks + panY + driftY, step.zoom ?? 1);
  let { mirror } = shown;
  const first = mirror.firstColumn + (step.slide ?? 0);
  const isOlder = first < mirror.firstColumn;
  if (step.isNewTrail === true) {
    mirror = new TrailMirror({ columnSec: 1, ticksPerRow: 1, content: "volume" }, SLOTS, ROWS);
    mirror.apply(patchOf(first, first, first + SLOTS, salt));
  } else if (step.slide !== undefined) {
    const known = { from: isOlder ? first : Math.max(first, mirror.firstColumn + SLOTS), to: isOlder ? Math.min(first + SLOTS, mirror.firstColumn) : first + SLOTS };
    mirror.apply(patchOf(first, known.from, known.to, salt));
  }
  if (step.change !== undefined) {
    const [at, count] = step.change;
    mirror.apply(patchOf(mirror.firstColumn, mirror.firstColumn + at, mirror.firstColumn + Math.min(SLOTS, at + count), salt));
  }
  return {
    mirror,
    view: { fromSec, toSec, lowTicks, highTicks },
    firstColumn: shown.firstColumn + (step.history ?? 0),
    style: step.highCode === undefined && step.background === undefined ? shown.style : styleOf(step.highCode ?? shown.style.highCode, step.background ?? shown.style.background),
    gapY: step.gapY ?? shown.gapY,
    sizePx: step.sizePx ?? shown.sizePx,
  };
}

/** Position of the first pixel that differs, -1 for none. */
function firstDifference(a: Int32Array, b: Int32Array): number {
  return a.length === b.length ? a.findIndex((pixel, index) => pixel !== b[index]) : 0;
}

describe("TrailFrame", () => {
  it("is pixel for pixel the picture drawn anew, whatever moves, arrives, slides or is coloured", () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 4.3), fc.array(steps, { minLength: 1, maxLength: 12 }), (columnPx, moves) => {
        const mirror = new TrailMirror({ columnSec: 1, ticksPerRow: 1, content: "volume" }, SLOTS, ROWS);
        mirror.apply(patchOf(FIRST_COLUMN, FIRST_COLUMN, FIRST_COLUMN + SLOTS, 0));
        const view = { fromSec: FIRST_COLUMN + 5, toSec: FIRST_COLUMN + 5 + WIDTH_PX / columnPx, lowTicks: 2, highTicks: 2 + HEIGHT_PX / columnPx };
        let shown: Shown = { mirror, style: styleOf(20_000, BACKGROUND), view, firstColumn: FIRST_COLUMN - 20, gapY: false, sizePx: [WIDTH_PX, HEIGHT_PX] };
        const kept = new TrailFrame();
        drawInto(kept, shown);
        for (const [at, step] of moves.entries()) {
          shown = next(shown, step, at + 1);
          expect(firstDifference(drawInto(kept, shown), drawInto(new TrailFrame(), shown))).toBe(-1);
        }
      }),
      { numRuns: 80 },
    );
  });

  it("shows other columns where older cells have arrived and the window has moved by as many", () => {
    const mirror = new TrailMirror({ columnSec: 1, ticksPerRow: 1, content: "volume" }, SLOTS, ROWS);
    mirror.apply(patchOf(FIRST_COLUMN, FIRST_COLUMN, FIRST_COLUMN + SLOTS, 0));
    const view = { fromSec: FIRST_COLUMN + 10, toSec: FIRST_COLUMN + 10 + WIDTH_PX, lowTicks: 0, highTicks: HEIGHT_PX };
    const before: Shown = { mirror, style: styleOf(20_000, BACKGROUND), view, firstColumn: FIRST_COLUMN, gapY: false, sizePx: [WIDTH_PX, HEIGHT_PX] };
    const kept = new TrailFrame();
    drawInto(kept, before);
    const after = { ...before, firstColumn: FIRST_COLUMN - 7, view: { ...view, fromSec: view.fromSec - 7, toSec: view.toSec - 7 } };
    expect(firstDifference(drawInto(kept, after), drawInto(new TrailFrame(), after))).toBe(-1);
    expect(new Set(kept.pixels).size).toBeGreaterThan(10);
  });

  it("stays the same on a long way in one direction", () => {
    for (const [panX, panY] of [[1, 9], [-2, -9], [0, 11], [3, 0]]) {
      const mirror = new TrailMirror({ columnSec: 1, ticksPerRow: 1, content: "volume" }, SLOTS, ROWS);
      mirror.apply(patchOf(FIRST_COLUMN, FIRST_COLUMN, FIRST_COLUMN + SLOTS, 0));
      const view = { fromSec: FIRST_COLUMN + 10 - 16 * panX, toSec: FIRST_COLUMN + 10 + WIDTH_PX - 16 * panX, lowTicks: 5 - 16 * panY, highTicks: 5 - 16 * panY + HEIGHT_PX };
      let shown: Shown = { mirror, style: styleOf(20_000, BACKGROUND), view, firstColumn: FIRST_COLUMN, gapY: false, sizePx: [WIDTH_PX, HEIGHT_PX] };
      const kept = new TrailFrame();
      for (let step = 0; step < 32; step++) {
        shown = next(shown, { pan: [panX, panY] }, 0);
        expect(firstDifference(drawInto(kept, shown), drawInto(new TrailFrame(), shown))).toBe(-1);
      }
    }
  });
});
