import { paneRange } from "../../core/view/pane-range.ts";
import { firstRowFrom } from "../../core/view/time-rows.ts";
import type { Viewport } from "../../core/view/viewport.ts";
import type { CvdPicture, SceneStudies } from "./scene-studies.ts";

/** The value axis of the pane below the plot: pixels from the pane's bottom edge are `(value - lowValue) * pxPerUnit`. */
export interface PaneScale {
  readonly lowValue: number;
  /** 0 without a pane. */
  readonly pxPerUnit: number;
  readonly heightPx: number;
}

/** Without a pane. */
export const NO_PANE: PaneScale = { lowValue: 0, pxPerUnit: 0, heightPx: 0 };

/** Fits the pane's axis to the running delta in view, and gives the same object as long as nothing about it changes. */
export class PaneScaleFinder {
  #cvd: CvdPicture | null = null;
  #from = 0;
  #to = 0;
  #heightPx = 0;
  #scale = NO_PANE;

  find({ cvd, barSec }: SceneStudies, view: Viewport, heightPx: number): PaneScale {
    if (cvd === null || heightPx <= 0) {
      this.#cvd = null;
      return NO_PANE;
    }
    const { timeSec } = cvd.series.columns;
    const from = firstRowFrom(timeSec, cvd.series.length, view.fromSec - barSec);
    const to = firstRowFrom(timeSec, cvd.series.length, view.toSec);
    if (cvd === this.#cvd && from === this.#from && to === this.#to && heightPx === this.#heightPx) return this.#scale;
    this.#cvd = cvd;
    this.#from = from;
    this.#to = to;
    this.#heightPx = heightPx;
    const { low, high } = rangeOf(cvd, from, to);
    const pxPerUnit = heightPx / (high - low);
    const known = this.#scale;
    if (low !== known.lowValue || pxPerUnit !== known.pxPerUnit || heightPx !== known.heightPx) this.#scale = { lowValue: low, pxPerUnit, heightPx };
    return this.#scale;
  }
}

function rangeOf({ style, series }: CvdPicture, from: number, to: number): ReturnType<typeof paneRange> {
  const { lowLots, highLots, closeLots } = series.columns;
  const lows = style === "candles" ? lowLots : closeLots;
  const highs = style === "candles" ? highLots : closeLots;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let row = from; row < to; row++) {
    if (lows[row] < least) least = lows[row];
    if (highs[row] > greatest) greatest = highs[row];
  }
  return paneRange(least, greatest);
}
