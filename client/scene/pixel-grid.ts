import type { PlotSize, Viewport } from "../../core/view/viewport.ts";

/** Pixels per unit of the market under a view. */
export interface PixelScale {
  readonly pxPerSec: number;
  readonly pxPerTick: number;
  readonly plotWidthPx: number;
  readonly plotHeightPx: number;
}

const DAY_SEC = 86_400;
/** Relative changes of scale below this are the rounding of a pan's additions, not a zoom. */
const SAME_SCALE = 1e-6;

/**
 * Puts views onto a pixel grid that stands still in the market. A view is moved by less than half a pixel, and its scale is held exactly while it only
 * pans; so the picture moves by whole pixels and as one piece, cells keep their widths, text does not shiver against them, and what is
 * packed in the market's units stays valid.
 */
export class PixelGrid {
  #scale: PixelScale = { pxPerSec: 1, pxPerTick: 1, plotWidthPx: 1, plotHeightPx: 1 };
  #anchorSec = 0;
  #anchorTicks = 0;
  #asked: Viewport | null = null;
  #snapped: Viewport | null = null;

  /** The scale of the last view given to {@link snap}: the same object until a zoom or a resize. */
  get scale(): PixelScale {
    return this.#scale;
  }

  /** The view as drawn: the same object as the last time for the same view and size. */
  snap(view: Viewport, size: PlotSize): Viewport {
    const { plotWidthPx, plotHeightPx } = this.#scale;
    if (this.#snapped !== null && view === this.#asked && size.widthPx === plotWidthPx && size.heightPx === plotHeightPx) return this.#snapped;
    this.#asked = view;
    this.#snapped = this.#snap(view, size);
    return this.#snapped;
  }

  #snap(view: Viewport, size: PlotSize): Viewport {
    this.#hold(view, size);
    const { pxPerSec, pxPerTick } = this.#scale;
    const fromSec = this.#anchorSec + Math.round((view.fromSec - this.#anchorSec) * pxPerSec) / pxPerSec;
    const lowTicks = this.#anchorTicks + Math.round((view.lowTicks - this.#anchorTicks) * pxPerTick) / pxPerTick;
    return {
      fromSec,
      toSec: fromSec + size.widthPx / pxPerSec,
      lowTicks,
      highTicks: lowTicks + size.heightPx / pxPerTick,
    };
  }

  #hold(view: Viewport, size: PlotSize): void {
    const held = this.#scale;
    const pxPerSec = size.widthPx / (view.toSec - view.fromSec);
    const pxPerTick = size.heightPx / (view.highTicks - view.lowTicks);
    const sameSize = size.widthPx === held.plotWidthPx && size.heightPx === held.plotHeightPx;
    if (sameSize && isNear(pxPerSec, held.pxPerSec) && isNear(pxPerTick, held.pxPerTick)) return;
    this.#scale = { pxPerSec, pxPerTick, plotWidthPx: size.widthPx, plotHeightPx: size.heightPx };
    this.#anchorSec = Math.floor(view.fromSec / DAY_SEC) * DAY_SEC;
    this.#anchorTicks = Math.floor(view.lowTicks) - 0.5;
  }
}

function isNear(value: number, held: number): boolean {
  return Math.abs(value - held) <= held * SAME_SCALE;
}
