import { NO_GAPS } from "../../../core/orderflow/fold/gaps.ts";
import type { BarView } from "../../../core/market/bar-view.ts";
import { HEAT_FORMULAS, type HeatStyle, RAMP_COUNT, RAMP_SIZE } from "../../../core/view/heat-style.ts";
import type { PoolKey } from "../../../core/view/cell-pool.ts";
import type { RasterTrail } from "../../../core/view/raster.ts";
import { TrailMirror } from "../../../core/view/trail-mirror.ts";
import { TRAIL_ALPHA } from "../../../core/view/trail-palette.ts";
import type { Viewport } from "../../../core/view/viewport.ts";
import { TrailWindow } from "../../../workers/trail-window.ts";

/** A palette with a colour of its own for every step of the trail's ramp. */
const PALETTE = Uint32Array.from({ length: RAMP_COUNT * RAMP_SIZE }, (_, index) => (TRAIL_ALPHA * 2 ** 24 + 0x40 + index * 257) >>> 0);

/** The trail of all bars around a view, as a window holds it, and the ends of its scale. */
export function sampleTrail(
  bars: BarView,
  key: PoolKey,
  viewport: Viewport,
  seconds: number,
  gaps = NO_GAPS,
): { readonly mirror: TrailMirror; readonly lowCode: number; readonly highCode: number } {
  const window = new TrailWindow();
  const source = { bars, settledSec: bars.timeSec[bars.length - 1] + 1, knownFromSec: Number.NEGATIVE_INFINITY, gaps };
  window.show({ key, viewport, span: { kind: "seconds", seconds }, calendar: null });
  while (window.work(source, Number.POSITIVE_INFINITY, false));
  let mirror: TrailMirror | null = null;
  let ends = { lowCode: 0, highCode: 0 };
  for (let patch = window.take(); patch !== null; patch = window.take()) {
    if (patch.reset !== null) mirror = new TrailMirror(patch.key, patch.reset.slots, patch.reset.slotRows);
    mirror?.apply(patch);
    ends = patch;
  }
  if (mirror === null) throw new Error("no trail begins");
  return { mirror, lowCode: ends.lowCode, highCode: ends.highCode };
}

/** A trail with a style. */
export function styledTrail(pool: TrailMirror, background: number, lowCode = 500, highCode = 20_000): RasterTrail {
  const style: HeatStyle = { formula: HEAT_FORMULAS.total, lowCode, highCode, perColumn: false, gapX: false, gapY: false, palette: PALETTE, background };
  return { pool, style };
}
