const KEYS_OF_CONTROLS = new Set([" ", "Enter", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);

/**
 * Offers key presses anywhere in the window, unless a text field or the focused control needs the key itself.
 * @param onPress returns `true` when the press meant something; the browser then does nothing of its own.
 * @returns a function that detaches.
 */
export function attachKeyboard(target: Window, onPress: (event: KeyboardEvent) => boolean): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || belongsToControl(event)) return;
    if (onPress(event)) event.preventDefault();
  };
  target.addEventListener("keydown", onKeyDown);
  return () => target.removeEventListener("keydown", onKeyDown);
}

function belongsToControl(event: KeyboardEvent): boolean {
  if (!(event.target instanceof Element)) return false;
  if (event.target.closest("input, textarea, select, [contenteditable='true']") !== null) return event.key !== "Escape";
  return KEYS_OF_CONTROLS.has(event.key) && event.target.closest("button, a, [role='radio'], [role='option'], [role='dialog']") !== null;
}
