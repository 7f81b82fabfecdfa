import * as v from "valibot";

/** A whole number within bounds. */
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
/** A share or a factor within bounds. */
const within = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));
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
});

export const IMBALANCES = v.object({
  shown: field(v.boolean(), true),
  zones: field(v.boolean(), true),
  ratio: field(within(1, 1000), 3),
  /** Least volume of the larger side, in the instrument's unit; null: the engine's median rule. */
  minimumVolume: field(v.nullable(within(0, 1e12)), null),
  emptyCountsAsOne: field(v.boolean(), false),
  stackRows: field(whole(2, 50), 3),
  maximumAgeSec: field(whole(1, 604_800), 1800),
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

/** Numbers of a rule that differ from its defaults, by the names that core/orderflow gives them; the engine checks their bounds. */
const TUNING = v.record(v.string(), v.nullable(v.union([v.number(), v.boolean()])));

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
  absorption: field(TUNING, {}),
  exhaustion: field(TUNING, {}),
  bursts: field(TUNING, {}),
  sweeps: field(TUNING, {}),
});

export const TAPE = v.object({
  /** Smaller prints are left out, in the instrument's unit of volume. */
  leastVolume: field(within(0, 1e12), 0),
  /** Prints from this volume on are emphasised; null: the largest twentieth of those shown. */
  largeVolume: field(v.nullable(within(0, 1e12)), null),
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
