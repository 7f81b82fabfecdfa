import { WebSocket } from "ws";
import { openWindowLink, type EngineLink } from "../../client/data/window-link.ts";
import { FlowStore } from "../../client/data/flow-store.ts";
import type { FlowPatch, ViewRequest } from "../../protocol/worker-api.ts";
import { fetchBytes } from "../../workers/fetch-bytes.ts";
import { OrderflowEngine } from "../../workers/orderflow-engine.ts";
import type { SocketHost, SocketLike } from "../../workers/socket-host.ts";
import { createRandom } from "../support/seeded-bars.ts";

/** Waits run this many times faster, so that a test does not sit through the delays between attempts. */
const HURRY = 25;

/** Real sockets, seeded dice, hurried timers. */
export function nodeSocketHost(seed = 1): SocketHost {
  return {
    openSocket: (url) => new WebSocket(url, { perMessageDeflate: false }) as SocketLike,
    fetchBytes,
    startTimer: (callback, delayMs) => {
      const timer = setTimeout(callback, delayMs / HURRY);
      return () => clearTimeout(timer);
    },
    random: createRandom(seed),
    nowMs: () => performance.timeOrigin + performance.now(),
  };
}

/** A window without a screen: it draws nothing, but takes patches as a real one does. */
export class TestWindow {
  readonly link: EngineLink;
  readonly store = new FlowStore();
  readonly patches: FlowPatch[] = [];
  /** A hidden window takes its patch and does not ask for the next one. */
  isHidden = false;
  #view: Partial<ViewRequest> = {};
  #asked = 0;
  #served = 0;

  constructor(engine: OrderflowEngine) {
    this.link = openWindowLink((message) => engine.openWindow(message));
    this.link.onPatch((patch) => {
      this.patches.push(patch);
      this.store.apply(patch);
      this.#served = Math.max(this.#served, patch.served ?? 0);
      if (!this.isHidden) setImmediate(() => this.link.ready());
    });
  }

  /** Shows a symbol. What is not said: the whole day, one second and one tick, no numbers, no pointer. */
  show(view: Partial<ViewRequest> = {}): void {
    const key = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;
    this.#view = view;
    this.link.requestView({
      symbol: "TEST",
      viewport: { fromSec: 1_700_000_000, toSec: 1_700_086_400, lowTicks: 49_000, highTicks: 51_000 },
      widthPx: 1920,
      heightPx: 1080,
      timeframeSec: 1,
      pool: key,
      exactCells: false,
      pointer: null,
      exactKey: key,
      trail: null,
      ...view,
    });
  }

  /** Resolves when the window has been told all that the engine can say now: studies come one after the other, over several patches. */
  async settled(): Promise<void> {
    const serial = ++this.#asked;
    this.show({ ...this.#view, serial });
    await until(() => this.#served >= serial);
  }
}

/** An engine and its windows, ended together. */
export class EngineUnderTest {
  readonly engine: OrderflowEngine;
  readonly windows: TestWindow[] = [];

  constructor(seed = 1, change: Partial<SocketHost> = {}) {
    this.engine = new OrderflowEngine({ ...nodeSocketHost(seed), ...change });
  }

  openWindow(view: Partial<ViewRequest> = {}): TestWindow {
    const window = new TestWindow(this.engine);
    this.windows.push(window);
    window.show(view);
    window.link.ready();
    return window;
  }

  close(): void {
    for (const window of this.windows) window.link.close();
    this.engine.close();
  }
}

/** Resolves when the condition holds, looking at it every few milliseconds. The test's time limit ends the wait. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
