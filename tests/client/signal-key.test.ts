import { expect, it } from "vitest";
import { SAMPLE_EVENTS } from "../../client/gallery/sample-events.ts";
import { signalKey } from "../../client/signal-key.ts";
import type { OrderFlowEvent } from "../../core/orderflow/signals/order-flow-event.ts";

it("tells events of one second apart, also two of one kind at one price", () => {
  const pullback = SAMPLE_EVENTS["micro-pullback"] as Extract<OrderFlowEvent, { readonly kind: "micro-pullback" }>;
  const stack = SAMPLE_EVENTS["stacked-imbalance"] as Extract<OrderFlowEvent, { readonly kind: "stacked-imbalance" }>;
  const others = [
    { ...pullback, burstSec: pullback.burstSec - 1 },
    { ...pullback, side: "sell" as const },
    { ...stack, lowTicks: stack.lowTicks + 100 },
    { ...stack, side: "sell" as const },
  ];
  const events = [...Object.values(SAMPLE_EVENTS), ...others];
  expect(new Set(events.map(signalKey)).size).toBe(events.length);
  expect(events.map((event) => signalKey(structuredClone(event)))).toEqual(events.map(signalKey));
});
