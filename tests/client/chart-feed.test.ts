import { afterEach, describe, expect, it } from "vitest";
import { ChartFeed } from "../../client/chart-feed.ts";
import type { ChartRequest } from "../../client/chart-request.ts";
import { openWindowLink } from "../../client/data/window-link.ts";
import { DIRTY, type DirtyLevel } from "../../core/view/dirty.ts";
import { NO_STREAM_STATUS } from "../../protocol/no-stream-status.ts";
import type { FlowPatch, PoolPatch, WindowMessage } from "../../protocol/worker-api.ts";
import { samplePatch, samplePool } from "./data/sample-patch.ts";

const KEY = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;

function request(fromSec: number): ChartRequest {
  return {
    symbol: "A",
    viewport: { fromSec, toSec: fromSec + 300, lowTicks: 0, highTicks: 100 },
    widthPx: 1000,
    heightPx: 500,
    timeframeSec: 1,
    pool: KEY,
    exactCells: false,
    pointer: null,
    exactKey: KEY,
    trail: null,
  };
}

function patch(more: Partial<FlowPatch>): FlowPatch {
  return samplePatch({ symbol: "A", ...more });
}

/** The engine's end of the two ports, played by the test. */
class PlayedEngine {
  readonly heard: WindowMessage[] = [];
  readonly changes: DirtyLevel[] = [];
  readonly symbols: string[] = [];
  readonly feed: ChartFeed;
  #port: MessagePort | null = null;
  readonly close: () => void;

  constructor() {
    const link = openWindowLink(({ data }) => {
      this.#port = data;
      data.onmessage = (event: MessageEvent<WindowMessage>) => this.heard.push(event.data);
    });
    this.feed = new ChartFeed(link, { onSymbol: (symbol) => this.symbols.push(symbol), onChange: (level) => this.changes.push(level) });
    this.close = () => link.close();
  }

  async say(said: FlowPatch): Promise<void> {
    this.#port?.postMessage(said);
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 2));
  }

  kinds(): string[] {
    return this.heard.map((message) => (message.kind === "view" ? `view ${message.viewport.fromSec} ${message.serial ?? "-"}` : message.kind));
  }
}

function withPrice(lastPriceTicks: number): FlowPatch {
  return patch({ status: { ...NO_STREAM_STATUS, lastSec: 100 + lastPriceTicks, lastPriceTicks } });
}

