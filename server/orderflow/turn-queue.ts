/** The turns of one request. */
export interface Turns {
  /**
   * Resolves when it is the caller's turn.
   * @throws the signal's reason when the client has gone: the work is to end.
   */
  next(): Promise<void>;
}

interface Waiting {
  readonly signal: AbortSignal;
  resolve(): void;
  reject(reason: unknown): void;
}

/**
 * Shares the event loop: whoever has long work does it in slices and awaits a turn before each. Each pass of the loop gives one turn, however many wait, so
 * sockets and feeds wait for one slice at most.
 */
export class TurnQueue {
  readonly #waiting: Waiting[] = [];

  /** Turns for the work of one request, in the order of asking, until its client has gone. */
  until(signal: AbortSignal): Turns {
    return { next: () => this.#next(signal) };
  }

  #next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ signal, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#giveTurn());
    });
  }

  /** Those whose client has gone take no turn. */
  #giveTurn(): void {
    let next = this.#waiting.shift();
    for (; next?.signal.aborted === true; next = this.#waiting.shift()) next.reject(next.signal.reason);
    next?.resolve();
    if (this.#waiting.length > 0) setImmediate(() => this.#giveTurn());
  }
}
