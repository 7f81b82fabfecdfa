import type { OrderFlowEvent } from "../core/orderflow/signals/order-flow-event.ts";

/** What tells an event from all others of its market; the same when the engine tells it anew. */
export function signalKey(event: OrderFlowEvent): string {
  const { kind, timeSec } = event;
  switch (event.kind) {
    case "micro-pullback":
    case "micro-push":
      return `${kind} ${timeSec} ${event.side} ${event.burstSec}`;
    case "stacked-imbalance":
    case "stacked-imbalance-end":
      return `${kind} ${timeSec} ${event.side} ${event.lowTicks}`;
    default:
      return `${kind} ${timeSec}`;
  }
}
