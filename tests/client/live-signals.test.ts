import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LiveSignals, type SignalNews } from "../../client/live-signals.ts";
import type { MicroPullbackEvent } from "../../core/orderflow/signals/micro-pullback.ts";
import { NO_STREAM_STATUS } from "../../protocol/no-stream-status.ts";
import type { StreamStatus } from "../../protocol/worker-api.ts";

const NO_STUDIES = { dropped: [], changes: [], profile: null, refusal: null };

function eventAt(confirmedSec: number): MicroPullbackEvent {
  return {
    kind: "micro-pullback",
    side: "buy",
    timeSec: confirmedSec,
    confirmedSec,
    burstSec: confirmedSec - 5,
    priceTicks: 100,
    volumeLots: 1,
    deltaLots: 1,
    reliable: true,
    evidence: { originTicks: 90, extremeTicks: 110, retraceTicks: 10, retrace: 0.5, leastRetrace: 0.2, mostRetrace: 0.6, withinSec: 10 },
  };
}

/** Closed up to a second; all of the past is there unless `more` says else. */
function statusAt(closedThroughSec: number, more: Partial<StreamStatus> = {}): StreamStatus {
  return { ...NO_STREAM_STATUS, connection: "live", bars: 10, barsExpected: 10, closedThroughSec, lastSec: closedThroughSec + 1, ...more };
}

function news(status: StreamStatus | null, seconds: readonly number[], { isReset = false, symbol = "TEST" } = {}): SignalNews {
  const change = { study: "bursts", reset: isReset ? {} : null, tail: null, events: seconds.map(eventAt) } as const;
  return { symbol, status, studies: { ...NO_STUDIES, changes: [change] } };
}

function secondsOf(events: ReturnType<LiveSignals["take"]>): readonly number[] {
  return events.map(({ confirmedSec }) => confirmedSec);
}

/** Has seen the history up to second 100, live. */
function watching(): LiveSignals {
  const live = new LiveSignals();
  live.take({ symbol: "TEST", status: statusAt(100), studies: null });
  live.take(news(null, [40, 99], { isReset: true }));
  return live;
}

describe("LiveSignals", () => {
  it("tells what becomes known after the history, once", () => {
    const live = watching();
    expect(secondsOf(live.take(news(statusAt(102), [101])))).toEqual([101]);
    expect(secondsOf(live.take({ symbol: "TEST", status: statusAt(103), studies: null }))).toEqual([]);
    expect(secondsOf(live.take(news(null, [102])))).toEqual([102]);
  });

  it("tells nothing that comes with a study's beginning, as at first, after a change of its numbers and for another market", () => {
    const live = new LiveSignals();
    expect(live.take(news(statusAt(100), [40, 99], { isReset: true }))).toEqual([]);
    live.take({ symbol: "TEST", status: statusAt(101), studies: null });
    expect(live.take(news(statusAt(102), [40, 99, 101], { isReset: true }))).toEqual([]);
    expect(live.take(news(statusAt(102), [40, 99, 101], { isReset: true, symbol: "OTHER" }))).toEqual([]);
    expect(secondsOf(live.take(news(statusAt(103), [101, 102], { symbol: "OTHER" })))).toEqual([102]);
  });

  it("tells nothing while the past is still arriving", () => {
    const live = new LiveSignals();
    live.take(news(statusAt(100, { bars: 2 }), [95], { isReset: true }));
    expect(live.take(news(statusAt(100, { bars: 6 }), [97]))).toEqual([]);
    expect(live.take(news(statusAt(101), [100]))).toEqual([]);
    expect(secondsOf(live.take(news(statusAt(102), [101])))).toEqual([101]);
  });

  it("tells nothing that happened while the connection was away", () => {
    const live = watching();
    live.take({ symbol: "TEST", status: statusAt(100, { connection: "reconnecting" }), studies: null });
    expect(live.take(news(statusAt(160), [120, 159]))).toEqual([]);
    expect(live.take(news(null, [159]))).toEqual([]);
    expect(secondsOf(live.take(news(statusAt(161), [160])))).toEqual([160]);
  });

  it("tells nothing that is long over when a window that was hidden is told everything", () => {
    expect(secondsOf(watching().take(news(statusAt(400), [120, 300, 395])))).toEqual([395]);
  });

  it("tells nothing of a study that nobody follows any more, until it begins anew", () => {
    const live = watching();
    live.take({ symbol: "TEST", status: null, studies: { ...NO_STUDIES, dropped: ["bursts"] } });
    expect(live.take(news(statusAt(102), [101]))).toEqual([]);
  });

  it("tells every event that becomes known live exactly once, however the patches are cut", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 40 }), (steps) => {
        const live = watching();
        const told: number[] = [];
        let closedSec = 100;
        for (const step of steps) {
          const seconds = Array.from({ length: step }, (_, at) => closedSec + at);
          closedSec += step;
          told.push(...secondsOf(live.take(news(statusAt(closedSec), seconds))));
        }
        expect(told).toEqual(Array.from({ length: closedSec - 100 }, (_, at) => 100 + at));
      }),
    );
  });
});
