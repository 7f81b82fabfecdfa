import { BAR_SCHEMA_MESSAGE, SCHEMA_ID } from "../protocol/bar-schema.ts";
import { type ClientMessage, PROTOCOL_VERSION, parseClientMessage, type ServerMessage } from "../protocol/control-messages.ts";
import type { Connection } from "./connection.ts";
import { MAX_CHUNK_BYTES, MAX_MESSAGE_BYTES, MAX_SUBSCRIPTIONS } from "./limits.ts";
import type { BarLog } from "./log.ts";
import { Subscription } from "./subscription.ts";

/** Frames are handed over only while less than this waits in the socket, so a slow client costs this plus one chunk. */
const HIGH_WATER_BYTES = 64 * 1024;
/** First backlog chunk of a connection: small, so that the first bars are on the screen soon. Doubles while the client keeps up. */
const FIRST_CHUNK_BYTES = 64 * 1024;
/** A session that has sent for this long gives way to the others. */
const PUMP_SLICE_MS = 5;

/** Close codes of RFC 6455. */
const CLOSE = { going: 1001, policy: 1008, tooBig: 1009, overloaded: 1013 } as const;

type Message<Type extends ClientMessage["type"]> = Extract<ClientMessage, { type: Type }>;

export interface SessionOptions {
  readonly connection: Connection;
  /** By symbol, in the order in which they are offered. */
  readonly logs: ReadonlyMap<string, BarLog>;
  /** The server's clock, milliseconds. */
  readonly nowMs: () => number;
  /** Runs a function soon, after other work of the event loop. */
  readonly defer: (run: () => void) => void;
  /** The socket is gone; nothing more will be said. */
  readonly onClosed: () => void;
}

/**
 * The conversation with one client (DESIGN.md section 4). Backlog, live bars, a slow client and a return after a cut are one code path: {@link pump} asks every
 * subscription what comes next until the socket has enough; it runs after an append, a request and when the socket has drained.
 */
export class Session {
  readonly #connection: Connection;
  readonly #logs: ReadonlyMap<string, BarLog>;
  readonly #nowMs: () => number;
  readonly #defer: (run: () => void) => void;
  readonly #onClosed: () => void;
  readonly #subscriptions = new Map<number, { cursor: Subscription; stop: () => void }>();
  #greeted = false;
  #closed = false;
  #pumpPlanned = false;
  #backlogTurn = 0;
  #chunkBytes = FIRST_CHUNK_BYTES;

  constructor(options: SessionOptions) {
    this.#connection = options.connection;
    this.#logs = options.logs;
    this.#nowMs = options.nowMs;
    this.#defer = options.defer;
    this.#onClosed = options.onClosed;
  }

  /** One text message from the client. Never throws; what is wrong with it is said to the client. */
  receiveText(text: string, byteLength: number): void {
    if (byteLength > MAX_MESSAGE_BYTES) {
      this.#refuse("message-too-large", `the message has ${byteLength} bytes, at most ${MAX_MESSAGE_BYTES} are accepted`, CLOSE.tooBig);
      return;
    }
    const parsed = parseClientMessage(text);
    if (!parsed.ok) {
      this.#say({ type: "error", code: "bad-message", message: parsed.reason, ...(parsed.field === undefined ? {} : { field: parsed.field }) });
      return;
    }
    this.#handle(parsed.message);
  }

  /** Clients send no binary messages. */
  receiveBinary(): void {
    this.#refuse("bad-message", "a client sends JSON text messages only", CLOSE.policy);
  }

  /** The socket has taken bytes that waited. */
  drained(): void {
    this.pump();
  }

