import { isSymbol, type SessionRule } from "../../core/market/instrument.ts";
import { SessionCalendar } from "../../core/market/session.ts";
import { isTimeframe, TIMEFRAMES, type Timeframe } from "../../core/market/timeframe.ts";
import { CELL_MODES, type CellMode } from "../../core/view/cell-text.ts";
import type { ScaleScope } from "../../core/view/heat-scale.ts";
import { PALETTE_NAMES, type PaletteName } from "../../core/view/palette.ts";
import { MAX_ROW_TICKS } from "../../core/view/row-height.ts";
import { type CutoffChoices, DEFAULT_CUTOFF_CHOICES, readCutoffs } from "./cutoffs.ts";
import { checkIndicator, DEFAULT_INDICATORS, type Indicators } from "./indicators.ts";
import { DOCK_NAMES, type PanelLayout, readPanelLayout } from "./panel-layout.ts";

/** Which cells the colour scale is made for: those on the screen, the whole session's, or each bar's own. */
export const SCALE_SCOPES = ["visible", "session", "bar"] as const satisfies readonly ScaleScope[];

/** What is drawn over the cells of a bar. */
export const OUTLINES = ["candles", "range", "off"] as const;
export type Outline = (typeof OUTLINES)[number];

export const THEME_NAMES = ["dark", "light"] as const;
export type ThemeName = (typeof THEME_NAMES)[number];

/** `auto`: a measured probe decides at start. */
export const RENDERER_CHOICES = ["auto", "webgl", "canvas"] as const;
export type RendererChoice = (typeof RENDERER_CHOICES)[number];

/** Clock of the time axis and of all times on the screen: UTC, the exchange's (the session's zone) or this computer's. */
export const TIME_ZONES = ["utc", "exchange", "local"] as const;
export type TimeZoneChoice = (typeof TIME_ZONES)[number];

/** Keys by command, where they differ from the keymap's. */
export type KeyChanges = Readonly<Record<string, readonly string[]>>;

/** What a user has chosen and what is remembered for the next visit. Never market data. */
export interface Choices extends Indicators {
  /** null: the first symbol the server offers. */
  readonly symbol: string | null;
  /** Markets that were chosen, the last one first. */
  readonly recentSymbols: readonly string[];
  readonly timeframe: Timeframe;
  /** Ticks per row, or null: chosen for the price range on the screen. */
  readonly rowTicks: number | null;
  readonly mode: CellMode;
  readonly scope: ScaleScope;
  readonly outline: Outline;
  readonly palette: PaletteName;
  /** Ends of the colour scale. */
  readonly cutoffs: CutoffChoices;
  readonly theme: ThemeName;
  readonly renderer: RendererChoice;
  readonly hud: boolean;
  readonly zone: TimeZoneChoice;
  /** Minutes of the market on the screen at first and at every way back to the newest. */
  readonly firstMinutes: number;
  /** When sessions start; null: as the instrument says. */
  readonly session: SessionRule | null;
  readonly panels: PanelLayout;
  readonly keys: KeyChanges;
}

export const DEFAULT_CHOICES: Choices = {
  symbol: null,
  recentSymbols: [],
  timeframe: "1s",
  rowTicks: null,
  mode: "volume",
  scope: "visible",
  outline: "candles",
  palette: "blue-orange",
  cutoffs: DEFAULT_CUTOFF_CHOICES,
  theme: "dark",
  renderer: "auto",
  hud: false,
  zone: "utc",
  firstMinutes: 5,
  session: null,
  panels: null,
  keys: {},
  ...DEFAULT_INDICATORS,
};

const MAX_FIRST_MINUTES = 1440;
/** Markets that are remembered as used last. */
const MAX_RECENT = 20;

