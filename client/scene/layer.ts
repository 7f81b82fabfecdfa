import type { FrameContext } from "./frame-context.ts";
import type { Batch } from "./primitives/batch.ts";

/**
 * One kind of thing on the chart. A layer turns the frame's state into primitives (its pure `pack`); painters draw them, one per primitive and renderer.
 * So a layer is written once for all renderers.
 */
export interface Layer {
  readonly name: string;
  /** In painting order; the list never changes. */
  readonly batches: readonly Batch[];
  /** Brings the batches up to date. Called once per frame; packs nothing when nothing it shows has changed. */
  prepare(frame: FrameContext): void;
}
