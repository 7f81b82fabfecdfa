import { gunzipSync } from "node:zlib";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ARROW_STREAM } from "../../../server/orderflow/answer/write-answer.ts";
import { STUDIES } from "../../../server/orderflow/orderflow-routes.ts";
import type { StudyRoute } from "../../../server/orderflow/study-route.ts";
import { ScriptedFeed } from "../../support/scripted-feed.ts";
import { testInstrument } from "../../support/seeded-bars.ts";
import { askStudy, studyJson } from "../../support/study-client.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";

const SYMBOL = "TEST";
/** Settings under which a random market has events of every kind. */
const LOOSE: Readonly<Record<string, object>> = {
  "orderflow/absorption": { range_share: 1, dominance: 1.1, hold_share: 10, deviations: 0 },
  "orderflow/exhaustion": { closes: 2, delta_share: 1, volume_share: 2 },
  "orderflow/bursts": { deviations: 0.5 },
  "orderflow/liquidity-sweeps": { level_seconds: 2, volume_factor: 0.5, side_share: 0.1, wick_factor: 0.1 },
};

/** An Arrow answer's rows as the JSON answer has them. */
function rowsOf(study: StudyRoute, body: Uint8Array): { rows: unknown[]; fields: Record<string, unknown> } {
  const table = tableFromIPC(body);
  const fields = Object.fromEntries([...table.schema.metadata].map(([name, json]) => [name, JSON.parse(json)]));
  return { rows: table.toArray().map((row) => recordOf(study.answer.columns, row)), fields };
}

function recordOf(columns: StudyRoute["answer"]["columns"], row: Record<string, unknown>): object {
  const record: Record<string, unknown> = {};
  for (const column of columns) {
    const value = row[column.name];
    if (column.kind === "list") record[column.name] = [...(value as Iterable<Record<string, unknown>>)].map((item) => recordOf(column.items, item));
    else if (column.omit === "missing" ? value === null : column.omit !== undefined && value === (column.omit === 1)) continue;
    else if (value === null) record[column.name] = null;
    else if (column.kind === "time") record[column.name] = new Date(Number(value)).toISOString();
    else record[column.name] = column.kind === "object" ? JSON.parse(String(value)) : value;
  }
  return record;
}

describe("what the study routes answer", () => {
  let server: TestServer;
  let feed: ScriptedFeed;

  beforeAll(async () => {
    feed = new ScriptedFeed(testInstrument(SYMBOL), { seed: 21, historySec: 900 });
    server = await startTestServer([feed]);
  });
  afterAll(() => server.close("the test is over"));

  describe.each(STUDIES.map((study) => [study.path, study] as const))("%s", (path, study) => {
    const request = { symbol: SYMBOL, timeframe: "1s", limit: 700, ...LOOSE[path] };
    const { listName, columns, fields = [] } = study.answer;

    it("gives the same table as an Arrow stream", async () => {
      const json = await studyJson(server.url, path, request);
      const answer = await askStudy(server.url, path, request, { Accept: `application/json;q=0.5, ${ARROW_STREAM}` });
      expect(answer.status).toBe(200);
      expect(answer.headers["content-type"]).toBe(ARROW_STREAM);
      const arrow = rowsOf(study, answer.body);
      expect(listName === undefined ? arrow.rows : { [listName]: arrow.rows, ...arrow.fields }).toEqual(json);
      expect(arrow.rows.length).toBeGreaterThan(3);
    });

    it("has exactly the fields it says, in their order", async () => {
      const json = await studyJson(server.url, path, request);
      const rows = (listName === undefined ? json : (json as Record<string, unknown>)[listName]) as Record<string, unknown>[];
      const always = columns.filter((column) => column.kind === "list" || column.omit === undefined).map(({ name }) => name);
      expect(Object.keys(rows[0])).toEqual(always);
      if (listName !== undefined) expect(Object.keys(json as object)).toEqual([listName, ...fields.filter(({ omit }) => omit === undefined).map(({ name }) => name)]);
    });

    it("gives the same bytes compressed", async () => {
      const plain = await askStudy(server.url, path, request);
      const compressed = await askStudy(server.url, path, request, { "Accept-Encoding": "gzip" });
      expect(compressed.headers["content-encoding"]).toBe("gzip");
      expect(compressed.headers["vary"]).toBe("Origin, Accept, Accept-Encoding");
      expect(gunzipSync(compressed.body).equals(plain.body)).toBe(true);
    });

    it("shows the same whether bars are counted, or named by their time", async () => {
      const { timeSec, length } = server.logs.get(SYMBOL)?.columns ?? expect.fail("no log");
      const times = { symbol: SYMBOL, timeframe: "1s", ...LOOSE[path], start_time: timeSec[length - 50] * 1000, end_time: new Date((timeSec[length - 1] + 1) * 1000).toISOString() };
      const counted = { symbol: SYMBOL, timeframe: "1s", ...LOOSE[path] };
      expect(await studyJson(server.url, path, times)).toEqual(await studyJson(server.url, path, { ...counted, limit: 50 }));
      expect(await studyJson(server.url, path, { ...counted, lookback: 50 })).toEqual(await studyJson(server.url, path, { ...counted, limit: 50 }));
      const before = { ...counted, limit: 20, end_time: timeSec[length - 30] * 1000 };
      const between = { ...counted, start_time: timeSec[length - 50] * 1000, end_time: timeSec[length - 30] * 1000 };
      expect(await studyJson(server.url, path, before)).toEqual(await studyJson(server.url, path, between));
    });
  });

  it("answers many at once, each with its own", async () => {
    const limits = [1, 5, 50, 500];
    const bodies = await Promise.all(limits.map((limit) => studyJson(server.url, "orderflow/tape", { symbol: SYMBOL, limit })));
    expect(bodies.map((body) => (body as object[]).length)).toEqual(limits);
  });
});

