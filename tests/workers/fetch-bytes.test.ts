import { afterAll, beforeAll, expect, it } from "vitest";
import { readFrameHeader } from "../../protocol/frame.ts";
import { fetchBytes } from "../../workers/fetch-bytes.ts";
import { ScriptedFeed } from "../support/scripted-feed.ts";
import { testInstrument } from "../support/seeded-bars.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
const going = new AbortController().signal;
const address = (epoch: string): string => `${server.url}/api/backlog?symbol=TEST&epoch=${epoch}&to=50`;

beforeAll(async () => {
  server = await startTestServer([new ScriptedFeed(testInstrument(), { historySec: 100 })]);
});
afterAll(() => server.close("the test is over"));

it("reads an answer whole", async () => {
  const frame = await fetchBytes(address(server.logs.get("TEST")?.epoch ?? ""), going);
  expect(readFrameHeader(frame)).toMatchObject({ firstSeq: 0, rows: 50 });
});

it("says which address gave another answer", async () => {
  await expect(fetchBytes(address("before"), going)).rejects.toThrow(`${address("before")} answered with status 409`);
});

it("ends when it is no longer wanted", async () => {
  await expect(fetchBytes(address("any"), AbortSignal.abort())).rejects.toThrow(/abort/i);
});
