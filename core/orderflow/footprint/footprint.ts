import type { BarView } from "../../market/bar-view.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { pointOfControl } from "../profile/point-of-control.ts";
import { BarRows } from "../profile/bar-rows.ts";
import { ProfileRows } from "../profile/profile-rows.ts";
import { Series } from "../fold/series.ts";
import { TimeframeFold } from "../fold/timeframe-fold.ts";

export interface FootprintParameters {
  readonly timeframeSec: number;
  readonly ticksPerRow: number;
}

/**
 * One row per bar; `pocRow` is the row of its point of control. `minDeltaLots` and `maxDeltaLots` are the extremes of the running delta at 1 s steps from 0 on,
 * so they hold 0. `reliable` is 0 where a second of the bar is missing, `estimated` 1 where a second came without levels.
 */
export type FootprintField =
  | "timeSec"
  | "pocRow"
  | "volumeLots"
  | "deltaLots"
  | "minDeltaLots"
  | "maxDeltaLots"
  | "trades"
  | "reliable"
  | "estimated";

const FIELDS: readonly FootprintField[] = [
  "timeSec",
  "pocRow",
  "volumeLots",
  "deltaLots",
  "minDeltaLots",
  "maxDeltaLots",
  "trades",
  "reliable",
  "estimated",
];

/** What the footprint says of each bar as a whole. */
export class FootprintBars {
  readonly bars = new Series<FootprintField>(FIELDS);

  /** Takes the price rows of the bar that has just been added. Here they are let go. */
  addRows(_rows: ProfileRows): void {}
}

/** What was traded at each price of each bar. */
export class Footprint extends FootprintBars {
  /** The price rows of one bar after the other. */
  readonly rows: ProfileRows;
  /** [bars] where in the rows those of the bar end. */
  readonly #rowEnds: number[] = [];

  constructor(ticksPerRow: number) {
    super();
    this.rows = new ProfileRows(ticksPerRow);
  }

  /** Where in the rows those of a bar begin; for the number of bars, where the last one's end. */
  rowStart(bar: number): number {
    return bar === 0 ? 0 : this.#rowEnds[bar - 1];
  }

  override addRows(rows: ProfileRows): void {
    this.rows.append(rows);
    this.#rowEnds.push(this.rows.length);
  }

  /** Drops the bars from `length` on, with their rows; keeps the room. For bars that were still forming. */
  truncate(length: number): void {
    this.bars.truncate(length);
    this.#rowEnds.length = this.bars.length;
    this.rows.length = this.rowStart(this.bars.length);
  }
}

/** Footprint of bars of any length and row height (STUDIES.md section 1). Exact; the sums of the rows are those of the bar. */
export class FootprintFold extends TimeframeFold<FootprintBars> {
  readonly #rows: BarRows;
  #volume = 0;
  #delta = 0;
  #minDelta = 0;
  #maxDelta = 0;
  #trades = 0;
  #estimated = 0;

  constructor(parameters: FootprintParameters) {
    super(parameters.timeframeSec);
    this.#rows = new BarRows(parameters.ticksPerRow);
  }

  protected override openBar(): void {
    this.#rows.clear();
    this.#volume = this.#delta = this.#minDelta = this.#maxDelta = this.#trades = this.#estimated = 0;
  }

  protected override addSeconds(bars: BarView, from: number, to: number): void {
    this.#rows.add(bars, from, to);
    const { volumeLots, askLots, bidLots, trades, estimated } = bars;
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

  protected override writeBar(startSec: number, endSec: number, gaps: Gaps, output: FootprintBars): void {
    const rows = this.#rows.read();
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

/** Footprint of all bars, the last one as far as it has come. */
export function footprint(bars: BarView, gaps: Gaps, parameters: FootprintParameters): Footprint {
  const output = new Footprint(parameters.ticksPerRow);
  const fold = new FootprintFold(parameters);
  fold.append(bars, 0, bars.length, gaps, output);
  fold.writeForming(gaps, output);
  return output;
}
