import type { SubAck } from "../protocol/control-messages.ts";
import { GapList } from "./gap-list.ts";
import { SymbolColumns } from "./symbol-columns.ts";

/** `asked`: the server has not answered yet. `open`: frames come. `resuming`: bars were missing and have been asked for again. `cut`: no connection. `refused`: see `message`. */
export type StreamState = "asked" | "open" | "resuming" | "cut" | "refused";

/** What a heartbeat says. */
export interface Heartbeat {
  /** Seq the next bar will have. */
  readonly topSeq: number;
  /** Every second below this one is closed; null before the source has said so. */
  readonly closedThroughSec: number | null;
  /** The stream's clock, epoch milliseconds; null before it has one. */
  readonly streamTimeMs: number | null;
  readonly ended: boolean;
}

/** Everything the engine knows of one subscribed symbol. */
export class SymbolStream {
  readonly symbol: string;
  readonly columns = new SymbolColumns();
  readonly gaps = new GapList();
  state: StreamState = "asked";
  /** A sentence for people when `state` is `refused`, else "". */
  message = "";
  /** The id that frames of this stream carry; null before the first acknowledgement. */
  streamId: number | null = null;
  clock: SubAck["clock"] = "wall";
  topSeq = 0;
  closedThroughSec: number | null = null;
  streamTimeMs: number | null = null;
  /** When `streamTimeMs` arrived, epoch milliseconds; 0 before the first heartbeat. */
  receivedAtMs = 0;
  ended = false;
  /** When the newest bars arrived, epoch milliseconds. */
  newestArrivalMs = 0;
  /** Where bars were missing when they were last asked for again; -1 when they never were on this connection. */
  missedSeq = -1;
  missedLowSeq = -1;
  /** While the history waits to be asked for: seq of the first bar that the socket brings; else null. */
  heldFromSeq: number | null = null;
  /** Why the socket is to bring all of the history, a sentence; "" while it comes over HTTP. */
  historyProblem = "";
  /** When the subscription was acknowledged, epoch milliseconds. */
  begunAtMs = 0;
  /** Counts what a status shows and a change of bars does not: heartbeats, gaps, states. */
  version = 0;

  constructor(symbol: string) {
    this.symbol = symbol;
  }

  /**
   * Takes the server's answer.
   * @returns `true` when all bars held were given up.
   * @throws RangeError when the answer leaves out bars; nothing is held then.
   */
  begin(ack: SubAck): boolean {
    const restarted = this.columns.begin(ack);
    if (restarted) {
      this.gaps.clear();
      this.ended = false;
      this.closedThroughSec = null;
      this.streamTimeMs = null;
      this.topSeq = 0;
    }
    this.state = "open";
    this.message = "";
    this.streamId = ack.streamId;
    this.clock = ack.clock;
    this.topSeq = Math.max(this.topSeq, ack.liveFromSeq);
    this.closedThroughSec = ack.closedThroughSec ?? this.closedThroughSec;
    this.version++;
    return restarted;
  }

  noteHeartbeat(heartbeat: Heartbeat, arrivalMs: number): void {
    this.topSeq = Math.max(this.topSeq, heartbeat.topSeq);
    this.closedThroughSec = heartbeat.closedThroughSec ?? this.closedThroughSec;
    this.streamTimeMs = heartbeat.streamTimeMs;
    this.receivedAtMs = arrivalMs;
    this.ended = heartbeat.ended;
    this.version++;
  }

  noteGap(fromSec: number, toSec: number): boolean {
    const isNew = this.gaps.add(fromSec, toSec);
    if (isNew) this.version++;
    return isNew;
  }

  setState(state: StreamState, message = ""): void {
    this.state = state;
    this.message = message;
    this.version++;
  }

  /** Bars the server has said it holds, from where its history begins. */
  get barsExpected(): number {
    return Math.max(this.topSeq, this.columns.nextSeq) - this.columns.floorSeq;
  }

  /** Bars the server has said it holds after the newest one held. */
  get barsBehind(): number {
    return Math.max(0, this.topSeq - this.columns.nextSeq);
  }
}
