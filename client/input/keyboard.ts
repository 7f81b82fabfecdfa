import type { ChartCommand } from "./chart-command.ts";
import { bindingOfKey } from "./keymap.ts";

const KEYS_OF_CONTROLS = new Set([" ", "Enter", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);

/**
 * Turns key presses anywhere in the window into commands, unless a text field or the focused control needs the key itself.
 * @returns a function that detaches.
 */
export function attachKeyboard(target: Window, run: (command: ChartCommand) => void): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || belongsToControl(event)) return;
    const binding = bindingOfKey({
      key: event.key,
      code: event.code,
      shiftKey: event.shiftKey,
      ctrlKey: event.ctrlKey,
      altKey: event.altKey,
      metaKey: event.metaKey,
      repeat: event.repeat,
      altGraph: event.getModifierState("AltGraph"),
    });
    if (binding === null) return;
    event.preventDefault();
    run(binding.command);
  };
  target.addEventListener("keydown", onKeyDown);
  return () => target.removeEventListener("keydown", onKeyDown);
}

function belongsToControl(event: KeyboardEvent): boolean {
  if (!(event.target instanceof Element)) return false;
  if (event.target.closest("input, textarea, select, [contenteditable='true']") !== null) return event.key !== "Escape";
  return KEYS_OF_CONTROLS.has(event.key) && event.target.closest("button, a, [role='radio'], [role='option'], [role='dialog']") !== null;
}
