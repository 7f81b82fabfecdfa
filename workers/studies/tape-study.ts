import type { BarView } from "../../core/market/bar-view.ts";
import type { Gaps } from "../../core/orderflow/fold/gaps.ts";
import { createTapePrintSeries, writeTapePrints } from "../../core/orderflow/flow/tape-prints.ts";
import { createTapeSeries, TapeFold, type TapeParameters } from "../../core/orderflow/flow/tape.ts";
import type { PrintsParameters } from "../../protocol/studies.ts";
import { requireWhole } from "../../core/orderflow/fold/parameter.ts";
import { NO_EVENTS, type Study } from "./study.ts";

/** The speed of the tape, a row per closed second with a trade. */
export class TapeStudy implements Study {
  readonly #series = createTapeSeries();
  readonly tables = [this.#series];
  readonly events = NO_EVENTS;
  readonly #fold: TapeFold;

  constructor(parameters: TapeParameters) {
    this.#fold = new TapeFold(parameters);
  }

  append(bars: BarView, from: number, to: number, gaps: Gaps): void {
    this.#fold.append(bars, from, to, gaps, this.#series);
  }

  closeThrough(): void {}

  writeForming(): void {}
}

/** The newest aggregates of the tape, newest first, forming seconds included: the whole list anew whenever bars change. */
export class PrintsStudy implements Study {
  readonly #series = createTapePrintSeries();
  readonly tables = [this.#series];
  readonly events = NO_EVENTS;
  readonly #parameters: PrintsParameters;

  constructor(parameters: PrintsParameters) {
    requireWhole("limit", parameters.limit, 1, 10_000);
    requireWhole("leastLots", parameters.leastLots, 0, Number.MAX_SAFE_INTEGER);
    this.#parameters = parameters;
  }

  append(): void {}

  closeThrough(): void {}

  writeForming(bars: BarView): void {
    writeTapePrints(bars, this.#parameters.limit, this.#parameters.leastLots, this.#series);
  }
}
