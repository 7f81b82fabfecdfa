import * as v from "valibot";
import { STACKED_IMBALANCE_DEFAULTS } from "../../core/orderflow/footprint/stacked-imbalance.ts";
import { ABSORPTION_DEFAULTS } from "../../core/orderflow/signals/absorption.ts";
import { EXHAUSTION_DEFAULTS } from "../../core/orderflow/signals/exhaustion.ts";
import { LIQUIDITY_SWEEP_DEFAULTS } from "../../core/orderflow/signals/liquidity-sweep.ts";
import { MICRO_PULLBACK_DEFAULTS } from "../../core/orderflow/signals/micro-pullback.ts";

/** A number within bounds, both included. */
const within = (least: number, most: number, kind = "a number", more = "") => {
  const message = `expected ${kind} from ${least} to ${most}${more}`;
  return v.pipe(v.number(message), v.minValue(least, message), v.maxValue(most, message));
};
/** A whole number within bounds. */
const whole = (least: number, most: number) => {
  const bounded = within(least, most, "a whole number");
  return v.pipe(bounded, v.integer(`expected a whole number from ${least} to ${most}`));
};
/** A threshold as the studies take it: they compare in whole numbers, so it has an end. */
const threshold = (least: number, most: number) => {
  const more = " with at most 6 decimals";
  return v.pipe(within(least, most, "a number", more), v.check((value) => Math.round(value * 1e6) / 1e6 === value, `expected a number from ${least} to ${most}${more}`));
};
/** A volume in the instrument's unit; null: chosen by the rule itself. */
const VOLUME = v.nullable(within(0, 1e9));
/** A field that a stored or shared setting may lack: it then has its default. */
const field = <Schema extends v.GenericSchema>(schema: Schema, preset: v.InferInput<Schema>) => v.optional(schema, preset as never);

/** When a running sum starts again: each session, never, or each so many hours counted from the session's start. */
const RESET = v.union([v.picklist(["session", "never"]), whole(1, 24)], 'expected "session", "never" or whole hours from 1 to 24');

/** Volume of the trailing minutes (or since the session's start) behind the cells. */
export const TRAIL = v.object({
  shown: field(v.boolean(), true),
  span: field(v.picklist(["minutes", "session"]), "minutes"),
  minutes: field(whole(1, 1440), 15),
});

/** Volume profile: which bars it sums, where it stands, and what is read from it. */
export const PROFILE = v.object({
  shown: field(v.boolean(), true),
  range: field(v.picklist(["session", "visible", "minutes"]), "session"),
  minutes: field(whole(1, 1440), 60),
  placement: field(v.picklist(["over", "beside"]), "over"),
  valueAreaShare: field(within(0.01, 1), 0.7),
  rowsPerStep: field(v.picklist([1, 2]), 2),
  nodes: field(v.picklist(["off", "quantile", "peaks"]), "quantile"),
});

export const CVD = v.object({
  shown: field(v.boolean(), true),
  style: field(v.picklist(["line", "candles"]), "line"),
  reset: field(RESET, "session"),
  /** Height of the pane as a share of the chart. */
  heightShare: field(within(0.08, 0.5), 0.17),
});

export const VWAP = v.object({
  shown: field(v.boolean(), true),
  /** Bands at 1, 2 and 3 sigma. */
  bands: field(v.tuple([v.boolean(), v.boolean(), v.boolean()]), [true, true, false]),
  reset: field(RESET, "session"),
});

/** What is marked on each bar of the footprint. */
export const FOOTPRINT = v.object({
  pointOfControl: field(v.boolean(), true),
  /** Volume, delta and its extremes below the bars, where they are wide enough for numbers. */
  statistics: field(v.boolean(), true),
});

