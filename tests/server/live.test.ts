import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashBars } from "../../core/market/bar-hash.ts";
import { ReferenceClient } from "../support/reference-client.ts";
import { ScriptedFeed } from "../support/scripted-feed.ts";
import { testInstrument } from "../support/seeded-bars.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const HISTORY_SEC = 5000;

describe("live delivery over real sockets", () => {
  let feed: ScriptedFeed;
  let server: TestServer;

  beforeEach(async () => {
    feed = new ScriptedFeed(testInstrument(), { seed: 7, historySec: HISTORY_SEC });
    server = await startTestServer([feed]);
  });

  afterEach(() => server.close("the test is over"));

  const log = () => server.logs.get("TEST") ?? expect.fail("the server has no log");

  it("sends the backlog and what comes live, whole and once", async () => {
    const client = new ReferenceClient(server.liveUrl, "TEST");
    client.open();
    await client.when(() => client.ack !== undefined);
    for (let second = 0; second < 20; second++) {
      feed.advance(1);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await client.whenComplete(log().nextSeq);
    expect(hashBars(client.columns)).toBe(hashBars(log().columns));
    expect(client.duplicates).toBe(0);
    client.cut();
  });
});
