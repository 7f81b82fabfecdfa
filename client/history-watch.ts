import type { StreamStatus } from "../protocol/worker-api.ts";
import { loadingShare } from "./chart-status.ts";

/**
 * Tells whether the history is still coming, so that what came of it is not taken for the newest. It is until it has once been complete on a connection: the
 * few bars on their way after that are the market going on.
 */
export class HistoryWatch {
  #isComplete = false;
  #symbol = "";

  /** @returns the share that has arrived while the history is coming, else null. */
  read(symbol: string, status: StreamStatus): number | null {
    if (symbol !== this.#symbol) this.#isComplete = false;
    this.#symbol = symbol;
    const isOpen = status.connection === "live" || status.connection === "replay" || status.connection === "ended";
    if (!isOpen) this.#isComplete = false;
    if (!isOpen || this.#isComplete || status.barsExpected === 0) return null;
    const share = loadingShare(status);
    this.#isComplete = share === null;
    return share;
  }
}
