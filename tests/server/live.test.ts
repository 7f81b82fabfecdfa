import { afterEach, describe, expect, it } from "vitest";
import { hashBars } from "../../core/market/bar-hash.ts";
import { FRAME_KINDS } from "../../protocol/frame.ts";
import { MAX_CONNECTIONS, MAX_MESSAGE_BYTES } from "../../server/limits.ts";
import type { BarLog } from "../../server/log.ts";
import { findFreePort } from "../support/free-port.ts";
import { ReferenceClient } from "../support/reference-client.ts";
import { ScriptedFeed } from "../support/scripted-feed.ts";
import { createRandom, testInstrument } from "../support/seeded-bars.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const { LIVE, CATCHUP, PARTIAL } = FRAME_KINDS;
const HISTORY_SEC = 5000;

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

describe("live delivery over real sockets", () => {
  let server: TestServer | undefined;
  const clients: ReferenceClient[] = [];

  async function start(historySec = HISTORY_SEC, seed = 7): Promise<{ feed: ScriptedFeed; log: BarLog; url: string }> {
    const feed = new ScriptedFeed(testInstrument(), { seed, historySec });
    server = await startTestServer([feed]);
    return { feed, log: server.logs.get("TEST") ?? expect.fail("the server has no log"), url: server.liveUrl };
  }

  function connect(url: string, options = {}): ReferenceClient {
    const client = new ReferenceClient(url, options).open();
    clients.push(client);
    return client;
  }

  afterEach(async () => {
    for (const client of clients.splice(0)) client.cut();
    await server?.close("the test is over");
    server = undefined;
  });

  it("brings the backlog and what comes live, whole and once", async () => {
    const { feed, log, url } = await start();
    const client = connect(url);
    await client.whenAcknowledged();
    for (let second = 0; second < 30; second++) {
      feed.advance(1);
      await pause(1);
    }
    await client.whenComplete(log.nextSeq);
    expect(hashBars(client.receiver.columns)).toBe(hashBars(log.columns));
    expect(client.receiver.duplicates).toBe(0);
    expect(client.receiver.frameKinds()).toContain(LIVE);
  });

  it("encodes a bar once for all clients", async () => {
    const { feed, log, url } = await start(100);
    const all = Array.from({ length: 20 }, () => connect(url));
    await Promise.all(all.map((client) => client.whenComplete(log.nextSeq)));
    const before = log.encodedFrames;
    const seqBefore = log.nextSeq;
    for (let second = 0; second < 20; second++) {
      feed.advance(1);
      await Promise.all(all.map((client) => client.whenComplete(log.nextSeq)));
    }
    expect(log.nextSeq - seqBefore).toBeGreaterThan(10);
    expect(log.encodedFrames - before).toBe(log.nextSeq - seqBefore);
    for (const client of all) expect(hashBars(client.receiver.columns)).toBe(hashBars(log.columns));
  });

  it.each([1, 2, 3])("loses and doubles nothing when the connection is cut at random points (seed %i)", async (seed) => {
    const { feed, log, url } = await start(3000, seed);
    const random = createRandom(seed);
    const client = connect(url);
    for (let cut = 0; cut < 12; cut++) {
      const framesBefore = client.receiver.frames.length;
      const framesUntilCut = Math.floor(random() * 6);
      for (let step = 0; step < 4; step++) {
        feed.advance(1 + Math.floor(random() * 30));
        await pause(random() * 3);
      }
      if (random() < 0.7) await client.when(() => client.receiver.frames.length >= framesBefore + framesUntilCut);
      client.cut();
      feed.advance(Math.floor(random() * 20));
      if (random() < 0.3) feed.loseSeconds(5);
      client.open();
    }
    await client.whenComplete(log.nextSeq);
    expect(hashBars(client.receiver.columns)).toBe(hashBars(log.columns));
    expect(client.receiver.columns.length).toBe(log.nextSeq);
    expect(client.receiver.resumes).toBeGreaterThan(0);
    await client.when(() => client.receiver.gaps.size === log.gaps.length);
  });

  it("keeps nothing for a client that stops reading, and completes it when it reads again", async () => {
    const { feed, log, url } = await start(2000);
    const slow = connect(url);
    const quick = connect(url);
    await Promise.all([slow.whenComplete(log.nextSeq), quick.whenComplete(log.nextSeq)]);
    slow.stopReading();
    const heapBefore = process.memoryUsage().external;
    for (let batch = 0; batch < 60; batch++) {
      feed.advance(1000);
      await pause(1);
    }
    await quick.whenComplete(log.nextSeq);
    expect(quick.receiver.duplicates).toBe(0);
    expect(process.memoryUsage().external - heapBefore).toBeLessThan(200 * 1024 * 1024);
    slow.goOnReading();
    await slow.whenComplete(log.nextSeq);
    expect(hashBars(slow.receiver.columns)).toBe(hashBars(log.columns));
    expect(slow.receiver.frameKinds()).toContain(CATCHUP);
    expect(slow.receiver.duplicates).toBe(0);
  });

  it("shows the forming second at most ten times per second", async () => {
    const { feed, log, url } = await start(10);
    const client = connect(url);
    await client.whenComplete(log.nextSeq);
    const until = Date.now() + 1500;
    while (Date.now() < until) {
      feed.tradeSome();
      await pause(5);
    }
    const partials = client.receiver.frames.filter(({ kind }) => kind === PARTIAL);
    expect(partials.length).toBeGreaterThan(2);
    expect(partials.length).toBeLessThanOrEqual(16);
    await client.when(() => client.receiver.partial !== undefined);
    expect(client.receiver.partial?.timeSec[0]).toBe(feed.nextSec);
  });

  it("beats once a second and says goodbye", async () => {
    const { feed, log, url } = await start(10);
    const client = connect(url);
    await client.when(() => client.receiver.topSeq === log.nextSeq);
    feed.advance(3);
    await client.when(() => client.receiver.topSeq === log.nextSeq && client.receiver.closedThroughSec === feed.nextSec);
    feed.end();
    await client.when(() => client.receiver.ended);
    const closing = server?.close("the server stops");
    await client.when(() => client.closeCode !== undefined);
    expect(client.receiver.messages.at(-1)).toEqual({ type: "bye", reason: "the server stops" });
    expect(client.closeCode).toBe(1001);
    expect(feed.isStopped).toBe(true);
    await closing;
    server = undefined;
  });

  it("starts a client again when the server has been restarted", async () => {
    const port = await findFreePort();
    server = await startTestServer([new ScriptedFeed(testInstrument(), { seed: 1, historySec: 500 })], { port });
    const client = connect(server.liveUrl);
    await client.whenComplete(server.logs.get("TEST")?.nextSeq ?? 0);
    await server.close("restart");
    server = await startTestServer([new ScriptedFeed(testInstrument(), { seed: 2, historySec: 300 })], { port });
    const newLog = server.logs.get("TEST") ?? expect.fail("the server has no log");
    client.open();
    await client.when(() => client.receiver.ack?.epoch === newLog.epoch && client.receiver.holdsAll(newLog.nextSeq));
    expect(hashBars(client.receiver.columns)).toBe(hashBars(newLog.columns));
  });

  it("takes a message of the largest size and refuses one more byte", async () => {
    const { url } = await start(10);
    const hello = JSON.stringify({ type: "hello", protocol: 1 });
    const client = connect(url, { silent: true });
    await client.when(() => client.isOpen);
    client.say(hello.padEnd(MAX_MESSAGE_BYTES, " "));
    await client.when(() => client.receiver.messages.length > 0);
    expect(client.receiver.messages[0].type).toBe("welcome");
    client.say(hello.padEnd(MAX_MESSAGE_BYTES + 1, " "));
    await client.when(() => client.closeCode !== undefined);
    expect(client.receiver.errors()[0]).toMatchObject({ code: "message-too-large" });
    expect(client.closeCode).toBe(1009);
  });

  it("cuts off a message far above the limit, and stays up", async () => {
    const { url } = await start(10);
    const client = connect(url, { silent: true });
    await client.when(() => client.isOpen);
    client.say("x".repeat(10 * 1024 * 1024));
    await client.when(() => client.closeCode !== undefined);
    const other = connect(url);
    await other.whenAcknowledged();
    expect(other.receiver.ack?.symbol).toBe("TEST");
  });

  it("refuses bytes from a client", async () => {
    const { url } = await start(10);
    const client = connect(url);
    await client.whenAcknowledged();
    client.sayBytes(new Uint8Array(32));
    await client.when(() => client.closeCode !== undefined);
    expect(client.closeCode).toBe(1008);
  });

  it("takes the most connections and refuses one more with a sentence", async () => {
    const { url } = await start(1);
    const all = Array.from({ length: MAX_CONNECTIONS }, () => connect(url, { silent: true }));
    await Promise.all(all.map((client) => client.when(() => client.isOpen)));
    const refused = connect(url, { silent: true });
    await refused.when(() => refused.refusedStatus !== undefined);
    expect(refused.refusedStatus).toBe(503);
    all[0].cut();
    await pause(50);
    const admitted = connect(url, { silent: true });
    await admitted.when(() => admitted.isOpen);
    expect(admitted.isOpen).toBe(true);
  });

  it.each([
    ["a page of another site", { origin: "https://evil.example" }, 403],
    ["a name that was rebound to this machine", { host: "evil.example", origin: "http://evil.example" }, 403],
    ["a sandboxed page", { origin: "null" }, 403],
  ])("is refused to %s", async (_name, options, status) => {
    const { url } = await start(1);
    const client = connect(url, { ...options, silent: true });
    await client.when(() => client.refusedStatus !== undefined);
    expect(client.refusedStatus).toBe(status);
  });

  it.each([
    ["a page of this machine, at any port", { origin: "http://localhost:5173" }],
    ["a program that is no browser", {}],
  ])("is open to %s", async (_name, options) => {
    const { url } = await start(1);
    const client = connect(url, options);
    await client.whenAcknowledged();
    expect(client.receiver.ack?.symbol).toBe("TEST");
  });
});
