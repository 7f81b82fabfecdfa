import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bursts } from "../../../../core/orderflow/signals/burst.ts";
import { NO_GAPS } from "../../../../core/orderflow/fold/gaps.ts";
import { type BurstFlowEvent, MICRO_PULLBACK_DEFAULTS, MicroPullbackFold, microPullbacks } from "../../../../core/orderflow/signals/micro-pullback.ts";
import { expectOnlyGrows } from "../expect-only-grows.ts";
import { barsOfTrades, feedInParts, marketCase, type PlainTrade } from "../market-case.ts";

const trade = (timeSec: number, priceTicks: number, side: "buy" | "sell", sizeLots: number): PlainTrade => ({ timeSec, priceTicks, sizeLots, side });

const parameters = { ...MICRO_PULLBACK_DEFAULTS, thresholdLots: 5 };
/** A burst in seconds 0 and 1 from 100 up to 110: M = 10. */
const burst = [trade(0, 100, "buy", 9), trade(1, 110, "buy", 9)];

/** What follows the burst, as `kind@second price`. */
function after(...trades: PlainTrade[]): string[] {
  return microPullbacks(barsOfTrades([...burst, ...trades]), NO_GAPS, parameters)
    .filter(({ kind }) => kind === "micro-pullback" || kind === "micro-push")
    .map(({ kind, timeSec, priceTicks }) => `${kind}@${timeSec} ${priceTicks}`);
}

describe("micro pullback and push", () => {
  it("is the first second that gives back 20 to 60 % of the burst's move, then the first beyond its extreme", () => {
    const trades = [trade(2, 109, "sell", 1), trade(4, 107, "sell", 2), trade(5, 110, "buy", 1), trade(6, 111, "buy", 3)];
    const events = microPullbacks(barsOfTrades([...burst, ...trades]), NO_GAPS, parameters);
    expect(events.slice(1)).toEqual([
      {
        kind: "micro-pullback",
        side: "buy",
        timeSec: 4,
        confirmedSec: 4,
        burstSec: 0,
        priceTicks: 107,
        volumeLots: 2,
        deltaLots: -2,
        reliable: true,
        evidence: { originTicks: 100, extremeTicks: 110, retraceTicks: 3, retrace: 0.3, leastRetrace: 0.2, mostRetrace: 0.6, withinSec: 10 },
      },
      {
        kind: "micro-push",
        side: "buy",
        timeSec: 6,
        confirmedSec: 6,
        burstSec: 0,
        priceTicks: 111,
        volumeLots: 3,
        deltaLots: 3,
        reliable: true,
        evidence: { originTicks: 100, extremeTicks: 110, pullbackSec: 4, withinSec: 10 },
      },
    ]);
  });

  it("takes 20 and 60 % in, and nothing follows a deeper first retrace", () => {
    expect(after(trade(2, 108, "sell", 1))).toEqual(["micro-pullback@2 108"]);
    expect(after(trade(2, 104, "sell", 1))).toEqual(["micro-pullback@2 104"]);
    expect(after(trade(2, 103, "sell", 1), trade(3, 106, "buy", 1), trade(4, 111, "buy", 1))).toEqual([]);
  });

  it("looks for ten seconds each", () => {
    expect(after(trade(11, 107, "sell", 1), trade(21, 111, "buy", 1))).toEqual(["micro-pullback@11 107", "micro-push@21 111"]);
    expect(after(trade(12, 107, "sell", 1))).toEqual([]);
    expect(after(trade(2, 107, "sell", 1), trade(13, 111, "buy", 1))).toEqual(["micro-pullback@2 107"]);
  });

  it("pushes with delta in its direction, and not after the origin was broken", () => {
    expect(after(trade(2, 107, "sell", 1), trade(3, 111, "sell", 1), trade(4, 112, "buy", 1))).toEqual(["micro-pullback@2 107", "micro-push@4 112"]);
    expect(after(trade(2, 107, "sell", 1), trade(3, 100, "sell", 1), trade(4, 112, "buy", 1))).toEqual(["micro-pullback@2 107", "micro-push@4 112"]);
    expect(after(trade(2, 107, "sell", 1), trade(3, 99, "sell", 1), trade(4, 112, "buy", 1))).toEqual(["micro-pullback@2 107"]);
  });

  it("mirrors for selling", () => {
    const selling = [trade(0, 100, "sell", 9), trade(1, 90, "sell", 9), trade(2, 93, "buy", 1), trade(3, 89, "sell", 1)];
    expect(microPullbacks(barsOfTrades(selling), NO_GAPS, parameters)).toMatchObject([
      { kind: "selling-burst" },
      { kind: "micro-pullback", side: "sell", timeSec: 2, priceTicks: 93 },
      { kind: "micro-push", side: "sell", timeSec: 3, priceTicks: 89 },
    ]);
  });

  it("follows no burst that did not move", () => {
    const still = [trade(0, 100, "buy", 9), trade(1, 100, "buy", 9), trade(2, 90, "sell", 1)];
    expect(microPullbacks(barsOfTrades(still), NO_GAPS, parameters).length).toBe(1);
  });

  it("is unreliable when a second since the burst is missing", () => {
    const bars = barsOfTrades([...burst, trade(2, 110, "buy", 1), trade(5, 107, "sell", 1), trade(8, 111, "buy", 1)]);
    const flags = (...gap: number[]): boolean[] => microPullbacks(bars, Float64Array.from(gap), parameters).map((event) => event.reliable);
    expect([flags(), flags(3, 4), flags(6, 7), flags(9, 10)]).toEqual([[true, true, true], [true, false, false], [true, true, false], [true, true, true]]);
  });

  it("gives the same fed in any portions as fed once, and the bursts of the plain study", () => {
    const threshold = fc.constantFrom(null, 3, 20);
    fc.assert(
      fc.property(marketCase(150), threshold, (market, thresholdLots) => {
        const chosen = { ...MICRO_PULLBACK_DEFAULTS, thresholdLots, deviations: 1 };
        const batch = microPullbacks(market.bars, market.gaps, chosen);
        const fold = new MicroPullbackFold(chosen);
        const parts: BurstFlowEvent[] = [];
        feedInParts(market, (bars, from, to, gaps) => fold.append(bars, from, to, gaps, parts));
        expect(parts).toEqual(batch);
        expect(batch.filter(({ kind }) => kind.endsWith("burst"))).toEqual(bursts(market.bars, market.gaps, chosen));
        for (const event of batch) {
          if (event.kind !== "micro-push") continue;
          expect(batch.filter((other) => other.kind === "micro-pullback" && other.side === event.side && other.burstSec === event.burstSec && other.timeSec < event.timeSec).length).toBe(1);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("never repaints", () => {
    fc.assert(
      fc.property(marketCase(80), (market) => expectOnlyGrows(market, (bars, gaps) => microPullbacks(bars, gaps, { ...parameters, thresholdLots: 10 }))),
      { numRuns: 1000 },
    );
  });

  it.each([
    [{ leastRetrace: 0.7 }, /^mostRetrace 0\.6 must be at least leastRetrace 0\.7$/],
    [{ withinSec: 0 }, /^withinSec 0 must be/],
  ])("refuses %j by name", (change, message) => {
    expect(() => new MicroPullbackFold({ ...parameters, ...change })).toThrow(message);
  });
});
