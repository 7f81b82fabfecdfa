import { setImmediate as nextTurn } from "node:timers/promises";

const SLICE_MS = 8;

/**
 * Lets long work give way: after some milliseconds the event loop gets a turn, so that sockets stay served while history loads. Share one among everything
 * that works at the same time.
 */
export class Breather {
  #turnStartMs = performance.now();

  /** `true` when the current slice is used up: call {@link breathe} soon. */
  get isDue(): boolean {
    return performance.now() - this.#turnStartMs >= SLICE_MS;
  }

  /** Waits one turn of the event loop when the slice is used up. */
  async breathe(): Promise<void> {
    if (!this.isDue) return;
    await nextTurn();
    this.#turnStartMs = performance.now();
  }
}
