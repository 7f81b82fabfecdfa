import type { BarView } from "../../core/market/bar-view.ts";
import { CellPoolBuilder } from "../../core/view/cell-pool-builder.ts";
import type { CellPool } from "../../core/view/cell-pool.ts";
import { heatCodeOf } from "../../core/view/heat-code.ts";
import { HEAT_FORMULAS, type HeatStyle } from "../../core/view/heat-style.ts";
import { chooseLevelOfDetail } from "../../core/view/level-of-detail.ts";
import { buildPalette, opaquePixel } from "../../core/view/palette.ts";
import { fitPoolCamera } from "../../core/view/pool-camera.ts";
import type { HeatTrail } from "../../core/view/heat-strips.ts";
import { HeatRaster } from "../../core/view/raster.ts";
import { THEMES } from "../../core/view/theme.ts";
import { TrailMirror } from "../../core/view/trail-mirror.ts";
import { buildTrailPalette } from "../../core/view/trail-palette.ts";
import { panViewport, type Viewport } from "../../core/view/viewport.ts";
import { TrailWindow } from "../../workers/trail-window.ts";
import { HotBench } from "../measure/hot-bench.ts";
import { buildSpreadBars } from "../markets/spread-bars.ts";

// The CPU rasteriser panning at 1920x1080 over 10 M cells, from footprint to everything at once, against a bare copy of the frame's memory: what
// putImageData must do at least.

const FIRST_SEC = 1_700_000_000;
const SIZE = { widthPx: 1920, heightPx: 1080 };
const PIXELS = SIZE.widthPx * SIZE.heightPx;
const FRAMES = 240;

const bars = buildSpreadBars(FIRST_SEC, 172_000, 20);
const style: HeatStyle = {
  formula: HEAT_FORMULAS.total,
  lowCode: heatCodeOf(1),
  highCode: heatCodeOf(2000),
  perColumn: false,
  gapX: false,
  gapY: false,
  palette: buildPalette(THEMES.dark, "blue-orange"),
  background: opaquePixel(THEMES.dark.background),
};

/** Prices traded in a stretch of seconds. */
function priceRange(view: BarView, from: number, to: number): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let bar = from; bar < to; bar++) {
    low = Math.min(low, view.lowTicks[bar]);
    high = Math.max(high, view.highTicks[bar]);
  }
  return { low, high };
}

/** The last `seconds` seconds, with the prices that traded in them; at most one row a pixel when `fit` is false. */
function viewOf(seconds: number, ticks: number | "fit"): Viewport {
  const toSec = FIRST_SEC + bars.length;
  const { low, high } = priceRange(bars, bars.length - Math.min(bars.length, seconds), bars.length);
  const span = ticks === "fit" ? high - low + 1 : ticks;
  const middle = (low + high) / 2;
  return { fromSec: toSec - seconds, toSec, lowTicks: middle - span / 2, highTicks: middle + span / 2 };
}

const pools = new Map<string, CellPool>();
function poolFor(view: Viewport): CellPool {
  const { pool: key } = chooseLevelOfDetail({ view, size: SIZE, timeframeSec: 1, ticksPerRow: 1, content: "volume", pixelRatio: 1 });
  const name = `${key.columnSec}/${key.ticksPerRow}`;
  const known = pools.get(name);
  if (known !== undefined) return known;
  const builder = new CellPoolBuilder(key, FIRST_SEC);
  builder.pack(bars, FIRST_SEC, FIRST_SEC + bars.length);
  pools.set(name, builder.pool);
  return builder.pool;
}

