import type { StreamStatus } from "../protocol/worker-api.ts";
import { loadingShare } from "./chart-status.ts";

/** How far the history has come. */
export interface HistoryState {
  /** Share that has arrived while it is coming, else null. */
  readonly share: number | null;
  /** The newest bar held is the market's newest: what it says is the last price. */
  readonly isCurrent: boolean;
}

/**
 * Tells whether the history is still coming, and whether its newest bars are there: those missed while a connection was cut come in their order, the history
 * of a first visit from its newest bar back. Either is so until it has once been complete on a connection; the few bars on their way after that are the market
 * going on.
 */
export class HistoryWatch {
  #symbol = "";
  #isComplete = false;
  #isCurrent = false;

  read(symbol: string, status: StreamStatus): HistoryState {
    const isOpen = status.connection === "live" || status.connection === "replay" || status.connection === "ended";
    if (!isOpen || symbol !== this.#symbol) this.#isComplete = this.#isCurrent = false;
    this.#symbol = symbol;
    if (!isOpen || status.barsExpected === 0) return { share: null, isCurrent: true };
    const share = this.#isComplete ? null : loadingShare(status);
    this.#isComplete = share === null;
    this.#isCurrent ||= share === null || status.barsBehind === 0;
    return { share, isCurrent: this.#isCurrent };
  }
}
