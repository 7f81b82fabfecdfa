import { CELL_MODES } from "../../core/view/cell-text.ts";
import { PALETTE_NAMES } from "../../core/view/palette.ts";
import { type Choices, OUTLINES, SCALE_SCOPES, THEME_NAMES, TIME_ZONES } from "./choices.ts";
import type { ToggledIndicator } from "./indicators.ts";

/** Where a setting stands: a choice, then the fields within it. `scaleLocked` is of this visit only. */
export type SettingPath = readonly [keyof Choices | "scaleLocked", ...string[]];

interface FieldText {
  readonly path: SettingPath;
  /** What it is called beside its control and in every sentence about it. */
  readonly name: string;
  /** What it does, where the name does not say it. */
  readonly hint?: string;
  /** The setting counts only while another one has this value. */
  readonly needs?: { readonly path: SettingPath; readonly value: unknown };
}

export interface SwitchField extends FieldText {
  readonly kind: "switch";
}

export interface ChoiceField extends FieldText {
  readonly kind: "choice";
  readonly options: readonly { readonly value: string | number; readonly text: string }[];
}

export interface NumberField extends FieldText {
  readonly kind: "number";
  /** Bounds as they are written, both included. */
  readonly least: number;
  readonly most: number;
  /** How far the arrow keys go. */
  readonly step: number;
  /** Written after the number; `volume` stands for the instrument's unit. */
  readonly unit: "" | "min" | "s" | "%" | "×" | "σ" | "rows" | "bars" | "volume";
  readonly whole?: boolean;
  /** What an empty field means, where it may be empty. */
  readonly blank?: string;
}

/** One setting, described: how it is written follows from its kind, what it may be from the schema of its choice. */
export type SettingField = SwitchField | ChoiceField | NumberField;

/** The parts of the settings panel. */
export const SETTING_SECTIONS = ["display", "cutoffs", "session", "trail", "profile", "cvd", "vwap", "footprint", "imbalances", "signals", "rules", "tape"] as const;
export type SettingSectionName = (typeof SETTING_SECTIONS)[number];

export interface SettingSection {
  readonly name: SettingSectionName;
  readonly title: string;
  /** The indicator that the switch in the section's head turns on and off. */
  readonly indicator: ToggledIndicator | null;
  readonly fields: readonly SettingField[];
}

const RESETS = [
  { value: "session", text: "each session" },
  { value: "never", text: "never" },
  ...Array.from({ length: 24 }, (_, at) => ({ value: at + 1, text: at === 0 ? "every hour" : `every ${at + 1} h` })),
];

const DISPLAY: readonly SettingField[] = [
  choice(["mode"], "Cell mode", named(CELL_MODES, { volume: "volume", delta: "delta", bidAsk: "bid × ask", imbalance: "imbalance", trades: "trades" })),
  choice(["outline"], "Outline", named(OUTLINES, { candles: "candles", range: "range", off: "off" })),
  choice(["palette"], "Palette", named(PALETTE_NAMES, { "blue-orange": "blue and orange", "green-red": "green and red" })),
  { ...choice(["scope"], "Colour scale", named(SCALE_SCOPES, { visible: "what is visible", session: "the session", bar: "each bar’s own" })), hint: "Which cells the brightest colour is made for" },
  { ...onOff(["scaleLocked"], "Lock the colour scale"), hint: "The scale keeps its numbers until it is unlocked or the page is closed" },
  choice(["theme"], "Theme", named(THEME_NAMES, { dark: "dark", light: "light" })),
  { ...number(["firstMinutes"], "Newest minutes at first", 1, 1440, "min"), hint: "How much of the market is on the screen at first, and again with End" },
  choice(["zone"], "Time zone", named(TIME_ZONES, { utc: "UTC", exchange: "exchange", local: "this computer" })),
];

const FOOTPRINT: readonly SettingField[] = [
  onOff(["footprint", "pointOfControl"], "Frame each bar’s point of control"),
  { ...onOff(["footprint", "statistics"], "Statistics below the bars"), hint: "Volume, delta and its extremes, while bars are wide enough for numbers" },
];

