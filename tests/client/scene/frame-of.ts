import type { FrameContext } from "../../../client/scene/frame-context.ts";
import { NO_PANE } from "../../../client/scene/pane-scale.ts";
import type { PixelGrid } from "../../../client/scene/pixel-grid.ts";
import type { SceneState } from "../../../client/scene/scene-state.ts";
import { PriceTicks, TimeTicks } from "../../../core/view/axis-ticks.ts";
import type { ChartLayout } from "../../../core/view/chart-layout.ts";
import { DIRTY } from "../../../core/view/dirty.ts";
import { fitPoolCamera } from "../../../core/view/pool-camera.ts";
import { PLAIN_FACES } from "./plain-face.ts";

/** The frame of a state, its view put on a grid; ticks and letters are no particular ones. */
export function frameOf(state: SceneState, layout: ChartLayout, grid: PixelGrid, part: Partial<FrameContext> = {}): FrameContext {
  const size = { widthPx: layout.plot.width, heightPx: layout.plot.height };
  const view = grid.snap(state.viewport, size);
  const { pool } = state;
  return {
    state,
    level: DIRTY.view,
    layout,
    view,
    scale: grid.scale,
    pane: NO_PANE,
    camera: pool === null ? null : fitPoolCamera(view, size, pool.columnSec, pool.ticksPerRow, pool.firstColumn),
    timeTicks: new TimeTicks().find(0, 1, 1, 1),
    priceTicks: new PriceTicks().find(1, 0, 1, 1, { mantissa: 1, decimals: 0 }),
    faces: PLAIN_FACES,
    hairlinePx: 1,
    ...part,
  };
}
