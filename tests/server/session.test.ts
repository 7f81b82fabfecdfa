import { describe, expect, it } from "vitest";
import { FRAME_KINDS } from "../../protocol/frame.ts";
import { MAX_CHUNK_BYTES, MAX_MESSAGE_BYTES, MAX_SUBSCRIPTIONS } from "../../server/limits.ts";
import { seededBars } from "../support/seeded-bars.ts";
import { SimulatedLink } from "../support/simulated-link.ts";
import { createTestLog } from "../support/test-log.ts";

const { BACKLOG, LIVE, CATCHUP, PARTIAL, MARK, GAP } = FRAME_KINDS;
const BARS = seededBars({ seed: 5, count: 3000, maxLevels: 40 });

function linkWith(barCount: number, options = {}) {
  const log = createTestLog();
  log.bars(BARS, 0, barCount);
  return { log, link: new SimulatedLink([log], "TEST", options) };
}

function say(link: SimulatedLink, message: object | string): void {
  const text = typeof message === "string" ? message : JSON.stringify(message);
  link.session.receiveText(text, Buffer.byteLength(text));
  link.settle();
}

describe("the first words", () => {
  it("are hello, then welcome with schema, symbols and limits", () => {
    const { link } = linkWith(3);
    link.receiver.greet();
    link.settle();
    expect(link.receiver.messages[0]).toMatchObject({
      type: "welcome",
      protocol: 1,
      symbols: [{ symbol: "TEST", tickSize: "0.1", lotSize: "0.001" }],
      limits: { maxSubscriptions: 16, maxMessageBytes: 16_384 },
    });
  });

  it("must be hello", () => {
    const { link } = linkWith(3);
    say(link, { type: "sub", id: 1, symbol: "TEST" });
    expect(link.receiver.errors()).toEqual([expect.objectContaining({ code: "hello-expected", message: "the first message must be hello, not sub" })]);
    expect(link.socket.closedWith).toBe(1008);
  });

  it("must name the protocol spoken here", () => {
    const { link } = linkWith(3);
    say(link, { type: "hello", protocol: 2 });
    expect(link.receiver.errors()).toEqual([expect.objectContaining({ code: "protocol-version", field: "protocol" })]);
    expect(link.receiver.errors()[0].message).toContain("the client speaks protocol 2, this server speaks 1");
    expect(link.socket.closedWith).toBe(1008);
  });
});

describe("a bad message", () => {
  it.each([
    ["is not JSON", "hello", { code: "bad-message", message: "the message is not JSON" }],
    ["has an ill-typed field", '{"type":"sub","id":"x","symbol":"TEST"}', { code: "bad-message", field: "id" }],
    ["asks for an unknown symbol", '{"type":"sub","id":4,"symbol":"GOLD"}', { code: "unknown-symbol", field: "symbol", id: 4 }],
    ["ends what was not begun", '{"type":"unsub","streamId":9}', { code: "unknown-stream", field: "streamId" }],
    ["resumes ahead of the log", '{"type":"resume","id":5,"symbol":"TEST","epoch":"epoch-1","fromSeq":4,"lowSeq":0}', { code: "bad-seq", field: "fromSeq", id: 5 }],
    ["resumes from inside out", '{"type":"resume","id":6,"symbol":"TEST","epoch":"epoch-1","fromSeq":1,"lowSeq":2}', { code: "bad-seq", field: "lowSeq", id: 6 }],
  ])("that %s is answered and the connection goes on", (_name, text, error) => {
    const { link, log } = linkWith(3);
    link.connect();
    say(link, text);
    expect(link.receiver.errors()).toEqual([expect.objectContaining(error)]);
    log.bars(BARS, 3, 4);
    link.settle();
    expect(link.receiver.nextSeq).toBe(4);
    expect(link.socket.closedWith).toBeUndefined();
  });

  it("names the symbols there are", () => {
    const { link } = linkWith(3);
    link.connect();
    say(link, { type: "sub", id: 1, symbol: "GOLD" });
    expect(link.receiver.errors()[0].message).toBe('the symbol "GOLD" is unknown; this server has TEST');
  });

  it("of bytes ends the connection", () => {
    const { link } = linkWith(3);
    link.connect();
    link.session.receiveBinary();
    link.settle();
    expect(link.receiver.errors()[0]).toMatchObject({ code: "bad-message", message: "a client sends JSON text messages only" });
    expect(link.socket.closedWith).toBe(1008);
  });
});

