import { WebSocket } from "ws";
import { BarReceiver } from "./bar-receiver.ts";

export interface ReferenceClientOptions {
  readonly symbol?: string;
  readonly origin?: string;
  readonly host?: string;
  /** Says nothing by itself: the test does. */
  readonly silent?: boolean;
}

/** A {@link BarReceiver} on a real socket that a test can cut, hold up and open again. */
export class ReferenceClient {
  readonly receiver: BarReceiver;
  readonly #url: string;
  readonly #options: ReferenceClientOptions;
  #socket: WebSocket | undefined;
  #waiting: { until: () => boolean; resolve: () => void; reject: (error: unknown) => void }[] = [];
  #failure: unknown;
  isOpen = false;
  closeCode: number | undefined;
  /** HTTP status with which the server refused the socket. */
  refusedStatus: number | undefined;

  constructor(url: string, options: ReferenceClientOptions = {}) {
    this.#url = url;
    this.#options = options;
    this.receiver = new BarReceiver(options.symbol ?? "TEST", (message) => this.say(message));
  }

  /** Opens a socket and subscribes, or resumes what was held before. */
  open(): this {
    const { origin, host, silent } = this.#options;
    const socket = new WebSocket(this.#url, {
      perMessageDeflate: false,
      ...(origin === undefined ? {} : { origin }),
      ...(host === undefined ? {} : { headers: { Host: host } }),
    });
    this.#socket = socket;
    this.closeCode = undefined;
    socket.binaryType = "arraybuffer";
    const whileCurrent = (react: () => void) => {
      if (socket === this.#socket) this.#guard(react);
    };
    socket.on("open", () =>
      whileCurrent(() => {
        this.isOpen = true;
        if (silent !== true) this.receiver.greet();
      }),
    );
    socket.on("message", (data: ArrayBuffer | Buffer, isBinary: boolean) =>
      whileCurrent(() => {
        if (isBinary) this.receiver.takeFrame(new Uint8Array(data as ArrayBuffer));
        else this.receiver.takeText(data.toString());
      }),
    );
    socket.on("unexpected-response", (request, response) => {
      whileCurrent(() => {
        this.refusedStatus = response.statusCode;
      });
      request.destroy();
    });
    socket.on("error", () => {});
    socket.on("close", (code) =>
      whileCurrent(() => {
        this.isOpen = false;
        this.closeCode = code;
      }),
    );
    return this;
  }

  /** Sends a message, or any text as it stands. */
  say(message: object | string): void {
    this.#socket?.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  sayBytes(bytes: Uint8Array): void {
    this.#socket?.send(bytes);
  }

  /** Ends the connection as a network fault would: no close frame, bytes on their way are lost. */
  cut(): void {
    this.#socket?.terminate();
    this.#socket = undefined;
    this.isOpen = false;
  }

  /** Stops reading, as a client does that cannot keep up. */
  stopReading(): void {
    this.#socket?.pause();
  }

  goOnReading(): void {
    this.#socket?.resume();
  }

  /** Resolves when `until` holds after some message; rejects when the server broke a rule. */
  async when(until: () => boolean): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    if (until()) return;
    await new Promise<void>((resolve, reject) => this.#waiting.push({ until, resolve, reject }));
  }

  whenAcknowledged(): Promise<void> {
    return this.when(() => this.receiver.ack !== undefined);
  }

  /** Resolves when every bar below `seq` is held. */
  whenComplete(seq: number): Promise<void> {
    return this.when(() => this.receiver.holdsAll(seq));
  }

  #guard(react: () => void): void {
    try {
      react();
    } catch (error) {
      this.#failure = error;
      for (const { reject } of this.#waiting) reject(error);
      this.#waiting = [];
      return;
    }
    const due = this.#waiting.filter(({ until }) => until());
    this.#waiting = this.#waiting.filter((waiter) => !due.includes(waiter));
    for (const { resolve } of due) resolve();
  }
}