/** The trail of the last fifteen minutes around a view. */
function trailFor(view: Viewport, pool: CellPool): HeatTrail {
  const window = new TrailWindow();
  const source = { bars, settledSec: FIRST_SEC + bars.length, knownFromSec: Number.NEGATIVE_INFINITY, gaps: new Float64Array(0) };
  window.show({ key: pool, viewport: view, span: { kind: "seconds", seconds: 900 }, calendar: null });
  const startMs = performance.now();
  window.work(source, Number.POSITIVE_INFINITY, true);
  const visibleMs = performance.now() - startMs;
  window.work(source, Number.POSITIVE_INFINITY, false);
  const allMs = performance.now() - startMs;
  let mirror: TrailMirror | null = null;
  let ends = { lowCode: 0, highCode: 0 };
  for (let patch = window.take(); patch !== null; patch = window.take()) {
    if (patch.reset !== null) mirror = new TrailMirror(patch.key, patch.reset.slots, patch.reset.slotRows);
    mirror?.apply(patch);
    ends = patch;
  }
  if (mirror === null) throw new Error("there is no trail");
  console.log(`trail of the view made in ${visibleMs.toFixed(1)} ms, with half a screen around it in ${allMs.toFixed(1)} ms; ${(mirror.cells.length / 1e6).toFixed(1)} M cells`);
  const { lowCode, highCode } = ends;
  return { pool: mirror, style: { ...style, lowCode, highCode, palette: buildTrailPalette(THEMES.dark) } };
}

const frame = Uint32Array.from({ length: PIXELS }, (_, index) => index);
const shown = frame.slice();
const copyFrame = (): void => shown.set(frame);
const bench = new HotBench("raster", "The CPU rasteriser panning at 1920x1080 over 3.4 M levels, from footprint to everything at once, against a copy of the frame's memory");
const bound = bench.against("copying a frame of 1920x1080", copyFrame, { rounds: FRAMES });

function measure(name: string, view: Viewport, drawn: HeatStyle, styleAt = (_round: number): HeatStyle => drawn, trailed = false): void {
  const pool = poolFor(view);
  const trail = trailed ? trailFor(view, pool) : null;
  const raster = new HeatRaster();
  const secPerPx = (view.toSec - view.fromSec) / SIZE.widthPx;
  const ticksPerPx = (view.highTicks - view.lowTicks) / SIZE.heightPx;
  const run = (round: number): void => {
    const panned = panViewport(view, (-round % 97) * 3 * secPerPx, ((round % 31) - 15) * ticksPerPx);
    const camera = fitPoolCamera(panned, SIZE, pool.columnSec, pool.ticksPerRow, pool.firstColumn);
    raster.draw(frame, SIZE.widthPx, SIZE.heightPx, pool, camera, styleAt(round), trail);
  };
  run(0);
  const painted = frame.reduce((count, pixel) => count + (pixel === drawn.background ? 0 : 1), 0);
  bound.measure(name, run);
  console.log(`  ${pool.cellCount} cells, ${((100 * painted) / PIXELS).toFixed(0)} % painted`);
}

const gaps = { ...style, gapX: true, gapY: true };
measure("footprint, cells of 48x18 px", viewOf(40, 60), gaps);
measure("cells of 12x6 px", viewOf(160, 180), style);
measure("cells of 4x2 px", viewOf(480, 540), style);
measure("1:1, a pixel a cell", viewOf(1920, 1080), style);
for (const [name, formula] of Object.entries(HEAT_FORMULAS)) measure(`1:1, ${name}, own scale per column`, viewOf(1920, 1080), { ...style, formula, perColumn: true });
for (const times of [4, 16, 64, 90]) measure(`zoomed out ${times}x`, viewOf(1920 * times, "fit"), style);
measure("zoomed out 1000x", viewOf(1_920_000, 1_080_000), style);
measure("1:1, another colour scale every frame", viewOf(1920, 1080), style, (round) => ({ ...style, highCode: style.highCode + (round & 1) }));
const over = { ...style, palette: buildPalette(THEMES.dark, "blue-orange", true) };
const overGaps = { ...over, gapX: true, gapY: true };
measure("trail behind a footprint, cells of 48x18 px", viewOf(40, 60), overGaps, undefined, true);
measure("trail behind cells of 4x2 px", viewOf(480, 540), over, undefined, true);
measure("trail behind 1:1", viewOf(1920, 1080), over, undefined, true);
measure("trail zoomed out 16x", viewOf(1920 * 16, "fit"), over, undefined, true);
bench.finish();
