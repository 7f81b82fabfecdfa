import { describe, expect, it } from "vitest";
import { SCHEMA_ID } from "../../protocol/bar-schema.ts";
import type { ClientMessage } from "../../protocol/control-messages.ts";
import { FRAME_KINDS } from "../../protocol/frame.ts";
import { writeNumberBody } from "../../protocol/number-bodies.ts";
import type { Welcome } from "../../workers/live-socket.ts";
import { Subscriptions } from "../../workers/subscriptions.ts";
import { seededBars, testInstrument } from "../support/seeded-bars.ts";
import { acknowledgement } from "./acknowledgement.ts";
import { welcomeMessage } from "./scripted-server.ts";

const NOW_MS = 1_700_000_000_000;
const SYMBOLS = ["A", "B", "C", "D"];

/** What the streams said and asked for, after a welcome. */
function connected() {
  const sent: ClientMessage[] = [];
  const limits: (number | null)[] = [];
  /** Symbols whose rest of the history was wanted, and those asked for anew. */
  const wanted: string[] = [];
  const resumed: string[] = [];
  const nothing = (): void => {};
  const subscriptions = new Subscriptions({
    send: (message) => void sent.push(message),
    nowMs: () => NOW_MS,
    onBars: nothing,
    onRestart: nothing,
    onEnd: nothing,
    onRest: ({ symbol }) => void wanted.push(symbol),
    onResume: ({ symbol }) => void resumed.push(symbol),
    onSilenceLimit: (limitMs) => void limits.push(limitMs),
  });
  const symbols = SYMBOLS.map((symbol) => ({ ...testInstrument(), symbol }));
  const welcome = () => subscriptions.welcome(welcomeMessage({ symbols }) as Welcome);
  const show = (symbol: string) => subscriptions.show(new Set([symbol]));
  return { subscriptions, sent, limits, wanted, resumed, welcome, show };
}

/** A stream of 5000 bars whose newest 1024 have come, and whose others wait to be asked for. */
function held() {
  const { subscriptions, sent, wanted, resumed, welcome, show } = connected();
  show("A");
  welcome();
  subscriptions.message(acknowledgement(5000, { symbol: "A", streamId: 7 }));
  const stream = subscriptions.stream("A");
  if (stream === undefined) throw new Error("A is not followed");
  stream.columns.applyBacklog(5000 - 1024, seededBars({ seed: 3, count: 1024, maxLevels: 3 }));
  const heartbeat = (afterMs: number): void =>
    subscriptions.frame({ kind: FRAME_KINDS.MARK, flags: 0, streamId: 7, firstSeq: 5000, rows: 0, schemaId: SCHEMA_ID, serverTimeMs: 0 }, writeNumberBody(null, null), NOW_MS + afterMs);
  return { subscriptions, stream, sent, wanted, resumed, welcome, heartbeat };
}

