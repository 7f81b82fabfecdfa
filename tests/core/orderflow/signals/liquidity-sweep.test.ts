import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIQUIDITY_SWEEP_DEFAULTS, type LiquiditySweepEvent, LiquiditySweepFold, liquiditySweeps } from "../../../../core/orderflow/signals/liquidity-sweep.ts";
import { expectOnlyGrows } from "../expect-only-grows.ts";
import { barsOfTrades, feedInParts, marketCase, type MarketCase, type PlainTrade } from "../market-case.ts";
import { isMissing, plainSeconds } from "../second-sums.ts";

const trade = (timeSec: number, priceTicks: number, side: "buy" | "sell", sizeLots: number): PlainTrade => ({ timeSec, priceTicks, sizeLots, side });

/** Seconds 0..19 at 100 with 10 lots each; the highest high is 100. Second 20: up to 106 on 40 lots, mostly bought, closing at 104. */
const calm = Array.from({ length: 20 }, (_, sec) => trade(sec, 100, "sell", 10));
const sweep = [trade(20, 101, "buy", 20), trade(20, 106, "buy", 10), trade(20, 104, "sell", 10)];
const sweepsOf = (trades: readonly PlainTrade[], ...gap: number[]): LiquiditySweepEvent[] => liquiditySweeps(barsOfTrades(trades), Float64Array.from(gap));

describe("liquidity sweep", () => {
  it("runs beyond the extreme of the seconds before on volume and comes back with a long wick", () => {
    // composite candle 20..22: open 101, high 106, close 99: wick 5, body 2
    expect(sweepsOf([...calm, ...sweep, trade(21, 100, "sell", 5), trade(22, 99, "sell", 5)])).toEqual([
      {
        kind: "upside-sweep",
        timeSec: 20,
        confirmedSec: 22,
        sweptTicks: 100,
        reversalTicks: 99,
        volumeLots: 40,
        reliable: true,
        evidence: {
          lookbackSec: 20,
          extremeTicks: 106,
          wickTicks: 5,
          bodyTicks: 2,
          wickFactor: 2,
          meanVolumeLots: 140 / 11,
          volumeFactor: 1.5,
          sideShare: 0.75,
          requiredSideShare: 0.6,
        },
      },
    ]);
  });

  it("reverses within three seconds, at the first close beyond the level", () => {
    expect(sweepsOf([...calm, ...sweep, trade(23, 99, "sell", 5)])).toMatchObject([{ confirmedSec: 23 }]);
    expect(sweepsOf([...calm, ...sweep, trade(24, 99, "sell", 5)])).toEqual([]);
    // the first close below has too large a body (7 against a wick of 5); the next does not count
    expect(sweepsOf([...calm, ...sweep, trade(21, 94, "sell", 5), trade(22, 99, "sell", 5)])).toEqual([]);
    expect(sweepsOf([...calm, ...sweep.slice(0, 2), trade(20, 99, "sell", 10)])).toMatchObject([{ timeSec: 20, confirmedSec: 20 }]);
  });

  it("looks for the level from 20 to 2 seconds before, all of which must be in the data", () => {
    const reversal = [trade(21, 99, "sell", 5)];
    const at = (sec: number): PlainTrade[] => [...calm.slice(0, sec), trade(sec, 100, "sell", 10), trade(sec, 107, "sell", 0), ...calm.slice(sec + 1)];
    expect(sweepsOf([...at(0), ...sweep, ...reversal])).toEqual([]);
    expect(sweepsOf([...at(18), ...sweep, ...reversal])).toEqual([]);
    expect(sweepsOf([...at(19), ...sweep, ...reversal]).length).toBe(1);
    expect(sweepsOf([...calm.slice(1), ...sweep, ...reversal])).toEqual([]);
  });

  it("needs the volume and the side", () => {
    const reversal = [trade(21, 99, "sell", 5)];
    // 17 of 10.6 on average: 17 x 11 = 187 >= 1.5 x 117 = 175.5; 16: 176 >= 174; 15: 165 < 172.5
    const bought = (lots: number): PlainTrade[] => [trade(20, 101, "buy", lots - 6), trade(20, 106, "buy", 6)];
    expect(sweepsOf([...calm, ...bought(16), ...reversal]).length).toBe(1);
    expect(sweepsOf([...calm, ...bought(15), ...reversal]).length).toBe(0);
    expect(sweepsOf([...calm, ...bought(24), trade(20, 104, "sell", 16), ...reversal]).length).toBe(1);
    expect(sweepsOf([...calm, ...bought(24), trade(20, 104, "sell", 17), ...reversal]).length).toBe(0);
  });

  it("is one event per reversal, of the first sweeping second", () => {
    const second = [trade(21, 105, "buy", 60), trade(21, 108, "buy", 10), trade(22, 99, "sell", 5)];
    expect(sweepsOf([...calm, ...sweep, ...second])).toMatchObject([{ timeSec: 20, confirmedSec: 22, evidence: { extremeTicks: 108 } }]);
  });

  it("mirrors below", () => {
    const mirrored = [...calm, ...sweep, trade(22, 99, "sell", 5)].map(({ timeSec, priceTicks, side, sizeLots }) => trade(timeSec, -priceTicks, side === "buy" ? "sell" : "buy", sizeLots));
    expect(sweepsOf(mirrored)).toMatchObject([{ kind: "downside-sweep", timeSec: 20, confirmedSec: 22, sweptTicks: -100, reversalTicks: -99, evidence: { extremeTicks: -106 } }]);
  });

  it("needs the level's seconds, and is unreliable when another one is missing", () => {
    const trades = [...calm, ...sweep, trade(22, 99, "sell", 5)];
    expect(sweepsOf(trades, 0, 1)).toEqual([]);
    expect(sweepsOf(trades, 18, 19)).toEqual([]);
    expect([[], [19, 20], [21, 22], [23, 24]].map((gap) => sweepsOf(trades, ...gap)[0].reliable)).toEqual([true, false, false, true]);
  });

  it("gives the same fed in any portions as fed once, and equals the rule over trades", () => {
    const loose = { ...LIQUIDITY_SWEEP_DEFAULTS, volumeFactor: 1, sideShare: 0.5, wickFactor: 1 };
    fc.assert(
      fc.property(marketCase(150), (market) => {
        const batch = liquiditySweeps(market.bars, market.gaps, loose);
        const fold = new LiquiditySweepFold(loose);
        const parts: LiquiditySweepEvent[] = [];
        feedInParts(market, (bars, from, to, gaps) => fold.append(bars, from, to, gaps, parts));
        expect(parts).toEqual(batch);
        const plain = batch.map(({ kind, timeSec, confirmedSec, sweptTicks }) => `${confirmedSec} ${kind} ${timeSec} ${sweptTicks}`);
        expect(plain.toSorted()).toEqual(twinSweeps(market).toSorted());
      }),
      { numRuns: 1000 },
    );
  });

  it("never repaints", () => {
    const loose = { ...LIQUIDITY_SWEEP_DEFAULTS, volumeFactor: 0.5, sideShare: 0, wickFactor: 0 };
    fc.assert(fc.property(marketCase(120), (market) => expectOnlyGrows(market, (bars, gaps) => liquiditySweeps(bars, gaps, loose))), { numRuns: 1000 });
  });

  it.each([
    [{ lookbackSec: 1 }, /^lookbackSec 1 must be/],
    [{ withinSec: -1 }, /^withinSec -1 must be/],
    [{ wickFactor: Number.POSITIVE_INFINITY }, /^wickFactor Infinity must be/],
  ])("refuses %j by name", (change, message) => {
    expect(() => new LiquiditySweepFold({ ...LIQUIDITY_SWEEP_DEFAULTS, ...change })).toThrow(message);
  });
});

