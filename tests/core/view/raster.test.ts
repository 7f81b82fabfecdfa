import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellColour } from "../../../core/view/cell-colour.ts";
import { CellPoolBuilder } from "../../../core/view/cell-pool-builder.ts";
import { type CellPool, HEADER_COUNT, HEADER_LOW_ROW, HEADER_MAX_CODE, HEADER_OFFSET, HEADER_STRIDE, type PoolKey } from "../../../core/view/cell-pool.ts";
import { HEAT_FORMULAS, type HeatFormula, type HeatStyle, RAMP_COUNT, RAMP_SIZE } from "../../../core/view/heat-style.ts";
import { cellOfPixel, fitPoolCamera, type PoolCamera } from "../../../core/view/pool-camera.ts";
import type { HeatTrail } from "../../../core/view/heat-strips.ts";
import { HeatRaster } from "../../../core/view/raster.ts";
import type { Viewport } from "../../../core/view/viewport.ts";
import { barsOf, randomLevels } from "./random-bars.ts";
import { seededRandom } from "../../../client/gallery/seeded-random.ts";
import { sampleTrail } from "../../../client/gallery/sample-trail.ts";
import { styledTrail } from "./styled-trail.ts";

const FIRST_SEC = 1_700_000_000;
const SECONDS = 120;
const WIDTH_PX = 75;
const HEIGHT_PX = 61;
const BACKGROUND = 0xff120d0a;
const PALETTE = Uint32Array.from({ length: RAMP_COUNT * RAMP_SIZE }, (_, index) => (0xff000001 + index * 7919) >>> 0);

/** Every pixel by itself, as the definitions say it. */
function drawPlainly(pool: CellPool, camera: PoolCamera, style: HeatStyle, trail: HeatTrail | null = null): Uint32Array {
  const frame = new Uint32Array(WIDTH_PX * HEIGHT_PX);
  for (let y = 0; y < HEIGHT_PX; y++) {
    for (let x = 0; x < WIDTH_PX; x++) {
      const pixel = pixelOf(pool, camera, style, x, y);
      const isEmpty = pixel === style.background && trail !== null;
      frame[(HEIGHT_PX - 1 - y) * WIDTH_PX + x] = isEmpty ? trailPixelOf(trail, pool, camera, x, y) : pixel;
    }
  }
  return frame;
}

function trailPixelOf({ pool: trail, style }: HeatTrail, pool: CellPool, camera: PoolCamera, x: number, y: number): number {
  const column = cellOfPixel(camera.time, x) + pool.firstColumn - trail.firstColumn;
  if (column < 0 || column >= trail.columnCount) return style.background;
  const header = trail.headers.subarray(column * HEADER_STRIDE, (column + 1) * HEADER_STRIDE);
  const inColumn = cellOfPixel(camera.price, y) - header[HEADER_LOW_ROW];
  if (inColumn < 0 || inColumn >= header[HEADER_COUNT]) return style.background;
  return cellColour(0, trail.cells[header[HEADER_OFFSET] + inColumn], style, style.highCode);
}

function pixelOf(pool: CellPool, camera: PoolCamera, style: HeatStyle, x: number, y: number): number {
  const column = cellOfPixel(camera.time, x);
  const row = cellOfPixel(camera.price, y);
  if (column < 0 || column >= pool.columnCount) return style.background;
  if (style.gapX && cellOfPixel(camera.time, x + 1) !== column) return style.background;
  if (style.gapY && cellOfPixel(camera.price, y + 1) !== row) return style.background;
  const header = pool.headers.subarray(column * HEADER_STRIDE, (column + 1) * HEADER_STRIDE);
  const inColumn = row - header[HEADER_LOW_ROW];
  if (inColumn < 0 || inColumn >= header[HEADER_COUNT]) return style.background;
  const cell = pool.cells[header[HEADER_OFFSET] + inColumn];
  return cellColour(cell & 0xffff, cell >>> 16, style, style.perColumn ? header[HEADER_MAX_CODE] : style.highCode);
}

/** Position of the first pixel that differs, -1 for none. */
function firstDifference(a: Uint32Array, b: Uint32Array): number {
  return a.length === b.length ? a.findIndex((pixel, index) => pixel !== b[index]) : 0;
}

const views = fc
  .record({
    fromSec: fc.double({ min: -60, max: SECONDS, noNaN: true }),
    spanSec: fc.oneof(fc.constant(WIDTH_PX), fc.double({ min: 0.2, max: 400, noNaN: true })),
    lowTicks: fc.double({ min: -80, max: 40, noNaN: true }),
    spanTicks: fc.oneof(fc.constant(HEIGHT_PX), fc.double({ min: 0.2, max: 14, noNaN: true }), fc.double({ min: 14, max: 400, noNaN: true })),
  })
  .map(
    ({ fromSec, spanSec, lowTicks, spanTicks }): Viewport => ({
      fromSec: FIRST_SEC + fromSec,
      toSec: FIRST_SEC + fromSec + spanSec,
      lowTicks,
      highTicks: lowTicks + spanTicks,
    }),
  );

const styles = fc
  .record({
    formula: fc.constantFrom<HeatFormula>(...Object.values(HEAT_FORMULAS)),
    lowCode: fc.integer({ min: 0, max: 9000 }),
    span: fc.integer({ min: 256, max: 12_000 }),
    perColumn: fc.boolean(),
    gapX: fc.boolean(),
    gapY: fc.boolean(),
  })
  .map(({ span, ...rest }): HeatStyle => ({ ...rest, highCode: rest.lowCode + span, palette: PALETTE, background: BACKGROUND }));

