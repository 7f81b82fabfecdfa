import { describe, expect, it } from "vitest";
import { BAR_SCHEMA_MESSAGE } from "../../protocol/bar-schema.ts";
import { createBarDecoder } from "../../protocol/decode.ts";
import { HistoryFetch } from "../../workers/history-fetch.ts";
import { SymbolStream } from "../../workers/symbol-stream.ts";
import { seededBars } from "../support/seeded-bars.ts";
import { createTestLog } from "../support/test-log.ts";
import { acknowledgement } from "./acknowledgement.ts";
import { until } from "./engine-under-test.ts";

const BARS = 60_000;
const SOCKET_URL = "wss://charts.example.com/live";

const log = createTestLog({ streamId: 3 });
log.bars(seededBars({ seed: 4, count: BARS, maxLevels: 4 }), 0, BARS);

type Answer = (query: URLSearchParams, frame: () => Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;

/** A log of many bars, a stream that holds none of them, and the network in between: `answer` may do what networks do. */
function fetching(answer: Answer = async (_query, frame) => frame()) {
  const stream = new SymbolStream("TEST");
  stream.begin(acknowledgement(BARS, { streamId: 3, epoch: log.epoch }));
  const decode = createBarDecoder(BAR_SCHEMA_MESSAGE);
  const addresses: URL[] = [];
  const failures: string[] = [];
  let nowMs = 0;
  const timers: (() => void)[] = [];
  const fetchBytes = async (address: string): Promise<Uint8Array<ArrayBuffer>> => {
    const url = new URL(address);
    addresses.push(url);
    const to = Number(url.searchParams.get("to"));
    const from = Math.max(0, to - Math.floor(Number(url.searchParams.get("bytes")) / 256));
    const bytes = await answer(url.searchParams, () => Uint8Array.from(log.backlogFrame(from, to)));
    return bytes;
  };
  const startTimer = (callback: () => void): (() => void) => {
    timers.push(callback);
    return () => void timers.splice(timers.indexOf(callback), 1);
  };
  const history = new HistoryFetch({ fetchBytes, nowMs: () => nowMs, startTimer }, {
    onFrame: ({ firstSeq }, body) => void stream.columns.applyBacklog(firstSeq, decode(body)),
    onFailure: (_stream, reason) => void failures.push(reason),
  });
  const pass = (elapsedMs: number): void => {
    nowMs += elapsedMs;
  };
  return { stream, history, addresses, failures, timers, pass };
}

describe("HistoryFetch", () => {
  it("brings all bars below the first one, newest first, and asks for nothing after", async () => {
    const { stream, history, addresses, failures, timers } = fetching();
    history.start(stream, SOCKET_URL);
    await until(() => stream.columns.historyComplete);
    expect(stream.columns.bars.timeSec).toEqual(log.columns.timeSec);
    expect(stream.columns.bars.askLots).toEqual(log.columns.askLots);
    expect(addresses[0].href).toBe(`https://charts.example.com/api/backlog?symbol=TEST&epoch=${log.epoch}&to=${BARS}&bytes=262144`);
    expect(addresses.map(({ searchParams }) => Number(searchParams.get("to")))).toEqual([60_000, 58_976, 56_928, 52_832, 44_640, 28_256, 11_872]);
    await until(() => timers.length === 0);
    expect(failures).toEqual([]);
    history.start(stream, SOCKET_URL);
    expect(addresses).toHaveLength(7);
  });

  it("asks for less where an answer takes long, down to a limit, and for no more where it is not quick", async () => {
    const link = fetching(async (_query, frame) => {
      link.pass(link.addresses.length <= 2 ? 1500 : 3001);
      return frame();
    });
    link.history.start(link.stream, SOCKET_URL);
    await until(() => link.addresses.length > 9);
    link.history.stopAll();
    const sizes = link.addresses.slice(0, 9).map(({ searchParams }) => Number(searchParams.get("bytes")) / 1024);
    expect(sizes).toEqual([256, 256, 256, 128, 64, 64, 64, 64, 64]);
  });

  it.each<[string, Answer, RegExp]>([
    ["no connection", () => Promise.reject(new TypeError("fetch failed")), /^fetch failed$/],
    ["a page instead of bars", async () => Uint8Array.from(Buffer.from("<!doctype html><html lang=en></html>")), /^frame begins with byte 60, expected 246$/],
    ["bars of elsewhere", async (query, frame) => (query.get("to") === "60000" ? frame() : testFrame(7)), /^the server gave kind 1 of stream 7, bars 0\.\.2, expected kind 1 of 3 up to 58976$/],
    ["a frame without bars", async () => markFrame(), /^the server gave kind 5 of stream 3, bars \d+\.\.\d+, expected kind 1 of 3 up to 60000$/],
    ["bars cut off", async (_query, frame) => frame().slice(0, 4096), /^(?!.*did not answer).*(batch|message|bytes|buffer)/],
  ])("says why it does not work: %s", async (_name, answer, reason) => {
    const { stream, history, failures } = fetching(answer);
    history.start(stream, SOCKET_URL);
    await until(() => failures.length > 0);
    expect(failures).toEqual([expect.stringMatching(reason)]);
    expect(stream.columns.historyComplete).toBe(false);
  });

  it("gives up an answer that does not come", async () => {
    const { stream, history, failures, timers } = fetching(() => new Promise(() => {}));
    history.start(stream, SOCKET_URL);
    await until(() => timers.length === 1);
    timers[0]();
    await until(() => failures.length > 0);
    expect(failures).toEqual([expect.stringMatching(/ did not answer within 60 s$/)]);
  });

  it("brings nothing and says nothing once it has been stopped", async () => {
    let answerLate: () => void = () => {};
    const link = fetching((_query, frame) => new Promise((resolve) => (answerLate = () => resolve(frame()))));
    link.history.start(link.stream, SOCKET_URL);
    await until(() => link.addresses.length === 1);
    link.history.stopAll();
    answerLate();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(link.stream.columns.closedCount).toBe(0);
    expect(link.failures).toEqual([]);
    expect(link.addresses).toHaveLength(1);
  });
});

function testFrame(streamId: number): Uint8Array<ArrayBuffer> {
  const other = createTestLog({ streamId });
  other.bars(seededBars({ seed: 1, count: 2, maxLevels: 2 }), 0, 2);
  return Uint8Array.from(other.backlogFrame(0, 2));
}

function markFrame(): Uint8Array<ArrayBuffer> {
  const other = createTestLog({ streamId: 3 });
  other.mark(null);
  return Uint8Array.from(other.markFrame());
}
