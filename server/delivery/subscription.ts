import { chunkEnd, chunkStart } from "./chunk.ts";
import type { BarLog } from "../log.ts";

/** Where a subscription begins. */
export interface SubscriptionStart {
  /** First seq that CATCHUP and LIVE bring. */
  readonly liveFromSeq: number;
  /** The bars `0 .. backlogTo - 1` are sent as BACKLOG, newest first. */
  readonly backlogTo: number;
  /** So many of them, the newest; all when left out. */
  readonly firstBars?: number | undefined;
}

type Step = "gap" | "tail" | "mark" | "partial" | "backlog";

/**
 * One client's cursor into a log. It answers one question, *what comes next?*, and moves when that has been sent; it holds no frames.
 * A client that keeps up, a slow one and one that returns after a cut differ only in how far the cursor is behind.
 */
export class Subscription {
  readonly log: BarLog;
  #tailSeq: number;
  #backlogTo: number;
  /** Bars below this one are not sent. */
  readonly #backlogFrom: number;
  #gapsSent = 0;
  #markSent: number;
  #partialSent: number;
  #step: Step = "mark";
  #stepSeq = 0;

  constructor(log: BarLog, start: SubscriptionStart) {
    this.log = log;
    this.#tailSeq = start.liveFromSeq;
    this.#backlogTo = start.backlogTo;
    this.#backlogFrom = start.firstBars === undefined ? 0 : Math.max(0, start.backlogTo - start.firstBars);
    this.#markSent = -1;
    this.#partialSent = -1;
  }

  /**
   * The next frame that cannot wait: gaps, then new bars, then the heartbeat (so a heartbeat never names a bar that is still to come), then, for a client
   * that has taken everything, the forming seconds.
   */
  nextUrgent(maxBytes: number, isIdle: boolean): Uint8Array | undefined {
    const log = this.log;
    if (this.#gapsSent < log.gaps.length) return this.#prepare("gap", 0, log.gapFrame(this.#gapsSent));
    if (this.#tailSeq < log.nextSeq) {
      const to = chunkEnd(log.columns, this.#tailSeq, log.nextSeq, maxBytes);
      return this.#prepare("tail", to, log.tailFrame(this.#tailSeq, to));
    }
    if (this.#markSent !== log.markVersion) return this.#prepare("mark", log.markVersion, log.markFrame());
    if (!isIdle || this.#partialSent === log.partialVersion) return undefined;
    const partial = log.partialFrame();
    return partial === undefined ? undefined : this.#prepare("partial", log.partialVersion, partial);
  }

  /** The next chunk of older bars, newest first. */
  nextBacklog(maxBytes: number): Uint8Array | undefined {
    if (this.#backlogTo <= this.#backlogFrom) return undefined;
    const from = chunkStart(this.log.columns, this.#backlogFrom, this.#backlogTo, maxBytes);
    return this.#prepare("backlog", from, this.log.backlogFrame(from, this.#backlogTo));
  }

  /** The frame last returned has been handed to the transport. Without this call it comes again. */
  commit(): void {
    switch (this.#step) {
      case "gap":
        this.#gapsSent++;
        break;
      case "tail":
        this.#tailSeq = this.#stepSeq;
        break;
      case "mark":
        this.#markSent = this.#stepSeq;
        break;
      case "partial":
        this.#partialSent = this.#stepSeq;
        break;
      case "backlog":
        this.#backlogTo = this.#stepSeq;
        break;
    }
  }

  #prepare(step: Step, seq: number, frame: Uint8Array): Uint8Array {
    this.#step = step;
    this.#stepSeq = seq;
    return frame;
  }
}
