import { WebSocket } from "ws";
import { BarColumns } from "../../core/market/bar-columns.ts";
import type { BarView } from "../../core/market/bar-view.ts";
import { PROTOCOL_VERSION, parseServerMessage, type ServerMessage, type SubAck } from "../../protocol/control-messages.ts";
import { type BarDecoder, createBarDecoder } from "../../protocol/decode.ts";
import { FLAG_ENDED, FRAME_HEADER_BYTES, FRAME_KINDS, type FrameHeader, readFrameHeader } from "../../protocol/frame.ts";
import { type MarkBody, readGapBody, readMarkBody } from "../../protocol/number-bodies.ts";

/**
 * The client's half of the protocol in its plainest form, as protocol/README.md describes it: one symbol, bars by seq, resume after a cut.
 * A yardstick for the server's tests; the product's client is workers/live-socket.
 */
export class ReferenceClient {
  readonly #url: string;
  readonly #symbol: string;
  readonly #origin: string | undefined;
  #socket: WebSocket | undefined;
  #decode: BarDecoder | undefined;
  #columns = new BarColumns();
  #waiting: { until: () => boolean; resolve: () => void }[] = [];
  ack: SubAck | undefined;
  /** Seq of the first bar held; bars below it are still to come. */
  lowSeq = 0;
  /** Seq after the last bar held. */
  nextSeq = 0;
  partial: BarView | undefined;
  partialSeq = -1;
  topSeq = -1;
  closedThroughSec: number | null = null;
  ended = false;
  closeCode: number | undefined;
  readonly gaps = new Map<number, number>();
  readonly kinds: number[] = [];
  readonly headers: FrameHeader[] = [];
  readonly frameBytes: number[] = [];
  readonly messages: ServerMessage[] = [];
  /** Bars that came although they were held. A cut may cause them; a connection that lives must not. */
  duplicates = 0;
  resumes = 0;

  constructor(url: string, symbol: string, origin?: string) {
    this.#url = url;
    this.#symbol = symbol;
    this.#origin = origin;
  }

  get columns(): BarView {
    return this.#columns.view();
  }

  /** Opens a socket and subscribes, or resumes what was held before. */
  open(): void {
    const socket = new WebSocket(this.#url, { perMessageDeflate: false, ...(this.#origin === undefined ? {} : { origin: this.#origin }) });
    this.#socket = socket;
    this.closeCode = undefined;
    socket.binaryType = "arraybuffer";
    socket.on("open", () => this.say({ type: "hello", protocol: PROTOCOL_VERSION }));
    socket.on("message", (data: ArrayBuffer | Buffer, isBinary: boolean) => {
      if (socket !== this.#socket) return;
      if (isBinary) this.#takeFrame(new Uint8Array(data as ArrayBuffer));
      else this.#takeMessage(data.toString());
      this.#wake();
    });
    socket.on("error", () => {});
    socket.on("close", (code) => {
      if (socket !== this.#socket) return;
      this.closeCode = code;
      this.#wake();
    });
  }

  say(message: unknown): void {
    this.#socket?.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  sayBytes(bytes: Uint8Array): void {
    this.#socket?.send(bytes);
  }

  /** Ends the connection as a network fault would: no close frame, bytes on their way are lost. */
  cut(): void {
    this.#socket?.terminate();
    this.#socket = undefined;
  }

  /** Stops reading, as a client does that cannot keep up. */
  pause(): void {
    this.#socket?.pause();
  }

  resumeReading(): void {
    this.#socket?.resume();
  }

  /** Resolves when `until` holds after some message. */
  async when(until: () => boolean): Promise<void> {
    if (until()) return;
    await new Promise<void>((resolve) => this.#waiting.push({ until, resolve }));
  }

  /** Resolves when every bar below `seq` is held. */
  whenComplete(seq: number): Promise<void> {
    return this.when(() => this.lowSeq === 0 && this.nextSeq >= seq && this.ack !== undefined);
  }

  #wake(): void {
    const due = this.#waiting.filter(({ until }) => until());
    this.#waiting = this.#waiting.filter((waiter) => !due.includes(waiter));
    for (const { resolve } of due) resolve();
  }

  #takeMessage(text: string): void {
    const parsed = parseServerMessage(text);
    if (!parsed.ok) throw new Error(`${parsed.reason}: ${text}`);
    const message = parsed.message;
    this.messages.push(message);
    if (message.type === "welcome") {
      this.#decode = createBarDecoder(new Uint8Array(Buffer.from(message.schema, "base64")));
      this.#subscribe();
    } else if (message.type === "subAck") {
      if (!message.resumed) this.#startAgain(message);
      this.ack = message;
    }
  }

  #subscribe(): void {
    if (this.ack === undefined) {
      this.say({ type: "sub", id: 1, symbol: this.#symbol });
      return;
    }
    this.resumes++;
    this.say({ type: "resume", id: 2, symbol: this.#symbol, epoch: this.ack.epoch, fromSeq: this.nextSeq, lowSeq: this.lowSeq });
  }

  #startAgain(ack: SubAck): void {
    this.#columns = new BarColumns(ack.backlogSeq.to, ack.backlogLevels);
    this.lowSeq = ack.backlogSeq.to;
    this.nextSeq = ack.liveFromSeq;
  }

  #takeFrame(frame: Uint8Array): void {
    const header = readFrameHeader(frame);
    this.kinds.push(header.kind);
    this.headers.push(header);
    this.frameBytes.push(frame.byteLength);
    const body = frame.subarray(FRAME_HEADER_BYTES);
    if (header.kind === FRAME_KINDS.GAP) {
      const { fromSec, toSec } = readGapBody(body);
      this.gaps.set(fromSec, toSec);
      return;
    }
    if (header.kind === FRAME_KINDS.MARK) {
      this.#takeMark(header, readMarkBody(body));
      return;
    }
    const bars = this.#decodeBars(body);
    if (header.kind === FRAME_KINDS.PARTIAL) {
      this.partial = bars;
      this.partialSeq = header.firstSeq;
    } else if (header.kind === FRAME_KINDS.BACKLOG) {
      this.#prepend(header.firstSeq, bars);
    } else {
      this.#append(header.firstSeq, bars);
    }
  }

  #decodeBars(body: Uint8Array): BarView {
    if (this.#decode === undefined) throw new Error("a data frame came before welcome");
    return this.#decode(body);
  }

  #takeMark(header: FrameHeader, mark: MarkBody): void {
    this.topSeq = header.firstSeq;
    this.closedThroughSec = mark.closedThroughSec;
    this.ended = (header.flags & FLAG_ENDED) !== 0;
    if (header.firstSeq > this.nextSeq) throw new Error(`MARK names seq ${header.firstSeq - 1}, which has not been sent`);
  }

  #append(firstSeq: number, bars: BarView): void {
    if (firstSeq > this.nextSeq) throw new Error(`bars from seq ${firstSeq} on came where ${this.nextSeq} was expected`);
    const held = this.nextSeq - firstSeq;
    this.duplicates += Math.min(held, bars.length);
    this.#columns.append(bars, held, bars.length);
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
