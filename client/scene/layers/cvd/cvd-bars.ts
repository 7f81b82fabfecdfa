import type { CvdField } from "../../../../core/orderflow/flow/delta-cvd.ts";
import type { Series } from "../../../../core/orderflow/fold/series.ts";
import { larger, RowSteps } from "../../row-steps.ts";

/** A running delta as it is drawn: one or several bars of the series in one, never across a gap or a reset. */
export class CvdBars extends RowSteps {
  openLots = new Float64Array(0);
  highLots = new Float64Array(0);
  lowLots = new Float64Array(0);
  closeLots = new Float64Array(0);
  readonly #series: Series<CvdField>;
  readonly #barSec: number;
  readonly #gaps: Float64Array;

  /** @param barSec length of the series' bars, seconds. @param gaps flat pairs `[fromSec, toSec, ...]`, ascending. */
  constructor(series: Series<CvdField>, barSec: number, stepSec: number, gaps: Float64Array) {
    super(series, stepSec);
    this.#series = series;
    this.#barSec = barSec;
    this.#gaps = gaps;
  }

  /** Reads what has changed of the series. */
  update(): void {
    const { length, columns } = this.#series;
    const { timeSec, openLots, highLots, lowLots, closeLots, reliable } = columns;
    const gaps = this.#gaps;
    const start = this.resume();
    let isBroken = start > 0 && this.breaks[this.count] === 1;
    let place = Number.NaN;
    let gap = 0;
    for (let row = start; row < length; row++) {
      const sec = timeSec[row];
      if (row > start) {
        const before = timeSec[row - 1] + this.#barSec;
        while (gap < gaps.length && gaps[gap + 1] <= before) gap += 2;
        isBroken = (gap < gaps.length && gaps[gap] < sec) || openLots[row] !== closeLots[row - 1];
      }
      const placeNow = Math.floor(sec / this.stepSec);
      const isReliable = reliable[row] === 0 ? 0 : 1;
      const last = this.count - 1;
      if (placeNow === place && !isBroken && this.reliable[last] === isReliable) {
        if (highLots[row] > this.highLots[last]) this.highLots[last] = highLots[row];
        if (lowLots[row] < this.lowLots[last]) this.lowLots[last] = lowLots[row];
        this.closeLots[last] = closeLots[row];
        continue;
      }
      place = placeNow;
      const at = this.begin(row, placeNow, isBroken, isReliable);
      this.openLots[at] = openLots[row];
      this.highLots[at] = highLots[row];
      this.lowLots[at] = lowLots[row];
      this.closeLots[at] = closeLots[row];
    }
  }

  protected override grow(room: number): void {
    super.grow(room);
    this.openLots = larger(this.openLots, new Float64Array(room));
    this.highLots = larger(this.highLots, new Float64Array(room));
    this.lowLots = larger(this.lowLots, new Float64Array(room));
    this.closeLots = larger(this.closeLots, new Float64Array(room));
  }
}
