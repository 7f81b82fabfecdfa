import { BAR_SCHEMA_MESSAGE, SCHEMA_ID } from "../protocol/bar-schema.ts";
import { type ClientMessage, PROTOCOL_VERSION, parseClientMessage, type ServerMessage } from "../protocol/control-messages.ts";
import type { Connection } from "./delivery/connection.ts";
import { FramePump, type FramePumpOptions } from "./delivery/frame-pump.ts";
import { MAX_MESSAGE_BYTES, MAX_SUBSCRIPTIONS } from "./limits.ts";
import type { BarLog } from "./log.ts";
import { Subscription } from "./delivery/subscription.ts";

/** Close codes of RFC 6455. */
const CLOSE = { going: 1001, policy: 1008, tooBig: 1009, overloaded: 1013 } as const;

type Message<Type extends ClientMessage["type"]> = Extract<ClientMessage, { type: Type }>;
type ErrorMessage = Omit<Extract<ServerMessage, { type: "error" }>, "type">;

export interface SessionOptions extends FramePumpOptions {
  /** By symbol, in the order in which they are offered. */
  readonly logs: ReadonlyMap<string, BarLog>;
  /** The socket is gone; nothing more will be said. */
  readonly onClosed: () => void;
}

/** The conversation with one client: what it may ask for and the answers. The frames are {@link FramePump}'s. */
export class Session {
  readonly #connection: Connection;
  readonly #logs: ReadonlyMap<string, BarLog>;
  readonly #onClosed: () => void;
  readonly #pump: FramePump;
  /** By stream id: ends the subscription's wake-up calls. */
  readonly #followed = new Map<number, () => void>();
  #isGreeted = false;
  #isClosed = false;

  constructor(options: SessionOptions) {
    this.#connection = options.connection;
    this.#logs = options.logs;
    this.#onClosed = options.onClosed;
    this.#pump = new FramePump(options);
  }

  /** One text message from the client. Never throws; what is wrong with it is said to the client. */
  receiveText(text: string, byteLength: number): void {
    if (byteLength > MAX_MESSAGE_BYTES) {
      const message = `the message has ${byteLength} bytes, at most ${MAX_MESSAGE_BYTES} are accepted`;
      this.#refuse({ code: "message-too-large", message }, CLOSE.tooBig);
      return;
    }
    const parsed = parseClientMessage(text);
    if (parsed.ok) this.#handle(parsed.message);
    else this.#sayError({ code: "bad-message", message: parsed.reason, ...(parsed.field === undefined ? {} : { field: parsed.field }) });
  }

  /** Clients send no binary messages. */
  receiveBinary(): void {
    this.#refuse({ code: "bad-message", message: "a client sends JSON text messages only" }, CLOSE.policy);
  }

  /** The socket has taken bytes that waited. */
  drained(): void {
    this.#pump.drained();
  }

  /** Tells the client that the server goes, and closes. */
  sayBye(reason: string): void {
    this.#say({ type: "bye", reason });
    this.#close(CLOSE.going, reason);
  }

  /** The socket is gone. */
  closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#pump.stop();
    for (const stop of this.#followed.values()) stop();
    this.#followed.clear();
    this.#onClosed();
  }

  #handle(message: ClientMessage): void {
    if (message.type === "hello") {
      this.#greet(message);
    } else if (!this.#isGreeted) {
      this.#refuse({ code: "hello-expected", message: `the first message must be hello, not ${message.type}` }, CLOSE.policy);
    } else if (message.type === "unsub") {
      this.#unsubscribe(message);
    } else {
      this.#subscribe(message);
    }
  }

  #greet({ protocol }: Message<"hello">): void {
    if (protocol !== PROTOCOL_VERSION) {
      const message = `the client speaks protocol ${protocol}, this server speaks ${PROTOCOL_VERSION}; reload the page or update the client`;
      this.#refuse({ code: "protocol-version", message, field: "protocol" }, CLOSE.policy);
      return;
    }
    this.#isGreeted = true;
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
    const { id, symbol } = message;
    const log = this.#logs.get(symbol);
    if (log === undefined) {
      const reason = `the symbol ${JSON.stringify(symbol)} is unknown; this server has ${[...this.#logs.keys()].join(", ") || "none"}`;
      this.#sayError({ code: "unknown-symbol", message: reason, field: "symbol", id });
      return;
    }
    if (!this.#followed.has(log.streamId) && this.#followed.size >= MAX_SUBSCRIPTIONS) {
      const reason = `this connection follows ${MAX_SUBSCRIPTIONS} symbols already, which is the most it may; send unsub first`;
      this.#sayError({ code: "too-many-subscriptions", message: reason, id });
      return;
    }
    const resumed = message.type === "resume" && message.epoch === log.epoch;
    const liveFromSeq = resumed ? message.fromSeq : log.nextSeq;
    const backlogTo = resumed ? message.lowSeq : log.nextSeq;
    if (liveFromSeq > log.nextSeq || backlogTo > liveFromSeq) {
      const reason = `lowSeq ${backlogTo} and fromSeq ${liveFromSeq} must ascend and not pass ${log.nextSeq}, the next seq of ${symbol}`;
      this.#sayError({ code: "bad-seq", message: reason, field: liveFromSeq > log.nextSeq ? "fromSeq" : "lowSeq", id });
      return;
    }
    this.#acknowledge(log, { id, resumed, liveFromSeq, backlogTo });
    if (this.#isClosed) return;
    this.#followed.get(log.streamId)?.();
    this.#followed.set(log.streamId, log.onChange(() => this.#pump.plan()));
    this.#pump.follow(log.streamId, new Subscription(log, { liveFromSeq, backlogTo, firstBars: message.firstBars }));
  }

  #acknowledge(log: BarLog, start: { id: number; resumed: boolean; liveFromSeq: number; backlogTo: number }): void {
    const bars = log.columns;
    this.#say({
      type: "subAck",
      id: start.id,
      resumed: start.resumed,
      streamId: log.streamId,
      symbol: log.instrument.symbol,
      epoch: log.epoch,
      firstSec: bars.length === 0 ? null : bars.timeSec[0],
      liveFromSeq: start.liveFromSeq,
      backlogSeq: { from: 0, to: start.backlogTo },
      backlogLevels: bars.levelOffsets[start.backlogTo] - bars.levelOffsets[0],
      closedThroughSec: log.closedThroughSec,
      clock: log.clock,
    });
  }

  #unsubscribe({ streamId }: Message<"unsub">): void {
    const stop = this.#followed.get(streamId);
    if (stop === undefined) {
      this.#sayUnknownStream(streamId);
      return;
    }
    stop();
    this.#followed.delete(streamId);
    this.#pump.unfollow(streamId);
  }

  #sayUnknownStream(streamId: number): void {
    this.#sayError({ code: "unknown-stream", message: `this connection does not follow the stream ${streamId}`, field: "streamId" });
  }

  #sayError(error: ErrorMessage): void {
    this.#say({ type: "error", ...error });
  }

  #refuse(error: ErrorMessage, closeCode: number): void {
    this.#sayError(error);
    this.#close(closeCode, error.code);
  }

  #say(message: ServerMessage): void {
    if (this.#isClosed) return;
    if (this.#connection.sendText(JSON.stringify(message)) === "dropped") this.#close(CLOSE.overloaded, "the client does not read its messages");
  }

  #close(code: number, reason: string): void {
    if (!this.#isClosed) this.#connection.close(code, reason);
  }
}
