/**
 * Runs a piece of work soon, again and again while it asks for more, and lets the thread's other messages in between. It posts to itself through a
 * MessageChannel: timers would wait at least 4 ms after a few rounds.
 */
export class SliceScheduler {
  readonly #channel = new MessageChannel();
  #planned = false;

  /** @param run one slice of the work. @returns `true` when there is more. */
  constructor(run: () => boolean) {
    this.#channel.port1.onmessage = () => {
      this.#planned = false;
      if (run()) this.plan();
    };
  }

  /** Makes sure that a slice will run. */
  plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    this.#channel.port2.postMessage(null);
  }

  /** Ends the scheduler; nothing runs any more. */
  close(): void {
    this.#planned = true;
    this.#channel.port1.close();
  }
}