describe("Subscriptions", () => {
  it("keeps a stream that was given up and asked for again before the first answer came", () => {
    const { subscriptions, sent, welcome, show } = connected();
    welcome();
    for (const symbol of [...SYMBOLS, "A"]) show(symbol);
    const asked = sent.flatMap((message) => (message.type === "sub" && message.symbol === "A" ? [message.id] : []));
    expect(asked).toHaveLength(2);

    for (const id of asked) subscriptions.message(acknowledgement(0, { id, symbol: "A", streamId: 7 }));
    expect(subscriptions.stream("A")).toMatchObject({ state: "open", streamId: 7 });
    expect(sent.filter(({ type }) => type === "unsub")).toEqual([]);
  });

  it("ends a stream that nobody wants any more when its answer comes", () => {
    const { subscriptions, sent, welcome, show } = connected();
    welcome();
    for (const symbol of SYMBOLS) show(symbol);
    const first = sent.find((message) => message.type === "sub" && message.symbol === "A");
    const id = first?.type === "sub" ? first.id : -1;
    subscriptions.message(acknowledgement(0, { id, symbol: "A", streamId: 7 }));
    expect(sent.at(-1)).toEqual({ type: "unsub", streamId: 7 });
  });

  it("wants the rest of a long history once, after its first bars have come", () => {
    const { subscriptions, sent, wanted, welcome, show } = connected();
    show("A");
    welcome();
    expect(sent.at(-1)).toEqual({ type: "sub", id: 1, symbol: "A", firstBars: 1024 });
    subscriptions.message(acknowledgement(5000, { symbol: "A", streamId: 7 }));
    const stream = subscriptions.stream("A");
    if (stream === undefined) throw new Error("A is not followed");
    subscriptions.askForRest(stream);
    expect(wanted).toEqual([]);
    const bars = seededBars({ seed: 3, count: 1024, maxLevels: 3 });
    stream.columns.applyBacklog(5000 - 1024, bars);
    subscriptions.askForRest(stream);
    subscriptions.askForRest(stream);
    expect(wanted).toEqual(["A"]);
  });

  it("wants the rest for a window that does not say that it has its cells: a hidden one, or one that is never done", () => {
    const { stream, heartbeat, wanted } = held();
    heartbeat(3000);
    expect(wanted).toEqual([]);
    heartbeat(3001);
    heartbeat(4001);
    expect(wanted).toEqual(["A"]);
    expect(stream.heldFromSeq).toBeNull();
  });

  it("wants what a cut has left of a history, when it goes on", () => {
    const { subscriptions, stream, sent, welcome, wanted } = held();
    subscriptions.lost();
    subscriptions.askForRest(stream);
    welcome();
    subscriptions.askForRest(stream);
    expect(sent.at(-1)).toEqual({ type: "resume", id: 2, symbol: "A", epoch: "e1", fromSeq: 5000, lowSeq: 5000 - 1024, firstBars: 0 });
    expect(wanted).toEqual([]);
    subscriptions.message(acknowledgement(5000, { symbol: "A", id: 2, streamId: 7, resumed: true, backlogSeq: { from: 0, to: 5000 - 1024 } }));
    subscriptions.askForRest(stream);
    expect(wanted).toEqual(["A"]);
  });

  it("has the socket bring what does not come otherwise, until the next cut", () => {
    const { subscriptions, stream, sent, welcome, wanted } = held();
    subscriptions.askForRest(stream);
    subscriptions.resumeOverSocket(stream, "no way");
    expect(stream).toMatchObject({ state: "resuming", historyProblem: "no way" });
    expect(sent.at(-1)).toEqual({ type: "resume", id: 2, symbol: "A", epoch: "e1", fromSeq: 5000, lowSeq: 5000 - 1024 });
    subscriptions.message(acknowledgement(5000, { symbol: "A", id: 2, streamId: 7, resumed: true, backlogSeq: { from: 0, to: 5000 - 1024 } }));
    expect(stream).toMatchObject({ state: "open", heldFromSeq: null });
    subscriptions.askForRest(stream);
    expect(wanted).toEqual(["A"]);
    subscriptions.lost();
    subscriptions.resumeOverSocket(stream, "too late");
    expect(stream.historyProblem).toBe("");
    welcome();
    expect(sent.at(-1)).toMatchObject({ type: "resume", firstBars: 0 });
  });

  it("gives up what was asked for otherwise where bars are missing, and wants it again once they have come", () => {
    const { subscriptions, stream, sent, heartbeat, wanted, resumed } = held();
    subscriptions.askForRest(stream);
    subscriptions.frame({ kind: FRAME_KINDS.MARK, flags: 0, streamId: 7, firstSeq: 5003, rows: 0, schemaId: SCHEMA_ID, serverTimeMs: 0 }, writeNumberBody(null, null), NOW_MS);
    expect(resumed).toEqual(["A"]);
    expect(sent.at(-1)).toMatchObject({ type: "resume", fromSeq: 5000, lowSeq: 5000 - 1024, firstBars: 0 });
    heartbeat(9000);
    expect(wanted).toEqual(["A"]);
    subscriptions.message(acknowledgement(5003, { symbol: "A", id: 2, streamId: 7, resumed: true, liveFromSeq: 5000, backlogSeq: { from: 0, to: 5000 - 1024 } }));
    subscriptions.askForRest(stream);
    expect(wanted).toEqual(["A", "A"]);
  });

  it("wants no rest where a history is short, or a cut one has all of it", () => {
    const { subscriptions, wanted, welcome, show } = connected();
    show("A");
    welcome();
    subscriptions.message(acknowledgement(1024, { symbol: "A" }));
    expect(subscriptions.stream("A")?.heldFromSeq).toBeNull();
    subscriptions.lost();
    welcome();
    subscriptions.message(acknowledgement(5000, { symbol: "A", id: 2, resumed: true, liveFromSeq: 1024, backlogSeq: { from: 0, to: 0 } }));
    expect(subscriptions.stream("A")?.heldFromSeq).toBeNull();
    expect(wanted).toEqual([]);
  });

  it("expects an answer to what it asked: a server that falls silent before it is noticed", () => {
    const { subscriptions, limits, welcome, show } = connected();
    show("A");
    welcome();
    expect(limits.at(-1)).toBe(20_000);
    subscriptions.message(acknowledgement(0, { symbol: "A" }));
    expect(limits.at(-1)).toBe(5000);
    subscriptions.lost();
    welcome();
    expect(limits.at(-1)).toBe(20_000);
  });
});