describe("limits", () => {
  it("take a message of exactly the largest size and refuse one more byte", () => {
    const padded = (bytes: number): string => JSON.stringify({ type: "hello", protocol: 1 }).padEnd(bytes, " ");
    const { link: atLimit } = linkWith(1);
    say(atLimit, padded(MAX_MESSAGE_BYTES));
    expect(atLimit.receiver.messages[0].type).toBe("welcome");
    const { link: beyond } = linkWith(1);
    say(beyond, padded(MAX_MESSAGE_BYTES + 1));
    expect(beyond.receiver.errors()[0]).toMatchObject({ code: "message-too-large", message: "the message has 16385 bytes, at most 16384 are accepted" });
    expect(beyond.socket.closedWith).toBe(1009);
  });

  it("take the most subscriptions and refuse one more, until one is given up", () => {
    const logs = Array.from({ length: MAX_SUBSCRIPTIONS + 1 }, (_, index) => createTestLog({ symbol: `S${index}`, streamId: index + 1 }));
    const link = new SimulatedLink(logs, "S0");
    link.connect();
    for (let index = 1; index <= MAX_SUBSCRIPTIONS; index++) link.session.receiveText(JSON.stringify({ type: "sub", id: index, symbol: `S${index}` }), 50);
    expect(link.receiver.errors()).toEqual([]);
    link.session.receiveText(JSON.stringify({ type: "unsub", streamId: 1 }), 50);
    link.session.receiveText(JSON.stringify({ type: "sub", id: 99, symbol: `S${MAX_SUBSCRIPTIONS}` }), 50);
    link.session.receiveText(JSON.stringify({ type: "sub", id: 100, symbol: "S1" }), 50);
    const texts: unknown[] = [];
    link.receiver.takeText = (text) => void texts.push(JSON.parse(text));
    link.receiver.takeFrame = () => {};
    link.settle();
    expect(texts.filter((message) => (message as { type: string }).type === "error")).toEqual([
      expect.objectContaining({ code: "too-many-subscriptions", id: MAX_SUBSCRIPTIONS }),
    ]);
    expect(texts).toContainEqual(expect.objectContaining({ type: "subAck", id: 99 }));
    expect(texts).toContainEqual(expect.objectContaining({ type: "subAck", id: 100 }));
  });

  it("keep every frame within 1 MiB", () => {
    const { link, log } = linkWith(3000);
    link.connect();
    link.reconnect();
    say(link, { type: "resume", id: 3, symbol: "TEST", epoch: log.epoch, fromSeq: 0, lowSeq: 0 });
    const sizes = link.receiver.frames.map((frame) => frame.byteLength);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_CHUNK_BYTES);
    expect(Math.max(...sizes)).toBeGreaterThan(MAX_CHUNK_BYTES * 0.9);
  });
});

