import type { OrderFlowEvent } from "../core/orderflow/signals/order-flow-event.ts";
import type { StudyName } from "../protocol/studies.ts";
import type { FlowPatch, StreamStatus } from "../protocol/worker-api.ts";

/** What is older against the newest second than this was missed, not seen live: a window that was hidden is told everything at once. */
const FRESH_SEC = 30;
/** A live market may be this many bars ahead: it says that it has closed them before they are here. */
const ON_THEIR_WAY_BARS = 2;

/** The parts of a patch that tell what is news. */
export type SignalNews = Pick<FlowPatch, "symbol" | "status" | "studies">;

/**
 * Tells the events that become known live from those that are history. History are: all that comes with the beginning of a study, all until the past has
 * arrived, all that happened while the connection was away, and whatever is long over. What it has told once it never tells again.
 */
export class LiveSignals {
  #symbol = "";
  #status: StreamStatus | null = null;
  /** Of each study, the second from which on its events are news. */
  readonly #newsFromSec = new Map<StudyName, number>();

  /** The events of a patch that are news, in the order in which they became known. Every patch has to pass, each once. */
  take({ symbol, status, studies }: SignalNews): readonly OrderFlowEvent[] {
    if (symbol !== this.#symbol) {
      this.#symbol = symbol;
      this.#status = null;
      this.#newsFromSec.clear();
    }
    const before = this.#status;
    this.#status = status ?? before;
    const isLive = follows(before) && follows(this.#status);
    const knownToSec = this.#status?.closedThroughSec ?? this.#status?.lastSec ?? Number.POSITIVE_INFINITY;
    if (!isLive) for (const study of this.#newsFromSec.keys()) this.#newsFromSec.set(study, knownToSec);
    if (studies === null) return [];
    for (const study of studies.dropped) this.#newsFromSec.delete(study);
    const news: OrderFlowEvent[] = [];
    for (const { study, reset, events } of studies.changes) {
      if (reset !== null) this.#newsFromSec.set(study, knownToSec);
      const fromSec = Math.max(this.#newsFromSec.get(study) ?? Number.POSITIVE_INFINITY, knownToSec - FRESH_SEC);
      if (isLive && reset === null) for (const event of events) if (event.confirmedSec >= fromSec) news.push(event);
    }
    return news;
  }
}

/** All of the past is there, and the newest second is that of the market. */
function follows(status: StreamStatus | null): boolean {
  return status !== null && (status.connection === "live" || status.connection === "replay") && status.bars >= status.barsExpected - ON_THEIR_WAY_BARS;
}