describe("ChartFeed", () => {
  const engines: PlayedEngine[] = [];
  const start = (): PlayedEngine => {
    const engine = new PlayedEngine();
    engines.push(engine);
    engine.feed.start(request(0));
    return engine;
  };
  afterEach(() => {
    for (const engine of engines.splice(0)) engine.close();
  });

  it("asks for the next patch when the last is drawn, and says a request once", async () => {
    const engine = start();
    await engine.say(withPrice(7));
    expect(engine.kinds()).toEqual(["view 0 -", "ready"]);
    expect(engine.changes).toEqual([DIRTY.look]);
    const same = { ...request(5), exactCells: true };
    engine.feed.request(same);
    engine.feed.request(same);
    engine.feed.noteDrawn();
    engine.feed.noteDrawn();
    await engine.settle();
    expect(engine.kinds()).toEqual(["view 0 -", "ready", "view 5 -", "ready"]);
    expect(engine.symbols).toEqual(["A"]);
  });

  it("tells the last of many places that follow each other, not all of them", async () => {
    const engine = start();
    for (let fromSec = 1; fromSec <= 100; fromSec++) engine.feed.request(request(fromSec));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await engine.settle();
    const places = engine.kinds().filter((kind) => kind.startsWith("view"));
    expect(places[places.length - 1]).toBe("view 100 -");
    expect(places.length).toBeLessThan(20);
  });

  it("asks at once when the patch changes nothing that is drawn", async () => {
    const engine = start();
    await engine.say(withPrice(7));
    engine.feed.noteDrawn();
    await engine.say(withPrice(7));
    expect(engine.changes).toHaveLength(1);
    expect(engine.kinds().filter((kind) => kind === "ready")).toHaveLength(3);
  });

  it("keeps data from a paused picture, not from the status, and shows what is asked for meanwhile", async () => {
    const engine = start();
    await engine.say(withPrice(7));
    engine.feed.noteDrawn();
    engine.feed.pause(true);
    await engine.say(withPrice(9));
    expect(engine.changes).toHaveLength(1);
    expect(engine.feed.status.lastPriceTicks).toBe(9);
    expect(engine.feed.shownStatus.lastPriceTicks).toBe(7);
    expect(engine.feed.pausedAtSec).toBe(107);
    expect(engine.feed.takeHidden()).toBe(true);
    expect(engine.feed.takeHidden()).toBe(false);

    engine.feed.request({ ...request(50), exactCells: true });
    await engine.say({ ...withPrice(11), served: 1 });
    expect(engine.changes).toHaveLength(2);
    await engine.say(withPrice(12));
    expect(engine.changes).toHaveLength(2);
    engine.feed.pause(false);
    expect(engine.feed.shownStatus.lastPriceTicks).toBe(12);
  });

  it("shows a paused picture as it was, whatever comes with an answer", async () => {
    const engine = start();
    const pool = (seconds: number, reset: boolean): PoolPatch => ({
      ...samplePool(KEY, 0, 1000),
      reset,
      columnCount: seconds,
      columnStart: reset ? 0 : 2,
      headers: new Int32Array((reset ? seconds : seconds - 2) * 4).fill(1),
      candles: new Int32Array((reset ? seconds : seconds - 2) * 4),
      cells: Uint32Array.of(7),
    });
    const status = (lastSec: number) => ({ ...NO_STREAM_STATUS, lastSec, closedThroughSec: lastSec - 1 });
    await engine.say(patch({ status: status(3), pools: [pool(3, true)] }));
    engine.feed.noteDrawn();
    engine.feed.pause(true);
    await engine.say(patch({ status: status(4), pools: [pool(4, false)] }));
    engine.feed.request({ ...request(0), pointer: { timeSec: 1, priceTicks: 5 } });
    await engine.say(patch({ status: status(5), pools: [pool(5, false)], served: 1 }));
    const shown = () => engine.feed.store.bestPoolFor(KEY, { fromSec: 0, toSec: 10, lowTicks: 0, highTicks: 9 })?.columnCount;
    expect(shown()).toBe(3);
    engine.feed.takeHidden();
    engine.feed.pause(false);
    expect(shown()).toBe(5);
    expect(engine.feed.takeHidden()).toBe(true);
  });

  it("goes on asking for word with every new request until it has come, because the engine hears only the last", async () => {
    const engine = start();
    let isServed = false;
    void engine.feed.served().then(() => {
      isServed = true;
    });
    engine.feed.request({ ...request(50), exactCells: true });
    await engine.settle();
    expect(engine.kinds().filter((kind) => kind.startsWith("view"))).toEqual(["view 0 -", "view 0 1", "view 50 1"]);
    await engine.say(patch({ served: 1 }));
    expect(isServed).toBe(true);
    engine.feed.request({ ...request(60), exactCells: false });
    await engine.settle();
    expect(engine.kinds().at(-1)).toBe("view 60 -");
  });

  it("resolves when the engine has served what is wanted now", async () => {
    const engine = start();
    let isServed = false;
    const served = engine.feed.served().then(() => {
      isServed = true;
    });
    await engine.settle();
    expect(engine.kinds()).toEqual(["view 0 -", "ready", "view 0 1"]);
    await engine.say(withPrice(3));
    expect(isServed).toBe(false);
    await engine.say(patch({ served: 1 }));
    await served;
    expect(isServed).toBe(true);
  });
});
