import type { ChartCommand } from "./chart-command.ts";
import type { KeyChanges } from "./choices.ts";
import { isShiftedAway, type KeyPress, labelOfKey, nameOfKey } from "./key-name.ts";
import { bindingOfCommand, bindingsInForce, commandName, type KeyBinding, KEYMAP } from "./keymap.ts";

/** What a key pressed for a command comes to. */
export type KeyVerdict =
  /** Only Shift, Ctrl or the like so far. */
  | { readonly kind: "incomplete" }
  | { readonly kind: "refused"; readonly sentence: string }
  | { readonly kind: "held"; readonly key: string; readonly by: KeyBinding }
  /** The key is free, or the command has it already. */
  | { readonly kind: "free"; readonly key: string };

const INCOMPLETE = new Set(["shift", "control", "alt", "meta", "altgraph", "capslock", "numlock", "dead", "process", "unidentified", "fn", "compose"]);
/** Keys that a browser takes before the page sees them, or that a page has no right to. */
const BROWSER_KEYS = new Set(["tab", "enter", "contextmenu", "printscreen", "f1", "f3", "f5", "f6", "f7", "f10", "f11", "f12"]);
/** Letters and signs with Ctrl or Cmd that browsers and text fields use. */
const MOD_KEYS = new Set([..."acfhjlnopqrstuvwxyz0123456789+-=", "tab", "enter", "escape", " "]);

/** Judges a key pressed as the new key of a command. */
export function judgeKey(press: KeyPress, command: ChartCommand, changes: KeyChanges): KeyVerdict {
  const name = nameOfKey(press);
  if (INCOMPLETE.has(name)) return { kind: "incomplete" };
  const sentence = refusalOf(press, name);
  if (sentence !== null) return { kind: "refused", sentence };
  const isModified = press.ctrlKey && !press.altGraph;
  const key = isModified || press.metaKey ? `Mod+${name}` : isShiftedAway(press, name) ? `Shift+${name}` : name;
  const own = commandName(command);
  const holder = bindingsInForce(changes).find(({ keys, command: other }) => keys.includes(key) && commandName(other) !== own);
  return holder === undefined ? { kind: "free", key } : { kind: "held", key, by: holder };
}

function refusalOf(press: KeyPress, name: string): string | null {
  if (name === "escape") return "Esc closes what is open, always.";
  if (press.altKey && !press.altGraph) return "Keys with Alt belong to the browser and the system.";
  if ((press.ctrlKey && !press.altGraph) || press.metaKey) {
    if (press.shiftKey) return "Ctrl or ⌘ together with Shift belongs to the browser.";
    return MOD_KEYS.has(name) ? `${labelOfKey(`Mod+${name}`)} belongs to the browser.` : null;
  }
  if (name === "enter" || name === "tab") return `${labelOfKey(name)} works and reaches the controls of the page.`;
  return BROWSER_KEYS.has(name) ? `${name.toUpperCase()} belongs to the browser.` : null;
}

/** The command gets this key alone; a command that held it loses it. Null: the command has no key. */
export function withKey(changes: KeyChanges, command: ChartCommand, key: string | null): KeyChanges {
  const next = key === null ? changes : withoutHolder(changes, command, key);
  return { ...next, [commandName(command)]: key === null ? [] : [key] };
}

/** The command gets this key, and the command that held it gets the keys that this one had. */
export function withSwappedKey(changes: KeyChanges, command: ChartCommand, key: string): KeyChanges {
  const holder = bindingsInForce(changes).find(({ keys }) => keys.includes(key));
  const former = bindingOfCommand(command, changes)?.keys ?? [];
  const freed = withKey(changes, command, key);
  if (holder === undefined || commandName(holder.command) === commandName(command)) return freed;
  return { ...freed, [commandName(holder.command)]: [...former, ...holder.keys.filter((one) => one !== key)] };
}

/** The command has its first keys again; commands that took one of these have theirs again, too. */
export function withFirstKeys(changes: KeyChanges, command: ChartCommand): KeyChanges {
  const next: Record<string, readonly string[]> = { ...changes };
  const waiting = [commandName(command)];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    delete next[name];
    const first = KEYMAP.find((binding) => commandName(binding.command) === name)?.keys ?? [];
    for (const [other, keys] of Object.entries(next)) if (keys.some((key) => first.includes(key))) waiting.push(other);
  }
  return next;
}

/** `true` when the command's keys are not those of a first visit. */
export function hasOwnKeys(changes: KeyChanges, command: ChartCommand): boolean {
  const first = KEYMAP.find((binding) => commandName(binding.command) === commandName(command))?.keys ?? [];
  return first.join("\n") !== (bindingOfCommand(command, changes)?.keys ?? []).join("\n");
}

function withoutHolder(changes: KeyChanges, command: ChartCommand, key: string): KeyChanges {
  const own = commandName(command);
  const holder = bindingsInForce(changes).find(({ keys, command: other }) => keys.includes(key) && commandName(other) !== own);
  return holder === undefined ? changes : { ...changes, [commandName(holder.command)]: holder.keys.filter((one) => one !== key) };
}
