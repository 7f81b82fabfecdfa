import { type Browser, chromium } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CellPoolBuilder } from "../../core/view/cell-pool-builder.ts";
import { CANDLE_STRIDE, type CellContent, type CellPool, HEADER_COUNT, HEADER_STRIDE } from "../../core/view/cell-pool.ts";
import { HEAT_FORMULAS, type HeatStyle, RAMP_COUNT, RAMP_SIZE } from "../../core/view/heat-style.ts";
import { fitPoolCamera, type PoolCamera } from "../../core/view/pool-camera.ts";
import { HeatRaster } from "../../core/view/raster.ts";
import { TRAIL_ALPHA } from "../../core/view/trail-palette.ts";
import type { Viewport } from "../../core/view/viewport.ts";
import { chromiumFlags } from "../../scripts/chromium-flags.mjs";
import { findChromium } from "../../scripts/find-chromium.mjs";
import { barsOf, randomLevels } from "../core/view/random-bars.ts";
import { seededRandom } from "../../client/gallery/seeded-random.ts";
import { sampleTrail } from "../../client/gallery/sample-trail.ts";
import { styledTrail } from "../core/view/styled-trail.ts";
import { HeatmapPage } from "./heatmap-page.ts";

const FIRST_SEC = 1_700_000_000;
const WIDTH_PX = 389;
const HEIGHT_PX = 293;
const BACKGROUND = 0xff120d0a;
const SIZE = { widthPx: WIDTH_PX, heightPx: HEIGHT_PX };
/** Most cells that are drawn one by one: none; where columns are more than a pixel wide all of them, too. */
function eachCut({ columnWidthPx }: PoolCamera): readonly number[] {
  return columnWidthPx > 1 ? [0, Number.POSITIVE_INFINITY] : [0];
}

/** Windows on a pool that starts at FIRST_SEC and holds 500 seconds. */
const CAMERAS: Readonly<Record<string, (pool: CellPool) => Viewport>> = {
  "one column and one row a pixel": (pool) => windowAt(0, WIDTH_PX, lowTicksAt(pool, 0) - 100, HEIGHT_PX),
  "large cells": (pool) => windowAt(12.3, 11.7, lowTicksAt(pool, 18) - 14.25, 31.5),
  "a fraction of a cell": (pool) => windowAt(40.9, 0.31, lowTicksAt(pool, 41) - 0.6, 0.83),
  "columns before the start and after the end": (pool) => windowAt(-90.5, 700.25, lowTicksAt(pool, 100) - 60, 150),
  "nothing but time before the start": (pool) => windowAt(-900, 300, lowTicksAt(pool, 0) - 60, 150),
  "zoomed out below a pixel": (pool) => windowAt(-3000, 9000, lowTicksAt(pool, 0) - 2000, 4100),
  "prices far above": (pool) => windowAt(100, 50, lowTicksAt(pool, 100) + 5000, 80),
};

function windowAt(offsetSec: number, spanSec: number, lowTicks: number, spanTicks: number): Viewport {
  return { fromSec: FIRST_SEC + offsetSec, toSec: FIRST_SEC + offsetSec + spanSec, lowTicks, highTicks: lowTicks + spanTicks };
}

/** Low of the first traded column from `column` on. */
function lowTicksAt(pool: CellPool, column: number): number {
  while (pool.headers[column * HEADER_STRIDE + HEADER_COUNT] === 0) column++;
  return pool.candles[column * CANDLE_STRIDE + 2];
}

function randomPool(seed: number, priceTicks: number, ticksPerRow: number, content: CellContent): CellPool {
  const bars = barsOf(randomLevels(seed, 500, { firstSec: FIRST_SEC, priceTicks, spread: 30, emptyShare: 0.1 }));
  const builder = new CellPoolBuilder({ columnSec: 1, ticksPerRow, content }, FIRST_SEC);
  builder.pack(bars, FIRST_SEC + 250, FIRST_SEC + 500);
  builder.pack(bars, FIRST_SEC, FIRST_SEC + 250);
  return builder.pool;
}

function randomStyle(seed: number, formula: HeatStyle["formula"], cells: "gaps" | "no gaps"): HeatStyle {
  const random = seededRandom(seed);
  const lowCode = Math.floor(random() * 8000);
  return {
    formula,
    lowCode,
    highCode: lowCode + 256 + Math.floor(random() * 12_000),
    perColumn: random() < 0.4,
    gapX: cells === "gaps",
    gapY: cells === "gaps" && random() < 0.8,
    palette: Uint32Array.from({ length: RAMP_COUNT * RAMP_SIZE }, () => (random() * 0x1000000) | 0xff000000),
    background: BACKGROUND,
  };
}

/** Cells of any code, also those no volume reaches: what the arithmetic must agree on. */
function poolOfEveryCode(seed: number): CellPool {
  const random = seededRandom(seed);
  const columnCount = WIDTH_PX + 20;
  const rows = HEIGHT_PX - 7;
  const anyCode = (): number => Math.floor(random() * 65_536);
  const headers = new Int32Array(columnCount * HEADER_STRIDE);
  for (let column = 0; column < columnCount; column++) headers.set([column * rows, 3, rows, anyCode()], column * HEADER_STRIDE);
  const cells = Uint32Array.from({ length: columnCount * rows }, () => {
    const code = anyCode();
    const other = random() < 0.5 ? anyCode() : Math.max(0, Math.min(65_535, code + Math.round((random() - 0.5) * 6000)));
    return random() < 0.1 ? code : (code | (other << 16)) >>> 0;
  });
  const candles = new Int32Array(columnCount * CANDLE_STRIDE);
  return { columnSec: 1, ticksPerRow: 1, content: "volume", firstColumn: FIRST_SEC, columnCount, cellCount: cells.length, headers, cells, candles };
}

