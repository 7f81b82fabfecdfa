import { HEAT_FORMULAS, type HeatStyle, RAMP_COUNT, RAMP_SIZE } from "../../../core/view/heat-style.ts";
import type { HeatTrail } from "../../../core/view/heat-strips.ts";
import type { TrailMirror } from "../../../core/view/trail-mirror.ts";
import { TRAIL_ALPHA } from "../../../core/view/trail-palette.ts";

/** A palette with a colour of its own for every step of the trail's ramp. */
const PALETTE = Uint32Array.from({ length: RAMP_COUNT * RAMP_SIZE }, (_, index) => (TRAIL_ALPHA * 2 ** 24 + 0x40 + index * 257) >>> 0);

/** A trail with a style. */
export function styledTrail(pool: TrailMirror, background: number, lowCode = 500, highCode = 20_000): HeatTrail {
  const style: HeatStyle = { formula: HEAT_FORMULAS.total, lowCode, highCode, perColumn: false, gapX: false, gapY: false, palette: PALETTE, background };
  return { pool, style };
}
