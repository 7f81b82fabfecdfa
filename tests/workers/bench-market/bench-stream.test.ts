import { describe, expect, it } from "vitest";
import { BAR_SCHEMA_MESSAGE } from "../../../protocol/bar-schema.ts";
import type { BenchMarket } from "../../../protocol/bench-market.ts";
import { parseServerMessage } from "../../../protocol/control-messages.ts";
import { createBarDecoder } from "../../../protocol/decode.ts";
import { FRAME_HEADER_BYTES, FRAME_KINDS, type FrameHeader, readFrameHeader } from "../../../protocol/frame.ts";
import { BenchSocket } from "../../../workers/bench-market/bench-socket.ts";

const decode = createBarDecoder(BAR_SCHEMA_MESSAGE);

/** A socket whose timers run when told. */
function listen(market: BenchMarket) {
  const due: (() => void)[] = [];
  const socket = new BenchSocket(market, { nowMs: () => 1000, startTimer: (run) => (due.push(run), () => {}) });
  const texts: string[] = [];
  const frames: { readonly header: FrameHeader; readonly body: Uint8Array }[] = [];
  socket.addEventListener("message", ({ data }) => {
    if (typeof data === "string") texts.push(data);
    else if (data instanceof ArrayBuffer) frames.push({ header: readFrameHeader(new Uint8Array(data)), body: new Uint8Array(data).subarray(FRAME_HEADER_BYTES) });
  });
  const pass = (count: number): void => {
    for (let turn = 0; turn < count; turn++) due.shift()?.();
  };
  pass(1);
  socket.send(JSON.stringify({ type: "hello", protocol: 1 }));
  socket.send(JSON.stringify({ type: "sub", id: 5, symbol: "DENSE" }));
  return { socket, texts, frames, pass };
}

describe("BenchSocket", () => {
  it("says what a server would: welcome, answer, and all of history newest first", () => {
    const { texts, frames, pass } = listen({ cells: 100_000, barsPerSec: 0, seed: 3 });
    pass(3);
    expect(texts.map((text) => parseServerMessage(text))).toMatchObject([
      { ok: true, message: { type: "welcome" } },
      { ok: true, message: { type: "subAck", id: 5, liveFromSeq: 2500, backlogSeq: { from: 0, to: 2500 }, backlogLevels: 100_000 } },
    ]);
    const backlog = frames.filter(({ header }) => header.kind === FRAME_KINDS.BACKLOG);
    expect(backlog.map(({ header }) => [header.firstSeq, header.rows])).toEqual([
      [1500, 1000],
      [500, 1000],
      [0, 500],
    ]);
    const seconds = backlog.toReversed().flatMap(({ body }) => [...decode(body).timeSec]);
    expect(seconds).toEqual(Array.from({ length: 2500 }, (_, bar) => seconds[0] + bar));
  });

  it("trades on where history ends, one second after another, each closed once", () => {
    const { frames, pass } = listen({ cells: 40_000, barsPerSec: 10, seed: 3 });
    pass(30);
    const history = decode(frames[0].body);
    const live = frames.filter(({ header }) => header.kind === FRAME_KINDS.LIVE);
    expect(live.length).toBeGreaterThan(10);
    expect(live.map(({ header }) => header.firstSeq)).toEqual(live.map((_, index) => 1000 + index));
    const first = decode(live[0].body);
    expect(first.timeSec[0]).toBe(history.timeSec[history.length - 1] + 1);
    expect(Math.abs(first.lowTicks[0] - history.lowTicks[history.length - 1])).toBeLessThanOrEqual(8);
    const marks = frames.filter(({ header }) => header.kind === FRAME_KINDS.MARK);
    expect(marks.length).toBeGreaterThan(1);
  });

  it("shows a slow second while it forms", () => {
    const { frames, pass } = listen({ cells: 40_000, barsPerSec: 1, seed: 3 });
    pass(10);
    const trades = frames.filter(({ header }) => header.kind === FRAME_KINDS.PARTIAL).map(({ body }) => decode(body).trades[0]);
    expect(trades.length).toBeGreaterThan(3);
    expect(trades).toEqual(trades.toSorted((a, b) => a - b));
  });

  it("makes the same market for the same seed, and another for another", () => {
    const closes = (seed: number): number[] => [...decode(listen({ cells: 40_000, barsPerSec: 0, seed }).frames[0].body).closeTicks];
    expect(closes(3)).toEqual(closes(3));
    expect(closes(3)).not.toEqual(closes(5));
  });

  it("says nothing once it is closed", () => {
    const { socket, frames, pass } = listen({ cells: 40_000, barsPerSec: 10, seed: 3 });
    socket.close();
    const before = frames.length;
    pass(5);
    expect(frames).toHaveLength(before);
  });
});
