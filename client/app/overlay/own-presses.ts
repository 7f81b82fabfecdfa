/**
 * Tells the presses on something that has just been opened from those that opened it: the second press of a double click falls on what the first one opened, and
 * so do the mouse events that browsers send after a tap.
 */
export class OwnPresses {
  #isPointed = false;
  #isForeign = true;

  /** A mouse button, pen or finger has gone down on it. */
  pointerDown(): void {
    this.#isPointed = true;
  }

  /** A press, or what a browser makes of a tap. @param count the event's `detail`: 2 for the second press of a double click. @returns `true` when it is meant for what was opened. */
  mouseDown(count: number): boolean {
    if (count === 1) this.#isForeign = !this.#isPointed;
    return this.click(count);
  }

  /** @param count the event's `detail`: 0 where no press came before it, as with a key. @returns `true` when it is meant for what was opened. */
  click(count: number): boolean {
    return count === 0 || !this.#isForeign;
  }
}
