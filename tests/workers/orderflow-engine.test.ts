import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PoolKey } from "../../core/view/cell-pool.ts";
import { CellPoolBuilder } from "../../core/view/cell-pool-builder.ts";
import { PROTOCOL_VERSION } from "../../protocol/control-messages.ts";
import { DEFAULT_SHARES } from "../../core/view/heat-cutoffs.ts";
import { HeatScale } from "../../core/view/heat-scale.ts";
import { encodeBarFrame } from "../../protocol/encode.ts";
import { FRAME_KINDS } from "../../protocol/frame.ts";
import { fetchBytes } from "../../workers/fetch-bytes.ts";
import { sumBars } from "../../workers/sum-bars.ts";
import { ScriptedFeed } from "../support/scripted-feed.ts";
import { seededBars, testInstrument } from "../support/seeded-bars.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { acknowledgement } from "./acknowledgement.ts";
import { EngineUnderTest, type TestWindow, until } from "./engine-under-test.ts";
import { naiveCells } from "./naive-cells.ts";
import { poolColumns } from "./pool-columns.ts";
import { ScriptedServer, welcomeMessage } from "./scripted-server.ts";

const SYMBOLS = ["TEST", "TWO", "THREE", "FOUR", "FIVE"];
const ONE = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;
const COARSE = { columnSec: 60, ticksPerRow: 5, content: "volume" } as const;
const WHOLE = { fromSec: 1_700_000_000, toSec: 1_700_003_600, lowTicks: 49_900, highTicks: 50_100 };

