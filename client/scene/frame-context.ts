import type { AxisTicks } from "../../core/view/axis-ticks.ts";
import type { ChartLayout } from "../../core/view/chart-layout.ts";
import type { DirtyLevel } from "../../core/view/dirty.ts";
import type { PoolCamera } from "../../core/view/pool-camera.ts";
import type { Viewport } from "../../core/view/viewport.ts";
import type { PaneScale } from "./pane-scale.ts";
import type { PixelScale } from "./pixel-grid.ts";
import type { GlyphFaces } from "./primitives/glyph-face.ts";
import type { SceneState } from "./scene-state.ts";

/** What one frame is drawn from. */
export interface FrameContext {
  readonly state: SceneState;
  /** The strongest level that is dirty: below `data`, data has not changed since the last frame. */
  readonly level: DirtyLevel;
  readonly layout: ChartLayout;
  /** The view as drawn, on the pixel grid. */
  readonly view: Viewport;
  /** The same object as in the last frame unless zoom or size changed. */
  readonly scale: PixelScale;
  /** The value axis of the pane: the same object as in the last frame unless it changed. */
  readonly pane: PaneScale;
  /** The camera of `state.pool`, null without a pool. */
  readonly camera: PoolCamera | null;
  /** Ticks of the axes for the view and a band around it; the same objects while panning within it. */
  readonly timeTicks: AxisTicks;
  readonly priceTicks: AxisTicks;
  readonly faces: GlyphFaces;
  /** Thickness of a hairline: one CSS pixel, in whole device pixels, rounded down. */
  readonly hairlinePx: number;
}
