import type { AxisTicks } from "../../../../core/view/axis-ticks.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import type { PixelScale } from "../../pixel-grid.ts";
import { packPriceLines, packTimeLines } from "./grid-pack.ts";

/** Hairlines at the ticks of both axes, under the heat. */
export class GridLayer implements Layer {
  readonly name = "grid";
  readonly #times = new Batch("plot", "under", { x: "time", y: "screen" });
  readonly #prices = new Batch("plot", "under", { x: "screen", y: "price" });
  readonly batches = [this.#times, this.#prices];
  #timeTicks: AxisTicks | null = null;
  #priceTicks: AxisTicks | null = null;
  #scale: PixelScale | null = null;
  #theme: Theme | null = null;

  prepare(frame: FrameContext): void {
    const { timeTicks, priceTicks, hairlinePx, layout, scale } = frame;
    const { theme } = frame.state;
    const sameLook = theme === this.#theme && scale === this.#scale;
    if (sameLook && timeTicks === this.#timeTicks && priceTicks === this.#priceTicks) return;
    this.#theme = theme;
    this.#scale = scale;
    this.#timeTicks = timeTicks;
    this.#priceTicks = priceTicks;
    this.#times.clear();
    this.#prices.clear();
    this.#times.originSec = Math.round(frame.view.fromSec);
    this.#prices.originTicks = Math.round(frame.view.lowTicks);
    packTimeLines(this.#times, timeTicks, layout.plot.height, hairlinePx, imageColor(theme.line, 0.45), imageColor(theme.faint, 0.6));
    packPriceLines(this.#prices, priceTicks, layout.plot.width, hairlinePx, imageColor(theme.line, 0.8));
  }
}
