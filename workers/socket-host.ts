/** The part of a browser's WebSocket that the engine uses; the `ws` package has the same. */
export interface SocketLike {
  binaryType: string;
  addEventListener(type: "open" | "error", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: { readonly reason: string }) => void): void;
  send(text: string): void;
  close(): void;
}

/** What the socket needs from the world, so that a test can hold the clock, the dice and the network. */
export interface SocketHost {
  /** @throws when the address is not one the platform connects to. */
  openSocket(url: string): SocketLike;
  /** Reads a whole answer over HTTP; null where the socket brings all of a history by itself. @throws a sentence when there is no answer, or it is not 200. */
  readonly fetchBytes: ((address: string, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>) | null;
  /** Calls back once after `delayMs`. @returns a function that cancels. */
  startTimer(callback: () => void, delayMs: number): () => void;
  /** A number in `[0, 1)`. */
  random(): number;
  /** Epoch milliseconds that never step back: `performance.timeOrigin + performance.now()`. */
  nowMs(): number;
}