describe("OrderflowEngine", () => {
  let feeds: ScriptedFeed[];
  let server: TestServer;
  let under: EngineUnderTest;

  beforeEach(async () => {
    feeds = SYMBOLS.map((symbol, index) => new ScriptedFeed(testInstrument(symbol), { seed: 20 + index, historySec: 1500 }));
    server = await startTestServer(feeds);
    under = new EngineUnderTest();
  });

  afterEach(async () => {
    under.close();
    await server.close("the test is over");
  });

  const log = (symbol = "TEST") => server.logs.get(symbol) ?? expect.fail(`the server has no ${symbol}`);

  const isLoaded = (window: TestWindow, symbol = "TEST") =>
    window.store.status?.instrument?.symbol === symbol && window.store.status.bars === log(symbol).nextSeq;

  const poolText = (window: TestWindow, key: PoolKey) => {
    const mirror = window.store.bestPoolFor(key, WHOLE);
    return mirror?.columnSec === key.columnSec && mirror.ticksPerRow === key.ticksPerRow ? poolColumns(mirror) : [];
  };

  const poolOfLog = (key: PoolKey, symbol = "TEST") => {
    const bars = log(symbol).columns;
    const builder = new CellPoolBuilder(key, bars.timeSec[0]);
    builder.pack(bars, bars.timeSec[0], bars.timeSec[bars.length - 1] + 1);
    return poolColumns(builder.pool);
  };

  async function open(view: Parameters<EngineUnderTest["openWindow"]>[0] = {}): Promise<TestWindow> {
    const window = under.openWindow({ viewport: WHOLE, ...view });
    await window.link.control.connect(server.liveUrl);
    return window;
  }

  it("shows the first symbol to a window that leaves the choice, and says all about it", async () => {
    const window = await open({ symbol: "" });
    await until(() => isLoaded(window));
    const { status } = window.store;
    const bars = log().columns;
    const totals = sumBars(bars);
    expect(window.store.symbol).toBe("TEST");
    expect(status).toMatchObject({
      connection: "replay",
      message: "",
      bars: bars.length,
      barsExpected: bars.length,
      levels: bars.levelOffsets[bars.length],
      trades: totals.trades,
      firstSec: bars.timeSec[0],
      lastSec: bars.timeSec[bars.length - 1] + 1,
      closedThroughSec: log().closedThroughSec,
      lastPriceTicks: bars.closeTicks[bars.length - 1],
      sessionOpenTicks: bars.openTicks[0],
      lowTicks: totals.lowTicks,
      highTicks: totals.highTicks,
    });
    expect(status?.symbols.map(({ symbol }) => symbol)).toEqual(SYMBOLS);
    expect(await window.link.control.totals("TEST")).toEqual(totals);
  });

  it("keeps the window's pools equal to the server's log while bars come and levels of detail change", async () => {
    const window = await open();
    for (const key of [ONE, COARSE, ONE, { ...ONE, content: "trades" as const }]) {
      window.show({ viewport: WHOLE, pool: key });
      for (const feed of feeds) feed.advance(3);
      await until(() => isLoaded(window) && poolText(window, key).length > 0 && window.store.bestPoolFor(key, WHOLE)?.complete === true);
      await until(() => window.store.status?.lastSec === log().columns.timeSec[log().columns.length - 1] + 1);
      await until(() => JSON.stringify(poolText(window, key)) === JSON.stringify(poolOfLog(key)));
      expect(poolText(window, key)).toEqual(poolOfLog(key));
    }
    expect(window.store.poolKeys).toHaveLength(3);
  });

  it("asks for a long history's rest over HTTP, and over the socket where that does not work", async () => {
    const addresses: string[] = [];
    const noHttp = new EngineUnderTest(2, {
      fetchBytes: async (address, signal) => {
        addresses.push(address);
        if (addresses.length > 1) throw new Error("fetch failed");
        return fetchBytes(address.replace(/bytes=\d+/, "bytes=20000"), signal);
      },
    });
    try {
      const blocked = noHttp.openWindow({ viewport: WHOLE });
      await blocked.link.control.connect(server.liveUrl);
      const plain = await open();
      await until(() => isLoaded(plain) && isLoaded(blocked));
      expect(poolText(blocked, ONE)).toEqual(poolOfLog(ONE));
      expect(poolText(plain, ONE)).toEqual(poolOfLog(ONE));
      expect(addresses).toHaveLength(2);
      expect(addresses[1]).toContain(`/api/backlog?symbol=TEST&epoch=${log().epoch}&to=`);
      expect(blocked.store.costs?.historyProblem).toBe("the history comes over the socket, which is slower: fetch failed");
      expect(plain.store.costs?.historyProblem).toBe("");
    } finally {
      noHttp.close();
    }
  });

  it("sends one patch per ready, and none while nothing changes", async () => {
    const window = await open();
    window.isHidden = true;
    await until(() => window.patches.length > 0);
    for (let second = 0; second < 5; second++) {
      feeds[0].advance(1);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(window.patches).toHaveLength(1);
    window.link.ready();
    await until(() => window.patches.length === 2);
    await until(async () => (await window.link.control.fingerprint("TEST"))?.toSeq === log().nextSeq);
    window.link.ready();
    await until(() => isLoaded(window));
    expect(window.patches.length).toBeLessThanOrEqual(3);
  });

  it("brings a hidden window up to date with one patch", async () => {
    const watched = await open();
    const hidden = await open();
    await until(() => isLoaded(watched) && isLoaded(hidden));
    hidden.isHidden = true;
    const before = hidden.patches.length;
    for (let second = 0; second < 40; second++) {
      feeds[0].advance(1);
      if (second % 4 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until(() => isLoaded(watched));
    expect(hidden.patches.length).toBeLessThanOrEqual(before + 1);
    hidden.isHidden = false;
    hidden.link.ready();
    await until(() => isLoaded(hidden));
    await until(() => poolText(hidden, ONE).length === poolOfLog(ONE).length);
    expect(poolText(hidden, ONE)).toEqual(poolOfLog(ONE));
    expect(poolText(watched, ONE)).toEqual(poolOfLog(ONE));
  });

  it("serves windows with different symbols over one socket", async () => {
    const one = await open();
    const two = await open({ symbol: "TWO", pool: COARSE });
    await until(() => isLoaded(one) && isLoaded(two, "TWO"));
    await until(() => two.store.bestPoolFor(COARSE, WHOLE)?.complete === true && one.store.bestPoolFor(ONE, WHOLE)?.complete === true);
    expect(poolText(one, ONE)).toEqual(poolOfLog(ONE));
    expect(poolText(two, COARSE)).toEqual(poolOfLog(COARSE, "TWO"));
    expect(two.store.symbol).toBe("TWO");
    one.link.close();
    feeds[1].advance(1);
    await until(() => isLoaded(two, "TWO"));
    expect(two.store.status?.bars).toBe(log("TWO").nextSeq);
  });

  it("keeps the last symbols for a fast return, and lets the others go", async () => {
    const window = await open();
    for (const symbol of SYMBOLS) {
      window.show({ viewport: WHOLE, symbol });
      await until(() => isLoaded(window, symbol));
    }
    const held = await Promise.all(SYMBOLS.map((symbol) => window.link.control.totals(symbol)));
    expect(held.map((totals) => totals !== null)).toEqual([false, false, true, true, true]);
    window.show({ viewport: WHOLE, symbol: "TEST" });
    await until(() => isLoaded(window));
    await until(() => window.store.bestPoolFor(ONE, WHOLE)?.complete === true);
    expect(poolText(window, ONE)).toEqual(poolOfLog(ONE));
    expect(await window.link.control.totals("THREE")).toBeNull();
  });

  it("says that a symbol is unknown, in the server's words", async () => {
    const window = await open({ symbol: "NOPE" });
    await until(() => window.store.status?.connection === "refused");
    expect(window.store.status?.message).toBe(`the symbol "NOPE" is unknown; this server has ${SYMBOLS.join(", ")}`);
    window.show({ viewport: WHOLE });
    await until(() => isLoaded(window));
    expect(window.store.status).toMatchObject({ connection: "replay", message: "" });
  });

  it("sends exact numbers and the cell under the pointer, anew when they change", async () => {
    const bars = log().columns;
    const end = bars.timeSec[bars.length - 1] + 1;
    const view = { fromSec: end - 300, toSec: end + 60, lowTicks: 49_990, highTicks: 50_050 };
    const exactKey = { columnSec: 60, ticksPerRow: 5, content: "volume" } as const;
    const pointer = { timeSec: end - 1, priceTicks: bars.closeTicks[bars.length - 1] };
    const window = await open({ viewport: view, pool: exactKey, exactKey, exactCells: true, pointer });
    const cellsOfLog = () =>
      naiveCells(log().columns, 60, 5).filter(({ column }) => column * 60 < view.toSec && (column + 1) * 60 > view.fromSec);
    const cellsOfWindow = () => {
      const { exactCells } = window.store;
      if (exactCells === null) return [];
      return Array.from(exactCells.column, (column, at) => ({
        column,
        row: exactCells.row[at],
        bidLots: exactCells.bidLots[at],
        askLots: exactCells.askLots[at],
        trades: exactCells.trades[at],
      })).filter(({ column }) => column * 60 < view.toSec && (column + 1) * 60 > view.fromSec);
    };
    for (let round = 0; round < 3; round++) {
      await until(() => isLoaded(window) && JSON.stringify(cellsOfWindow()) === JSON.stringify(cellsOfLog()));
      const cell = cellsOfLog().find(({ column, row }) => column === Math.floor(pointer.timeSec / 60) && row === Math.floor(pointer.priceTicks / 5));
      await until(() => window.store.pointer?.trades === cell?.trades);
      expect(window.store.pointer).toMatchObject({ bidLots: cell?.bidLots, askLots: cell?.askLots, trades: cell?.trades });
      expect(await window.link.control.cellAt({ symbol: "TEST", ...pointer, columnSec: 60, ticksPerRow: 5 })).toEqual(window.store.pointer);
      feeds[0].advance(20);
    }
  });

  it("stamps patches with new data with the time it arrived", async () => {
    const window = await open();
    await until(() => isLoaded(window));
    const before = performance.timeOrigin + performance.now();
    window.patches.length = 0;
    feeds[0].advance(1);
    await until(() => isLoaded(window));
    const stamps = window.patches.map(({ costs }) => costs.newestArrivalMs).filter((stamp) => stamp > 0);
    expect(stamps.length).toBeGreaterThan(0);
    expect(Math.min(...stamps)).toBeGreaterThanOrEqual(before);
    expect(Math.max(...stamps)).toBeLessThanOrEqual(performance.timeOrigin + performance.now());
  });

  it("tells a window which pools it no longer keeps", async () => {
    const window = await open();
    await until(() => isLoaded(window));
    for (let ticksPerRow = 1; ticksPerRow <= 12; ticksPerRow++) {
      const key = { ...ONE, ticksPerRow };
      window.show({ viewport: WHOLE, pool: key });
      await until(() => window.store.poolKeys.some((held) => held.ticksPerRow === ticksPerRow));
    }
    expect(window.store.poolKeys.length).toBeLessThanOrEqual(7);
    expect(window.store.poolKeys.at(-1)?.ticksPerRow).toBe(12);
    expect(window.patches.flatMap(({ dropped }) => dropped.map(({ ticksPerRow }) => ticksPerRow))).toEqual([1, 2, 3, 4, 5]);
  });

  it("says when a request is answered in full", async () => {
    const window = await open();
    await until(() => isLoaded(window));
    window.show({ viewport: WHOLE, pool: COARSE, serial: 7 });
    await until(() => window.patches.some(({ served }) => served === 7));
    expect(poolText(window, COARSE)).toEqual(poolOfLog(COARSE));
    window.show({ viewport: WHOLE, pool: COARSE, serial: 8 });
    await until(() => window.patches.at(-1)?.served === 8);
    expect(window.patches.filter(({ served }) => served === 7)).toHaveLength(1);
  });

  it("measures the colour scale of the pool drawn, over the screen and over all", async () => {
    const window = await open({ pool: COARSE });
    await until(() => isLoaded(window) && window.store.bestPoolFor(COARSE, WHOLE)?.complete === true);
    const bars = log().columns;
    const builder = new CellPoolBuilder(COARSE, bars.timeSec[0]);
    builder.pack(bars, bars.timeSec[0], bars.timeSec[bars.length - 1] + 1);
    const scale = new HeatScale(builder.pool);
    scale.noteChange(bars.timeSec[0], bars.timeSec[bars.length - 1] + 1);
    const expected = scale.read(WHOLE.fromSec, WHOLE.toSec);
    await until(() => window.store.scale?.sessionHighCode.join() === expected.sessionHighCode.join());
    expect(window.store.scale).toEqual({ key: COARSE, shares: DEFAULT_SHARES, ...expected });
  });

  it("says that the source has ended", async () => {
    const window = await open();
    await until(() => isLoaded(window));
    feeds[0].end();
    await until(() => window.store.status?.connection === "ended");
    expect(window.store.status?.message).toBe("");
  });

  it("repeats why a server refuses a subscription", async () => {
    const refusing = await ScriptedServer.listen((socket, type) => {
      if (type === "hello") socket.send(JSON.stringify(welcomeMessage()));
      else socket.send(JSON.stringify({ type: "error", code: "overloaded", message: "come back later", id: 1 }));
    });
    try {
      const window = under.openWindow();
      await window.link.control.connect(refusing.url);
      await until(() => window.store.status?.connection === "refused");
      expect(window.store.status?.message).toBe("come back later");
    } finally {
      await refusing.close();
    }
  });

  it("begins anew when the server no longer knows the place to resume from", async () => {
    const bars = seededBars({ seed: 1, count: 8 });
    const forgetful = await ScriptedServer.listen((socket, type) => {
      const id = Number(forgetful.heard.at(-1)?.["id"]);
      const say = (message: unknown) => socket.send(JSON.stringify(message));
      const isFirst = forgetful.heard.filter((message) => message.type === "sub").length === 1;
      if (type === "hello") say(welcomeMessage());
      else if (type === "resume") say({ type: "error", code: "bad-seq", message: "no such bars", id });
      else {
        say(acknowledgement(0, { id, epoch: isFirst ? "e1" : "e2" }));
        const firstSeq = isFirst ? 5 : 0;
        socket.send(encodeBarFrame({ kind: FRAME_KINDS.CATCHUP, flags: 0, streamId: 1, firstSeq, serverTimeMs: 0 }, bars, firstSeq, 8));
      }
    });
    try {
      const window = under.openWindow();
      await window.link.control.connect(forgetful.url);
      await until(() => window.store.status?.bars === 8);
      expect(forgetful.heard.map(({ type }) => type)).toEqual(["hello", "sub", "resume", "sub"]);
      expect(await window.link.control.totals("TEST")).toEqual(sumBars(bars));
    } finally {
      await forgetful.close();
    }
  });

  it("asks for bars that are missing, and starts over with a sentence when they do not come", async () => {
    const bars = seededBars({ seed: 1, count: 8 });
    const leaky = await ScriptedServer.listen((socket, type) => {
      if (type === "hello") {
        socket.send(JSON.stringify(welcomeMessage()));
        return;
      }
      socket.send(JSON.stringify(acknowledgement(2, { id: Number(leaky.heard.at(-1)?.["id"]), resumed: type === "resume", backlogSeq: { from: 0, to: 2 } })));
      socket.send(encodeBarFrame({ kind: FRAME_KINDS.LIVE, flags: 0, streamId: 1, firstSeq: 5, serverTimeMs: 0 }, bars, 5, 6));
    });
    try {
      const window = under.openWindow();
      await window.link.control.connect(leaky.url);
      await until(() => leaky.connections >= 2 && window.store.status !== null);
      const said = window.patches.map(({ status }) => status?.message ?? "");
      expect(said).toContain("the server sent something unusable: bars of TEST below 2 or from 2 on do not come, though asked for");
      expect(leaky.heard.slice(0, 3)).toEqual([
        { type: "hello", protocol: PROTOCOL_VERSION },
        { type: "sub", id: 1, symbol: "TEST", firstBars: 1024 },
        { type: "resume", id: 2, symbol: "TEST", epoch: "e1", fromSeq: 2, lowSeq: 2, firstBars: 0 },
      ]);
      expect((await window.link.control.totals("TEST"))?.bars).toBe(0);
    } finally {
      await leaky.close();
    }
  });
});
