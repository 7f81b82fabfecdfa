import type { SignalKind } from "../../state/indicators.ts";

/** Signals by name, in the order of the settings. */
export const SIGNAL_NAMES: Readonly<Record<SignalKind, string>> = {
  absorption: "Absorption",
  exhaustion: "Exhaustion",
  burst: "Burst",
  pullback: "Micro pullback",
  push: "Micro push",
  sweep: "Sweep",
  stack: "Stacked imbalance",
};
