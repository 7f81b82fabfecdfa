import type { AbsorptionEvent } from "./absorption.ts";
import type { ExhaustionEvent } from "./exhaustion.ts";
import type { LiquiditySweepEvent } from "./liquidity-sweep.ts";
import type { BurstFlowEvent } from "./micro-pullback.ts";
import type { ZoneEvent } from "../footprint/stacked-imbalance.ts";

/**
 * Everything the studies say of single moments, told apart by `kind`; in ticks, lots and epoch seconds. `timeSec` is the moment it is about, `confirmedSec` the
 * second at whose close it was known. An event never changes and never disappears; `evidence` holds what was measured and the thresholds in force;
 * `reliable` is `false` where missing seconds may have changed it.
 */
export type OrderFlowEvent = AbsorptionEvent | BurstFlowEvent | ExhaustionEvent | LiquiditySweepEvent | ZoneEvent;

export type OrderFlowEventKind = OrderFlowEvent["kind"];
