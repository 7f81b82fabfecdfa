import type { BarView } from "../../core/market/bar-view.ts";
import type { Gaps } from "../../core/orderflow/fold/gaps.ts";
import { createImbalanceSeries } from "../../core/orderflow/footprint/imbalance-series.ts";
import { type ImbalanceOutput, StackedImbalanceFold, type StackedImbalanceParameters, type ZoneEvent } from "../../core/orderflow/footprint/stacked-imbalance.ts";
import type { OrderFlowEvent } from "../../core/orderflow/signals/order-flow-event.ts";
import type { Study } from "./study.ts";

/** Diagonal imbalances as rows, stacks and the ends of their zones as events. Those of the open bar stand as its closed seconds give them. */
export class ImbalanceStudy implements Study {
  readonly series = createImbalanceSeries();
  readonly events: ZoneEvent[] = [];
  readonly #output: ImbalanceOutput = { imbalances: this.series, events: this.events };
  readonly #fold: StackedImbalanceFold;

  constructor(parameters: StackedImbalanceParameters) {
    this.#fold = new StackedImbalanceFold(parameters);
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
