import type { BenchMarket } from "../../protocol/bench-market.ts";
import { parseClientMessage } from "../../protocol/control-messages.ts";
import type { SocketHost, SocketLike } from "../socket-host.ts";
import { BenchStream } from "./bench-stream.ts";

const TICK_MS = 100;
const MARK_TICKS = 10;
/** Seconds of the market that one tick closes at most. */
const MOST_BARS_AT_ONCE = 50;

type Listeners = {
  open: (() => void)[];
  error: (() => void)[];
  message: ((event: { readonly data: unknown }) => void)[];
  close: ((event: { readonly reason: string }) => void)[];
};

/**
 * A socket with a seeded market at its other end instead of a server: everything behind it (decoding, columns, studies, pools, pictures) does what it does
 * for a server's data, so that a bench needs no server and means the same anywhere.
 */
export class BenchSocket implements SocketLike {
  binaryType = "arraybuffer";
  readonly #market: BenchMarket;
  readonly #host: Pick<SocketHost, "startTimer" | "nowMs">;
  readonly #listeners: Listeners = { open: [], error: [], message: [], close: [] };
  readonly #stream: BenchStream;
  #cancel: () => void = () => {};
  #isClosed = false;
  #ticks = 0;
  #tradedSec = 0;

  constructor(market: BenchMarket, host: Pick<SocketHost, "startTimer" | "nowMs">) {
    this.#market = market;
    this.#host = host;
    this.#stream = new BenchStream(market, host.nowMs);
    this.#later(0, () => {
      for (const listener of this.#listeners.open) listener();
    });
  }

  addEventListener<Type extends keyof Listeners>(type: Type, listener: Listeners[Type][number]): void {
    (this.#listeners[type] as Listeners[Type][number][]).push(listener);
  }

  send(text: string): void {
    const parsed = parseClientMessage(text);
    if (!parsed.ok) throw new Error(`the engine said something unusable: ${parsed.reason}`);
    const { message } = parsed;
    if (message.type === "hello") this.#say(JSON.stringify(this.#stream.welcome()));
    if (message.type !== "sub") return;
    this.#say(JSON.stringify(this.#stream.acknowledge(message.id)));
    this.#sendBacklog();
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel();
  }

  #sendBacklog(): void {
    const frame = this.#stream.backlogFrame();
    if (frame === null) {
      this.#tick();
      return;
    }
    this.#say(frame.buffer);
    this.#later(0, () => this.#sendBacklog());
  }

  /** Ten times a second: what has been traded since, and every second a heartbeat. */
  #tick(): void {
    if (this.#ticks % MARK_TICKS === 0) this.#say(this.#stream.markFrame().buffer);
    this.#ticks++;
    const dueSec = Math.min(this.#tradedSec + MOST_BARS_AT_ONCE, (this.#ticks * TICK_MS * this.#market.barsPerSec) / 1000);
    for (let sec = Math.floor(this.#tradedSec); sec < Math.floor(dueSec); sec++) this.#say(this.#stream.tradeTo(1).buffer);
    const share = dueSec - Math.floor(dueSec);
    if (share > 0 && dueSec > this.#tradedSec) this.#say(this.#stream.tradeTo(Math.min(share, 0.97)).buffer);
    this.#tradedSec = dueSec;
    this.#later(TICK_MS, () => this.#tick());
  }

  #say(data: unknown): void {
    if (this.#isClosed) return;
    for (const listener of this.#listeners.message) listener({ data });
  }

  #later(delayMs: number, run: () => void): void {
    this.#cancel = this.#host.startTimer(run, delayMs);
  }
}
