import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import type { SceneState } from "../../scene-state.ts";
import { packLiveEdge } from "./live-edge-pack.ts";

/** Where now is: the end of the data, and which column is still forming. */
export class LiveEdgeLayer implements Layer {
  readonly name = "live-edge";
  readonly #batch = new Batch("plot", "under", { x: "time", y: "screen" });
  readonly batches = [this.#batch];
  readonly #window = new PackWindow();
  #edge: SceneState["liveEdge"] = null;
  #columnSec = 0;

  prepare(frame: FrameContext): void {
    const { liveEdge, pool, theme } = frame.state;
    const columnSec = pool?.columnSec ?? 1;
    const covered = this.#window.stillCovers(frame, false);
    if (covered && liveEdge === this.#edge && columnSec === this.#columnSec) return;
    this.#edge = liveEdge;
    this.#columnSec = columnSec;
    this.#batch.clear();
    if (liveEdge === null) return;
    this.#batch.originSec = this.#window.originSec;
    packLiveEdge(this.#batch, liveEdge, columnSec, {
      line: imageColor(theme.accent, 0.55),
      forming: imageColor(theme.accent, 0.06),
      hairlinePx: frame.hairlinePx,
      plotHeightPx: frame.layout.plot.height,
    });
  }
}
