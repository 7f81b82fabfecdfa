import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashBars } from "../../core/market/bar-hash.ts";
import { sumBars } from "../../workers/sum-bars.ts";
import { ScriptedFeed } from "../support/scripted-feed.ts";
import { createRandom, testInstrument } from "../support/seeded-bars.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { CuttingProxy } from "./cutting-proxy.ts";
import { EngineUnderTest, type TestWindow, until } from "./engine-under-test.ts";

const HISTORY_SEC = 6000;

describe("a connection that is cut again and again", () => {
  let feed: ScriptedFeed;
  let server: TestServer;
  let under: EngineUnderTest;
  let window: TestWindow;

  beforeEach(async () => {
    feed = new ScriptedFeed(testInstrument(), { seed: 11, historySec: HISTORY_SEC });
    server = await startTestServer([feed]);
    under = new EngineUnderTest(5);
    window = under.openWindow();
  });

  afterEach(async () => {
    under.close();
    await server.close("the test is over");
  });

  const log = () => server.logs.get("TEST") ?? expect.fail("the server has no log");

  /** Lets the market and the network run for a few milliseconds. */
  async function live(random: () => number): Promise<void> {
    const dice = random();
    if (dice < 0.6) feed.advance(1);
    else if (dice < 0.9) feed.tradeSome();
    else feed.loseSeconds(3);
    await new Promise((resolve) => setTimeout(resolve, random() * 6));
  }

  async function expectSameAsLog(): Promise<void> {
    await until(async () => {
      const print = await window.link.control.fingerprint("TEST");
      return print !== null && print.fromSeq === 0 && print.toSeq === log().nextSeq;
    });
    const bars = log().columns;
    const print = await window.link.control.fingerprint("TEST");
    expect(print).toEqual({
      hash: hashBars(bars),
      fromSeq: 0,
      toSeq: bars.length,
      bars: bars.length,
      levels: bars.levelOffsets[bars.length],
    });
    await until(() => window.store.status?.gaps.length === log().gaps.length * 2);
    expect([...(window.store.status?.gaps ?? [])]).toEqual(log().gaps.flatMap(({ fromSec, toSec }) => [fromSec, toSec]));
  }

  it.each([1, 2, 3])("loses and doubles nothing when the engine's own socket is cut (seed %i)", async (seed) => {
    const random = createRandom(seed);
    await window.link.control.connect(server.liveUrl);
    await until(() => (window.store.status?.bars ?? 0) > 0);
    for (let step = 0; step < 60; step++) {
      if (random() < 0.25) await window.link.control.cutConnection();
      await live(random);
    }
    await expectSameAsLog();
    expect(window.store.costs?.resumes).toBeGreaterThan(0);
  });

  it.each([1, 2, 3, 4])("loses and doubles nothing when the network breaks inside of frames (seed %i)", async (seed) => {
    const random = createRandom(seed);
    const proxy = await CuttingProxy.listen(server.liveUrl, seed, 150_000);
    try {
      await window.link.control.connect(proxy.url);
      for (let step = 0; step < 60; step++) await live(random);
      await until(() => proxy.cuts >= 5 && (window.store.costs?.resumes ?? 0) > 0);
      proxy.isCutting = false;
      await expectSameAsLog();
    } finally {
      await proxy.close();
    }
  });

  it("counts the seconds that were forming at the cut once", async () => {
    await window.link.control.connect(server.liveUrl);
    await expectSameAsLog();
    feed.tradeSome();
    await until(async () => ((await window.link.control.totals("TEST"))?.bars ?? 0) > log().nextSeq);
    await window.link.control.cutConnection();
    feed.advance(3);
    await expectSameAsLog();
    expect(await window.link.control.totals("TEST")).toEqual(sumBars(log().columns));
  });

  it("starts again with a server that was started anew", async () => {
    const proxy = await CuttingProxy.listen(server.liveUrl, 1, Number.MAX_SAFE_INTEGER);
    await window.link.control.connect(proxy.url);
    await expectSameAsLog();
    const { port } = new URL(proxy.url);
    await proxy.close();
    await server.close("restart");
    feed = new ScriptedFeed(testInstrument(), { seed: 12, historySec: 500 });
    server = await startTestServer([feed]);
    const again = await CuttingProxy.listen(server.liveUrl, 1, Number.MAX_SAFE_INTEGER, Number(port));
    try {
      await expectSameAsLog();
      expect(await window.link.control.totals("TEST")).toEqual(sumBars(log().columns));
    } finally {
      await again.close();
    }
  });
});
