import type { BarView } from "../../core/market/bar-view.ts";
import type { FootprintBars } from "../../core/orderflow/footprint/footprint-bars.ts";
import type { Gaps } from "../../core/orderflow/fold/gaps.ts";
import { createImbalanceSeries } from "../../core/orderflow/footprint/imbalance-series.ts";
import { type ImbalanceOutput, StackedImbalanceFold, type StackedImbalanceParameters, type ZoneEvent } from "../../core/orderflow/footprint/stacked-imbalance.ts";
import type { Series } from "../../core/orderflow/fold/series.ts";
import type { OrderFlowEvent } from "../../core/orderflow/signals/order-flow-event.ts";
import type { Study } from "./study.ts";

/** Diagonal imbalances as rows, stacks and the ends of their zones as events. Those of the open bar stand as its closed seconds give them. */
export class ImbalanceStudy implements Study {
  readonly tables: readonly Series<string>[];
  readonly events: ZoneEvent[] = [];
  readonly #output: ImbalanceOutput = { imbalances: createImbalanceSeries(), events: this.events };
  readonly #fold: StackedImbalanceFold;

  /** @param footprint takes the footprint of the same bars, as a second table; null: it is not wanted. */
  constructor(parameters: StackedImbalanceParameters, footprint: FootprintBars | null = null) {
    this.#fold = new StackedImbalanceFold(parameters, footprint);
    this.tables = footprint === null ? [this.#output.imbalances] : [this.#output.imbalances, footprint.bars];
  }

  append(bars: BarView, from: number, to: number, gaps: Gaps): void {
    this.#fold.append(bars, from, to, gaps, this.#output);
  }

  closeThrough(sec: number, gaps: Gaps): void {
    this.#fold.closeThrough(sec, gaps, this.#output);
  }

  writeForming(_bars: BarView, _from: number, gaps: Gaps): void {
    this.#fold.writeForming(gaps, this.#output);
  }

  adoptEvents(told: readonly OrderFlowEvent[]): void {
    this.#fold.adoptZones(told.filter(isZoneEvent));
  }
}

function isZoneEvent(event: OrderFlowEvent): event is ZoneEvent {
  return event.kind === "stacked-imbalance" || event.kind === "stacked-imbalance-end";
}
