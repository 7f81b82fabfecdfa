import { request } from "node:http";
import { connect } from "node:net";
import { gunzipSync } from "node:zlib";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BAR_SCHEMA_MESSAGE, SCHEMA_ID } from "../../protocol/bar-schema.ts";
import { createBarDecoder } from "../../protocol/decode.ts";
import { FRAME_HEADER_BYTES, FRAME_KINDS, readFrameHeader } from "../../protocol/frame.ts";
import { MAX_BACKLOG_ANSWER_BYTES, MAX_HISTORY_SEC } from "../../server/limits.ts";
import type { BarLog } from "../../server/log.ts";
import { toPlainBars } from "../support/protocol-samples.ts";
import { requestRaw } from "../support/raw-http.ts";
import { ReferenceClient } from "../support/reference-client.ts";
import { ScriptedFeed } from "../support/scripted-feed.ts";
import { testInstrument } from "../support/seeded-bars.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const HISTORY_SEC = 3000;
const ARROW = "application/vnd.apache.arrow.stream";

describe("the HTTP interface", () => {
  let server: TestServer;
  let log: BarLog;
  let feed: ScriptedFeed;

  beforeAll(async () => {
    feed = new ScriptedFeed(testInstrument("A/B", "0.25", "0.001"), { seed: 3, historySec: HISTORY_SEC });
    server = await startTestServer([feed, new ScriptedFeed(testInstrument("EMPTY"))]);
    log = server.logs.get("A/B") ?? expect.fail("the server has no log");
  });

  afterAll(() => server.close("the test is over"));

  const get = (query: Record<string, string | number>, headers: Record<string, string> = {}) =>
    requestRaw(server.url, `/api/history.arrow?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`, { headers });
  const rowsOf = (body: Uint8Array): unknown[] =>
    tableFromIPC(body)
      .toArray()
      .map((row) => JSON.parse(JSON.stringify(row, (key, value) => (key === "time" ? new Date(value).toISOString() : value))));
  const iso = (timeSec: number): string => new Date(timeSec * 1000).toISOString();

  it("lists the symbols with where their bars begin and end", async () => {
    const answer = await requestRaw(server.url, "/api/symbols");
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
    const { symbols } = JSON.parse(answer.body.toString());
    const { length, timeSec, openTicks, closeTicks } = log.columns;
    const dayStart = Math.floor(timeSec[length - 1] / 86_400) * 86_400;
    const price = closeTicks[length - 1] / 4;
    const change = price - openTicks[timeSec.findIndex((sec) => sec >= dayStart)] / 4;
    expect(symbols).toEqual([
      { ...testInstrument("A/B", "0.25", "0.001"), clock: "replay", bars: length, from: iso(timeSec[0]), to: iso(timeSec[length - 1] + 1), gaps: 0, ended: false, price, change },
      { ...testInstrument("EMPTY"), clock: "replay", bars: 0, from: null, to: null, gaps: 0, ended: false, price: null, change: null },
    ]);
  });

  it("says that it is well", async () => {
    const answer = await requestRaw(server.url, "/healthz");
    const health = JSON.parse(answer.body.toString());
    expect(health).toMatchObject({ status: "ok", symbols: 2, bars: log.nextSeq, clients: 0 });
    expect(health.uptimeSec).toBeGreaterThanOrEqual(0);
  });

  it("gives all history as an Arrow stream with both sizes", async () => {
    const answer = await get({ symbol: "A/B" });
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe(ARROW);
    expect(answer.headers["content-encoding"]).toBeUndefined();
    expect(answer.headers["content-disposition"]).toBe('attachment; filename="A_B.arrow"');
    expect(Object.fromEntries(tableFromIPC(answer.body).schema.metadata)).toEqual({ symbol: "A/B", tick_size: "0.25", lot_size: "0.001" });
    expect(rowsOf(answer.body)).toEqual(toPlainBars(log.columns));
  });

  it("gives the same bytes compressed", async () => {
    const plain = await get({ symbol: "A/B" });
    const compressed = await get({ symbol: "A/B" }, { "Accept-Encoding": "br, gzip;q=0.5" });
    expect(compressed.headers["content-encoding"]).toBe("gzip");
    expect(compressed.body.byteLength).toBeLessThan(plain.body.byteLength / 2);
    expect(gunzipSync(compressed.body).equals(plain.body)).toBe(true);
    expect((await get({ symbol: "A/B" }, { "Accept-Encoding": "gzip;q=0" })).headers["content-encoding"]).toBeUndefined();
  });

  describe("older bars as a frame", () => {
    const older = (query: Record<string, string | number>) =>
      requestRaw(server.url, `/api/backlog?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`);

    it("are those that end before a seq, as many as fit, and all of them again and again", async () => {
      const decode = createBarDecoder(BAR_SCHEMA_MESSAGE);
      const bars: unknown[] = [];
      let answers = 0;
      for (let to = log.nextSeq; to > 0; answers++) {
        const { status, headers, body } = await older({ symbol: "A/B", epoch: log.epoch, to, bytes: 65_536 });
        expect([status, headers["content-type"]]).toEqual([200, "application/octet-stream"]);
        expect(body.byteLength).toBeLessThanOrEqual(65_536);
        const frame = Uint8Array.from(body);
        const header = readFrameHeader(frame);
        expect(header).toMatchObject({ kind: FRAME_KINDS.BACKLOG, streamId: log.streamId, schemaId: SCHEMA_ID, firstSeq: to - header.rows });
        bars.unshift(...toPlainBars(decode(frame.subarray(FRAME_HEADER_BYTES))));
        to = header.firstSeq;
      }
      expect(answers).toBeGreaterThan(2);
      expect(bars).toEqual(toPlainBars(log.columns));
    });

    it("come all at once without a size, and one at least however small it is", async () => {
      const rows = async (query: Record<string, string | number>): Promise<number> => readFrameHeader(Uint8Array.from((await older({ symbol: "A/B", epoch: log.epoch, to: 9, ...query })).body)).rows;
      expect(await rows({})).toBe(9);
      expect(await rows({ bytes: 1 })).toBe(1);
    });

    it.each([
      ["no symbol", { symbol: undefined }, 400, { code: "missing-field", field: "symbol" }],
      ["an unknown symbol", { symbol: "GOLD" }, 404, { code: "unknown-symbol", field: "symbol" }],
      ["another run of the server", { epoch: "before" }, 409, { code: "other-epoch", field: "epoch" }],
      ["no epoch", { epoch: undefined }, 400, { code: "missing-field", field: "epoch" }],
      ["no seq", { to: undefined }, 400, { code: "missing-field", field: "to" }],
      ["a seq before all bars", { to: 0 }, 400, { code: "bad-seq", field: "to" }],
      ["a seq in words", { to: "last" }, 400, { code: "bad-seq", field: "to" }],
      ["a seq beyond the last bar", { to: 1_000_000 }, 400, { code: "bad-seq", field: "to" }],
      ["no size", { bytes: 0 }, 400, { code: "bad-size", field: "bytes" }],
      ["a size in words", { bytes: "-4" }, 400, { code: "bad-size", field: "bytes" }],
    ])("names what is wrong: %s", async (_name, change, status, error) => {
      const query = Object.fromEntries(Object.entries({ symbol: "A/B", epoch: log.epoch, to: 9, ...change }).filter(([, value]) => value !== undefined));
      const answer = await older(query as Record<string, string | number>);
      expect(answer.status).toBe(status);
      expect(JSON.parse(answer.body.toString()).error).toMatchObject(error);
    });
  });

  it.each([
    ["epoch milliseconds", (sec: number) => sec * 1000],
    ["ISO 8601", iso],
    ["ISO 8601 with an offset", (sec: number) => new Date((sec + 3600) * 1000).toISOString().replace("Z", "+01:00")],
  ])("selects from (included) to (excluded) by %s", async (_name, write) => {
    const { timeSec } = log.columns;
    const answer = await get({ symbol: "A/B", from: write(timeSec[10]), to: write(timeSec[20]) });
    expect(rowsOf(answer.body)).toEqual(toPlainBars(log.columns).slice(10, 20));
  });

  it("reads a part of a second as the seconds that begin within", async () => {
    const { timeSec } = log.columns;
    const answer = await get({ symbol: "A/B", from: timeSec[10] * 1000 + 1, to: timeSec[20] * 1000 + 1 });
    expect(rowsOf(answer.body)).toEqual(toPlainBars(log.columns).slice(11, 21));
  });

  it("gives an empty stream for an empty range, and for a symbol without bars", async () => {
    for (const query of [{ symbol: "A/B", from: 1000, to: 1000 }, { symbol: "A/B", from: 1000, to: 9000 }, { symbol: "EMPTY" }]) {
      const answer = await get(query);
      expect(answer.status).toBe(200);
      expect(tableFromIPC(answer.body).numRows).toBe(0);
      expect(tableFromIPC(answer.body).schema.fields).toHaveLength(12);
    }
  });

  it("takes the longest range and refuses one more second", async () => {
    const to = log.columns.timeSec[20];
    const atLimit = await get({ symbol: "A/B", from: (to - MAX_HISTORY_SEC) * 1000, to: to * 1000 });
    expect(rowsOf(atLimit.body)).toHaveLength(20);
    const beyond = await get({ symbol: "A/B", from: (to - MAX_HISTORY_SEC - 1) * 1000, to: to * 1000 });
    expect(beyond.status).toBe(400);
    expect(JSON.parse(beyond.body.toString())).toEqual({
      error: { code: "range-too-long", message: "the range has 604801 seconds, at most 604800 are given at once; ask in parts", field: "to" },
    });
  });

  it.each([
    ["no symbol", {}, 400, { code: "missing-field", field: "symbol" }],
    ["an unknown symbol", { symbol: "GOLD" }, 404, { code: "unknown-symbol", field: "symbol" }],
    ["a time in words", { symbol: "A/B", from: "yesterday" }, 400, { code: "bad-time", field: "from" }],
    ["a time without a zone", { symbol: "A/B", to: "2026-01-31T09:30:00" }, 400, { code: "bad-time", field: "to" }],
    ["a day that does not exist", { symbol: "A/B", from: "2026-13-31T09:30:00Z" }, 400, { code: "bad-time", field: "from" }],
    ["a time beyond all calendars", { symbol: "A/B", from: "9999999999999999" }, 400, { code: "bad-time", field: "from" }],
    ["an empty time", { symbol: "A/B", from: "" }, 400, { code: "bad-time", field: "from" }],
    ["start after end", { symbol: "A/B", from: 2000, to: 1000 }, 400, { code: "bad-range", field: "from" }],
  ])("names what is wrong: %s", async (_name, query, status, error) => {
    const answer = await get(query as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body.toString()).error).toMatchObject(error);
  });

  it("answers HEAD without a body", async () => {
    for (const path of ["/healthz", "/api/history.arrow?symbol=EMPTY"]) {
      const answer = await requestRaw(server.url, path, { method: "HEAD", headers: { "Accept-Encoding": "gzip" } });
      expect(answer.status).toBe(200);
      expect(answer.body.byteLength).toBe(0);
    }
    const streamed = await requestRaw(server.url, "/api/history.arrow?symbol=A/B", { method: "HEAD" });
    expect(streamed.headers["content-type"]).toBe(ARROW);
    expect(streamed.headers["content-length"]).toBeUndefined();
  });

  it("says that the live path is a WebSocket", async () => {
    const answer = await requestRaw(server.url, "/live");
    expect(answer.status).toBe(426);
    expect(answer.headers["upgrade"]).toBe("websocket");
  });

  it("refuses other methods and says which it takes", async () => {
    const answer = await requestRaw(server.url, "/api/symbols", { method: "DELETE" });
    expect(answer.status).toBe(405);
    expect(answer.headers["allow"]).toBe("GET, HEAD, OPTIONS");
    expect((await requestRaw(server.url, "/api/symbols", { method: "OPTIONS" })).status).toBe(204);
  });

  it("answers one of many requests for older bars that come at once on a connection, and others on other connections", async () => {
    const path = `/api/backlog?symbol=A%2FB&epoch=${log.epoch}&to=${log.nextSeq}`;
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    const parts: Buffer[] = [];
    socket.on("data", (part) => void parts.push(part));
    const isClosed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`.repeat(200));
    await isClosed;
    const answers = Buffer.concat(parts).toString("latin1").split("HTTP/1.1 200 OK").length - 1;
    expect(answers).toBeLessThanOrEqual(1);
    expect((await requestRaw(server.url, path)).status).toBe(200);
  });

  it("goes on with live bars while a large answer waits for its reader, who may leave", async () => {
    const big = new ScriptedFeed(testInstrument("BIG"), { seed: 9, historySec: 80_000 });
    const busy = await startTestServer([big]);
    try {
      const bigLog = busy.logs.get("BIG") ?? expect.fail("no log");
      const client = new ReferenceClient(busy.liveUrl, { symbol: "BIG" }).open();
      await client.whenComplete(bigLog.nextSeq);
      const stalled = request(`${busy.url}/api/history.arrow?symbol=BIG`);
      await new Promise<void>((resolve) => {
        stalled.on("response", (response) => {
          response.pause();
          resolve();
        });
        stalled.end();
      });
      for (let second = 0; second < 20; second++) {
        big.advance(1);
        await client.whenComplete(bigLog.nextSeq);
      }
      stalled.destroy();
      const answer = await requestRaw(busy.url, "/api/history.arrow?symbol=BIG");
      expect(tableFromIPC(answer.body).numRows).toBe(bigLog.nextSeq);
      for (const size of ["", "&bytes=999999999"]) {
        const older = await requestRaw(busy.url, `/api/backlog?symbol=BIG&epoch=${bigLog.epoch}&to=${bigLog.nextSeq}${size}`);
        expect(older.body.byteLength).toBeLessThanOrEqual(MAX_BACKLOG_ANSWER_BYTES);
        expect(older.body.byteLength).toBeGreaterThan(MAX_BACKLOG_ANSWER_BYTES * 0.9);
      }
      client.cut();
    } finally {
      await busy.close("the test is over");
    }
  });
});
