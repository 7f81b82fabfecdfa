import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { packGaps } from "./gaps-pack.ts";

/** Ranges of time that the source lost. */
export class GapsLayer implements Layer {
  readonly name = "gaps";
  readonly #bands = new Batch("plot", "under", { x: "time", y: "screen" });
  readonly #labels = new Batch("plot", "over", { x: "time", y: "screen" });
  readonly batches = [this.#bands, this.#labels];
  readonly #window = new PackWindow();
  #gaps: Float64Array | null = null;

  prepare(frame: FrameContext): void {
    const { gaps, theme } = frame.state;
    const covered = this.#window.stillCovers(frame, false);
    if (covered && gaps === this.#gaps) return;
    this.#gaps = gaps;
    for (const batch of this.batches) {
      batch.clear();
      batch.originSec = this.#window.originSec;
    }
    if (gaps.length === 0) return;
    const { fromSec, toSec } = this.#window.window;
    packGaps(this.#bands, this.#labels, gaps, { fromSec, toSec, pxPerSec: frame.scale.pxPerSec }, {
      stripe: imageColor(theme.warning, 0.2),
      edge: imageColor(theme.warning, 0.35),
      text: imageColor(theme.warning),
      backing: imageColor(theme.background, 0.85),
      face: frame.faces.cell,
      hairlinePx: frame.hairlinePx,
      plotHeightPx: frame.layout.plot.height,
    });
  }
}
