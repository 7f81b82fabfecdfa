import type { BarView } from "../../core/market/bar-view.ts";
import { type Gaps, NO_GAPS } from "../../core/orderflow/fold/gaps.ts";
import type { PoolKey } from "../../core/view/cell-pool.ts";
import { TrailMirror } from "../../core/view/trail-mirror.ts";
import type { Viewport } from "../../core/view/viewport.ts";
import { TrailWindow } from "../../workers/trail-window.ts";

/** The trail of all bars around a view, as a window holds it, and the ends of its scale. */
export function sampleTrail(
  bars: BarView,
  key: PoolKey,
  viewport: Viewport,
  seconds: number,
  gaps: Gaps = NO_GAPS,
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
