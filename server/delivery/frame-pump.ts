import type { Connection, SendResult } from "./connection.ts";
import { MAX_CHUNK_BYTES } from "../limits.ts";
import type { Subscription } from "./subscription.ts";

/** Frames are handed over only while less than this waits in the socket, so a slow client costs this plus one chunk. */
export const HIGH_WATER_BYTES = 64 * 1024;
/** First backlog chunk of a connection: small, so that the first bars are on the screen soon. Doubles while the client keeps up. */
const FIRST_CHUNK_BYTES = 64 * 1024;
/** Least a slow client's chunks shrink to. */
const MIN_CHUNK_BYTES = 16 * 1024;
/** A client that takes longer than this for what waits gets smaller chunks, so that live bars and heartbeats are never far behind. */
const SLOW_DRAIN_MS = 250;
/** A pump that has sent for this long gives way to the others. */
const SLICE_MS = 5;

export interface FramePumpOptions {
  readonly connection: Connection;
  /** The server's clock, milliseconds. */
  readonly nowMs: () => number;
  /** Runs a function soon, after other work of the event loop. */
  readonly defer: (run: () => void) => void;
}

/**
 * Sends one client what its subscriptions lack, until the socket has enough. The only code path for backlog, live bars, slow clients and returns after a cut
 * (DESIGN.md section 4): nothing is queued, so what a subscription lacks is asked for again whenever there is room.
 */
export class FramePump {
  readonly #connection: Connection;
  readonly #nowMs: () => number;
  readonly #defer: (run: () => void) => void;
  readonly #cursors = new Map<number, Subscription>();
  #isStopped = false;
  #isPlanned = false;
  #backlogTurn = 0;
  #chunkBytes = FIRST_CHUNK_BYTES;
  #waitingSinceMs: number | null = null;

  constructor({ connection, nowMs, defer }: FramePumpOptions) {
    this.#connection = connection;
    this.#nowMs = nowMs;
    this.#defer = defer;
  }

  /** Follows a stream from a cursor, in place of the cursor it may have had. */
  follow(streamId: number, cursor: Subscription): void {
    this.#cursors.set(streamId, cursor);
    this.plan();
  }

  unfollow(streamId: number): void {
    this.#cursors.delete(streamId);
  }

  /** The socket is gone: nothing is sent any more. */
  stop(): void {
    this.#isStopped = true;
    this.#cursors.clear();
  }

  /** Something may be there to send: looks soon, once for any number of calls. */
  plan(): void {
    if (this.#isPlanned || this.#isStopped) return;
    this.#isPlanned = true;
    this.#defer(() => this.#pump());
  }

  /**
   * The socket has taken bytes that waited. Sends soon and not at once: of what has to wait when it was sent from within the library's own handler, nobody
   * is told any more that it has been taken.
   */
  drained(): void {
    if (this.#isStopped) return;
    if (this.#waitingSinceMs !== null && this.#connection.bufferedBytes() === 0) {
      this.#adaptChunk(this.#nowMs() - this.#waitingSinceMs);
      this.#waitingSinceMs = null;
    }
    this.plan();
  }

  #pump(): void {
    this.#isPlanned = false;
    if (this.#isStopped || this.#cursors.size === 0) return;
    let isMore = false;
    this.#connection.cork(() => {
      isMore = this.#sendFrames();
    });
    if (isMore && !this.#isStopped && this.#connection.bufferedBytes() < HIGH_WATER_BYTES) this.plan();
  }

  /**
   * @returns `false` when nothing is left to send. What made the socket look full may have left with the end of the cork: nobody says that it has been taken
   * then, so the pump has to look itself.
   */
  #sendFrames(): boolean {
    const startMs = this.#nowMs();
    while (!this.#isStopped && this.#connection.bufferedBytes() < HIGH_WATER_BYTES) {
      const urgent = this.#sendUrgent();
      const result = urgent === "nothing" ? this.#sendBacklog() : urgent;
      if (result === "nothing") return false;
      if (result === "dropped" || this.#nowMs() - startMs >= SLICE_MS) break;
    }
    return true;
  }

  #sendUrgent(): SendResult | "nothing" {
    const isIdle = this.#connection.bufferedBytes() === 0;
    for (const cursor of this.#cursors.values()) {
      const frame = cursor.nextUrgent(MAX_CHUNK_BYTES, isIdle);
      if (frame !== undefined) return this.#send(cursor, frame);
    }
    return "nothing";
  }

  /** One chunk of older bars, of each stream in turn. */
  #sendBacklog(): SendResult | "nothing" {
    const cursors = [...this.#cursors.values()];
    for (let offset = 0; offset < cursors.length; offset++) {
      const cursor = cursors[(this.#backlogTurn + offset) % cursors.length];
      const frame = cursor.nextBacklog(this.#chunkBytes);
      if (frame === undefined) continue;
      this.#backlogTurn += offset + 1;
      const result = this.#send(cursor, frame);
      if (result === "sent") this.#adaptChunk(0);
      return result;
    }
    return "nothing";
  }

  #send(cursor: Subscription, frame: Uint8Array): SendResult {
    const result = this.#connection.sendBinary(frame);
    if (result !== "dropped") cursor.commit();
    if (result === "buffered") this.#waitingSinceMs ??= this.#nowMs();
    return result;
  }

  #adaptChunk(drainMs: number): void {
    this.#chunkBytes =
      drainMs > SLOW_DRAIN_MS ? Math.max(this.#chunkBytes / 2, MIN_CHUNK_BYTES) : Math.min(this.#chunkBytes * 2, MAX_CHUNK_BYTES);
  }
}