const CHECKS: { readonly [Key in keyof Choices]: (value: unknown) => Choices[Key] } = {
  symbol: (value) => {
    if (value === null) return null;
    if (typeof value === "string" && isSymbol(value)) return value;
    throw refusal("symbol", value, "1 to 32 characters of letters, digits and . _ - / :");
  },
  recentSymbols: (value) => {
    if (Array.isArray(value) && value.length <= MAX_RECENT && value.every((symbol) => typeof symbol === "string" && isSymbol(symbol))) return value;
    throw refusal("recentSymbols", value, `a list of at most ${MAX_RECENT} symbols`);
  },
  timeframe: (value) => {
    if (isTimeframe(value)) return value;
    throw refusal("timeframe", value, `one of ${TIMEFRAMES.join(", ")}`);
  },
  rowTicks: (value) => {
    if (value === null || value === "auto") return null;
    if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= MAX_ROW_TICKS) return value;
    throw refusal("rowTicks", value, `"auto" or a whole number of ticks from 1 to ${MAX_ROW_TICKS}`);
  },
  mode: oneOf("mode", CELL_MODES),
  scope: oneOf("scope", SCALE_SCOPES),
  outline: oneOf("outline", OUTLINES),
  palette: oneOf("palette", PALETTE_NAMES),
  cutoffs: (value) => {
    const cutoffs = readCutoffs(value);
    if (cutoffs !== null) return cutoffs;
    throw refusal("cutoffs", value, 'a low and a high end such as {"low":{"share":0.2},"high":{"volume":50}}, low below high');
  },
  theme: oneOf("theme", THEME_NAMES),
  renderer: oneOf("renderer", RENDERER_CHOICES),
  hud: (value) => {
    if (typeof value === "boolean") return value;
    throw refusal("hud", value, "true or false");
  },
  zone: oneOf("zone", TIME_ZONES),
  firstMinutes: (value) => {
    if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= MAX_FIRST_MINUTES) return value;
    throw refusal("firstMinutes", value, `a whole number of minutes from 1 to ${MAX_FIRST_MINUTES}`);
  },
  session: checkSession,
  panels: (value) => {
    const layout = readPanelLayout(value);
    if (layout !== undefined) return layout;
    throw refusal("panels", value, `an arrangement of ${DOCK_NAMES.join(", ")}, or null`);
  },
  keys: (value) => {
    if (isRecord(value) && Object.values(value).every(isKeyList)) return value as KeyChanges;
    throw refusal("keys", value, "lists of keys by command");
  },
  trail: (value) => checkIndicator("trail", value),
  profile: (value) => checkIndicator("profile", value),
  cvd: (value) => checkIndicator("cvd", value),
  vwap: (value) => checkIndicator("vwap", value),
  footprint: (value) => checkIndicator("footprint", value),
  imbalances: (value) => checkIndicator("imbalances", value),
  signals: (value) => checkIndicator("signals", value),
  tape: (value) => checkIndicator("tape", value),
};

/** The names of all choices. */
export const CHOICE_NAMES = Object.keys(CHECKS) as (keyof Choices)[];

/** Choices that belong to a place and its reader, not to what is looked at. */
export const PLACE_CHOICES: ReadonlySet<keyof Choices> = new Set(["recentSymbols", "panels", "keys", "hud", "renderer"]);

/**
 * Checks one choice that comes from outside: an address, a storage, a script.
 * @throws RangeError with a sentence that names the choice, the value and what was expected.
 */
export function checkChoice<Key extends keyof Choices>(name: Key, value: unknown): Choices[Key] {
  return CHECKS[name](value);
}

/** The markets used last, with one more in front. */
export function withRecentSymbol(recent: readonly string[], symbol: string): readonly string[] {
  return [symbol, ...recent.filter((one) => one !== symbol)].slice(0, MAX_RECENT);
}

/** The refusal of a value, as a sentence. */
export function refusal(name: string, value: unknown, expected: string): RangeError {
  return new RangeError(`${name} is ${showValue(value)}; expected ${expected}`);
}

function checkSession(value: unknown): SessionRule | null {
  if (value === null) return null;
  if (!isRecord(value) || typeof value.timeZone !== "string" || typeof value.start !== "string" || !["string", "undefined"].includes(typeof value.end)) {
    throw refusal("session", value, 'null or a time zone, a start and perhaps an end, such as {"timeZone":"America/Chicago","start":"08:30","end":"15:00"}');
  }
  const rule = typeof value.end === "string" ? { timeZone: value.timeZone, start: value.start, end: value.end } : { timeZone: value.timeZone, start: value.start };
  try {
    new SessionCalendar(rule).boundsOf(0);
  } catch (error) {
    throw refusal("session", value, `an IANA time zone and times from 00:00 to 23:59 (${error instanceof Error ? error.message : ""})`);
  }
  return rule;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isKeyList(value: unknown): boolean {
  return Array.isArray(value) && value.every((key) => typeof key === "string");
}

function showValue(value: unknown): string {
  if (typeof value === "string") return `"${value.slice(0, 60)}"`;
  if (value === undefined || typeof value === "function") return typeof value;
  try {
    return JSON.stringify(value)?.slice(0, 60) ?? String(value);
  } catch {
    return typeof value;
  }
}

function oneOf<Value extends string>(name: string, values: readonly Value[]): (value: unknown) => Value {
  return (value) => {
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) throw refusal(name, value, `one of ${values.join(", ")}`);
    return found;
  };
}
