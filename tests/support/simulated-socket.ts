import type { Connection, SendResult } from "../../server/delivery/connection.ts";

/** Where what was sent arrives. */
export interface Receiver {
  takeText(text: string): void;
  takeFrame(frame: Uint8Array): void;
}

type InFlight = { readonly data: string | Uint8Array; readonly byteLength: number };

/**
 * A socket whose network a test turns by hand: it takes as many bytes as told, in order, and hands a message over when its last byte has passed. What is
 * above the window waits, what is above the limit is refused, as the library does it.
 */
export class SimulatedSocket implements Connection {
  readonly #receiver: Receiver;
  readonly #windowBytes: number;
  readonly #limitBytes: number;
  #queue: InFlight[] = [];
  #queuedBytes = 0;
  #passedOfFirst = 0;
  isCut = false;
  closedWith: number | undefined;
  /** Most bytes that waited at once. */
  peakBytes = 0;
  /** Messages taken. */
  sendCount = 0;
  readonly #leavesWithCork: boolean;

  /** @param leavesWithCork the network takes all that waits at the end of a cork, of which nobody is told. */
  constructor(receiver: Receiver, { windowBytes = 32 * 1024, limitBytes = 4 * 1024 * 1024, leavesWithCork = false } = {}) {
    this.#receiver = receiver;
    this.#leavesWithCork = leavesWithCork;
    this.#windowBytes = windowBytes;
    this.#limitBytes = limitBytes;
  }

  sendBinary(bytes: Uint8Array): SendResult {
    return this.#send({ data: bytes.slice(), byteLength: bytes.byteLength });
  }

  sendText(text: string): SendResult {
    return this.#send({ data: text, byteLength: Buffer.byteLength(text) });
  }

  bufferedBytes(): number {
    return Math.max(0, this.#queuedBytes - this.#windowBytes);
  }

  cork(write: () => void): void {
    write();
    if (this.#leavesWithCork) this.pass(this.bufferedBytes());
  }

  close(code: number): void {
    this.closedWith = code;
  }

  /** Everything on its way is lost. */
  cut(): void {
    this.isCut = true;
    this.#queue = [];
    this.#queuedBytes = 0;
  }

  get bytesOnTheWay(): number {
    return this.#queuedBytes;
  }

  /** Lets the network pass up to that many bytes. */
  pass(byteCount: number): void {
    let left = byteCount;
    while (left > 0 && this.#queue.length > 0 && !this.isCut) {
      const first = this.#queue[0];
      const taken = Math.min(left, first.byteLength - this.#passedOfFirst);
      left -= taken;
      this.#queuedBytes -= taken;
      this.#passedOfFirst += taken;
      if (this.#passedOfFirst < first.byteLength) return;
      this.#queue.shift();
      this.#passedOfFirst = 0;
      if (typeof first.data === "string") this.#receiver.takeText(first.data);
      else this.#receiver.takeFrame(first.data);
    }
  }

  #send(message: InFlight): SendResult {
    if (this.isCut) throw new Error("a message was sent on a dead connection");
    if (this.bufferedBytes() > this.#limitBytes) return "dropped";
    this.#queue.push(message);
    this.#queuedBytes += message.byteLength;
    this.sendCount++;
    this.peakBytes = Math.max(this.peakBytes, this.bufferedBytes());
    return this.bufferedBytes() === 0 ? "sent" : "buffered";
  }
}
