import type { PlotSize, Viewport } from "../../../../core/view/viewport.ts";
import { NO_PANE } from "../../pane-scale.ts";
import type { PixelScale } from "../../pixel-grid.ts";
import type { Batch } from "../../primitives/batch.ts";
import { fitBatchTransform } from "../../primitives/batch-transform.ts";
import { type BatchTransform, xPixelOf, yPixelOf } from "../../primitives/pixel-transform.ts";
import type { SignalMark } from "./signal-mark.ts";

/** Part of a plot by which a view may miss its edge at the scale it is drawn at: the rounding of additions, not a zoom. */
const SAME_SCALE = 1e-6;

/**
 * The pixels of marks under a view: those at which renderers paint what hangs on the market in a batch, to the last rounding, so that what is drawn or hit
 * beside the batch goes with it.
 */
export class MarkPixels {
  readonly #batch: Batch;
  readonly #transform: BatchTransform = { xScale: 1, xOffset: 0, yScale: 1, yOffset: 0 };

  /** @param batch of times and prices; its origins are read whenever they are needed. */
  constructor(batch: Batch) {
    this.#batch = batch;
  }

  /** Sets the view that the pixels are told of, at the scale it is drawn at. */
  fit(view: Viewport, scale: PixelScale): void {
    fitBatchTransform(this.#transform, this.#batch, view, scale, NO_PANE);
  }

  /** Pixel of a mark's moment, from the plot's left edge. */
  x({ sec }: SignalMark): number {
    return xPixelOf(this.#transform, sec - this.#batch.originSec);
  }

  /** Pixel of a mark's price, from the plot's top edge. */
  y({ priceTicks }: SignalMark): number {
    return yPixelOf(this.#transform, priceTicks - this.#batch.originTicks);
  }
}

/** The scale of a view: `drawn`, the very scale of the last frame, unless the view has been zoomed or its plot resized since. */
export function scaleOfView(view: Viewport, size: PlotSize, drawn: PixelScale): PixelScale {
  const spanSec = view.toSec - view.fromSec;
  const spanTicks = view.highTicks - view.lowTicks;
  const isSameSize = size.widthPx === drawn.plotWidthPx && size.heightPx === drawn.plotHeightPx;
  const isSameTime = Math.abs(spanSec * drawn.pxPerSec - size.widthPx) <= size.widthPx * SAME_SCALE;
  const isSamePrice = Math.abs(spanTicks * drawn.pxPerTick - size.heightPx) <= size.heightPx * SAME_SCALE;
  if (isSameSize && isSameTime && isSamePrice) return drawn;
  return { pxPerSec: size.widthPx / spanSec, pxPerTick: size.heightPx / spanTicks, plotWidthPx: size.widthPx, plotHeightPx: size.heightPx };
}
