import type { BarView } from "../../market/bar-view.ts";
import type { Gaps } from "../fold/gaps.ts";
import { BarRows } from "../profile/bar-rows.ts";
import { ProfileRows } from "../profile/profile-rows.ts";
import { TimeframeFold } from "../fold/timeframe-fold.ts";
import { FootprintBar } from "./footprint-bar.ts";
import { FootprintBars } from "./footprint-bars.ts";

export interface FootprintParameters {
  readonly timeframeSec: number;
  readonly ticksPerRow: number;
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
  readonly #bar = new FootprintBar();

  constructor(parameters: FootprintParameters) {
    super(parameters.timeframeSec);
    this.#rows = new BarRows(parameters.ticksPerRow);
  }

  protected override openBar(): void {
    this.#rows.clear();
    this.#bar.clear();
  }

  protected override addSeconds(bars: BarView, from: number, to: number): void {
    this.#rows.add(bars, from, to);
    this.#bar.add(bars, from, to);
  }

  protected override writeBar(startSec: number, endSec: number, gaps: Gaps, output: FootprintBars): void {
    this.#bar.write(this.#rows.read(), startSec, endSec, gaps, output);
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
