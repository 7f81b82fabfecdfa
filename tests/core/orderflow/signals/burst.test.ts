import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BURST_DEFAULTS, type BurstEvent, BurstFold, bursts } from "../../../../core/orderflow/signals/burst.ts";
import { NO_GAPS } from "../../../../core/orderflow/fold/gaps.ts";
import { expectOnlyGrows } from "../expect-only-grows.ts";
import { barsOfTrades, feedInParts, marketCase, type MarketCase, type PlainTrade } from "../market-case.ts";
import { aboveDeviation, isMissing, plainSeconds } from "../second-sums.ts";

const trade = (timeSec: number, side: "buy" | "sell", sizeLots: number, priceTicks = 100): PlainTrade => ({ timeSec, priceTicks, sizeLots, side });

/** Seconds 0..29 in turn 2 and 4 lots bought: mean 3, sd 1, so that a burst starts above 5 and goes on above 3. */
const calm = Array.from({ length: 30 }, (_, sec) => trade(sec, "buy", sec % 2 === 0 ? 2 : 4));

describe("burst", () => {
  it("starts above mean + 2 sd of its side and goes on above that mean", () => {
    const rush = [trade(30, "buy", 6, 101), trade(30, "sell", 1, 103), trade(31, "buy", 4, 105), trade(32, "buy", 3, 104)];
    expect(bursts(barsOfTrades([...calm, ...rush]), NO_GAPS)).toEqual([
      {
        kind: "buying-burst",
        timeSec: 30,
        confirmedSec: 32,
        durationSec: 2,
        volumeLots: 11,
        averageDeltaLots: 4.5,
        priceTicks: 103,
        reliable: true,
        evidence: { firstLots: 6, thresholdLots: 5, meanLots: 3, deviationLots: 1, deviations: 2, windowSeconds: 30, originTicks: 101, extremeTicks: 105, sideLots: 10, leastLots: 4 },
      },
    ]);
  });

  it("needs more than the threshold, two seconds, and no second between", () => {
    const found = (...rush: PlainTrade[]): number => bursts(barsOfTrades([...calm, ...rush]), NO_GAPS).length;
    expect(found(trade(30, "buy", 5), trade(31, "buy", 4), trade(32, "buy", 1))).toBe(0);
    expect(found(trade(30, "buy", 6), trade(31, "buy", 3), trade(32, "buy", 1))).toBe(0);
    expect(found(trade(30, "buy", 6), trade(32, "buy", 4), trade(33, "buy", 1))).toBe(0);
    expect(found(trade(30, "buy", 6), trade(31, "buy", 4))).toBe(0);
    expect(found(trade(30, "buy", 6), trade(31, "buy", 4), trade(40, "buy", 1))).toBe(1);
  });

  it("says nothing before the window holds 30 seconds of data", () => {
    const rush = [trade(29, "buy", 60), trade(30, "buy", 60), trade(31, "buy", 1)];
    expect(bursts(barsOfTrades([...calm.slice(0, 29), ...rush]), NO_GAPS)).toEqual([]);
  });

  it("measures the sides apart, selling with a negative delta", () => {
    const rush = [trade(30, "sell", 1), trade(31, "sell", 2), trade(32, "buy", 1)];
    expect(bursts(barsOfTrades([...calm, ...rush]), NO_GAPS)).toMatchObject([
      { kind: "selling-burst", timeSec: 30, durationSec: 2, averageDeltaLots: -1.5, evidence: { thresholdLots: 0, sideLots: 3, leastLots: 2 } },
    ]);
  });

  it("takes a given threshold for start and continuation", () => {
    const bars = barsOfTrades([trade(0, "buy", 9), trade(1, "buy", 9), trade(2, "buy", 8), trade(3, "buy", 9)]);
    expect(bursts(bars, NO_GAPS, { ...BURST_DEFAULTS, thresholdLots: 8 })).toMatchObject([{ timeSec: 0, durationSec: 2, evidence: { thresholdLots: 8, meanLots: null } }]);
  });

  it("does not count missing seconds, and is unreliable beside one", () => {
    const rush = [trade(30, "buy", 6), trade(31, "buy", 4), trade(40, "buy", 1)];
    const found = (...gap: number[]): BurstEvent[] => bursts(barsOfTrades([...calm, ...rush]), Float64Array.from(gap));
    expect(found(32, 33)).toMatchObject([{ durationSec: 2, reliable: false }]);
    expect(found(33, 39)).toMatchObject([{ durationSec: 2, reliable: true }]);
    expect(found(10, 11)).toEqual([]);
    expect(found(31, 32)).toEqual([]);
  });

  it("gives the same fed in any portions as fed once, and equals the rule over trades", () => {
    fc.assert(
      fc.property(marketCase(150), fc.constantFrom(30, 60, 300), fc.constantFrom(1, 2), (market, windowSec, deviations) => {
        const chosen = { thresholdLots: null, deviations, windowSec };
        const batch = bursts(market.bars, market.gaps, chosen);
        const fold = new BurstFold(chosen);
        const parts: BurstEvent[] = [];
        feedInParts(market, (bars, from, to, gaps) => fold.append(bars, from, to, gaps, parts));
        expect(parts).toEqual(batch);
        const plain = batch.map(({ kind, timeSec, durationSec, volumeLots, confirmedSec, evidence }) => [kind, timeSec, durationSec, volumeLots, confirmedSec, evidence.sideLots, evidence.leastLots]);
        expect(plain.toSorted(byKindAndTime)).toEqual(twinBursts(market, windowSec, deviations).toSorted(byKindAndTime));
      }),
      { numRuns: 1000 },
    );
  });

  it("never repaints", () => {
    fc.assert(
      fc.property(marketCase(120), (market) => expectOnlyGrows(market, (bars, gaps) => bursts(bars, gaps, { ...BURST_DEFAULTS, deviations: 1 }))),
      { numRuns: 1000 },
    );
  });

  it.each([
    [{ thresholdLots: -1 }, /^threshold -1 must be/],
    [{ deviations: -2 }, /^deviations -2 must be/],
    [{ windowSec: 10 }, /^windowSec 10 must be/],
  ])("refuses %j by name", (change, message) => {
    expect(() => new BurstFold({ ...BURST_DEFAULTS, ...change })).toThrow(message);
  });
});

