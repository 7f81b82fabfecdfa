import { ceilSteps, type DecimalStep, plainDecimal } from "../core/market/decimal-step.ts";
import type { ImbalanceRule } from "../core/orderflow/footprint/level-imbalances.ts";
import type { StudyChoices } from "../protocol/studies.ts";
import type { SignalRuleName, SignalRules } from "./state/signal-rules.ts";

/** The studies that find signals. */
export type SignalStudies = { readonly [Name in SignalRuleName]: NonNullable<StudyChoices[Name]> };

/** The signals' rules as the engine takes them: volumes in lots of the instrument. */
export function signalStudies({ absorption, exhaustion, bursts, sweeps }: Omit<SignalRules, "imbalances">, imbalances: SignalRules["imbalances"], lot: DecimalStep): SignalStudies {
  const lotsOrNull = (volume: number | null): number | null => (volume === null ? null : lotsOfVolume(volume, lot));
  const { minimumVolume: leastWindow, ...absorbing } = absorption;
  const { thresholdVolume, ...bursting } = bursts;
  return {
    absorption: { ...absorbing, minimumLots: lotsOrNull(leastWindow) },
    exhaustion,
    bursts: { ...bursting, thresholdLots: lotsOrNull(thresholdVolume) },
    sweeps,
    imbalances: { ...imbalanceRule(imbalances, lot), maximumAgeSec: imbalances.maximumAgeSec },
  };
}

/** What makes an imbalance as the engine takes it, the same for cells, the chosen bar and single seconds. */
export function imbalanceRule({ ratio, minimumVolume, emptyCountsAsOne, stackRows }: SignalRules["imbalances"], lot: DecimalStep): ImbalanceRule {
  return { ratio, minimumLots: minimumVolume === null ? null : lotsOfVolume(minimumVolume, lot), emptyCountsAsOne, stackRows };
}

/** The least whole number of lots that is at least a volume in the instrument's unit: exact for the volume as it is written in decimals. */
export function lotsOfVolume(volume: number, lot: DecimalStep): number {
  return Math.max(0, ceilSteps(plainDecimal(volume), lot));
}
