import type { CvdField } from "../../../../core/orderflow/flow/delta-cvd.ts";
import type { Series } from "../../../../core/orderflow/fold/series.ts";
import { firstRowFrom } from "../../../../core/view/time-rows.ts";

/** Which bars are wanted, and how they may be joined. */
export interface CvdWindow {
  readonly fromSec: number;
  readonly toSec: number;
  /** Length of a bar, seconds. */
  readonly barSec: number;
  /** Length of a drawn bar, a multiple of `barSec`: more where several bars share a pixel. */
  readonly drawnSec: number;
  /** Flat pairs `[fromSec, toSec, ...]`, ascending. */
  readonly gaps: Float64Array;
}

/**
 * Bars of a running delta as they are drawn: one or several of the series in one, never across a gap or a reset. Rewritten by every {@link read}, so that
 * reading them allocates only while they become more.
 */
export class CvdBars {
  count = 0;
  /** [count] middle of the bar, epoch seconds. */
  sec = new Float64Array(0);
  openLots = new Float64Array(0);
  highLots = new Float64Array(0);
  lowLots = new Float64Array(0);
  closeLots = new Float64Array(0);
  /** 1 where the bar before is not to be joined with: after a gap and at a reset. */
  breaks = new Uint8Array(0);
  /** 0 where something is missing in the sum. */
  reliable = new Uint8Array(0);

  /** Reads the bars of a window and one beyond each of its ends. */
  read(series: Series<CvdField>, { fromSec, toSec, barSec, drawnSec, gaps }: CvdWindow): void {
    const { timeSec, openLots, highLots, lowLots, closeLots, reliable } = series.columns;
    const from = Math.max(0, firstRowFrom(timeSec, series.length, fromSec - barSec) - 1);
    const to = Math.min(series.length, firstRowFrom(timeSec, series.length, toSec) + 1);
    this.count = 0;
    let place = Number.NaN;
    let gap = 0;
    for (let row = from; row < to; row++) {
      const sec = timeSec[row];
      while (gap < gaps.length && gaps[gap + 1] <= (row > from ? timeSec[row - 1] + barSec : sec)) gap += 2;
      const isGap = row > from && gap < gaps.length && gaps[gap] < sec;
      const isBroken = isGap || (row > from && openLots[row] !== closeLots[row - 1]);
      const placeNow = Math.floor(sec / drawnSec);
      const isReliable = reliable[row] === 0 ? 0 : 1;
      const last = this.count - 1;
      if (placeNow === place && !isBroken && this.reliable[last] === isReliable) {
        if (highLots[row] > this.highLots[last]) this.highLots[last] = highLots[row];
        if (lowLots[row] < this.lowLots[last]) this.lowLots[last] = lowLots[row];
        this.closeLots[last] = closeLots[row];
        continue;
      }
      place = placeNow;
      if (this.count === this.sec.length) this.#grow();
      const at = this.count++;
      this.sec[at] = (placeNow + 0.5) * drawnSec;
      this.openLots[at] = openLots[row];
      this.highLots[at] = highLots[row];
      this.lowLots[at] = lowLots[row];
      this.closeLots[at] = closeLots[row];
      this.breaks[at] = isBroken ? 1 : 0;
      this.reliable[at] = isReliable;
    }
  }

  #grow(): void {
    const room = Math.max(256, this.sec.length * 2);
    this.sec = larger(this.sec, room);
    this.openLots = larger(this.openLots, room);
    this.highLots = larger(this.highLots, room);
    this.lowLots = larger(this.lowLots, room);
    this.closeLots = larger(this.closeLots, room);
    this.breaks = largerFlags(this.breaks, room);
    this.reliable = largerFlags(this.reliable, room);
  }
}

function larger(column: Float64Array, room: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(room);
  grown.set(column);
  return grown;
}

function largerFlags(column: Uint8Array, room: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(room);
  grown.set(column);
  return grown;
}
