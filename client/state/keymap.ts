import { TIMEFRAMES } from "../../core/market/timeframe.ts";
import type { ChartCommand } from "./chart-command.ts";
import type { KeyChanges } from "./choices.ts";
import { DEFAULT_PANELS } from "./panels.ts";
import { isShiftedAway, type KeyPress, labelOfKey, nameOfKey } from "./key-name.ts";

/** One line of the keyboard: what is pressed, what it does, and whether it goes on while the key is held down. */
export interface KeyBinding {
  /** `KeyboardEvent.key` values, letters in lower case, with `Shift+` where Shift is meant and `Mod+` for Ctrl or Cmd. Any of them will do; none: by name only. */
  readonly keys: readonly string[];
  /** How the key is written on the screen; "" without one. */
  readonly label: string;
  readonly says: string;
  readonly repeats: boolean;
  readonly command: ChartCommand;
}

const PAN_SHARE = 0.1;
const ZOOM_STEP = 1.25;

/** Every command with its first key, in the order of the help sheet. */
export const KEYMAP: readonly KeyBinding[] = [
  once("f", "F", "Follow the newest second", { kind: "toggle", choice: "follow" }),
  once("c", "C", "Centre on the last price", { kind: "centre-price" }),
  once(" ", "Space", "Pause the picture; data go on arriving", { kind: "toggle", choice: "paused" }),
  { keys: ["a", "home"], label: "A", says: "Fit everything", repeats: false, command: { kind: "fit-all" } },
  once("end", "End", "Back to the newest minutes", { kind: "reset-view" }),
  ...TIMEFRAMES.map((timeframe, index) => once(String(index + 1), String(index + 1), `Timeframe ${timeframe}`, { kind: "timeframe", timeframe })),
  held("[", "[", "Smaller rows", { kind: "row-step", direction: -1 }),
  held("]", "]", "Larger rows", { kind: "row-step", direction: 1 }),
  once("\\", "\\", "Row height chosen for the screen", { kind: "row-auto" }),
  once("m", "M", "Next cell mode", { kind: "mode-step", direction: 1 }),
  once("Shift+m", "Shift M", "Previous cell mode", { kind: "mode-step", direction: -1 }),
  once("n", "N", "Colour scale for the screen, the session or each bar", { kind: "next", choice: "scope" }),
  once("l", "L", "Lock the colour scale", { kind: "toggle", choice: "scaleLocked" }),
  once("p", "P", "Volume profile", { kind: "toggle-indicator", indicator: "profile" }),
  once("d", "D", "Cumulative volume delta", { kind: "toggle-indicator", indicator: "cvd" }),
  once("v", "V", "VWAP and its bands", { kind: "toggle-indicator", indicator: "vwap" }),
  once("i", "I", "Imbalances and their zones", { kind: "toggle-indicator", indicator: "imbalances" }),
  once("s", "S", "Signals", { kind: "toggle-indicator", indicator: "signals" }),
  once("e", "E", "Heat trail: volume of the last minutes behind the cells", { kind: "toggle-indicator", indicator: "trail" }),
  once("Shift+n", "Shift N", "Cut-offs of the colour scale", { kind: "toggle", choice: "cutoffs" }),
  once("o", "O", "Outline: candles, range, off", { kind: "next", choice: "outline" }),
  once("b", "B", "Palette: blue and orange, green and red", { kind: "next", choice: "palette" }),
  once("t", "T", "Dark or light", { kind: "next", choice: "theme" }),
  once("r", "R", "Renderer: WebGL or canvas", { kind: "next", choice: "renderer" }),
  once("g", "G", "Fly to the newest gap, then to older ones", { kind: "show-gap" }),
  once(",", ",", "Settings of all that is drawn, listed and heard", { kind: "settings" }),
  once("u", "U", "Time zone: UTC, exchange, local", { kind: "next", choice: "zone" }),
  once("Shift+u", "Shift U", "Sessions: the exchange’s, UTC days or your own", { kind: "toggle", choice: "session" }),
  once("/", "/", "Switch symbol", { kind: "toggle", choice: "symbols" }),
  once("h", "H", "Costs of every frame", { kind: "toggle", choice: "hud" }),
  held("arrowleft", "←", "Earlier", { kind: "pan", time: -PAN_SHARE, price: 0 }),
  held("arrowright", "→", "Later", { kind: "pan", time: PAN_SHARE, price: 0 }),
  held("arrowup", "↑", "Higher", { kind: "pan", time: 0, price: PAN_SHARE }),
  held("arrowdown", "↓", "Lower", { kind: "pan", time: 0, price: -PAN_SHARE }),
  { keys: ["+", "="], label: "+", says: "Zoom in", repeats: true, command: { kind: "zoom", axis: "time", factor: 1 / ZOOM_STEP } },
  { keys: ["-", "_"], label: "−", says: "Zoom out", repeats: true, command: { kind: "zoom", axis: "time", factor: ZOOM_STEP } },
  held("Shift+arrowup", "Shift ↑", "Stretch prices", { kind: "zoom", axis: "price", factor: 1 / ZOOM_STEP }),
  held("Shift+arrowdown", "Shift ↓", "Squeeze prices", { kind: "zoom", axis: "price", factor: ZOOM_STEP }),
  once("enter", "Enter", "Footprint of the bar that was clicked", { kind: "show-bar" }),
  once("Mod+k", "Ctrl/⌘ K", "Every command by name", { kind: "toggle", choice: "commands" }),
  once("Shift+s", "Shift S", "Save the chart as a picture", { kind: "save-picture" }),
  once("Shift+c", "Shift C", "Copy a link to this view", { kind: "copy-link" }),
  once("Shift+e", "Shift E", "Export what is on the screen as CSV", { kind: "export", format: "csv" }),
  once("Shift+a", "Shift A", "Export what is on the screen as Arrow", { kind: "export", format: "arrow" }),
  byName("Save the layout as a file", { kind: "layout", act: "save" }),
  byName("Open a layout file", { kind: "layout", act: "open" }),
  byName("Reset everything: settings, keys and panels as on a first visit", { kind: "layout", act: "reset" }),
  byName("Undo the last change of the layout", { kind: "layout", act: "undo" }),
  ...DEFAULT_PANELS.map((panel) => byName(`Panel: ${panel}`, { kind: "toggle-panel", panel })),
  byName("Reset the panels: where they stood on a first visit", { kind: "reset-panels" }),
  once("?", "?", "This help", { kind: "toggle", choice: "help" }),
  once("escape", "Esc", "Close what is open", { kind: "close" }),
];