  /** Tells the client that the server goes, and closes. */
  sayBye(reason: string): void {
    if (this.#closed) return;
    this.#say({ type: "bye", reason });
    this.#connection.close(CLOSE.going, reason);
  }

  /** The socket is gone. */
  closed(): void {
    this.#closed = true;
    for (const { stop } of this.#subscriptions.values()) stop();
    this.#subscriptions.clear();
    this.#onClosed();
  }

  /** Sends what the client lacks until the socket has enough or the time slice is used up. */
  pump(): void {
    this.#pumpPlanned = false;
    if (this.#closed || this.#subscriptions.size === 0) return;
    this.#connection.cork(() => this.#sendFrames());
  }

  #sendFrames(): void {
    const startMs = this.#nowMs();
    while (!this.#closed && this.#connection.bufferedBytes() < HIGH_WATER_BYTES) {
      if (!this.#sendNext()) return;
      if (this.#nowMs() - startMs >= PUMP_SLICE_MS) {
        this.#plan();
        return;
      }
    }
  }

  /** @returns false when nothing is left to send or the socket refused. */
  #sendNext(): boolean {
    const isIdle = this.#connection.bufferedBytes() === 0;
    for (const { cursor } of this.#subscriptions.values()) {
      const frame = cursor.nextUrgent(MAX_CHUNK_BYTES, isIdle);
      if (frame !== undefined) return this.#sendFrame(cursor, frame);
    }
    const streams = [...this.#subscriptions.values()];
    for (let offset = 0; offset < streams.length; offset++) {
      const { cursor } = streams[(this.#backlogTurn + offset) % streams.length];
      const frame = cursor.nextBacklog(this.#chunkBytes);
      if (frame === undefined) continue;
      this.#backlogTurn += offset + 1;
      return this.#sendFrame(cursor, frame, true);
    }
    return false;
  }

  #sendFrame(cursor: Subscription, frame: Uint8Array, isBacklog = false): boolean {
    const result = this.#connection.sendBinary(frame);
    if (result === "dropped") return false;
    cursor.commit();
    if (isBacklog) this.#chunkBytes = result === "sent" ? Math.min(this.#chunkBytes * 2, MAX_CHUNK_BYTES) : Math.max(this.#chunkBytes / 2, FIRST_CHUNK_BYTES);
    return true;
  }

  #plan(): void {
    if (this.#pumpPlanned || this.#closed) return;
    this.#pumpPlanned = true;
    this.#defer(() => this.pump());
  }

  #handle(message: ClientMessage): void {
    if (message.type === "hello") {
      this.#greet(message);
    } else if (!this.#greeted) {
      this.#refuse("hello-expected", `the first message must be hello, not ${message.type}`, CLOSE.policy);
    } else if (message.type === "unsub") {
      this.#unsubscribe(message);
    } else {
      this.#subscribe(message);
    }
  }

  #greet(message: Message<"hello">): void {
    if (message.protocol !== PROTOCOL_VERSION) {
      const reason = `the client speaks protocol ${message.protocol}, this server speaks ${PROTOCOL_VERSION}; reload the page or update the client`;
      this.#refuse("protocol-version", reason, CLOSE.policy, "protocol");
      return;
    }
    this.#greeted = true;
    this.#say({
      type: "welcome",
      protocol: PROTOCOL_VERSION,
      schemaId: SCHEMA_ID,
      schema: Buffer.from(BAR_SCHEMA_MESSAGE).toString("base64"),
      symbols: Array.from(this.#logs.values(), (log) => log.instrument),
      limits: { maxSubscriptions: MAX_SUBSCRIPTIONS, maxMessageBytes: MAX_MESSAGE_BYTES },
    });
  }

  #subscribe(message: Message<"sub"> | Message<"resume">): void {
    const log = this.#logs.get(message.symbol);
    if (log === undefined) {
      const reason = `the symbol ${JSON.stringify(message.symbol)} is unknown; this server has ${[...this.#logs.keys()].join(", ") || "none"}`;
      this.#say({ type: "error", code: "unknown-symbol", message: reason, field: "symbol", id: message.id });
      return;
    }
    if (!this.#subscriptions.has(log.streamId) && this.#subscriptions.size >= MAX_SUBSCRIPTIONS) {
      const reason = `this connection follows ${MAX_SUBSCRIPTIONS} symbols already, which is the most it may; send unsub first`;
      this.#say({ type: "error", code: "too-many-subscriptions", message: reason, id: message.id });
      return;
    }
    const isResume = message.type === "resume" && message.epoch === log.epoch;
    const liveFromSeq = isResume ? message.fromSeq : log.nextSeq;
    const backlogTo = isResume ? message.lowSeq : log.nextSeq;
    if (liveFromSeq > log.nextSeq || backlogTo > liveFromSeq) {
      const reason = `lowSeq ${backlogTo} and fromSeq ${liveFromSeq} must ascend and not pass ${log.nextSeq}, the next seq of ${log.instrument.symbol}`;
      this.#say({ type: "error", code: "bad-seq", message: reason, field: liveFromSeq > log.nextSeq ? "fromSeq" : "lowSeq", id: message.id });
      return;
    }
    const bars = log.columns;
    this.#say({
      type: "subAck",
      id: message.id,
      resumed: isResume,
      streamId: log.streamId,
      symbol: log.instrument.symbol,
      epoch: log.epoch,
      firstSec: bars.length === 0 ? null : bars.timeSec[0],
      liveFromSeq,
      backlogSeq: { from: 0, to: backlogTo },
      backlogLevels: bars.levelOffsets[backlogTo] - bars.levelOffsets[0],
      closedThroughSec: log.closedThroughSec,
      clock: log.clock,
    });
    this.#subscriptions.get(log.streamId)?.stop();
    this.#subscriptions.set(log.streamId, { cursor: new Subscription(log, { liveFromSeq, backlogTo }), stop: log.onChange(() => this.#plan()) });
    this.#plan();
  }

  #unsubscribe(message: Message<"unsub">): void {
    const subscription = this.#subscriptions.get(message.streamId);
    if (subscription === undefined) {
      this.#say({ type: "error", code: "unknown-stream", message: `this connection does not follow the stream ${message.streamId}`, field: "streamId" });
      return;
    }
    subscription.stop();
    this.#subscriptions.delete(message.streamId);
  }

  #say(message: ServerMessage): void {
    if (this.#closed) return;
    const result = this.#connection.sendText(JSON.stringify(message));
    if (result === "dropped") this.#connection.close(CLOSE.overloaded, "the client does not read its messages");
  }

  #refuse(code: string, message: string, closeCode: number, field?: string): void {
    this.#say({ type: "error", code, message, ...(field === undefined ? {} : { field }) });
    if (!this.#closed) this.#connection.close(closeCode, code);
  }
}
