import type { BarView } from "../../core/market/bar-view.ts";
import type { Gaps } from "../../core/orderflow/fold/gaps.ts";
import type { OrderFlowEvent } from "../../core/orderflow/signals/order-flow-event.ts";
import type { Series } from "../../core/orderflow/fold/series.ts";

/** One study with one set of parameters, fed with the closed seconds of one symbol in order. What it finds stands in `tables` and `events`. */
export interface Study {
  /** Of each kind of rows it gives: one per bar, second or imbalance. None for a study of events alone. */
  readonly tables: readonly Series<string>[];
  /** In the order in which they became known. Only ever grows. */
  readonly events: readonly OrderFlowEvent[];
  /** Folds the closed seconds `from..to-1`, later than all before. Rows that were not final have been removed. */
  append(bars: BarView, from: number, to: number, gaps: Gaps): void;
  /** Says that every second below `sec` has closed. */
  closeThrough(sec: number, gaps: Gaps): void;
  /** Adds the rows that are not final yet: of the bar that is still open, and of the forming seconds, which are the bars from `from` on. */
  writeForming(bars: BarView, from: number, gaps: Gaps): void;
  /** Says which events stand as told, where they are not those it has found itself: what follows from an event follows from these. */
  adoptEvents?(told: readonly OrderFlowEvent[]): void;
}

export const NO_EVENTS: readonly never[] = [];
