/**
 * Shares the event loop: whoever has long work does it in slices and awaits a turn before each. Each pass of the loop gives one turn, however many wait, so
 * sockets and feeds wait for one slice at most.
 */
export class TurnQueue {
  readonly #waiting: (() => void)[] = [];

  /** Resolves when it is the caller's turn, in the order of asking. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) setImmediate(() => this.#giveTurn());
    });
  }

  #giveTurn(): void {
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) setImmediate(() => this.#giveTurn());
  }
}
