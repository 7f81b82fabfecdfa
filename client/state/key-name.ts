/** The part of a keyboard event that decides, as plain values. */
export interface KeyPress {
  /** `KeyboardEvent.key` and `KeyboardEvent.code`. */
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

/** A keyboard event of the browser or of React. */
export interface KeyEvent extends Omit<KeyPress, "altGraph"> {
  getModifierState(key: "AltGraph"): boolean;
}

const LABELS: Readonly<Record<string, string>> = {
  " ": "Space",
  escape: "Esc",
  arrowleft: "←",
  arrowright: "→",
  arrowup: "↑",
  arrowdown: "↓",
  pageup: "Page ↑",
  pagedown: "Page ↓",
  "-": "−",
};
const ARIA_NAMES: Readonly<Record<string, string>> = {
  " ": "Space",
  "+": "Plus",
  arrowleft: "ArrowLeft",
  arrowright: "ArrowRight",
  arrowup: "ArrowUp",
  arrowdown: "ArrowDown",
  pageup: "PageUp",
  pagedown: "PageDown",
};

/** The part of a keyboard event that decides. */
export function keyPressOf(event: KeyEvent): KeyPress {
  const { key, code, shiftKey, ctrlKey, altKey, metaKey, repeat } = event;
  return { key, code, shiftKey, ctrlKey, altKey, metaKey, repeat, altGraph: event.getModifierState("AltGraph") };
}

/** The name of a pressed key, without Shift, Ctrl and Cmd: by its place for digits and on keyboards without Latin letters. */
export function nameOfKey(press: KeyPress): string {
  const place = /^(?:Key([A-Z])|Digit([1-9])|Numpad([1-9]))$/.exec(press.code);
  const digit = place?.[2];
  if (digit !== undefined && !press.shiftKey && !/^[[\]\\]$/.test(press.key)) return digit;
  const letter = place?.[1];
  if (letter !== undefined && /^[^\x20-\x7e]$/.test(press.key)) return letter.toLowerCase();
  return press.key.toLowerCase();
}

/** Shift with a letter or a named key means something else than the key alone; with a sign it is merely how the sign is typed. */
export function isShiftedAway(press: KeyPress, name: string): boolean {
  return press.shiftKey && (name.length > 1 || /^[a-z ]$/.test(name));
}

/** How a key of the keymap, such as `Shift+arrowup`, is written on the screen. */
export function labelOfKey(key: string): string {
  const [modifier, name] = partsOfKey(key);
  const shown = LABELS[name] ?? name.slice(0, 1).toUpperCase() + name.slice(1);
  return modifier === "Mod" ? `Ctrl/⌘ ${shown}` : modifier === "Shift" ? `Shift ${shown}` : shown;
}

/** A key of the keymap as `aria-keyshortcuts` wants it, such as `Shift+ArrowUp`. */
export function ariaOfKey(key: string): string {
  const [modifier, name] = partsOfKey(key);
  const said = ARIA_NAMES[name] ?? name.slice(0, 1).toUpperCase() + name.slice(1);
  return modifier === "Mod" ? `Control+${said} Meta+${said}` : modifier === "Shift" ? `Shift+${said}` : said;
}

function partsOfKey(key: string): readonly [modifier: "" | "Shift" | "Mod", name: string] {
  if (key.startsWith("Shift+")) return ["Shift", key.slice(6)];
  return key.startsWith("Mod+") ? ["Mod", key.slice(4)] : ["", key];
}