describe("what a subscription brings", () => {
  it("is the backlog newest first, small chunks before large ones", () => {
    const { link } = linkWith(3000, { windowBytes: 16 * 1024 * 1024 });
    link.connect();
    const chunks = link.receiver.frames.filter((frame) => frame.kind === BACKLOG);
    expect(chunks.length).toBeGreaterThan(2);
    for (let index = 1; index < chunks.length; index++) expect(chunks[index].firstSeq + chunks[index].rows).toBe(chunks[index - 1].firstSeq);
    expect(chunks[0].byteLength).toBeLessThanOrEqual(64 * 1024);
    expect(chunks[1].byteLength).toBeGreaterThan(chunks[0].byteLength);
    expect(link.receiver.ack).toMatchObject({ resumed: false, liveFromSeq: 3000, backlogSeq: { from: 0, to: 3000 }, firstSec: BARS.timeSec[0], clock: "replay" });
    expect(link.receiver.ack?.backlogLevels).toBe(BARS.levelOffsets[3000]);
  });

  it("is new bars before the rest of the backlog", () => {
    const { link, log } = linkWith(2990, { windowBytes: 0 });
    link.receiver.greet();
    link.deliverToServer();
    link.pass(2000);
    link.runDeferred();
    log.bars(BARS, 2990, 2991);
    log.bars(BARS, 2991, 3000);
    link.settle();
    const kinds = link.receiver.frameKinds();
    expect(kinds.indexOf(CATCHUP)).toBeGreaterThan(kinds.indexOf(BACKLOG));
    expect(kinds.indexOf(CATCHUP)).toBeLessThan(kinds.lastIndexOf(BACKLOG));
    expect(kinds).not.toContain(LIVE);
  });

  it("is LIVE for one bar and CATCHUP for several", () => {
    const { link, log } = linkWith(2);
    link.connect();
    log.bars(BARS, 2, 3);
    link.settle();
    log.bars(BARS, 3, 8);
    link.settle();
    log.bars(BARS, 8, 9);
    link.settle();
    expect(link.receiver.frames.filter(({ kind }) => kind === LIVE || kind === CATCHUP)).toEqual([
      expect.objectContaining({ kind: LIVE, firstSeq: 2, rows: 1 }),
      expect.objectContaining({ kind: CATCHUP, firstSeq: 3, rows: 5 }),
      expect.objectContaining({ kind: LIVE, firstSeq: 8, rows: 1 }),
    ]);
  });

  it("is every known gap at once, and new ones as they happen", () => {
    const { link, log } = linkWith(2);
    log.gap(100, 110);
    log.gap(200, 201);
    link.connect();
    expect([...link.receiver.gaps]).toEqual([[100, 110], [200, 201]]);
    log.gap(200, 230);
    link.settle();
    expect([...link.receiver.gaps]).toEqual([[100, 110], [200, 230]]);
    expect(link.receiver.frames.filter(({ kind }) => kind === GAP)).toHaveLength(3);
  });

  it("is PARTIAL only while nothing waits, and only the latest", () => {
    const { link, log } = linkWith(2, { windowBytes: 0 });
    link.receiver.greet();
    link.deliverToServer();
    link.pass(3000);
    link.runDeferred();
    expect(link.socket.bufferedBytes()).toBeGreaterThan(0);
    for (let version = 1; version <= 5; version++) {
      log.forming(seededBars({ seed: version, count: 1 }));
      link.runDeferred();
    }
    link.settle();
    expect(link.receiver.frames.filter(({ kind }) => kind === PARTIAL)).toHaveLength(1);
    expect(link.receiver.partial?.volumeLots).toEqual(seededBars({ seed: 5, count: 1 }).volumeLots);
  });

  it("is no PARTIAL of seconds that have closed meanwhile", () => {
    const { link, log } = linkWith(2);
    link.connect();
    log.forming(seededBars({ seed: 1, count: 1 }));
    log.bars(BARS, 2, 3);
    link.settle();
    expect(link.receiver.frameKinds()).not.toContain(PARTIAL);
  });

  it("is a MARK at once, then one for each beat, with the end flagged", () => {
    const { link, log } = linkWith(2);
    log.closedThrough(BARS.timeSec[1] + 1);
    link.connect();
    expect(link.receiver.frames.filter(({ kind }) => kind === MARK)).toHaveLength(1);
    expect(link.receiver.closedThroughSec).toBe(BARS.timeSec[1] + 1);
    log.mark(1);
    link.settle();
    log.mark(2);
    log.mark(3);
    link.settle();
    expect(link.receiver.frames.filter(({ kind }) => kind === MARK)).toHaveLength(3);
    expect(link.receiver.ended).toBe(false);
    log.end();
    link.settle();
    expect(link.receiver.ended).toBe(true);
  });

  it("ends with unsub", () => {
    const { link, log } = linkWith(2);
    link.connect();
    say(link, { type: "unsub", streamId: 1 });
    const before = link.receiver.frames.length;
    log.bars(BARS, 2, 9);
    link.settle();
    expect(link.receiver.frames).toHaveLength(before);
  });
});

