import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type RulesTally, type TallySource, watchTally } from "../../client/app/settings/tally-watch.ts";
import type { SignalTally } from "../../client/app/signal-port.ts";
import { DEFAULT_INDICATORS } from "../../client/state/indicators.ts";
import { signalRulesOf } from "../../client/state/signal-rules.ts";

const RULES = signalRulesOf(DEFAULT_INDICATORS);
const PROPOSED = { ...RULES, exhaustion: { ...RULES.exhaustion, lookback: 20 } };
const NOT_YET: RulesTally = { now: null, proposed: null, isWorking: true, problem: "" };

function tallyOf(burst: number): SignalTally {
  return { fromSec: 0, counts: { absorption: 0, exhaustion: 0, burst, pullback: 0, push: 0, sweep: 0, stack: 0 } };
}

/** Counts that are answered one after the other, and what was told of them. */
function watched(answers: readonly (SignalTally | null | Error)[], proposed: typeof RULES | null = null) {
  const market = { version: 1, asked: 0, tally: NOT_YET };
  const source: TallySource = {
    count: async () => {
      const answer = answers[market.asked++];
      if (answer instanceof Error) throw answer;
      return answer;
    },
    dataVersion: () => market.version,
  };
  const end = watchTally(source, RULES, proposed, (told) => {
    market.tally = told(market.tally);
  });
  return { market, end };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the tally of the rules", () => {
  it("is counted once changes have settled, and not again while the data are the same", async () => {
    const { market } = watched([tallyOf(3), tallyOf(4)], PROPOSED);
    expect(market.asked).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(market.tally).toEqual({ now: tallyOf(3), proposed: tallyOf(4), isWorking: false, problem: "" });
    expect(market.asked).toBe(2);
  });

  it("keeps up with the data, every few seconds at most", async () => {
    const { market } = watched([tallyOf(3), tallyOf(5)]);
    await vi.advanceTimersByTimeAsync(1000);
    market.version++;
    await vi.advanceTimersByTimeAsync(2000);
    expect(market.tally.now).toEqual(tallyOf(3));
    await vi.advanceTimersByTimeAsync(4000);
    expect(market.tally).toEqual({ now: tallyOf(5), proposed: null, isWorking: false, problem: "" });
  });

  it("is no longer at work when another question took its place, and asks again", async () => {
    const { market } = watched([null, null, tallyOf(2)]);
    await vi.advanceTimersByTimeAsync(500);
    expect(market.tally).toEqual({ now: null, proposed: null, isWorking: false, problem: "" });
    await vi.advanceTimersByTimeAsync(5000);
    expect(market.tally.now).toEqual(tallyOf(2));
    expect(market.asked).toBe(3);
  });

  it("says why rules cannot be counted", async () => {
    const { market } = watched([tallyOf(3), new RangeError("bursts.windowSec is 0"), tallyOf(3), tallyOf(6)], PROPOSED);
    await vi.advanceTimersByTimeAsync(1000);
    expect(market.tally).toMatchObject({ proposed: null, isWorking: false, problem: "bursts.windowSec is 0" });
    market.version++;
    await vi.advanceTimersByTimeAsync(6000);
    expect(market.tally).toEqual({ now: tallyOf(3), proposed: tallyOf(6), isWorking: false, problem: "" });
  });

  it("tells nothing once it has ended", async () => {
    const { market, end } = watched([tallyOf(3)]);
    await vi.advanceTimersByTimeAsync(350);
    end();
    market.tally = NOT_YET;
    market.version++;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(market.tally).toBe(NOT_YET);
    expect(market.asked).toBe(1);
  });
});
