import { afterEach, describe, expect, it } from "vitest";
import { hashBars } from "../../core/market/bar-hash.ts";
import { FeedError } from "../../server/feed/market-feed.ts";
import { requestRaw } from "../support/raw-http.ts";
import { ReferenceClient } from "../support/reference-client.ts";
import { ScriptedFeed } from "../support/scripted-feed.ts";
import { testInstrument } from "../support/seeded-bars.ts";
import { SILENT, startTestServer, type TestServer } from "../support/test-server.ts";

describe("the server", () => {
  let server: TestServer | undefined;

  afterEach(async () => {
    await server?.close("the test is over");
    server = undefined;
  });

  it("answers while history is still loading, and sends it as it comes", async () => {
    let allow: () => void = () => {};
    const isAllowed = new Promise<void>((resolve) => {
      allow = resolve;
    });
    server = await startTestServer([new ScriptedFeed(testInstrument(), { historySec: 4000, isAllowed })], { isLoaded: false });
    const log = server.logs.get("TEST") ?? expect.fail("the server has no log");
    const health = async (url: string) => JSON.parse((await requestRaw(url, "/healthz")).body.toString());
    expect(await health(server.url)).toMatchObject({ status: "loading", bars: 0 });
    const client = new ReferenceClient(server.liveUrl).open();
    await client.whenAcknowledged();
    expect(client.receiver.ack).toMatchObject({ firstSec: null, liveFromSeq: 0, backlogSeq: { from: 0, to: 0 } });
    allow();
    await server.loaded;
    await client.whenComplete(log.nextSeq);
    expect(hashBars(client.receiver.columns)).toBe(hashBars(log.columns));
    expect(await health(server.url)).toMatchObject({ status: "ok", bars: log.nextSeq, clients: 1 });
    client.cut();
  });

  it("says when a source cannot be read at all", async () => {
    const isAllowed = new Promise<void>((_, reject) => setTimeout(() => reject(new FeedError("nowhere.csv: there is no such file")), 50));
    server = await startTestServer([new ScriptedFeed(testInstrument(), { isAllowed })], { isLoaded: false });
    await expect(server.loaded).rejects.toThrow("nowhere.csv: there is no such file");
  });

  it("tells its clients that nothing more comes when a source breaks, and keeps what it gave", async () => {
    const sentences: string[] = [];
    const feed = new ScriptedFeed(testInstrument(), { historySec: 50 });
    server = await startTestServer([feed], { log: { ...SILENT, error: (sentence) => sentences.push(sentence) } });
    const client = new ReferenceClient(server.liveUrl).open();
    feed.tradeSome();
    feed.fail(new FeedError("the exchange has closed the connection"));
    await client.when(() => client.receiver.ended);
    await client.whenComplete(server.logs.get("TEST")?.nextSeq ?? 0);
    expect(client.receiver.columns.timeSec.at(-1)).toBe(feed.nextSec);
    expect(sentences).toEqual(["the exchange has closed the connection"]);
    expect(feed.isStopped).toBe(true);
    client.cut();
  });

  it("serves several symbols, each under its own stream", async () => {
    const feeds = ["ONE", "TWO"].map((symbol, index) => new ScriptedFeed(testInstrument(symbol), { seed: index, historySec: 300 }));
    server = await startTestServer(feeds);
    const { liveUrl, logs } = server;
    const clients = [...logs.keys()].map((symbol) => new ReferenceClient(liveUrl, { symbol }).open());
    for (const [index, log] of [...logs.values()].entries()) {
      await clients[index].whenComplete(log.nextSeq);
      expect(hashBars(clients[index].receiver.columns)).toBe(hashBars(log.columns));
      expect(clients[index].receiver.ack?.streamId).toBe(index + 1);
      clients[index].cut();
    }
  });

  it("may be closed twice", async () => {
    server = await startTestServer([]);
    await Promise.all([server.close("once"), server.close("twice")]);
    await expect(requestRaw(server.url, "/healthz")).rejects.toThrow(/ECONNREFUSED/);
  });
});