describe("a sub for the first bars", () => {
  const firstOf = (link: SimulatedLink) => link.receiver.frames.filter(({ kind }) => kind === BACKLOG).map(({ firstSeq }) => firstSeq);

  it("brings the newest, then what is new, and more of the history when it is asked for", () => {
    const { link, log } = linkWith(1000);
    link.connect();
    say(link, { type: "unsub", streamId: 1 });
    link.receiver.frames.length = 0;
    say(link, { type: "sub", id: 2, symbol: "TEST", firstBars: 300 });
    expect(link.receiver.ack).toMatchObject({ id: 2, backlogSeq: { from: 0, to: 1000 } });
    expect(Math.min(...firstOf(link))).toBe(700);
    log.bars(BARS, 1000, 1001);
    link.settle();
    expect(link.receiver.nextSeq).toBe(1001);
    expect(Math.min(...firstOf(link))).toBe(700);
    say(link, { type: "resume", id: 3, symbol: "TEST", epoch: log.epoch, fromSeq: 1001, lowSeq: 700, firstBars: 200 });
    expect(Math.min(...firstOf(link))).toBe(500);
    say(link, { type: "resume", id: 4, symbol: "TEST", epoch: log.epoch, fromSeq: 1001, lowSeq: 500, firstBars: 0 });
    expect(Math.min(...firstOf(link))).toBe(500);
    say(link, { type: "resume", id: 5, symbol: "TEST", epoch: log.epoch, fromSeq: 1001, lowSeq: 500 });
    expect(Math.min(...firstOf(link))).toBe(0);
    expect(link.receiver.holdsAll(1001)).toBe(true);
  });

  it("brings a history that is not longer at once", () => {
    const { link } = linkWith(300);
    link.connect();
    say(link, { type: "sub", id: 2, symbol: "TEST", firstBars: 300 });
    expect(link.receiver.holdsAll(300)).toBe(true);
  });
});

describe("a repeated sub", () => {
  it("starts the stream again and leaves nothing of the first behind", () => {
    const { link, log } = linkWith(100);
    link.connect();
    say(link, { type: "sub", id: 2, symbol: "TEST" });
    expect(link.receiver.ack).toMatchObject({ id: 2, resumed: false });
    expect(link.receiver.holdsAll(100)).toBe(true);
    say(link, { type: "unsub", streamId: 1 });
    log.bars(BARS, 100, 101);
    expect(link.deferredCount).toBe(0);
  });
});

describe("resume", () => {
  it("of the same epoch brings only what is missing at both ends", () => {
    const { link, log } = linkWith(1000);
    link.connect();
    say(link, { type: "resume", id: 7, symbol: "TEST", epoch: log.epoch, fromSeq: 990, lowSeq: 40 });
    expect(link.receiver.ack).toMatchObject({ id: 7, resumed: true, liveFromSeq: 990, backlogSeq: { from: 0, to: 40 } });
    expect(link.receiver.duplicates).toBe(50);
  });

  it("of another epoch starts again", () => {
    const { link } = linkWith(100);
    link.connect();
    say(link, { type: "resume", id: 8, symbol: "TEST", epoch: "yesterday", fromSeq: 5_000_000, lowSeq: 7 });
    expect(link.receiver.ack).toMatchObject({ id: 8, resumed: false, liveFromSeq: 100 });
    expect(link.receiver.holdsAll(100)).toBe(true);
  });
});

describe("the end", () => {
  it("is said to the client", () => {
    const { link } = linkWith(1);
    link.connect();
    link.session.sayBye("the server stops");
    link.settle();
    expect(link.receiver.messages.at(-1)).toEqual({ type: "bye", reason: "the server stops" });
    expect(link.socket.closedWith).toBe(1001);
  });

  it("leaves nothing behind that would still be woken", () => {
    const { link, log } = linkWith(1);
    link.connect();
    link.socket.cut();
    link.session.closed();
    link.session.closed();
    log.bars(BARS, 1, 2);
    link.runDeferred();
    link.session.drained();
    expect(link.closedSessions).toBe(1);
    expect(link.receiver.nextSeq).toBe(1);
  });

  it("comes to a client that asks and never reads", () => {
    const { link } = linkWith(1, { windowBytes: 0, limitBytes: 100_000 });
    link.receiver.greet();
    link.deliverToServer();
    for (let id = 0; id < 10_000 && link.socket.closedWith === undefined; id++) {
      link.session.receiveText(JSON.stringify({ type: "sub", id, symbol: "GOLD" }), 60);
    }
    expect(link.socket.closedWith).toBe(1013);
  });
});
