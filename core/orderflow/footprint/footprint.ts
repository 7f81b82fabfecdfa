import type { BarView } from "../../market/bar-view.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { pointOfControl } from "../profile/point-of-control.ts";
import { ProfileRows } from "../profile/profile-rows.ts";
import { RowProfile } from "../profile/row-profile.ts";
import { Series } from "../fold/series.ts";
import { TimeframeFold } from "../fold/timeframe-fold.ts";

export interface FootprintParameters {
  readonly timeframeSec: number;
  readonly ticksPerRow: number;
}

/**
 * One row per bar. Its price rows are the entries `rowFrom..rowTo-1` of the footprint's rows; `pocRow` is the row of its point of control.
 * `minDeltaLots` and `maxDeltaLots` are the extremes of the running delta at 1 s steps from 0 on, so they hold 0. `reliable` is 0 where a second of
 * the bar is missing, `estimated` 1 where a second came without levels.
 */
export type FootprintField =
  | "timeSec"
  | "rowFrom"
  | "rowTo"
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
  "rowFrom",
  "rowTo",
  "pocRow",
  "volumeLots",
  "deltaLots",
  "minDeltaLots",
  "maxDeltaLots",
  "trades",
  "reliable",
  "estimated",
];

/** What was traded at each price of each bar. */
export class Footprint {
  readonly bars = new Series<FootprintField>(FIELDS);
  readonly rows: ProfileRows;

  constructor(ticksPerRow: number) {
    this.rows = new ProfileRows(ticksPerRow);
  }

  /** Drops the bars from `length` on, with their rows; keeps the room. For bars that were still forming. */
  truncate(length: number): void {
    this.bars.truncate(length);
    this.rows.length = this.bars.length === 0 ? 0 : this.bars.columns.rowTo[this.bars.length - 1];
  }
}

/** Footprint of bars of any length and row height (STUDIES.md section 1). Exact; the sums of the rows are those of the bar. */
export class FootprintFold extends TimeframeFold<Footprint> {
  readonly #profile: RowProfile;
  #volume = 0;
  #delta = 0;
  #minDelta = 0;
  #maxDelta = 0;
  #trades = 0;
  #estimated = 0;

  constructor(parameters: FootprintParameters) {
    super(parameters.timeframeSec);
    this.#profile = new RowProfile(parameters.ticksPerRow);
  }

  protected override openBar(): void {
    this.#profile.clear();
    this.#volume = this.#delta = this.#minDelta = this.#maxDelta = this.#trades = this.#estimated = 0;
  }

  protected override addSeconds(bars: BarView, from: number, to: number): void {
    this.#profile.add(bars, from, to);
    for (let index = from; index < to; index++) {
      this.#volume += bars.volumeLots[index];
      this.#delta += bars.askLots[index] - bars.bidLots[index];
      this.#minDelta = Math.min(this.#minDelta, this.#delta);
      this.#maxDelta = Math.max(this.#maxDelta, this.#delta);
      this.#trades += bars.trades[index];
      this.#estimated |= bars.estimated[index];
    }
  }

  protected override writeBar(startSec: number, endSec: number, gaps: Gaps, output: Footprint): void {
    const rowFrom = output.rows.length;
    this.#profile.collect(output.rows);
    const rowTo = output.rows.length;
    const row = output.bars.add();
    const { columns } = output.bars;
    columns.timeSec[row] = startSec;
    columns.rowFrom[row] = rowFrom;
    columns.rowTo[row] = rowTo;
    columns.pocRow[row] = output.rows.row[pointOfControl(output.rows, rowFrom, rowTo)];
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
