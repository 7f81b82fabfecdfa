import { TIMEFRAMES } from "../../core/market/timeframe.ts";
import type { ChartCommand } from "./chart-command.ts";

/** One line of the keyboard: what is pressed, what it does, and whether it goes on while the key is held down. */
export interface KeyBinding {
  /** `KeyboardEvent.key` values, letters in lower case, with `Shift+` where Shift is meant and `Mod+` for Ctrl or Cmd. Any of them will do. */
  readonly keys: readonly string[];
  /** How the key is written on the screen. */
  readonly label: string;
  readonly says: string;
  readonly repeats: boolean;
  readonly command: ChartCommand;
}

/** The part of a keyboard event that decides. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
  /** AltGr is down: how brackets are typed on many keyboards. */
  readonly altGraph: boolean;
}

const PAN_SHARE = 0.1;
const ZOOM_STEP = 1.25;

/** Every key of the chart, in the order of the help sheet. */
export const KEYMAP: readonly KeyBinding[] = [
  once("f", "F", "Follow the newest second", { kind: "toggle", choice: "follow" }),
  once("c", "C", "Centre on the last price", { kind: "centre-price" }),
  once(" ", "Space", "Pause the picture; data go on arriving", { kind: "toggle", choice: "paused" }),
  { keys: ["a", "home"], label: "A", says: "Fit everything", repeats: false, command: { kind: "fit-all" } },
  once("end", "End", "Back to the newest five minutes", { kind: "reset-view" }),
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
  once("o", "O", "Outline: candles, range, off", { kind: "next", choice: "outline" }),
  once("b", "B", "Palette: blue and orange, green and red", { kind: "next", choice: "palette" }),
  once("t", "T", "Dark or light", { kind: "next", choice: "theme" }),
  once("r", "R", "Renderer: WebGL or canvas", { kind: "next", choice: "renderer" }),
  once("g", "G", "Fly to the newest gap, then to older ones", { kind: "show-gap" }),
  once("u", "U", "Time zone: UTC, exchange, local", { kind: "next", choice: "zone" }),
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
  once("Mod+k", "Ctrl/⌘ K", "Every command by name", { kind: "toggle", choice: "commands" }),
  once("Shift+s", "Shift S", "Save the chart as a picture", { kind: "save-picture" }),
  once("Shift+c", "Shift C", "Copy a link to this view", { kind: "copy-link" }),
  once("?", "?", "This help", { kind: "toggle", choice: "help" }),
  once("escape", "Esc", "Close what is open", { kind: "close" }),
];

const BY_KEY: ReadonlyMap<string, KeyBinding> = new Map(KEYMAP.flatMap((binding) => binding.keys.map((key) => [key, binding])));

/** The binding of a key press, or null. Works on keyboards without Latin letters and with digits on the shifted row, by the key's place. */
export function bindingOfKey(press: KeyPress): KeyBinding | null {
  const name = nameOfKey(press);
  if ((press.metaKey || press.ctrlKey) && !press.altKey && !press.altGraph && !press.shiftKey && !press.repeat) return BY_KEY.get(`Mod+${name}`) ?? null;
  if (press.metaKey || ((press.ctrlKey || press.altKey) && !press.altGraph)) return null;
  const binding = (press.shiftKey ? BY_KEY.get(`Shift+${name}`) : undefined) ?? (isShiftedAway(press, name) ? undefined : BY_KEY.get(name));
  if (binding === undefined || (press.repeat && !binding.repeats)) return null;
  return binding;
}

/** The label of the key that gives this command, for tooltips; "" when it has none. */
export function keyLabelOf(command: ChartCommand): string {
  const text = JSON.stringify(command);
  return KEYMAP.find((binding) => JSON.stringify(binding.command) === text)?.label ?? "";
}

function nameOfKey(press: KeyPress): string {
  const place = /^(?:Key([A-Z])|Digit([1-9])|Numpad([1-9]))$/.exec(press.code);
  const digit = place?.[2];
  if (digit !== undefined && !press.shiftKey && !/^[[\]\\]$/.test(press.key)) return digit;
  const letter = place?.[1];
  if (letter !== undefined && /^[^\x20-\x7e]$/.test(press.key)) return letter.toLowerCase();
  return press.key.toLowerCase();
}

/** Shift with a letter or a named key means something else than the key alone; with a sign it is merely how the sign is typed. */
function isShiftedAway(press: KeyPress, name: string): boolean {
  return press.shiftKey && (name.length > 1 || /^[a-z ]$/.test(name));
}

function once(key: string, label: string, says: string, command: ChartCommand): KeyBinding {
  return { keys: [key], label, says, repeats: false, command };
}

function held(key: string, label: string, says: string, command: ChartCommand): KeyBinding {
  return { keys: [key], label, says, repeats: true, command };
}
