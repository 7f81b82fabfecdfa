import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashBars } from "../../core/market/bar-hash.ts";
import { FRAME_KINDS, readFrameHeader } from "../../protocol/frame.ts";
import type { BarLog } from "../../server/log.ts";
import { BarReceiver } from "../support/bar-receiver.ts";
import { createRandom, seededBars } from "../support/seeded-bars.ts";
import { SimulatedLink } from "../support/simulated-link.ts";
import { createTestLog } from "../support/test-log.ts";

const BARS = seededBars({ seed: 99, count: 4000, maxLevels: 30 });

/** What a run of a link did, for the assertions that follow. */
interface Run {
  readonly log: BarLog;
  readonly link: SimulatedLink;
}

/** Appends, network progress, cuts and needless resumes in an order that the seed decides; then everything settles. */
function runRandomly(seed: number, steps: number, cuts: boolean): Run {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const log = createTestLog();
  let appended = below(2000);
  log.bars(BARS, 0, appended);
  const link = new SimulatedLink([log], "TEST", { windowBytes: 1 + below(100_000), limitBytes: 1 + below(300_000), leavesWithCork: below(2) === 0 });
  link.connect();
  for (let step = 0; step < steps; step++) {
    const dice = random();
    if (dice < 0.3) {
      const to = Math.min(appended + 1 + below(dice < 0.05 ? 300 : 2), BARS.length);
      log.bars(BARS, appended, to);
      appended = to;
      if (dice < 0.1) log.closedThrough(BARS.timeSec[to - 1] + 1);
    } else if (dice < 0.35) {
      log.forming(seededBars({ seed: step, count: 1 + below(2) }));
    } else if (dice < 0.4) {
      log.mark(step * 1000);
    } else if (dice < 0.43) {
      log.gap(step * 10, step * 10 + 1 + below(5));
    } else if (dice < 0.6) {
      link.runDeferred();
    } else if (dice < 0.63 && cuts) {
      link.reconnect();
    } else if (dice < 0.65 && cuts && link.receiver.ack !== undefined) {
      link.receiver.subscribe();
      link.deliverToServer();
    } else {
      link.nowMs += below(400);
      link.pass(below(200_000));
    }
  }
  log.mark(steps * 1000);
  link.settle();
  return { log, link };
}

function expectComplete({ log, link: { receiver } }: Run): void {
  expect(receiver.lowSeq).toBe(0);
  expect(receiver.nextSeq).toBe(log.nextSeq);
  expect(receiver.topSeq).toBe(log.nextSeq);
  expect(receiver.columns.length).toBe(log.nextSeq);
  expect(hashBars(receiver.columns)).toBe(hashBars(log.columns));
  expect(receiver.closedThroughSec).toBe(log.closedThroughSec);
  expect([...receiver.gaps]).toEqual(log.gaps.map(({ fromSec, toSec }) => [fromSec, toSec]));
}

describe("delivery through a session", () => {
  it("brings every bar exactly once, whatever the pace of appends and network", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 150 }), (seed, steps) => {
        const run = runRandomly(seed, steps, false);
        expectComplete(run);
        expect(run.link.receiver.duplicates).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it("loses and doubles nothing when the connection is cut at random points", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 20, max: 250 }), (seed, steps) => expectComplete(runRandomly(seed, steps, true))),
      { numRuns: 60 },
    );
  });

  it("brings several streams over one connection side by side, neither waiting for the other's backlog", () => {
    const logs = [createTestLog({ symbol: "ONE", streamId: 1 }), createTestLog({ symbol: "TWO", streamId: 2 })];
    for (const log of logs) log.bars(BARS, 0, 3000);
    const link = new SimulatedLink(logs, "ONE", { windowBytes: 0 });
    const receivers = ["ONE", "TWO"].map((symbol) => new BarReceiver(symbol, (message) => link.session.receiveText(JSON.stringify(message), 100)));
    link.receiver.takeText = (text) => {
      const message = JSON.parse(text);
      for (const [index, receiver] of receivers.entries()) if (message.streamId === undefined || message.streamId === index + 1) receiver.takeText(text);
    };
    const order: number[] = [];
    link.receiver.takeFrame = (frame) => {
      const { streamId, kind } = readFrameHeader(frame);
      if (kind === FRAME_KINDS.BACKLOG) order.push(streamId);
      receivers[streamId - 1].takeFrame(frame);
    };
    link.connect();
    for (const [index, log] of logs.entries()) expect(hashBars(receivers[index].columns)).toBe(hashBars(log.columns));
    expect(order.length).toBeGreaterThan(6);
    expect(new Set(order.slice(0, 2))).toEqual(new Set([1, 2]));
    expect(order.filter((streamId, index) => index > 0 && streamId === order[index - 1]).length).toBeLessThan(3);
  });

  it("lets only a little wait for a client that does not read, and nothing more with time", () => {
    const log = createTestLog();
    log.bars(BARS, 0, 2000);
    const link = new SimulatedLink([log], "TEST", { windowBytes: 0 });
    link.receiver.greet();
    link.deliverToServer();
    link.pass(3000);
    for (let to = 2001; to <= 4000; to++) {
      log.bars(BARS, to - 1, to);
      log.mark(to * 1000);
      link.runDeferred();
    }
    expect(link.socket.peakBytes).toBeLessThan(64 * 1024 + 1024 * 1024);
    link.settle();
    expect(hashBars(link.receiver.columns)).toBe(hashBars(log.columns));
  });
});
