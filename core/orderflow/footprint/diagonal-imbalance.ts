import type { BarView } from "../../market/bar-view.ts";
import { atLeastTimes, type DecimalRatio, decimalRatio } from "../fold/decimal-ratio.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { FootprintBar } from "./footprint-bar.ts";
import type { FootprintBars } from "./footprint-bars.ts";
import { createImbalanceSeries, type ImbalanceSeries, markStacks } from "./imbalance-series.ts";
import { requireWhole } from "../fold/parameter.ts";
import { BarRows } from "../profile/bar-rows.ts";
import { RowVolumeMedian } from "./row-volume-median.ts";
import { TimeframeFold } from "../fold/timeframe-fold.ts";

export interface ImbalanceParameters {
  readonly timeframeSec: number;
  readonly ticksPerRow: number;
  /** How many times the opposite side the dominant one must be. */
  readonly ratio: number;
  /** Least volume of the dominant side, lots; null: the median row volume of the trailing window. */
  readonly minimumLots: number | null;
  /** Whether an opposite row without volume counts as 1 lot; otherwise it makes no imbalance. */
  readonly emptyCountsAsOne: boolean;
  /** Adjacent rows of one side that make a stack. */
  readonly stackRows: number;
}

export const IMBALANCE_DEFAULTS = { ratio: 3, minimumLots: null, emptyCountsAsOne: false, stackRows: 3 } as const;

/**
 * Diagonal imbalances (STUDIES.md section 1). Buy: `ask(row) >= ratio * bid(row - 1)`; sell: `bid(row) >= ratio * ask(row + 1)`, against exactly the
 * adjacent row, at the row height and timeframe chosen. The dominant side must reach the minimum. Decided in whole numbers.
 *
 * The minimum of a bar comes from the bars before it alone, so a bar that is still forming is measured as it will be. Bars that touch a gap are measured and
 * marked unreliable, and kept out of the trailing window.
 */
export class DiagonalImbalanceFold extends TimeframeFold<ImbalanceSeries> {
  readonly #ratio: DecimalRatio;
  readonly #parameters: ImbalanceParameters;
  readonly #rows: BarRows;
  readonly #footprint: FootprintBars | null;
  readonly #bar = new FootprintBar();
  readonly #median: RowVolumeMedian;
  /** Twice the least volume of the dominant side, so that a median stays whole; infinite while there is none. */
  #doubleMinimum = Number.POSITIVE_INFINITY;

  /**
   * @param footprint takes the footprint of the same bars, which costs little beside: the rows are summed once. Without it, it is not made.
   * @throws RangeError naming the parameter.
   */
  constructor(parameters: ImbalanceParameters, footprint: FootprintBars | null = null) {
    super(parameters.timeframeSec);
    this.#footprint = footprint;
    this.#parameters = parameters;
    this.#ratio = decimalRatio("ratio", parameters.ratio);
    if (parameters.ratio < 1) throw new RangeError(`ratio ${parameters.ratio} must be at least 1`);
    if (parameters.minimumLots !== null) requireWhole("minimumLots", parameters.minimumLots, 0, Number.MAX_SAFE_INTEGER);
    requireWhole("stackRows", parameters.stackRows, 2, 100);
    this.#rows = new BarRows(parameters.ticksPerRow);
    this.#median = new RowVolumeMedian(parameters.timeframeSec);
  }

  protected override openBar(startSec: number): void {
    this.#rows.clear();
    this.#bar.clear();
    const { minimumLots } = this.#parameters;
    this.#median.advanceTo(startSec);
    this.#doubleMinimum = minimumLots === null ? this.#median.doubleMedian() : 2 * minimumLots;
  }

  protected override addSeconds(bars: BarView, from: number, to: number): void {
    this.#rows.add(bars, from, to);
    if (this.#footprint !== null) this.#bar.add(bars, from, to);
  }

  protected override writeBar(startSec: number, endSec: number, gaps: Gaps, output: ImbalanceSeries): void {
    const rows = this.#rows.read();
    if (this.#footprint !== null) this.#bar.write(rows, startSec, endSec, gaps, this.#footprint);
    const { row, bidLots, askLots, length } = rows;
    const first = output.length;
    const reliable = touchesGap(gaps, startSec, endSec) ? 0 : 1;
    const doubleMinimum = this.#doubleMinimum;
    for (let at = 0; at < length; at++) {
      const ask = askLots[at];
      const bid = bidLots[at];
      if (2 * ask >= doubleMinimum) {
        const bidBelow = at > 0 && row[at - 1] === row[at] - 1 ? bidLots[at - 1] : 0;
        this.#compare(output, startSec, row[at], 1, bidBelow, ask, reliable);
      }
      if (2 * bid >= doubleMinimum) {
        const askAbove = at + 1 < length && row[at + 1] === row[at] + 1 ? askLots[at + 1] : 0;
        this.#compare(output, startSec, row[at], -1, bid, askAbove, reliable);
      }
    }
    markStacks(output, first, this.#parameters.stackRows);
  }

  protected override closeBar(startSec: number, endSec: number, gaps: Gaps): void {
    if (this.#parameters.minimumLots === null && !touchesGap(gaps, startSec, endSec)) this.#median.addBar(startSec, this.#rows.read());
  }

  /** Compares one diagonal pair of cells whose dominant one reaches the minimum, and writes it when it is an imbalance. */
  #compare(output: ImbalanceSeries, timeSec: number, row: number, side: 1 | -1, bid: number, ask: number, reliable: number): void {
    const dominant = side === 1 ? ask : bid;
    const present = side === 1 ? bid : ask;
    if (dominant === 0) return;
    if (present === 0 && !this.#parameters.emptyCountsAsOne) return;
    const opposite = Math.max(present, 1);
    if (!atLeastTimes(dominant, this.#ratio, opposite)) return;
    const at = output.add();
    const { columns } = output;
    columns.timeSec[at] = timeSec;
    columns.row[at] = row;
    columns.side[at] = side;
    columns.bidLots[at] = bid;
    columns.askLots[at] = ask;
    columns.ratio[at] = dominant / opposite;
    columns.minimumLots[at] = this.#doubleMinimum / 2;
    columns.stacked[at] = 0;
    columns.reliable[at] = reliable;
  }
}

/** Diagonal imbalances of all bars, the last one as far as it has come. */
export function diagonalImbalances(bars: BarView, gaps: Gaps, parameters: ImbalanceParameters): ImbalanceSeries {
  const series = createImbalanceSeries();
  const fold = new DiagonalImbalanceFold(parameters);
  fold.append(bars, 0, bars.length, gaps, series);
  fold.writeForming(gaps, series);
  return series;
}
