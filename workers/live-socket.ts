import { type ClientMessage, parseServerMessage, PROTOCOL_VERSION, type ServerMessage } from "../protocol/control-messages.ts";
import { FRAME_HEADER_BYTES, type FrameHeader, readFrameHeader } from "../protocol/frame.ts";
import { markOpening } from "../protocol/opening-marks.ts";
import { reconnectDelayMs } from "./reconnect-delay.ts";
import type { SocketHost, SocketLike } from "./socket-host.ts";

export type Welcome = Extract<ServerMessage, { type: "welcome" }>;
/** What a server says about single subscriptions. */
export type StreamMessage = Extract<ServerMessage, { type: "subAck" | "error" }>;

/** `idle`: not asked to connect. `open`: welcomed. `refused`: will not try again by itself. */
export type SocketState = "idle" | "connecting" | "open" | "reconnecting" | "refused";

/** Who hears from the socket. A RangeError thrown by one of the first three counts as a fault of the server: its sentence is shown, and the socket reconnects. */
export interface SocketListener {
  /** The server has said who it is: subscribe or resume now. */
  onWelcome(welcome: Welcome): void;
  onMessage(message: StreamMessage): void;
  /** A frame with a valid header. `body` starts at a multiple of 8 bytes and belongs to the listener. */
  onFrame(header: FrameHeader, body: Uint8Array, arrivalMs: number): void;
  /** The state changed, or the sentence that explains it. */
  onState(state: SocketState, message: string): void;
}

const HANDSHAKE_LIMIT_MS = 10_000;
const WATCH_INTERVAL_MS = 1000;
/** A connection that has lasted this long was a good one: the next fault starts with the shortest delay again. */
const GOOD_CONNECTION_MS = 10_000;

/**
 * The one WebSocket of an engine. Greets the server, checks what arrives, notices silence, and comes back after a cut with jittered exponential delay.
 * What is subscribed, and where to resume, is the listener's business.
 */
export class LiveSocket {
  readonly #host: SocketHost;
  readonly #listener: SocketListener;
  #url: string | null = null;
  #socket: SocketLike | null = null;
  #state: SocketState = "idle";
  #message = "";
  #failures = 0;
  #silenceLimitMs: number | null = null;
  #lastWordMs = 0;
  #openedMs = 0;
  #cancelRetry: () => void = () => {};
  #cancelWatch: () => void = () => {};
  /** Binary frames received since the start. */
  framesReceived = 0;
  /** Bytes of messages received since the start, text in characters. */
  bytesReceived = 0;

  constructor(host: SocketHost, listener: SocketListener) {
    this.#host = host;
    this.#listener = listener;
  }

  get state(): SocketState {
    return this.#state;
  }

  /** Where it connects to; null when it was not asked to. */
  get url(): string | null {
    return this.#url;
  }

  /** Why the state is what it is, a sentence, or "". */
  get message(): string {
    return this.#message;
  }