/** Without the mark of what lies under cells, which a blend mixes with the background. */
function opaque(frame: Uint32Array): Uint32Array {
  return frame.map((pixel) => (pixel | 0xff000000) >>> 0);
}

function countPainted(frame: Uint32Array): number {
  return frame.reduce((count, pixel) => count + (pixel === BACKGROUND ? 0 : 1), 0);
}

function countDifferences(a: Uint32Array, b: Uint32Array): number {
  let differing = Math.abs(a.length - b.length);
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) differing++;
  return differing;
}

describe("heatmap.frag and HeatRaster", () => {
  let browser: Browser;
  let page: HeatmapPage;

  beforeAll(async () => {
    const executablePath = await findChromium();
    browser = await chromium.launch({ args: chromiumFlags(), ...(executablePath === undefined ? {} : { executablePath }) });
    page = await HeatmapPage.open(browser);
  });
  afterAll(async () => {
    await browser?.close();
  });

  for (const [formulaName, formula] of Object.entries(HEAT_FORMULAS)) {
    for (const [cameraName, viewOf] of Object.entries(CAMERAS)) {
      it(`draw the same pixels: ${formulaName}, ${cameraName}`, async () => {
        const raster = new HeatRaster();
        const frame = new Uint32Array(WIDTH_PX * HEIGHT_PX);
        for (const [seed, price] of [
          [1, 0],
          [2, -618_000],
          [3, 2_000_000_000],
        ]) {
          const ticksPerRow = 1 + (seed % 3);
          const pool = randomPool(seed, price, ticksPerRow, seed === 3 ? "trades" : "volume");
          const style = randomStyle(seed * 7 + formula, formula, cameraName.includes("cell") ? "gaps" : "no gaps");
          const camera = fitPoolCamera(viewOf(pool), SIZE, 1, ticksPerRow, pool.firstColumn);
          raster.draw(frame, WIDTH_PX, HEIGHT_PX, pool, camera, style);
          const empty = cameraName.startsWith("nothing") || cameraName.startsWith("prices far");
          for (const mostCells of eachCut(camera)) {
            const drawn = await page.draw(pool, camera, style, SIZE, mostCells);
            expect(countDifferences(frame, drawn)).toBe(0);
            expect(countPainted(drawn) > 0).toBe(!empty);
          }
        }
      });
    }

    it(`draw the same pixels: ${formulaName} over a trail, between cells too`, async () => {
      const raster = new HeatRaster();
      const frame = new Uint32Array(WIDTH_PX * HEIGHT_PX);
      for (const [seed, [cameraName, viewOf]] of Object.entries(CAMERAS).entries()) {
        const levels = randomLevels(seed, 500, { firstSec: FIRST_SEC, priceTicks: -5000, spread: 30, emptyShare: 0.1 });
        const pool = randomPool(seed, -5000, 1 + (seed % 3), "volume");
        const view = viewOf(pool);
        const style = randomStyle(seed * 7 + formula, formula, cameraName.includes("cell") ? "gaps" : "no gaps");
        const trail = styledTrail(sampleTrail(barsOf(levels), pool, view, 40).mirror, BACKGROUND);
        const camera = fitPoolCamera(view, SIZE, 1, pool.ticksPerRow, pool.firstColumn);
        raster.draw(frame, WIDTH_PX, HEIGHT_PX, pool, camera, style, trail);
        for (const mostCells of eachCut(camera)) {
          const drawn = await page.draw(pool, camera, style, SIZE, mostCells, trail);
          expect(countDifferences(opaque(frame), opaque(drawn)), cameraName).toBe(0);
        }
        const isEmpty = cameraName.startsWith("nothing") || cameraName.startsWith("prices far");
        expect(frame.some((pixel) => pixel >>> 24 === TRAIL_ALPHA), cameraName).toBe(!isEmpty);
      }
    });

    it(`draw the same pixels: ${formulaName}, every pair of codes`, async () => {
      const pool = poolOfEveryCode(formula + 11);
      const frame = new Uint32Array(WIDTH_PX * HEIGHT_PX);
      for (const cellPx of [1, 2]) {
        const camera = fitPoolCamera(windowAt(-3, WIDTH_PX / cellPx, 0, HEIGHT_PX / cellPx), SIZE, 1, 1, pool.firstColumn);
        for (const perColumn of [false, true]) {
          const style = { ...randomStyle(formula, formula, "no gaps"), lowCode: 0, highCode: 65_535, perColumn };
          new HeatRaster().draw(frame, WIDTH_PX, HEIGHT_PX, pool, camera, style);
          for (const mostCells of eachCut(camera)) expect(countDifferences(frame, await page.draw(pool, camera, style, SIZE, mostCells))).toBe(0);
          expect(countPainted(frame)).toBeGreaterThan(50_000);
        }
      }
    });
  }
});