function cameraFor(view: Viewport, pool: CellPool): PoolCamera {
  return fitPoolCamera(view, { widthPx: WIDTH_PX, heightPx: HEIGHT_PX }, pool.columnSec, pool.ticksPerRow, pool.firstColumn);
}

function poolOf(seed: number, key: PoolKey): CellPoolBuilder {
  const builder = new CellPoolBuilder(key, FIRST_SEC);
  builder.pack(barsOf(randomLevels(seed, SECONDS, { firstSec: FIRST_SEC })), FIRST_SEC, FIRST_SEC + SECONDS);
  return builder;
}

const KEY: PoolKey = { columnSec: 1, ticksPerRow: 1, content: "volume" };

describe("HeatRaster", () => {
  it("draws what the definitions say, frame after frame into the same memory, whatever others painted there", () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.tuple(views, styles, fc.boolean(), fc.boolean()), { minLength: 2, maxLength: 6 }), (seed, frames) => {
        const pools = [poolOf(seed, KEY).pool, poolOf(seed + 1, { columnSec: 5, ticksPerRow: 3, content: "trades" }).pool];
        const raster = new HeatRaster();
        const frame = new Uint32Array(WIDTH_PX * HEIGHT_PX);
        for (const [view, style, coarse, isPainted] of frames) {
          const pool = pools[coarse ? 1 : 0];
          if (isPainted) frame.fill(0x7f112233);
          raster.draw(frame, WIDTH_PX, HEIGHT_PX, pool, cameraFor(view, pool), style);
          expect(firstDifference(frame, drawPlainly(pool, cameraFor(view, pool), style))).toBe(-1);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("lays the cells over a trail, which is seen between them too, frame after frame into the same memory", () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.tuple(views, styles, fc.boolean(), fc.boolean()), { minLength: 2, maxLength: 6 }), (seed, frames) => {
        const raster = new HeatRaster();
        const frame = new Uint32Array(WIDTH_PX * HEIGHT_PX);
        const bars = barsOf(randomLevels(seed, SECONDS, { firstSec: FIRST_SEC }));
        for (const [view, style, coarse, trailed] of frames) {
          const key: PoolKey = { columnSec: coarse ? 5 : 1, ticksPerRow: coarse ? 3 : 1, content: "volume" };
          const pool = poolOf(seed, key).pool;
          const trail = trailed ? styledTrail(sampleTrail(bars, key, view, 20).mirror, BACKGROUND) : null;
          raster.draw(frame, WIDTH_PX, HEIGHT_PX, pool, cameraFor(view, pool), style, trail);
          expect(firstDifference(frame, drawPlainly(pool, cameraFor(view, pool), style, trail))).toBe(-1);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("sees a column that is packed anew, and one that grows the pool", () => {
    const levels = randomLevels(9, SECONDS, { firstSec: FIRST_SEC });
    const builder = new CellPoolBuilder({ ...KEY, columnSec: 2 }, FIRST_SEC);
    const raster = new HeatRaster();
    const frame = new Uint32Array(WIDTH_PX * HEIGHT_PX);
    const view = { fromSec: FIRST_SEC, toSec: FIRST_SEC + SECONDS, lowTicks: -60, highTicks: 60 };
    const style: HeatStyle = { formula: 0, lowCode: 1000, highCode: 9000, perColumn: false, gapX: false, gapY: false, palette: PALETTE, background: BACKGROUND };
    const random = seededRandom(4);
    for (let known = 1; known <= levels.length; known += 1 + Math.floor(random() * 9)) {
      const fromSec = levels[known - 1].timeSec - Math.floor(random() * 6);
      builder.pack(barsOf(levels.slice(0, known)), fromSec, FIRST_SEC + SECONDS);
      raster.draw(frame, WIDTH_PX, HEIGHT_PX, builder.pool, cameraFor(view, builder.pool), style);
    }
    builder.pack(barsOf(levels), FIRST_SEC, FIRST_SEC + SECONDS);
    raster.draw(frame, WIDTH_PX, HEIGHT_PX, builder.pool, cameraFor(view, builder.pool), style);
    expect(firstDifference(frame, drawPlainly(builder.pool, cameraFor(view, builder.pool), style))).toBe(-1);
    expect(new Set(frame).size).toBeGreaterThan(10);
  });

  it("paints a frame it has not seen before in full, and one of another size", () => {
    const { pool } = poolOf(2, KEY);
    const view = { fromSec: FIRST_SEC, toSec: FIRST_SEC + SECONDS, lowTicks: -60, highTicks: 60 };
    const style: HeatStyle = { formula: 1, lowCode: 0, highCode: 9000, perColumn: false, gapX: false, gapY: false, palette: PALETTE, background: BACKGROUND };
    const raster = new HeatRaster();
    for (const dirty of [1, 2]) {
      const frame = new Uint32Array(WIDTH_PX * HEIGHT_PX).fill(dirty);
      raster.draw(frame, WIDTH_PX, HEIGHT_PX, pool, cameraFor(view, pool), style);
      expect(firstDifference(frame, drawPlainly(pool, cameraFor(view, pool), style))).toBe(-1);
    }
    const single = new Uint32Array(1);
    raster.draw(single, 1, 1, pool, fitPoolCamera(view, { widthPx: 1, heightPx: 1 }, 1, 1, pool.firstColumn), style);
    expect(single[0] >>> 24).toBe(0xff);
  });
});