/** The rule of sweeps with a volume factor of 1, a side share of 0.5 and a wick factor of 1. */
function twinSweeps({ trades, gaps }: MarketCase): string[] {
  const seconds = plainSeconds(trades);
  const found = new Map<string, string>();
  seconds.forEach((second, at) => {
    const sec = second.timeSec;
    if (at < 10 || sec - 20 < seconds[0].timeSec || isMissing(gaps, sec - 20, sec - 1)) return;
    const before = seconds.filter(({ timeSec }) => timeSec >= sec - 20 && timeSec <= sec - 2);
    if (before.length === 0) return;
    const volume = second.bid + second.ask;
    const eleven = seconds.slice(at - 10, at + 1).reduce((sum, { bid, ask }) => sum + bid + ask, 0);
    if (volume === 0 || volume * 11 < eleven) return;
    for (const kind of ["upside", "downside"]) {
      const up = kind === "upside";
      const level = up ? Math.max(...before.map(({ high }) => high)) : Math.min(...before.map(({ low }) => low));
      if (up ? second.high <= level || 2 * second.ask < volume : second.low >= level || 2 * second.bid < volume) continue;
      const reversal = seconds.find(({ timeSec, close }) => timeSec >= sec && timeSec <= sec + 3 && (up ? close < level : close > level));
      if (reversal === undefined) continue;
      const composite = seconds.filter(({ timeSec }) => timeSec >= sec && timeSec <= reversal.timeSec);
      const wick = up
        ? Math.max(...composite.map(({ high }) => high)) - Math.max(second.open, reversal.close)
        : Math.min(second.open, reversal.close) - Math.min(...composite.map(({ low }) => low));
      if (wick < Math.max(1, Math.abs(reversal.close - second.open))) continue;
      const key = `${reversal.timeSec} ${kind}-sweep`;
      if (!found.has(key)) found.set(key, `${key} ${sec} ${level}`);
    }
  });
  return [...found.values()];
}
