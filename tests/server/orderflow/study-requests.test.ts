import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_BODY_BYTES, MAX_STUDY_BARS } from "../../../server/limits.ts";
import { STUDIES } from "../../../server/orderflow/orderflow-routes.ts";
import { requestRaw } from "../../support/raw-http.ts";
import { ScriptedFeed } from "../../support/scripted-feed.ts";
import { testInstrument } from "../../support/seeded-bars.ts";
import { ARROW, askStudy } from "../../support/study-client.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";

const SYMBOL = "A/B";
const PATHS = STUDIES.map(({ path }) => path);

describe("what the study routes are asked", () => {
  let server: TestServer;

  beforeAll(async () => {
    const feeds = [new ScriptedFeed(testInstrument(SYMBOL, "0.25", "0.001"), { seed: 5, historySec: 600 }), new ScriptedFeed(testInstrument("EMPTY"))];
    server = await startTestServer(feeds);
  });
  afterAll(() => server.close("the test is over"));

  const ask = async (path: string, body: object | string | Uint8Array) => {
    const answer = await askStudy(server.url, path, body);
    return { status: answer.status, json: JSON.parse(answer.body.toString()) };
  };

  it.each([
    ["no JSON", "{", { code: "bad-json" }],
    ["nothing", "", { code: "bad-json" }],
    ["bytes that are no text", Uint8Array.of(0x22, 0xff, 0x22), { code: "bad-json" }],
    ["a list", "[]", { code: "bad-json", message: 'the body must be a JSON object such as {"symbol":"BTCUSDT"}, not []' }],
    ["a number", "7", { code: "bad-json" }],
    ["null", "null", { code: "bad-json" }],
    ["no symbol", {}, { code: "missing-field", message: "symbol is missing", field: "symbol" }],
    ["a symbol that is no text", { symbol: 7 }, { code: "bad-field", message: "symbol must be a text, not 7", field: "symbol" }],
    ["a field that does not exist", { symbol: SYMBOL, limt: 5 }, { code: "unknown-field", field: "limt" }],
    ["a prototype's name", '{"symbol":"A/B","__proto__":{"limit":0}}', { code: "unknown-field", field: "__proto__" }],
    ["an unknown timeframe", { symbol: SYMBOL, timeframe: "2m" }, { code: "bad-field", field: "timeframe", message: 'timeframe must be one of 1s, 5s, 15s, 30s, 1m, 5m, 15m, 30m, 1h, not "2m"' }],
    ["a timeframe from the prototype", { symbol: SYMBOL, timeframe: "toString" }, { code: "bad-field", field: "timeframe" }],
    ["no bars", { symbol: SYMBOL, limit: 0 }, { code: "bad-field", field: "limit", message: `limit must be a whole number from 1 to ${MAX_STUDY_BARS}, not 0` }],
    ["one bar too many", { symbol: SYMBOL, limit: MAX_STUDY_BARS + 1 }, { code: "bad-field", field: "limit" }],
    ["half a bar", { symbol: SYMBOL, lookback: 1.5 }, { code: "bad-field", field: "lookback" }],
    ["a number as text", { symbol: SYMBOL, limit: "5" }, { code: "bad-field", field: "limit" }],
    ["null for a number", { symbol: SYMBOL, limit: null }, { code: "bad-field", field: "limit" }],
    ["limit and lookback", { symbol: SYMBOL, limit: 5, lookback: 5 }, { code: "bad-field", field: "lookback" }],
    ["limit and start_time", { symbol: SYMBOL, limit: 5, start_time: 0 }, { code: "bad-field", field: "limit" }],
    ["a time in words", { symbol: SYMBOL, start_time: "yesterday" }, { code: "bad-time", field: "start_time" }],
    ["a time without a zone", { symbol: SYMBOL, end_time: "2026-01-31T09:30:00" }, { code: "bad-time", field: "end_time" }],
    ["a day that does not exist", { symbol: SYMBOL, end_time: "2026-02-30T09:30:00Z" }, { code: "bad-time", field: "end_time" }],
    ["half a millisecond", { symbol: SYMBOL, end_time: 0.5 }, { code: "bad-time", field: "end_time" }],
    ["a time that is no time", { symbol: SYMBOL, end_time: true }, { code: "bad-field", field: "end_time" }],
    ["start after end", { symbol: SYMBOL, start_time: 2000, end_time: 1000 }, { code: "bad-range", field: "start_time" }],
    ["too long a range", { symbol: SYMBOL, timeframe: "1s", start_time: 0, end_time: (MAX_STUDY_BARS + 1) * 1000 }, { code: "range-too-long", field: "start_time" }],
    ["too long a range up to the data's end", { symbol: SYMBOL, timeframe: "1s", start_time: 0 }, { code: "range-too-long", field: "start_time" }],
  ])("every route names what is wrong: %s", async (_name, body, error) => {
    for (const path of PATHS) {
      const { status, json } = await ask(path, body);
      expect(status).toBe(400);
      expect(Object.keys(json)).toEqual(["error"]);
      expect(json.error).toMatchObject(error);
      expect(json.error.message).toEqual(expect.any(String));
    }
  });

  it.each([
    ["orderflow/cvd", { reset: "daily" }, "reset"],
    ["orderflow/cvd", { reset: 25 }, "reset"],
    ["orderflow/cvd", { reset: 1.5 }, "reset"],
    ["orderflow/cvd", { price_tick: 1 }, "price_tick"],
    ["volume-profile/session", { value_area: 0 }, "value_area"],
    ["volume-profile/session", { value_area: 70 }, "value_area"],
    ["volume-profile/session", { value_area: 0.1234567 }, "value_area"],
    ["volume-profile/session", { rows_per_step: 3 }, "rows_per_step"],
    ["orderflow/footprint", { price_tick: 0.3 }, "price_tick"],
    ["orderflow/footprint", { price_tick: 0 }, "price_tick"],
    ["orderflow/footprint", { price_tick: -0.25 }, "price_tick"],
    ["orderflow/footprint", { price_tick: 1e300 }, "price_tick"],
    ["orderflow/footprint", { price_tick: 250_000.25 }, "price_tick"],
    ["orderflow/footprint", { price_tick: "0.25" }, "price_tick"],
    ["orderflow/imbalances", { ratio: 0.5 }, "ratio"],
    ["orderflow/imbalances", { stacked: "yes" }, "stacked"],
    ["orderflow/imbalances", { min_volume: 0.0005 }, "min_volume"],
    ["orderflow/imbalances", { stack_rows: 1 }, "stack_rows"],
    ["orderflow/micro-footprint", { price_tick: 0.1 }, "price_tick"],
    ["orderflow/absorption", { window: 0 }, "window"],
    ["orderflow/absorption", { window: 301 }, "window"],
    ["orderflow/absorption", { min_volume: -1 }, "min_volume"],
    ["orderflow/absorption", { range_share: 2 }, "range_share"],
    ["orderflow/absorption", { price_tick: 0.1 }, "price_tick"],
    ["orderflow/exhaustion", { closes: 1 }, "closes"],
    ["orderflow/exhaustion", { delta_share: -0.5 }, "delta_share"],
    ["orderflow/micro-volume-profile", { method: "kernel" }, "method"],
    ["orderflow/bursts", { threshold: 0.0001 }, "threshold"],
    ["orderflow/bursts", { window: 29 }, "window"],
    ["orderflow/bursts", { least_retrace: 0.7 }, "most_retrace"],
    ["orderflow/micro-volume-profile", { least_high: 1.1 }, "least_high"],
    ["orderflow/micro-volume-profile", { least_prominence: "much" }, "least_prominence"],
    ["orderflow/micro-volume-profile", { most_low: -0.1 }, "most_low"],
    ["orderflow/tape", { threshold: 1.5 }, "threshold"],
    ["orderflow/tape", { window: 29 }, "window"],
    ["orderflow/tape", { mean_factor: 1001 }, "mean_factor"],
    ["orderflow/tape", { least_trades: -1 }, "least_trades"],
    ["orderflow/liquidity-sweeps", { level_seconds: 1 }, "level_seconds"],
    ["orderflow/liquidity-sweeps", { side_share: 1.1 }, "side_share"],
    ["orderflow/vwap", { std_dev_multiplier: -1 }, "std_dev_multiplier"],
    ["orderflow/vwap", { session_start: "noon" }, "session_start"],
    ["orderflow/vwap", { session_end: 1000 }, "session_start"],
    ["orderflow/vwap", { session_start: 2000, session_end: 1000 }, "session_start"],
  ])("%s names what is wrong: %j", async (path, fields, field) => {
    const { status, json } = await ask(path, { symbol: SYMBOL, ...fields });
    expect(status).toBe(400);
    expect(json.error.field).toBe(field);
    expect(json.error.message).toContain(field);
  });

  it.each(PATHS)("%s does not know another symbol", async (path) => {
    for (const symbol of ["GOLD", "", "__proto__", "x".repeat(5000)]) {
      const { status, json } = await ask(path, { symbol });
      expect(status).toBe(404);
      expect(json.error).toMatchObject({ code: "unknown-symbol", field: "symbol" });
      expect(json.error.message).toContain("this server has A/B, EMPTY");
      expect(json.error.message.length).toBeLessThan(200);
    }
  });

  it.each(PATHS)("%s takes the most it may, and a body of the most bytes", async (path) => {
    expect((await ask(path, { symbol: SYMBOL, timeframe: "1s", limit: MAX_STUDY_BARS })).status).toBe(200);
    expect((await ask(path, { symbol: SYMBOL, timeframe: "1s", start_time: 0, end_time: MAX_STUDY_BARS * 1000 })).status).toBe(200);
    const body = JSON.stringify({ symbol: SYMBOL, limit: 1 }).padEnd(MAX_BODY_BYTES);
    expect((await ask(path, body)).status).toBe(200);
    expect((await ask(path, `${body} `)).status).toBe(413);
  });

  it.each(PATHS)("%s answers an empty range with an empty answer", async (path) => {
    const full = await ask(path, { symbol: SYMBOL });
    const keys = Array.isArray(full.json) ? undefined : Object.keys(full.json);
    for (const body of [
      { symbol: "EMPTY" },
      { symbol: SYMBOL, start_time: 1000, end_time: 1000 },
      { symbol: SYMBOL, start_time: "1999-01-01", end_time: "1999-01-02" },
      { symbol: SYMBOL, end_time: "1999-01-02" },
      { symbol: SYMBOL, start_time: "2050-01-01" },
    ]) {
      const { status, json } = await ask(path, body);
      expect(status).toBe(200);
      if (keys === undefined) expect(json).toEqual([]);
      else {
        expect(Object.keys(json)).toEqual(keys);
        for (const key of keys) expect(json[key] === null || json[key].length === 0).toBe(true);
      }
    }
  });

  it("takes POST alone", async () => {
    const answer = await requestRaw(server.url, "/api/v1/orderflow/cvd");
    expect(answer.status).toBe(405);
    expect(answer.headers["allow"]).toBe("POST, OPTIONS");
  });

  it("refuses wrong requests in JSON also where an Arrow stream is asked for", async () => {
    const answer = await askStudy(server.url, "orderflow/cvd", { symbol: "GOLD" }, { Accept: ARROW });
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.body.toString()).error.code).toBe("unknown-symbol");
  });
});
