import type { DecimalStep } from "../core/market/decimal-step.ts";
import { parseSteps } from "../core/market/decimal-step.ts";
import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { Viewport } from "../core/view/viewport.ts";
import { type Choices, CHOICE_NAMES, checkChoice, refusal } from "./state/choices.ts";
import { DEFAULT_INDICATORS, type Indicators, mergeSettings } from "./state/indicators.ts";

/** What `setOptions` takes: any of the choices, and following. */
export type ChartOptions = Partial<Omit<Choices, "rowTicks" | keyof Indicators>> & { readonly [Name in keyof Indicators]?: boolean | DeepPartial<Indicators[Name]> } & { readonly rowTicks?: number | "auto" | null; readonly follow?: boolean };

type DeepPartial<Value> = Value extends object ? { readonly [Key in keyof Value]?: DeepPartial<Value[Key]> } : Value;

/** What `setView` takes. What is left out stays as it is. */
export interface ViewOptions {
  /** Epoch milliseconds or ISO 8601; without a zone it is UTC. */
  readonly from?: number | string;
  readonly to?: number | string;
  /** Prices in the instrument's unit. */
  readonly low?: number | string;
  readonly high?: number | string;
}

const VIEW_NAMES = ["from", "to", "low", "high"];
const OPTION_NAMES = [...CHOICE_NAMES, "follow"];
const MS_PER_SEC = 1000;
const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const MAX_EPOCH_MS = 8.64e15;
/** Prices that arithmetic in binary fractions left this far from a tick, in ticks, are meant to be on it. */
const NEARLY = 1e-6;

/**
 * A time in epoch seconds, with its fraction.
 * @throws RangeError with a sentence that names the argument.
 */
export function checkTime(name: string, value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= MAX_EPOCH_MS) return value / MS_PER_SEC;
  if (typeof value === "string") {
    const match = ISO.exec(value);
    const zoned = match?.[1] === undefined && value.length > 10 ? `${value.replace(" ", "T")}Z` : value.replace(" ", "T");
    const milliseconds = match === null ? Number.NaN : Date.parse(zoned);
    if (Number.isFinite(milliseconds)) return milliseconds / MS_PER_SEC;
  }
  throw refusal(name, value, "epoch milliseconds or ISO 8601 such as 2024-08-08T10:00:00Z");
}

/**
 * A price in ticks, exact: it must be a multiple of the tick.
 * @throws RangeError with a sentence that names the argument.
 */
export function checkPrice(name: string, value: unknown, instrument: ParsedInstrument): number {
  const ticks = typeof value === "string" ? parseSteps(value, instrument.tick) : typeof value === "number" ? nearestTick(value, instrument.tick) : Number.NaN;
  if (Number.isSafeInteger(ticks)) return ticks;
  throw refusal(name, value, `a price of ${instrument.symbol}, a multiple of ${instrument.tickSize}`);
}

function nearestTick(price: number, tick: DecimalStep): number {
  const ticks = (price * 10 ** tick.decimals) / tick.mantissa;
  const nearest = Math.round(ticks);
  return Math.abs(ticks - nearest) <= NEARLY * Math.max(1, Math.abs(ticks) * NEARLY) ? nearest : Number.NaN;
}

/** A bound of the window, in fractional ticks: any finite price. */
function checkBound(name: string, value: unknown, instrument: ParsedInstrument): number {
  const price = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof price === "number" && Number.isFinite(price)) return (price * 10 ** instrument.tick.decimals) / instrument.tick.mantissa;
  throw refusal(name, value, "a price");
}

/**
 * The window that `setView` asks for.
 * @throws RangeError with a sentence that names the argument and what was expected.
 */
export function checkView(options: unknown, current: Viewport, instrument: ParsedInstrument): Viewport {
  const { from, to, low, high } = checkKeys("setView", options, VIEW_NAMES);
  const view = {
    fromSec: from === undefined ? current.fromSec : checkTime("from", from),
    toSec: to === undefined ? current.toSec : checkTime("to", to),
    lowTicks: low === undefined ? current.lowTicks : checkBound("low", low, instrument),
    highTicks: high === undefined ? current.highTicks : checkBound("high", high, instrument),
  };
  if (view.fromSec >= view.toSec) throw refusal("to", to ?? "the present end", "a time after `from`");
  if (view.lowTicks >= view.highTicks) throw refusal("high", high ?? "the present top", "a price above `low`");
  return view;
}

/**
 * The choices that `setOptions` asks for. Settings of an indicator may be given in part, or as `true` and `false`.
 * @throws RangeError with a sentence that names the option and what was expected.
 */
export function checkOptions(options: unknown, current: Choices): Partial<Choices> & { readonly follow?: boolean } {
  const given = checkKeys("setOptions", options, OPTION_NAMES);
  const choices = CHOICE_NAMES.filter((name) => given[name] !== undefined).map((name) => [name, checkChoice(name, changeOf(name, current[name], given[name]))]);
  if (given.follow === undefined) return Object.fromEntries(choices);
  if (typeof given.follow !== "boolean") throw refusal("follow", given.follow, "true or false");
  return { ...Object.fromEntries(choices), follow: given.follow };
}

function changeOf(name: keyof Choices, current: unknown, value: unknown): unknown {
  if (!(name in DEFAULT_INDICATORS)) return value;
  return mergeSettings(current, typeof value === "boolean" ? { shown: value } : value);
}

function checkKeys(call: string, options: unknown, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof options !== "object" || options === null) throw refusal(`The argument of ${call}`, options, `an object with any of ${known.join(", ")}`);
  for (const key in options) if (!known.includes(key)) throw new RangeError(`${call} does not know "${key}"; expected any of ${known.join(", ")}`);
  return options as Readonly<Record<string, unknown>>;
}