  /** Opens the socket, or moves it to another address. The address in use is left alone unless the server has refused. */
  connect(url: string): void {
    if (url === this.#url && this.#state !== "refused") return;
    this.#drop();
    this.#url = url;
    this.#failures = 0;
    this.#open();
  }

  disconnect(): void {
    this.#drop();
    this.#url = null;
    this.#setState("idle", "");
  }

  /** Sends if there is a server to hear it; what matters is said again after the next welcome. */
  send(message: ClientMessage): void {
    if (this.#state === "open") this.#socket?.send(JSON.stringify(message));
  }

  /** Treats the connection as broken and starts over. Without effect while there is none. */
  fail(reason: string): void {
    if (this.#socket === null) return;
    this.#drop();
    this.#retryLater(reason);
  }

  /** The network is back: tries at once instead of waiting for the next attempt. */
  retryNow(): void {
    if (this.#state !== "reconnecting" || this.#socket !== null) return;
    this.#cancelRetry();
    this.#open();
  }

  /** How long the server may say nothing at all before the connection counts as lost; null: for ever (nothing is subscribed). */
  watchSilence(limitMs: number | null): void {
    if (limitMs === this.#silenceLimitMs) return;
    this.#silenceLimitMs = limitMs;
    this.#lastWordMs = this.#host.nowMs();
  }

  #open(): void {
    if (this.#url === null) return;
    const again = this.#failures > 0;
    this.#setState(again ? "reconnecting" : "connecting", again ? this.#message : "");
    let socket: SocketLike;
    markOpening("flowglass:connect");
    try {
      socket = this.#host.openSocket(this.#url);
    } catch (error) {
      this.#setState("refused", `cannot connect to "${this.#url}": ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    const whileCurrent = <Event>(react: (event: Event) => void) => {
      return (event: Event) => {
        if (socket === this.#socket) react(event);
      };
    };
    socket.addEventListener("open", () => this.#greet(socket));
    socket.addEventListener("message", whileCurrent<{ readonly data: unknown }>(({ data }) => this.#receive(data)));
    socket.addEventListener("close", whileCurrent<{ readonly reason: string }>(({ reason }) => this.#closed(reason)));
    socket.addEventListener("error", () => {});
    this.#silenceLimitMs = HANDSHAKE_LIMIT_MS;
    this.#lastWordMs = this.#host.nowMs();
    this.#watch();
  }

  #greet(socket: SocketLike): void {
    if (socket === this.#socket) socket.send(JSON.stringify({ type: "hello", protocol: PROTOCOL_VERSION } satisfies ClientMessage));
  }

  /** Lets go of the socket: none of its events is heard any more. */
  #drop(): void {
    this.#cancelRetry();
    this.#cancelWatch();
    const socket = this.#socket;
    if (socket === null) return;
    this.#socket = null;
    socket.close();
  }

  #closed(reason: string): void {
    if (this.#state !== "open") this.fail(`there is no answer from ${this.#url}`);
    else this.fail(reason === "" ? "the connection was lost" : `the connection was closed: ${reason}`);
  }

  #retryLater(reason: string): void {
    this.#failures++;
    this.#setState("reconnecting", reason);
    this.#cancelRetry = this.#host.startTimer(() => this.#open(), reconnectDelayMs(this.#failures, this.#host.random()));
  }

  #refuse(reason: string): void {
    this.#drop();
    this.#setState("refused", reason);
  }

  /** Looks once a second for a silence that is too long. A look that comes late itself (a sleeping machine) proves nothing and starts the count anew. */
  #watch(): void {
    const plannedMs = this.#host.nowMs() + WATCH_INTERVAL_MS;
    this.#cancelWatch = this.#host.startTimer(() => {
      const nowMs = this.#host.nowMs();
      if (nowMs - plannedMs > WATCH_INTERVAL_MS) this.#lastWordMs = nowMs;
      if (this.#state === "open" && nowMs - this.#openedMs > GOOD_CONNECTION_MS) this.#failures = 0;
      const limitMs = this.#silenceLimitMs;
      if (limitMs !== null && nowMs - this.#lastWordMs > limitMs) this.fail(`no word from the server for ${Math.round(limitMs / 1000)} s`);
      else this.#watch();
    }, WATCH_INTERVAL_MS);
  }

  #receive(data: unknown): void {
    const arrivalMs = this.#host.nowMs();
    this.#lastWordMs = arrivalMs;
    try {
      if (typeof data === "string") this.#receiveText(data);
      else if (data instanceof ArrayBuffer) this.#receiveFrame(new Uint8Array(data), arrivalMs);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.fail(`the server sent something unusable: ${error.message}`);
    }
  }

  #receiveFrame(frame: Uint8Array, arrivalMs: number): void {
    this.framesReceived++;
    this.bytesReceived += frame.byteLength;
    const header = readFrameHeader(frame);
    if (this.#state !== "open") throw new RangeError("a data frame came before the welcome");
    this.#listener.onFrame(header, frame.subarray(FRAME_HEADER_BYTES), arrivalMs);
  }

  #receiveText(text: string): void {
    this.bytesReceived += text.length;
    const protocol = announcedProtocol(text);
    if (protocol !== null && protocol !== PROTOCOL_VERSION) {
      this.#refuse(`the server speaks version ${protocol} of the protocol and this page version ${PROTOCOL_VERSION}: reload the page`);
      return;
    }
    const parsed = parseServerMessage(text);
    if (!parsed.ok) throw new RangeError(parsed.reason);
    const { message } = parsed;
    switch (message.type) {
      case "welcome":
        this.#silenceLimitMs = null;
        this.#openedMs = this.#host.nowMs();
        markOpening("flowglass:welcome");
        this.#setState("open", "");
        this.#listener.onWelcome(message);
        return;
      case "bye":
        this.fail(`the server says goodbye: ${message.reason}`);
        return;
      case "error":
        if (this.#state === "open") this.#listener.onMessage(message);
        else this.#refuse(`the server refuses: ${message.message}`);
        return;
      case "subAck":
        this.#listener.onMessage(message);
    }
  }

  #setState(state: SocketState, message: string): void {
    if (state === this.#state && message === this.#message) return;
    this.#state = state;
    this.#message = message;
    this.#listener.onState(state, message);
  }
}

/** Protocol version of a `welcome`, read before the rest of it is checked: a later version may look different everywhere else. */
function announcedProtocol(text: string): number | null {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof message !== "object" || message === null || !("type" in message) || message.type !== "welcome") return null;
  return "protocol" in message && typeof message.protocol === "number" ? message.protocol : null;
}
