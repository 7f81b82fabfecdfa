import type { ChartLayout } from "../../../../core/view/chart-layout.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import type { PixelScale } from "../../pixel-grid.ts";
import type { SceneState } from "../../scene-state.ts";

const LEAST_WIDTH_CSS_PX = 3;
const CAP_CSS_PX = 3;

/** The bar that was chosen: a frame over the whole height of the plot, and its stretch on the time axis. */
export class SelectionLayer implements Layer {
  readonly name = "selection";
  readonly #frame = new Batch("plot", "over", { x: "time", y: "screen" });
  readonly #axis = new Batch("timeAxis", "over", { x: "time", y: "screen" });
  readonly #statistics = new Batch("statistics", "over", { x: "time", y: "screen" });
  readonly batches = [this.#frame, this.#statistics, this.#axis];
  #bar: SceneState["selectedBar"] = null;
  #layout: ChartLayout | null = null;
  #scale: PixelScale | null = null;
  #theme: Theme | null = null;

  prepare({ state, layout, scale, hairlinePx }: FrameContext): void {
    const { selectedBar: bar, theme } = state;
    if (bar === null && this.#bar === null) return;
    if (bar === this.#bar && layout === this.#layout && scale === this.#scale && theme === this.#theme) return;
    this.#bar = bar;
    this.#layout = layout;
    this.#scale = scale;
    this.#theme = theme;
    for (const batch of this.batches) batch.clear();
    if (bar === null) return;
    const { pixelRatio, plot, statistics } = layout;
    const lengthSec = bar.toSec - bar.fromSec;
    const missingPx = Math.max(0, Math.ceil(LEAST_WIDTH_CSS_PX * pixelRatio - lengthSec * scale.pxPerSec));
    const [left, right] = [-(missingPx >> 1) - hairlinePx, missingPx - (missingPx >> 1) + hairlinePx];
    const capPx = Math.round(CAP_CSS_PX * pixelRatio);
    const edge = imageColor(theme.accent);
    for (const batch of this.batches) batch.originSec = bar.fromSec;
    for (const [batch, { height }] of [
      [this.#frame, plot],
      [this.#statistics, statistics],
    ] as const) {
      if (height === 0) continue;
      batch.quads.push(0, 0, lengthSec, height, left, 0, right, 0, imageColor(theme.accent, 0.07));
      batch.quads.push(0, 0, 0, height, left, 0, left + hairlinePx, 0, edge);
      batch.quads.push(lengthSec, 0, lengthSec, height, right - hairlinePx, 0, right, 0, edge);
    }
    this.#frame.quads.push(0, 0, lengthSec, 0, left, 0, right, capPx, edge);
    if (statistics.height === 0) this.#frame.quads.push(0, plot.height, lengthSec, plot.height, left, -capPx, right, 0, edge);
    this.#axis.quads.push(0, 0, lengthSec, 0, left, 0, right, capPx, edge);
  }
}
