import * as v from "valibot";
import type { DecimalStep } from "../../core/market/decimal-step.ts";
import { stepsToNumber } from "../../core/market/decimal-step.ts";
import { HIGH_SHARE, type HeatCutoffs, type ScaleCutoff } from "../../core/view/heat-cutoffs.ts";

const SHARE = v.strictObject({ share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) });
const VOLUME = v.strictObject({ volume: v.pipe(v.number(), v.minValue(0), v.maxValue(1e15)) });
const END = v.union([SHARE, VOLUME]);

/** Ends of the colour scale: a share of the cells, 0 to 1, or a volume in the instrument's unit. */
const CUTOFFS = v.object({ low: v.optional(v.nullable(END), null), high: v.optional(END, { share: HIGH_SHARE }) });

/** One end of the colour scale as it is chosen. */
export type CutoffChoice = { readonly share: number } | { readonly volume: number };

/** Both ends; null for the low one: one lot, or a small part of the high end. */
export interface CutoffChoices {
  readonly low: CutoffChoice | null;
  readonly high: CutoffChoice;
}

export const DEFAULT_CUTOFF_CHOICES: CutoffChoices = { low: null, high: { share: HIGH_SHARE } };

/** Reads cut-offs from outside; null when they are none. The low end lies below the high one where both are of a kind. */
export function readCutoffs(value: unknown): CutoffChoices | null {
  const result = v.safeParse(CUTOFFS, value);
  if (!result.success) return null;
  const { low, high } = result.output;
  if (low !== null && "share" in low && "share" in high && low.share >= high.share) return null;
  if (low !== null && "volume" in low && "volume" in high && low.volume >= high.volume) return null;
  return result.output;
}

/** Cut-offs in lots of an instrument. */
export function heatCutoffs({ low, high }: CutoffChoices, lot: DecimalStep): HeatCutoffs {
  return { low: low === null ? null : inLots(low, lot), high: inLots(high, lot) };
}

function inLots(end: CutoffChoice, lot: DecimalStep): ScaleCutoff {
  return "share" in end ? end : { lots: Math.round(end.volume / stepsToNumber(1, lot)) };
}