type PlainBurst = (string | number)[];

function byKindAndTime(a: PlainBurst, b: PlainBurst): number {
  return String(a[0]).localeCompare(String(b[0])) || Number(a[1]) - Number(b[1]);
}

/** The rule of bursts, second by second, the window summed anew each time. */
function twinBursts({ trades, gaps }: MarketCase, windowSec: number, deviations: number): PlainBurst[] {
  const seconds = plainSeconds(trades);
  const bySec = new Map(seconds.map((second) => [second.timeSec, second]));
  const found: PlainBurst[] = [];
  for (const side of ["ask", "bid"] as const) {
    for (let at = 0; at < seconds.length; ) {
      const first = seconds[at].timeSec;
      const window: number[] = [];
      for (let sec = Math.max(seconds[0].timeSec, first - windowSec); sec < first; sec++) if (!isMissing(gaps, sec)) window.push(bySec.get(sec)?.[side] ?? 0);
      at++;
      if (isMissing(gaps, first) || window.length < 30 || aboveDeviation(seconds[at - 1][side], window, deviations) <= 0) continue;
      const mean = window.reduce((sum, lots) => sum + lots, 0) / window.length;
      const later: number[] = [];
      let volume = seconds[at - 1].bid + seconds[at - 1].ask;
      let last = first;
      while (at < seconds.length && seconds[at].timeSec === last + 1 && !isMissing(gaps, last + 1) && seconds[at][side] > mean) {
        volume += seconds[at].bid + seconds[at].ask;
        later.push(seconds[at][side]);
        last++;
        at++;
      }
      if (last === first || at === seconds.length) continue;
      const ofSide = later.reduce((sum, lots) => sum + lots, bySec.get(first)?.[side] ?? 0);
      found.push([side === "ask" ? "buying-burst" : "selling-burst", first, last - first + 1, volume, seconds[at].timeSec, ofSide, Math.min(...later)]);
    }
  }
  return found;
}