describe("study routes while bars come, and across gaps", () => {
  it("goes on from what it had when it was asked, and sees new bars when it is asked again", async () => {
    const feed = new ScriptedFeed(testInstrument(SYMBOL), { seed: 2, historySec: 2000 });
    const server = await startTestServer([feed]);
    try {
      const log = server.logs.get(SYMBOL) ?? expect.fail("no log");
      const before = log.nextSeq;
      const asked = studyJson(server.url, "orderflow/cvd", { symbol: SYMBOL, timeframe: "1s", limit: 86_400 });
      const growing = setInterval(() => feed.advance(20), 1);
      const first = (await asked) as object[];
      clearInterval(growing);
      expect(first.length).toBeGreaterThanOrEqual(before);
      const again = (await studyJson(server.url, "orderflow/cvd", { symbol: SYMBOL, timeframe: "1s", limit: 86_400 })) as object[];
      expect(again).toHaveLength(log.nextSeq);
      expect(again.slice(0, first.length)).toEqual(first);
    } finally {
      await server.close("the test is over");
    }
  });

  it("says where it is not reliable", async () => {
    const feed = new ScriptedFeed(testInstrument(SYMBOL), { seed: 2, historySec: 100 });
    const server = await startTestServer([feed]);
    try {
      const ask = (path: string, fields: object = {}) => studyJson(server.url, path, { symbol: SYMBOL, timeframe: "1s", limit: 1000, ...fields });
      const reliabilityOf = (rows: unknown): unknown[] => (rows as { reliable?: boolean }[]).map(({ reliable }) => reliable);
      expect(new Set(reliabilityOf(await ask("orderflow/cvd")))).toEqual(new Set([undefined]));
      feed.tradeSome();
      feed.loseSeconds(5);
      feed.advance(100);
      const cvd = reliabilityOf(await ask("orderflow/cvd"));
      expect(cvd.indexOf(false)).toBeGreaterThan(50);
      expect(cvd.slice(cvd.indexOf(false)).every((reliable) => reliable === false)).toBe(true);
      for (const path of ["orderflow/footprint", "orderflow/micro-footprint", "orderflow/tape"]) {
        expect(reliabilityOf(await ask(path)).filter((reliable) => reliable === false)).toHaveLength(1);
      }
      expect(((await ask("orderflow/vwap")) as { data: { reliable?: boolean }[] }).data.at(-1)?.reliable).toBe(false);
      for (const path of ["volume-profile/session", "orderflow/micro-volume-profile"]) expect(await ask(path)).toMatchObject({ reliable: false });
      expect(await ask("orderflow/micro-volume-profile", { limit: 10 })).not.toHaveProperty("reliable");
    } finally {
      await server.close("the test is over");
    }
  });

  it("anchors the average price where it is told to", async () => {
    const feed = new ScriptedFeed(testInstrument(SYMBOL), { seed: 4, historySec: 300 });
    const server = await startTestServer([feed]);
    try {
      const { timeSec, closeTicks } = server.logs.get(SYMBOL)?.columns ?? expect.fail("no log");
      const session = { session_start: timeSec[100] * 1000, session_end: timeSec[200] * 1000 };
      const answer = (await studyJson(server.url, "orderflow/vwap", { symbol: SYMBOL, timeframe: "1s", ...session })) as {
        data: { timestamp: string; price: number }[];
        session_start: string;
        session_end: string;
      };
      expect(answer.data).toHaveLength(100);
      expect(answer.data[0]).toMatchObject({ timestamp: new Date(session.session_start).toISOString(), price: closeTicks[100] / 10 });
      expect([answer.session_start, answer.session_end]).toEqual([new Date(session.session_start).toISOString(), new Date(session.session_end).toISOString()]);
      const part = await studyJson(server.url, "orderflow/vwap", { symbol: SYMBOL, timeframe: "1s", ...session, start_time: timeSec[150] * 1000, end_time: timeSec[160] * 1000 });
      expect((part as { data: object[] }).data).toEqual(answer.data.slice(50, 60));
    } finally {
      await server.close("the test is over");
    }
  });
});
