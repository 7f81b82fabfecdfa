/** The part of a key press that decides, as plain values. */
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

const KEYS_OF_CONTROLS = new Set([" ", "Enter", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);

/**
 * Offers key presses anywhere in the window, unless a text field or the focused control needs the key itself.
 * @param onPress returns `true` when the press meant something; the browser then does nothing of its own.
 * @returns a function that detaches.
 */
export function attachKeyboard(target: Window, onPress: (press: KeyPress) => boolean): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || belongsToControl(event)) return;
    const { key, code, shiftKey, ctrlKey, altKey, metaKey, repeat } = event;
    const altGraph = event.getModifierState("AltGraph");
    if (onPress({ key, code, shiftKey, ctrlKey, altKey, metaKey, repeat, altGraph })) event.preventDefault();
  };
  target.addEventListener("keydown", onKeyDown);
  return () => target.removeEventListener("keydown", onKeyDown);
}

function belongsToControl(event: KeyboardEvent): boolean {
  if (!(event.target instanceof Element)) return false;
  if (event.target.closest("input, textarea, select, [contenteditable='true']") !== null) return event.key !== "Escape";
  return KEYS_OF_CONTROLS.has(event.key) && event.target.closest("button, a, [role='radio'], [role='option'], [role='dialog']") !== null;
}
