import type { Indicators } from "./indicators.ts";

/** By which numbers signals are found: what can be tuned. */
export type SignalRules = Pick<Indicators["signals"], "absorption" | "exhaustion" | "bursts" | "sweeps"> & Pick<Indicators, "imbalances">;
export type SignalRuleName = keyof SignalRules;

/** The rules in force. */
export function signalRulesOf({ signals, imbalances }: Pick<Indicators, "signals" | "imbalances">): SignalRules {
  const { absorption, exhaustion, bursts, sweeps } = signals;
  return { absorption, exhaustion, bursts, sweeps, imbalances };
}
