import type { BarLog } from "../../server/log.ts";
import { Session } from "../../server/session.ts";
import { BarReceiver } from "./bar-receiver.ts";
import { SimulatedSocket } from "./simulated-socket.ts";

type SocketOptions = { readonly windowBytes?: number; readonly limitBytes?: number; readonly leavesWithCork?: boolean };

/** A session and a receiver with a simulated network, clock and event loop in between. Nothing happens by itself. */
export class SimulatedLink {
  readonly receiver: BarReceiver;
  readonly #logs: ReadonlyMap<string, BarLog>;
  readonly #socketOptions: SocketOptions;
  #deferred: (() => void)[] = [];
  #toServer: string[] = [];
  socket: SimulatedSocket;
  session: Session;
  /** What waits was sent while the session was being told of room. */
  #isUnheard = false;
  nowMs = 1_000_000;
  /** Sessions that have said that their socket is gone. */
  closedSessions = 0;

  constructor(logs: readonly BarLog[], symbol: string, socketOptions: SocketOptions = {}) {
    this.#logs = new Map(logs.map((log) => [log.instrument.symbol, log]));
    this.#socketOptions = socketOptions;
    this.receiver = new BarReceiver(symbol, (message) => this.#toServer.push(JSON.stringify(message)));
    this.socket = this.#openSocket();
    this.session = this.#openSession();
  }

  /** Connects anew; what was on its way is lost. */
  reconnect(): void {
    this.socket.cut();
    this.session.closed();
    this.#toServer = [];
    this.socket = this.#openSocket();
    this.#isUnheard = false;
    this.session = this.#openSession();
    this.receiver.greet();
    this.deliverToServer();
  }

  connect(): void {
    this.receiver.greet();
    this.settle();
  }

  /** Hands what the client has said to the session. */
  deliverToServer(): void {
    const messages = this.#toServer;
    this.#toServer = [];
    for (const text of messages) this.session.receiveText(text, Buffer.byteLength(text));
  }

  /** What the session has put off and not yet done. */
  get deferredCount(): number {
    return this.#deferred.length;
  }

  /** Runs what the session has put off. */
  runDeferred(): void {
    const deferred = this.#deferred;
    this.#deferred = [];
    const { sendCount } = this.socket;
    for (const run of deferred) run();
    if (this.socket.sendCount > sendCount) this.#isUnheard = false;
  }

  /** Lets the network pass bytes and tells the session of the room; not of that of bytes which were sent while it was being told, as the library does it. */
  pass(byteCount: number): void {
    const waited = this.socket.bufferedBytes();
    this.socket.pass(byteCount);
    this.deliverToServer();
    if (this.socket.bufferedBytes() >= waited || this.#isUnheard) return;
    const { sendCount } = this.socket;
    this.session.drained();
    this.#isUnheard = this.socket.sendCount > sendCount && this.socket.bufferedBytes() > 0;
  }

  /** Until nothing is on its way and nobody has anything to do. */
  settle(): void {
    this.deliverToServer();
    while (this.#deferred.length > 0 || this.socket.bytesOnTheWay > 0) {
      this.runDeferred();
      this.pass(Number.POSITIVE_INFINITY);
    }
  }

  #openSocket(): SimulatedSocket {
    return new SimulatedSocket(this.receiver, this.#socketOptions);
  }

  #openSession(): Session {
    return new Session({
      connection: this.socket,
      logs: this.#logs,
      nowMs: () => this.nowMs,
      defer: (run) => void this.#deferred.push(run),
      onClosed: () => {
        this.closedSessions++;
      },
    });
  }
}