export const IMBALANCES = v.object({
  shown: field(v.boolean(), true),
  zones: field(v.boolean(), true),
  ratio: field(threshold(1, 1000), STACKED_IMBALANCE_DEFAULTS.ratio),
  /** Least volume of the larger side, in the instrument's unit; null: the median row of the bars before. */
  minimumVolume: field(VOLUME, null),
  emptyCountsAsOne: field(v.boolean(), STACKED_IMBALANCE_DEFAULTS.emptyCountsAsOne),
  stackRows: field(whole(2, 50), STACKED_IMBALANCE_DEFAULTS.stackRows),
  maximumAgeSec: field(whole(1, 86_400), STACKED_IMBALANCE_DEFAULTS.maximumAgeSec),
});

/** What the chart and its alerts tell apart. */
export const SIGNAL_KINDS = ["absorption", "exhaustion", "burst", "pullback", "push", "sweep", "stack"] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** How one kind of signal makes itself known. All alerts are off until asked for. */
const ALERT = v.object({
  shown: field(v.boolean(), true),
  sound: field(v.boolean(), false),
  /** 0 silent to 1 full. */
  volume: field(within(0, 1), 0.5),
  flash: field(v.boolean(), false),
  /** A desktop notification while the tab is hidden. */
  notify: field(v.boolean(), false),
});

const PLAIN_ALERT = { shown: true, sound: false, volume: 0.5, flash: false, notify: false } as const;

/** The numbers of the signals' rules, by the names that core/orderflow gives them; volumes in the instrument's unit instead of lots. */
const ABSORPTION = v.object({
  windowSec: field(whole(1, 300), ABSORPTION_DEFAULTS.windowSec),
  /** Least volume of a window; null: mean and `deviations` of the windows before. */
  minimumVolume: field(VOLUME, null),
  deviations: field(threshold(0, 20), ABSORPTION_DEFAULTS.deviations),
  rangeShare: field(threshold(0.00001, 0.1), ABSORPTION_DEFAULTS.rangeShare),
  dominance: field(threshold(1, 100), ABSORPTION_DEFAULTS.dominance),
  holdShare: field(threshold(0, 10), ABSORPTION_DEFAULTS.holdShare),
});

const EXHAUSTION = v.object({
  lookback: field(whole(2, 500), EXHAUSTION_DEFAULTS.lookback),
  deltaShare: field(threshold(0, 10), EXHAUSTION_DEFAULTS.deltaShare),
  volumeShare: field(threshold(0, 10), EXHAUSTION_DEFAULTS.volumeShare),
});

/** Bursts, and the pullbacks and pushes that follow them. */
const BURSTS = v.pipe(
  v.object({
    /** Volume of one side in a second above which a burst starts and goes on; null: mean and `deviations` of the seconds before. */
    thresholdVolume: field(VOLUME, null),
    deviations: field(threshold(0, 20), MICRO_PULLBACK_DEFAULTS.deviations),
    windowSec: field(whole(30, 3600), MICRO_PULLBACK_DEFAULTS.windowSec),
    leastRetrace: field(threshold(0, 1), MICRO_PULLBACK_DEFAULTS.leastRetrace),
    mostRetrace: field(threshold(0, 1), MICRO_PULLBACK_DEFAULTS.mostRetrace),
    withinSec: field(whole(1, 600), MICRO_PULLBACK_DEFAULTS.withinSec),
  }),
  v.check(({ leastRetrace, mostRetrace }) => leastRetrace <= mostRetrace, "expected a pullback that gives back at least (leastRetrace) no more than at most (mostRetrace)"),
);

const SWEEPS = v.object({
  lookbackSec: field(whole(2, 3600), LIQUIDITY_SWEEP_DEFAULTS.lookbackSec),
  withinSec: field(whole(0, 600), LIQUIDITY_SWEEP_DEFAULTS.withinSec),
  volumeFactor: field(threshold(0, 100), LIQUIDITY_SWEEP_DEFAULTS.volumeFactor),
  sideShare: field(threshold(0, 1), LIQUIDITY_SWEEP_DEFAULTS.sideShare),
  wickFactor: field(threshold(0, 100), LIQUIDITY_SWEEP_DEFAULTS.wickFactor),
});