/** Every setting but the alerts and the signals' rules, in the order of the panel. */
export const SETTINGS: readonly SettingSection[] = [
  { name: "display", title: "Display", indicator: null, fields: DISPLAY },
  { name: "cutoffs", title: "Cut-offs of the colours", indicator: null, fields: [] },
  { name: "session", title: "Sessions", indicator: null, fields: [] },
  {
    name: "trail",
    title: "Heat trail",
    indicator: "trail",
    fields: [
      choice(["trail", "span"], "Looks back", [
        { value: "minutes", text: "some minutes" },
        { value: "session", text: "to the session’s start" },
      ]),
      { ...number(["trail", "minutes"], "Minutes", 1, 1440, "min"), needs: { path: ["trail", "span"], value: "minutes" } },
    ],
  },
  {
    name: "profile",
    title: "Volume profile",
    indicator: "profile",
    fields: [
      choice(["profile", "range"], "Sums", [
        { value: "session", text: "the session" },
        { value: "visible", text: "what is visible" },
        { value: "minutes", text: "the last minutes" },
      ]),
      { ...number(["profile", "minutes"], "Minutes", 1, 1440, "min"), needs: { path: ["profile", "range"], value: "minutes" } },
      choice(["profile", "placement"], "Stands", [
        { value: "over", text: "over the chart" },
        { value: "beside", text: "beside the chart" },
      ]),
      number(["profile", "valueAreaShare"], "Value area", 1, 100, "%", { whole: false }),
      choice(["profile", "rowsPerStep"], "Value area grows by", [
        { value: 1, text: "one row" },
        { value: 2, text: "two rows" },
      ]),
      {
        ...choice(["profile", "nodes"], "High and low volume", [
          { value: "quantile", text: "fifths of the rows" },
          { value: "peaks", text: "peaks and valleys" },
          { value: "off", text: "off" },
        ]),
        hint: "Which rows are marked: the fullest and the emptiest fifth, or the peaks of the profile and the valleys between them",
      },
    ],
  },
  {
    name: "cvd",
    title: "Cumulative volume delta",
    indicator: "cvd",
    fields: [
      choice(["cvd", "style"], "Drawn as", [
        { value: "line", text: "line" },
        { value: "candles", text: "candles" },
      ]),
      choice(["cvd", "reset"], "Starts again", RESETS),
      number(["cvd", "heightShare"], "Height of the pane", 8, 50, "%", { whole: false }),
    ],
  },
  {
    name: "vwap",
    title: "VWAP",
    indicator: "vwap",
    fields: [
      onOff(["vwap", "bands", "0"], "Band at 1 σ"),
      onOff(["vwap", "bands", "1"], "Band at 2 σ"),
      onOff(["vwap", "bands", "2"], "Band at 3 σ"),
      choice(["vwap", "reset"], "Starts again", RESETS),
    ],
  },
  { name: "footprint", title: "Footprint", indicator: null, fields: FOOTPRINT },
  {
    name: "imbalances",
    title: "Imbalances",
    indicator: "imbalances",
    fields: [
      { ...onOff(["imbalances", "zones"], "Zones of stacked imbalances"), hint: "How imbalances are found is set among the rules of the signals" },
      number(["imbalances", "maximumAgeSec"], "Oldest zone", 1, 86_400, "s", { step: 60 }),
    ],
  },
  { name: "signals", title: "Signals and alerts", indicator: "signals", fields: [] },
  { name: "rules", title: "Rules of the signals", indicator: null, fields: [] },
  {
    name: "tape",
    title: "Tape",
    indicator: null,
    fields: [
      number(["tape", "leastVolume"], "Least size", 0, 1e9, "volume", { whole: false, step: 0.1 }),
      number(["tape", "largeVolume"], "Large from", 0, 1e9, "volume", { whole: false, step: 0.1, blank: "largest twentieth" }),
    ],
  },
];

export function choice(path: SettingPath, name: string, options: ChoiceField["options"]): ChoiceField {
  return { kind: "choice", path, name, options };
}

export function onOff(path: SettingPath, name: string): SwitchField {
  return { kind: "switch", path, name };
}

/** A number field; whole, and going up and down by one, unless `more` says else. */
export function number(path: SettingPath, name: string, least: number, most: number, unit: NumberField["unit"], more: Partial<NumberField> = {}): NumberField {
  return { kind: "number", path, name, least, most, unit, step: 1, whole: true, ...more };
}

function named<Value extends string>(values: readonly Value[], texts: Readonly<Record<Value, string>>): ChoiceField["options"] {
  return values.map((value) => ({ value, text: texts[value] }));
}
