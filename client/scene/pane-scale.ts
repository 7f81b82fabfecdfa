import { paneRange } from "../../core/view/pane-range.ts";
import { RangeExtremes } from "../../core/view/range-extremes.ts";
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
  #extremes = new RangeExtremes();
  #version = 0;
  #from = 0;
  #to = 0;
  #heightPx = 0;
  #least = Number.NaN;
  #greatest = Number.NaN;
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
    this.#keepExtremes(cvd);
    this.#cvd = cvd;
    this.#from = from;
    this.#to = to;
    this.#heightPx = heightPx;
    const { lowLots, highLots, closeLots } = cvd.series.columns;
    const isCandles = cvd.style === "candles";
    const { least, greatest } = this.#extremes.over(isCandles ? lowLots : closeLots, isCandles ? highLots : closeLots, from, to);
    if (least === this.#least && greatest === this.#greatest && heightPx === this.#scale.heightPx) return this.#scale;
    this.#least = least;
    this.#greatest = greatest;
    const { low, high } = paneRange(least, greatest);
    const pxPerUnit = heightPx / (high - low);
    const known = this.#scale;
    if (low !== known.lowValue || pxPerUnit !== known.pxPerUnit || heightPx !== known.heightPx) this.#scale = { lowValue: low, pxPerUnit, heightPx };
    return this.#scale;
  }

  /** Keeps what is known of the rows that have not changed. */
  #keepExtremes({ series, style }: CvdPicture): void {
    const known = this.#cvd;
    if (known?.series !== series || known.style !== style) this.#extremes = new RangeExtremes();
    else this.#extremes.forgetFrom(series.changed.since(this.#version));
    this.#version = series.changed.version;
  }
}
