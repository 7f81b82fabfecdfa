import { type DecimalStep, stepsToNumber } from "../../../core/market/decimal-step.ts";
import type { ParsedInstrument } from "../../../core/market/instrument.ts";
import { MAX_TICKS_PER_ROW } from "../../../core/orderflow/fold/parameter.ts";
import { badField } from "./request-error.ts";

/** Ticks of a row from `price_tick`. @throws RequestError when it is not a multiple of the tick, or too large. */
export function toTicksPerRow({ tick, tickSize }: ParsedInstrument, priceTick: number | undefined): number {
  if (priceTick === undefined) return 1;
  const ticks = toSteps(priceTick, tick);
  if (Number.isNaN(ticks)) throw badField("price_tick", priceTick, `must be a multiple of the instrument's tick ${tickSize}`);
  if (ticks > MAX_TICKS_PER_ROW) throw badField("price_tick", priceTick, `must be at most ${MAX_TICKS_PER_ROW} ticks of ${tickSize}`);
  return ticks;
}

/** Lots from a volume of the request; null where it is not given. @throws RequestError when it is not a multiple of the lot size. */
export function toLots({ lot, lotSize }: ParsedInstrument, field: string, volume: number | undefined): number | null {
  if (volume === undefined) return null;
  const lots = toSteps(volume, lot);
  if (Number.isNaN(lots)) throw badField(field, volume, `must be a multiple of the instrument's lot size ${lotSize}`);
  return lots;
}

/** The whole number of steps whose nearest double is `value`, NaN where there is none. */
function toSteps(value: number, step: DecimalStep): number {
  const steps = Math.round((value * 10 ** step.decimals) / step.mantissa);
  return Number.isSafeInteger(steps) && stepsToNumber(steps, step) === value ? steps : Number.NaN;
}
