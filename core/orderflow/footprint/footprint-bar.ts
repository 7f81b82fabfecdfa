import type { BarView } from "../../market/bar-view.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { pointOfControl } from "../profile/point-of-control.ts";
import type { ProfileRows } from "../profile/profile-rows.ts";
import type { FootprintBars } from "./footprint-bars.ts";

/** What the footprint says of one bar as a whole, second by second. */
export class FootprintBar {
  #volume = 0;
  #delta = 0;
  #minDelta = 0;
  #maxDelta = 0;
  #trades = 0;
  #estimated = 0;

  /** Begins the next bar. */
  clear(): void {
    this.#volume = this.#delta = this.#minDelta = this.#maxDelta = this.#trades = this.#estimated = 0;
  }

  /** Adds the seconds `from..to-1`. */
  add({ volumeLots, askLots, bidLots, trades, estimated }: BarView, from: number, to: number): void {
    let delta = this.#delta;
    for (let index = from; index < to; index++) {
      this.#volume += volumeLots[index];
      delta += askLots[index] - bidLots[index];
      if (delta < this.#minDelta) this.#minDelta = delta;
      else if (delta > this.#maxDelta) this.#maxDelta = delta;
      this.#trades += trades[index];
      this.#estimated |= estimated[index];
    }
    this.#delta = delta;
  }

  /** Writes the bar `[startSec, endSec)`. @param rows its price rows. */
  write(rows: ProfileRows, startSec: number, endSec: number, gaps: Gaps, output: FootprintBars): void {
    output.addRows(rows);
    const row = output.bars.add();
    const { columns } = output.bars;
    columns.timeSec[row] = startSec;
    columns.pocRow[row] = rows.row[pointOfControl(rows)];
    columns.volumeLots[row] = this.#volume;
    columns.deltaLots[row] = this.#delta;
    columns.minDeltaLots[row] = this.#minDelta;
    columns.maxDeltaLots[row] = this.#maxDelta;
    columns.trades[row] = this.#trades;
    columns.reliable[row] = touchesGap(gaps, startSec, endSec) ? 0 : 1;
    columns.estimated[row] = this.#estimated;
  }
}
