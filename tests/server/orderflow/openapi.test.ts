import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { STUDIES } from "../../../server/orderflow/orderflow-routes.ts";
import { ListedFeed } from "../../support/listed-feed.ts";
import { requestRaw } from "../../support/raw-http.ts";
import { findRecording, NO_RECORDINGS, readRecordedTrades } from "../../support/recordings.ts";
import { testInstrument } from "../../support/seeded-bars.ts";
import { askStudy, studyJson } from "../../support/study-client.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";

type Json = Record<string, unknown>;

interface Described {
  readonly openapi: string;
  readonly paths: Record<string, { post: Operation }>;
  readonly components: { schemas: Record<string, Json> };
}

interface Operation {
  readonly operationId: string;
  readonly requestBody: { content: Record<string, { schema: Json; example: Json }> };
  readonly responses: Record<string, { description: string; content: Record<string, { schema: Json; example: unknown }> }>;
}

const KEYWORDS: ReadonlySet<string> = new Set(
  "type format properties required additionalProperties items enum anyOf description default minimum maximum exclusiveMinimum".split(" "),
);
/** What a field needs beside it to be taken at its bounds. */
const COMPANIONS: Readonly<Record<string, object>> = { most_retrace: { least_retrace: 0 } };

/** What does not fit a JSON Schema, in words: the part of the standard that the description uses. */
function misfits(schema: Json, value: unknown, at = "$"): string[] {
  const unknown = Object.keys(schema).filter((key) => !KEYWORDS.has(key));
  if (unknown.length > 0) return [`${at}: the test does not know ${unknown.join(", ")}`];
  if (schema["anyOf"] !== undefined) return (schema["anyOf"] as Json[]).some((one) => misfits(one, value, at).length === 0) ? [] : [`${at} fits none of anyOf`];
  const found: string[] = [];
  const types = schema["type"] === undefined ? [] : [schema["type"]].flat();
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  if (types.length > 0 && !types.includes(type) && !(types.includes("integer") && Number.isInteger(value))) found.push(`${at} is ${type}, not ${types.join(" or ")}`);
  if (schema["enum"] !== undefined && !(schema["enum"] as unknown[]).includes(value)) found.push(`${at} is not in the enum`);
  if (typeof value === "number" && (value < Number(schema["minimum"] ?? -Infinity) || value > Number(schema["maximum"] ?? Infinity))) found.push(`${at} is out of bounds`);
  if (schema["format"] === "date-time" && typeof value === "string" && new Date(value).toISOString() !== value) found.push(`${at} is no time`);
  if (Array.isArray(value)) value.forEach((item, index) => found.push(...misfits((schema["items"] ?? {}) as Json, item, `${at}[${index}]`)));
  else if (type === "object" && schema["properties"] !== undefined) {
    const properties = schema["properties"] as Record<string, Json>;
    for (const name of (schema["required"] ?? []) as string[]) if (!Object.hasOwn(value as Json, name)) found.push(`${at}.${name} is missing`);
    for (const [name, one] of Object.entries(value as Json)) found.push(...(Object.hasOwn(properties, name) ? misfits(properties[name], one, `${at}.${name}`) : [`${at}.${name} is not described`]));
  }
  return found;
}

/** An answer whose lists are cut after the first item, levels too, and whose evidence is its names. */
function cut(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(cut);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, name === "evidence" ? Object.keys(one) : cut(one)]));
}

describe("the description of the study routes", () => {
  let server: TestServer;
  let described: Described;

  beforeAll(async () => {
    server = await startTestServer([new ListedFeed(testInstrument(), [])]);
    described = JSON.parse((await requestRaw(server.url, "/api/docs")).body.toString());
  });
  afterAll(() => server.close("the test is over"));

  it("is OpenAPI 3.1 of all twelve routes", () => {
    expect(described.openapi).toBe("3.1.0");
    expect(Object.keys(described.paths).sort()).toEqual(
      [
        "/api/v1/orderflow/absorption",
        "/api/v1/orderflow/bursts",
        "/api/v1/orderflow/cvd",
        "/api/v1/orderflow/exhaustion",
        "/api/v1/orderflow/footprint",
        "/api/v1/orderflow/imbalances",
        "/api/v1/orderflow/liquidity-sweeps",
        "/api/v1/orderflow/micro-footprint",
        "/api/v1/orderflow/micro-volume-profile",
        "/api/v1/orderflow/tape",
        "/api/v1/orderflow/vwap",
        "/api/v1/volume-profile/session",
      ],
    );
    const operations = Object.values(described.paths).map(({ post }) => post.operationId);
    expect(new Set(operations).size).toBe(operations.length);
  });

  it.each(STUDIES.map(({ path }) => path))("%s: requests, answers and errors, each with an example that fits", (path) => {
    const { requestBody, responses } = described.paths[`/api/v1/${path}`].post;
    const { schema, example } = requestBody.content["application/json"];
    expect(schema).toMatchObject({ type: "object", required: ["symbol"], additionalProperties: false });
    expect(Object.keys(schema["properties"] as object)).toEqual(expect.arrayContaining(["symbol", "timeframe", "limit", "lookback", "start_time", "end_time"]));
    for (const property of Object.values(schema["properties"] as Record<string, Json>)) expect(property["description"]).toEqual(expect.any(String));
    expect(misfits(schema, example)).toEqual([]);
    const answer = responses["200"].content["application/json"];
    expect(misfits(answer.schema, answer.example)).toEqual([]);
    expect(responses["200"].content).toHaveProperty(["application/vnd.apache.arrow.stream"]);
    for (const status of ["400", "404", "413"]) {
      const error = responses[status].content["application/json"];
      expect(error.schema).toEqual({ $ref: "#/components/schemas/Error" });
      expect(misfits(described.components.schemas["Error"], error.example)).toEqual([]);
    }
  });

  it.each(STUDIES.map(({ path }) => path))("%s: fields have the bounds that are checked", async (path) => {
    const { schema } = described.paths[`/api/v1/${path}`].post.requestBody.content["application/json"];
    for (const [name, property] of Object.entries(schema["properties"] as Record<string, Json>)) {
      const [least, most] = [property["minimum"], property["maximum"]];
      for (const value of [least, most]) {
        if (typeof value !== "number") continue;
        const answer = await askStudy(server.url, path, { symbol: "TEST", ...COMPANIONS[name], [name]: value });
        expect([name, value, JSON.parse(answer.body.toString()).error?.field]).not.toEqual([name, value, name]);
      }
      for (const value of [Number(least) - 1, Number(most) + 1]) {
        if (!Number.isSafeInteger(value)) continue;
        const answer = await askStudy(server.url, path, { symbol: "TEST", [name]: value });
        expect([name, value, answer.status]).toEqual([name, value, 400]);
      }
    }
  });
});

const recording = findRecording("trades/binance_usdm_btcusdt_20240808.csv.gz");
const recordingTitle = recording === undefined ? `a recording (${NO_RECORDINGS})` : "a recording";
describe.skipIf(recording === undefined)(`the examples of the description, asked of ${recordingTitle}`, () => {
  let server: TestServer;

  beforeAll(async () => {
    const trades = readRecordedTrades(recording ?? "", "0.1", "0.001");
    server = await startTestServer([new ListedFeed({ ...testInstrument("BTCUSDT"), volumeUnit: "" }, trades, { graceSec: 2 })]);
  });
  afterAll(() => server.close("the test is over"));

  it.each(STUDIES.map((study) => [study.path, study.example] as const))("%s", async (path, example) => {
    expect(cut(await studyJson(server.url, path, example.request))).toEqual(cut(example.answer));
  });
});
