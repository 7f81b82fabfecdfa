import type { BarView } from "../../core/market/bar-view.ts";
import type { Gaps } from "../../core/orderflow/fold/gaps.ts";
import type { Series } from "../../core/orderflow/fold/series.ts";
import { NO_EVENTS, type Study } from "./study.ts";

/** A fold that can be copied, so that seconds which may still change are folded aside. */
interface CopyableFold<Self, Output> {
  append(bars: BarView, from: number, to: number, gaps: Gaps, output: Output): void;
  closeThrough(sec: number, gaps: Gaps, output: Output): void;
  writeForming(gaps: Gaps, output: Output): boolean;
  copyFrom(other: Self): void;
}

/** A row per bar up to the newest known second, forming ones included: CVD and VWAP. */
export class FormingSeriesStudy<Field extends string, Fold extends CopyableFold<Fold, Series<Field>>> implements Study {
  readonly tables: readonly Series<string>[];
  readonly #series: Series<Field>;
  readonly events = NO_EVENTS;
  readonly #fold: Fold;
  readonly #aside: Fold;

  /** @param fold and @param aside two new folds with the same parameters. */
  constructor(series: Series<Field>, fold: Fold, aside: Fold) {
    this.#series = series;
    this.tables = [series];
    this.#fold = fold;
    this.#aside = aside;
  }

  append(bars: BarView, from: number, to: number, gaps: Gaps): void {
    this.#fold.append(bars, from, to, gaps, this.#series);
  }

  closeThrough(sec: number, gaps: Gaps): void {
    this.#fold.closeThrough(sec, gaps, this.#series);
  }

  writeForming(bars: BarView, from: number, gaps: Gaps): void {
    this.#aside.copyFrom(this.#fold);
    this.#aside.append(bars, from, bars.length, gaps, this.#series);
    this.#aside.writeForming(gaps, this.#series);
  }
}
