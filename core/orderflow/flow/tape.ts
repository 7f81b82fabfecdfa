import type { BarView } from "../../market/bar-view.ts";
import { compareProducts, type DecimalRatio, decimalRatio } from "../fold/decimal-ratio.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { requireWhole } from "../fold/parameter.ts";
import { Series } from "../fold/series.ts";
import { TrailingWindow, WARM_UP_SEC } from "../fold/trailing-window.ts";

export interface TapeParameters {
  /** A second with more trades than this is aggressive; null: more than `meanFactor` times the mean of the window, and more than `leastTrades`. */
  readonly thresholdTrades: number | null;
  /** Seconds before from which the mean is taken. */
  readonly windowSec: number;
  readonly meanFactor: number;
  readonly leastTrades: number;
}

export const TAPE_DEFAULTS: TapeParameters = { thresholdTrades: null, windowSec: 60, meanFactor: 2, leastTrades: 10 };

/**
 * One row per second with a trade. `averageLots` is volume / trades, `NaN` where the source counts none. `side` is 1 when more was bought at the ask (HIT_ASK), -1 when more was sold at the bid
 * (HIT_BID), 0 when equal (NEUTRAL). `aggressive` is 1 when the trades exceed `thresholdTrades`, which is infinite while the window warms up.
 * `reliable` is 0 for a second that is itself incomplete.
 */
export type TapeField = "timeSec" | "trades" | "volumeLots" | "averageLots" | "side" | "aggressive" | "thresholdTrades" | "reliable";
export type TapeSeries = Series<TapeField>;

export function createTapeSeries(): TapeSeries {
  return new Series(["timeSec", "trades", "volumeLots", "averageLots", "side", "aggressive", "thresholdTrades", "reliable"]);
}

/** The speed of the tape, second by second (STUDIES.md section 1). Missing seconds are neither in the mean nor count as empty. */
export class TapeFold {
  readonly #parameters: TapeParameters;
  readonly #meanFactor: DecimalRatio;
  readonly #window: TrailingWindow;

  /** @throws RangeError naming the parameter. */
  constructor(parameters: TapeParameters = TAPE_DEFAULTS) {
    this.#parameters = parameters;
    if (parameters.thresholdTrades !== null) requireWhole("threshold", parameters.thresholdTrades, 0, Number.MAX_SAFE_INTEGER);
    requireWhole("leastTrades", parameters.leastTrades, 0, Number.MAX_SAFE_INTEGER);
    this.#meanFactor = decimalRatio("meanFactor", parameters.meanFactor);
    this.#window = new TrailingWindow(requireWhole("windowSec", parameters.windowSec, WARM_UP_SEC, 3600));
  }

  /**
   * Folds the closed seconds `from..to-1`, later than all before.
   * @param gaps every gap that starts at or before the last of them; later ones have no influence.
   */
  append(bars: BarView, from: number, to: number, gaps: Gaps, output: TapeSeries): void {
    for (let index = from; index < to; index++) {
      const sec = bars.timeSec[index];
      const trades = bars.trades[index];
      const missing = touchesGap(gaps, sec, sec + 1);
      this.#window.advanceTo(sec, gaps);
      const row = output.add();
      const { columns } = output;
      columns.timeSec[row] = sec;
      columns.trades[row] = trades;
      columns.volumeLots[row] = bars.volumeLots[index];
      columns.averageLots[row] = trades > 0 ? bars.volumeLots[index] / trades : Number.NaN;
      columns.side[row] = Math.sign(bars.askLots[index] - bars.bidLots[index]);
      columns.aggressive[row] = this.#isAggressive(trades) ? 1 : 0;
      columns.thresholdTrades[row] = this.#threshold();
      columns.reliable[row] = missing ? 0 : 1;
      if (!missing) this.#window.add(sec, trades);
    }
  }

  get #isWarm(): boolean {
    return this.#window.count >= WARM_UP_SEC;
  }

  #isAggressive(trades: number): boolean {
    const { thresholdTrades, leastTrades } = this.#parameters;
    if (thresholdTrades !== null) return trades > thresholdTrades;
    const { sum, count } = this.#window;
    return this.#isWarm && trades > leastTrades && compareProducts(trades, count * this.#meanFactor.denominator, sum, this.#meanFactor.numerator) > 0;
  }

  /** What the trades were compared with, as a number to show. */
  #threshold(): number {
    const { thresholdTrades, leastTrades, meanFactor } = this.#parameters;
    if (thresholdTrades !== null) return thresholdTrades;
    return this.#isWarm ? Math.max(leastTrades, (meanFactor * this.#window.sum) / this.#window.count) : Number.POSITIVE_INFINITY;
  }
}

/** The tape of all bars. */
export function tape(bars: BarView, gaps: Gaps, parameters: TapeParameters = TAPE_DEFAULTS): TapeSeries {
  const series = createTapeSeries();
  new TapeFold(parameters).append(bars, 0, bars.length, gaps, series);
  return series;
}