export const SIGNALS = v.object({
  shown: field(v.boolean(), true),
  /** No sound at all, whatever the alerts say. */
  muted: field(v.boolean(), false),
  alerts: field(
    v.object({
      absorption: field(ALERT, PLAIN_ALERT),
      exhaustion: field(ALERT, PLAIN_ALERT),
      burst: field(ALERT, PLAIN_ALERT),
      pullback: field(ALERT, PLAIN_ALERT),
      push: field(ALERT, PLAIN_ALERT),
      sweep: field(ALERT, PLAIN_ALERT),
      stack: field(ALERT, PLAIN_ALERT),
    }),
    {},
  ),
  absorption: field(ABSORPTION, {}),
  exhaustion: field(EXHAUSTION, {}),
  bursts: field(BURSTS, {}),
  sweeps: field(SWEEPS, {}),
});

export const TAPE = v.object({
  /** Smaller prints are left out, in the instrument's unit of volume. */
  leastVolume: field(within(0, 1e9), 0),
  /** Prints from this volume on are emphasised; null: the largest twentieth of those shown. */
  largeVolume: field(VOLUME, null),
});

/** The settings of everything that is drawn or listed besides the heat. */
export const INDICATOR_SCHEMAS = {
  trail: TRAIL,
  profile: PROFILE,
  cvd: CVD,
  vwap: VWAP,
  footprint: FOOTPRINT,
  imbalances: IMBALANCES,
  signals: SIGNALS,
  tape: TAPE,
} as const;

export type IndicatorName = keyof typeof INDICATOR_SCHEMAS;

/** Settings by indicator, complete. */
export type Indicators = { readonly [Name in IndicatorName]: DeepReadonly<v.InferOutput<(typeof INDICATOR_SCHEMAS)[Name]>> };

type DeepReadonly<Value> = Value extends object ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> } : Value;

/** Indicators that one key turns on and off. */
export const TOGGLED_INDICATORS = ["trail", "profile", "cvd", "vwap", "imbalances", "signals"] as const satisfies readonly IndicatorName[];
export type ToggledIndicator = (typeof TOGGLED_INDICATORS)[number];

/** Settings with a change on top; nested groups are merged, lists replaced. */
export function mergeSettings(settings: unknown, change: unknown): unknown {
  if (!isGroup(settings) || !isGroup(change)) return change;
  const merged: Record<string, unknown> = { ...settings };
  for (const [name, value] of Object.entries(change)) merged[name] = mergeSettings(settings[name], value);
  return merged;
}

/**
 * Settings of an indicator from outside: fields left out have their defaults, unknown ones are dropped. `true` and `false` turn it on and off.
 * @throws RangeError with a sentence that names the field, its value and what was expected.
 */
export function checkIndicator<Name extends IndicatorName>(name: Name, value: unknown): Indicators[Name] {
  const given = typeof value === "boolean" ? { shown: value } : value;
  const result = v.safeParse<v.GenericSchema>(INDICATOR_SCHEMAS[name], given);
  if (result.success) return result.output as Indicators[Name];
  const [issue] = result.issues;
  const path = [name, ...(issue.path ?? []).map((part) => String(part.key))].join(".");
  throw new RangeError(`${path} is ${issue.received}; ${describeExpectation(issue.message, issue.expected)}`);
}

function describeExpectation(message: string, expected: string | null): string {
  return message.startsWith("expected") || expected === null ? message : `expected ${expected}`;
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How everything is set on a first visit. */
export const DEFAULT_INDICATORS: Indicators = Object.fromEntries(
  (Object.keys(INDICATOR_SCHEMAS) as IndicatorName[]).map((name) => [name, checkIndicator(name, {})]),
) as unknown as Indicators;
