import type { BarView } from "../../core/market/bar-view.ts";
import { FootprintBars } from "../../core/orderflow/footprint/footprint-bars.ts";
import { FootprintFold, type FootprintParameters } from "../../core/orderflow/footprint/footprint.ts";
import type { Gaps } from "../../core/orderflow/fold/gaps.ts";
import { NO_EVENTS, type Study } from "./study.ts";

/** What the footprint says of each bar as a whole. Its cells are let go: they are in the bars, and the view's exact numbers show them. Closed seconds alone. */
export class FootprintStudy implements Study {
  readonly events = NO_EVENTS;
  readonly #footprint = new FootprintBars();
  readonly tables = [this.#footprint.bars];
  readonly #fold: FootprintFold;

  constructor(parameters: FootprintParameters) {
    this.#fold = new FootprintFold(parameters);
  }

  append(bars: BarView, from: number, to: number, gaps: Gaps): void {
    this.#fold.append(bars, from, to, gaps, this.#footprint);
  }

  closeThrough(sec: number, gaps: Gaps): void {
    this.#fold.closeThrough(sec, gaps, this.#footprint);
  }

  writeForming(_bars: BarView, _from: number, gaps: Gaps): void {
    this.#fold.writeForming(gaps, this.#footprint);
  }
}
