import type { AnchorPeriods } from "../../../../core/orderflow/flow/anchor-periods.ts";
import type { VwapField } from "../../../../core/orderflow/flow/session-vwap.ts";
import type { Series } from "../../../../core/orderflow/fold/series.ts";
import { firstRowFrom } from "../../../../core/view/time-rows.ts";

/** Which bars are wanted, and how they may be joined. */
export interface VwapWindow {
  readonly fromSec: number;
  readonly toSec: number;
  /** Length of a bar, seconds. */
  readonly barSec: number;
  /** Length of a drawn step, a multiple of `barSec`: more where several bars share a pixel, of which the last then speaks for all. */
  readonly drawnSec: number;
  /** Flat pairs `[fromSec, toSec, ...]`, ascending. */
  readonly gaps: Float64Array;
  /** When the average starts again; null where that is not known. */
  readonly periods: AnchorPeriods | null;
}

/** Points of a VWAP and its deviation, never joined across a gap or a reset. Rewritten by every {@link read}. */
export class VwapPoints {
  count = 0;
  /** [count] middle of the step, epoch seconds. */
  sec = new Float64Array(0);
  vwapTicks = new Float64Array(0);
  sigmaTicks = new Float64Array(0);
  /** 1 where the point before is not to be joined with. */
  breaks = new Uint8Array(0);
  /** 0 where something is missing in the average. */
  reliable = new Uint8Array(0);

  /** Reads the bars of a window and one beyond each of its ends. */
  read(series: Series<VwapField>, { fromSec, toSec, barSec, drawnSec, gaps, periods }: VwapWindow): void {
    const { timeSec, vwapTicks, sigmaTicks, reliable } = series.columns;
    const from = Math.max(0, firstRowFrom(timeSec, series.length, fromSec - barSec) - 1);
    const to = Math.min(series.length, firstRowFrom(timeSec, series.length, toSec) + 1);
    this.count = 0;
    this.#reserve(to - from);
    let place = Number.NaN;
    let before = Number.NaN;
    let period = Number.NaN;
    let gap = 0;
    let isBroken = true;
    for (let row = from; row < to; row++) {
      const sec = timeSec[row];
      while (gap < gaps.length && gaps[gap + 1] <= before + barSec) gap += 2;
      const periodNow = periods === null ? 0 : periods.startOf(sec);
      if (periodNow !== period || (gap < gaps.length && gaps[gap] < sec && gaps[gap + 1] > before)) isBroken = true;
      before = sec;
      period = periodNow;
      if (Number.isNaN(vwapTicks[row])) {
        isBroken = true;
        continue;
      }
      const placeNow = Math.floor(sec / drawnSec);
      const isReliable = reliable[row] === 0 ? 0 : 1;
      const joins = !isBroken && placeNow === place && this.reliable[this.count - 1] === isReliable;
      if (!joins) {
        this.sec[this.count] = (placeNow + 0.5) * drawnSec;
        this.breaks[this.count] = isBroken ? 1 : 0;
        this.reliable[this.count] = isReliable;
        this.count++;
      }
      place = placeNow;
      isBroken = false;
      this.vwapTicks[this.count - 1] = vwapTicks[row];
      this.sigmaTicks[this.count - 1] = sigmaTicks[row];
    }
  }

  #reserve(rows: number): void {
    if (rows <= this.sec.length) return;
    const room = Math.max(rows, this.sec.length * 2);
    this.sec = new Float64Array(room);
    this.vwapTicks = new Float64Array(room);
    this.sigmaTicks = new Float64Array(room);
    this.breaks = new Uint8Array(room);
    this.reliable = new Uint8Array(room);
  }
}