/** Nobody has changed a key. */
export const NO_KEY_CHANGES: KeyChanges = {};

interface KeysInForce {
  readonly changes: KeyChanges;
  readonly bindings: readonly KeyBinding[];
  readonly byKey: ReadonlyMap<string, KeyBinding>;
  readonly byCommand: ReadonlyMap<string, KeyBinding>;
}

let inForce = keysInForce(NO_KEY_CHANGES);

/** The name under which the keys of a command are remembered: its words, such as `toggle follow`. */
export function commandName(command: ChartCommand): string {
  return Object.values(command).join(" ");
}

/** Every command with the keys that it has now. */
export function bindingsInForce(changes: KeyChanges): readonly KeyBinding[] {
  return inForceFor(changes).bindings;
}

/** The binding of a key press, or null. Works on keyboards without Latin letters and with digits on the shifted row, by the key's place. */
export function bindingOfKey(press: KeyPress, changes: KeyChanges = NO_KEY_CHANGES): KeyBinding | null {
  const { byKey } = inForceFor(changes);
  const name = nameOfKey(press);
  if ((press.metaKey || press.ctrlKey) && !press.altKey && !press.altGraph && !press.shiftKey && !press.repeat) return byKey.get(`Mod+${name}`) ?? null;
  if (press.metaKey || ((press.ctrlKey || press.altKey) && !press.altGraph)) return null;
  const binding = (press.shiftKey ? byKey.get(`Shift+${name}`) : undefined) ?? (isShiftedAway(press, name) ? undefined : byKey.get(name));
  if (binding === undefined || (press.repeat && !binding.repeats)) return null;
  return binding;
}

/** The binding of a command, or null where it has none. */
export function bindingOfCommand(command: ChartCommand, changes: KeyChanges = NO_KEY_CHANGES): KeyBinding | null {
  return inForceFor(changes).byCommand.get(commandName(command)) ?? null;
}

/** The label of the key that gives this command, for tooltips; "" when it has none. */
export function keyLabelOf(command: ChartCommand, changes: KeyChanges = NO_KEY_CHANGES): string {
  return bindingOfCommand(command, changes)?.label ?? "";
}

/** The keys are read far more often than they change: what was made of them last is kept. */
function inForceFor(changes: KeyChanges): KeysInForce {
  if (inForce.changes !== changes) inForce = keysInForce(changes);
  return inForce;
}

/** A key that two commands claim, as only a file or an address can make it, belongs to the first of them. */
function keysInForce(changes: KeyChanges): KeysInForce {
  const byKey = new Map<string, KeyBinding>();
  const byCommand = new Map<string, KeyBinding>();
  const bindings = KEYMAP.map((binding) => {
    const name = commandName(binding.command);
    const chosen = Object.hasOwn(changes, name) ? changes[name] : binding.keys;
    const keys = chosen.filter((key) => !byKey.has(key));
    const isAsFirst = chosen === binding.keys && keys.length === chosen.length;
    const current = isAsFirst ? binding : { ...binding, keys, label: keys.length === 0 ? "" : labelOfKey(keys[0]) };
    for (const key of keys) byKey.set(key, current);
    byCommand.set(name, current);
    return current;
  });
  return { changes, bindings, byKey, byCommand };
}

function once(key: string, label: string, says: string, command: ChartCommand): KeyBinding {
  return { keys: [key], label, says, repeats: false, command };
}

function held(key: string, label: string, says: string, command: ChartCommand): KeyBinding {
  return { keys: [key], label, says, repeats: true, command };
}

/** A command that has no key until the user gives it one. */
function byName(says: string, command: ChartCommand): KeyBinding {
  return { keys: [], label: "", says, repeats: false, command };
}
