import { BarColumns } from "../../core/market/bar-columns.ts";
import type { BarView } from "../../core/market/bar-view.ts";
import { type ClientMessage, PROTOCOL_VERSION, parseServerMessage, type ServerMessage, type SubAck } from "../../protocol/control-messages.ts";
import { type BarDecoder, createBarDecoder } from "../../protocol/decode.ts";
import { FLAG_ENDED, FRAME_HEADER_BYTES, FRAME_KINDS, type FrameHeader, readFrameHeader } from "../../protocol/frame.ts";
import { readGapBody, readMarkBody } from "../../protocol/number-bodies.ts";

/** A frame as it was received, for assertions. */
export interface ReceivedFrame extends FrameHeader {
  readonly byteLength: number;
}

/**
 * The client's half of the protocol in its plainest form, as protocol/README.md describes it: one symbol, bars by seq, resume after a cut. A yardstick
 * for the server's tests, and strict: what a server must never do makes it throw. The product's client is workers/live-socket.
 */
export class BarReceiver {
  readonly #symbol: string;
  readonly #say: (message: ClientMessage) => void;
  #decode: BarDecoder | undefined;
  #columns = new BarColumns();
  ack: SubAck | undefined;
  /** Seq of the first bar held; bars below it are still to come. */
  lowSeq = 0;
  /** Seq after the last bar held. */
  nextSeq = 0;
  partial: BarView | undefined;
  topSeq = -1;
  closedThroughSec: number | null = null;
  ended = false;
  /** Bars that came although they were held: a `resume` may cause them, nothing else. */
  duplicates = 0;
  resumes = 0;
  readonly gaps = new Map<number, number>();
  readonly frames: ReceivedFrame[] = [];
  readonly messages: ServerMessage[] = [];

  constructor(symbol: string, say: (message: ClientMessage) => void) {
    this.#symbol = symbol;
    this.#say = say;
  }

  get columns(): BarView {
    return this.#columns.view();
  }

  /** `true` when every bar below `seq` is held. */
  holdsAll(seq: number): boolean {
    return this.ack !== undefined && this.lowSeq === 0 && this.nextSeq >= seq;
  }

  frameKinds(): number[] {
    return this.frames.map((frame) => frame.kind);
  }

  errors(): Extract<ServerMessage, { type: "error" }>[] {
    return this.messages.filter((message) => message.type === "error");
  }

  /** A connection is open: say hello. What is held stays. */
  greet(): void {
    this.#say({ type: "hello", protocol: PROTOCOL_VERSION });
  }

  /** Starts anew or goes on, depending on what is held. */
  subscribe(): void {
    if (this.ack === undefined) {
      this.#say({ type: "sub", id: 1, symbol: this.#symbol });
      return;
    }
    this.resumes++;
    this.#say({ type: "resume", id: 2, symbol: this.#symbol, epoch: this.ack.epoch, fromSeq: this.nextSeq, lowSeq: this.lowSeq });
  }

  takeText(text: string): void {
    const parsed = parseServerMessage(text);
    if (!parsed.ok) throw new Error(`${parsed.reason}: ${text}`);
    const message = parsed.message;
    this.messages.push(message);
    if (message.type === "welcome") {
      this.#decode = createBarDecoder(new Uint8Array(Buffer.from(message.schema, "base64")));
      this.subscribe();
    } else if (message.type === "subAck") {
      if (!message.resumed) this.#startAgain(message);
      this.ack = message;
    }
  }

  takeFrame(frame: Uint8Array): void {
    const header = readFrameHeader(frame);
    this.frames.push({ ...header, byteLength: frame.byteLength });
    if (header.streamId !== this.ack?.streamId) throw new Error(`a frame of stream ${header.streamId} came before its subAck`);
    const body = frame.subarray(FRAME_HEADER_BYTES);
    switch (header.kind) {
      case FRAME_KINDS.GAP: {
        const { fromSec, toSec } = readGapBody(body);
        this.gaps.set(fromSec, toSec);
        break;
      }
      case FRAME_KINDS.MARK:
        this.#takeMark(header, body);
        break;
      case FRAME_KINDS.PARTIAL:
        if (header.firstSeq !== this.nextSeq) throw new Error(`PARTIAL begins at seq ${header.firstSeq}, expected ${this.nextSeq}`);
        this.partial = this.#decodeBars(body);
        break;
      case FRAME_KINDS.BACKLOG:
        this.#prepend(header.firstSeq, this.#decodeBars(body));
        break;
      case FRAME_KINDS.LIVE:
      case FRAME_KINDS.CATCHUP:
        this.#append(header.firstSeq, this.#decodeBars(body));
        break;
    }
  }

  #startAgain(ack: SubAck): void {
    this.#columns = new BarColumns(ack.backlogSeq.to, ack.backlogLevels);
    this.lowSeq = ack.backlogSeq.to;
    this.nextSeq = ack.liveFromSeq;
  }

  #decodeBars(body: Uint8Array): BarView {
    if (this.#decode === undefined) throw new Error("a data frame came before welcome");
    return this.#decode(body);
  }

  #takeMark(header: FrameHeader, body: Uint8Array): void {
    if (header.firstSeq > this.nextSeq) throw new Error(`MARK names seq ${header.firstSeq - 1}, which has not been sent`);
    this.topSeq = header.firstSeq;
    this.closedThroughSec = readMarkBody(body).closedThroughSec;
    this.ended = (header.flags & FLAG_ENDED) !== 0;
  }

  #append(firstSeq: number, bars: BarView): void {
    if (firstSeq > this.nextSeq) throw new Error(`bars from seq ${firstSeq} on came where ${this.nextSeq} was expected`);
    const held = Math.min(this.nextSeq - firstSeq, bars.length);
    this.duplicates += held;
    this.#columns.append(bars, held);
    this.nextSeq = Math.max(this.nextSeq, firstSeq + bars.length);
  }

  #prepend(firstSeq: number, bars: BarView): void {
    const endSeq = firstSeq + bars.length;
    if (endSeq < this.lowSeq) throw new Error(`backlog ends at seq ${endSeq} where ${this.lowSeq} was expected`);
    const held = Math.min(endSeq - this.lowSeq, bars.length);
    this.duplicates += held;
    this.#columns.prepend(bars, 0, bars.length - held);
    this.lowSeq = Math.min(this.lowSeq, firstSeq);
  }
}
