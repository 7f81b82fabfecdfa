import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_GAPS } from "../../../../core/orderflow/fold/gaps.ts";
import { Footprint, FootprintFold, footprint } from "../../../../core/orderflow/footprint/footprint.ts";
import { feedTimeframe } from "../feed-timeframe.ts";
import { barsOfTrades, marketCase, type PlainTrade } from "../market-case.ts";
import { plainRows, twinPointOfControl, twinProfile, twinRowsText } from "../profile/profile-twin.ts";
import { differenceOf, rowsOfSeries } from "../series-rows.ts";

const trade = (timeSec: number, priceTicks: number, side: "buy" | "sell", sizeLots: number): PlainTrade => ({ timeSec, priceTicks, sizeLots, side });

/** Bars with their rows as text. */
function textOf(printed: Footprint): string[] {
  return rowsOfSeries(printed.bars).map(({ timeSec }, bar) => `${timeSec} ${twinRowsText(plainRows(printed.rows, printed.rowStart(bar), printed.rowStart(bar + 1)))}`);
}

describe("footprint", () => {
  //  bar 60..64           bid x ask            running delta
  //  60: 101 buys 5       row 101:  0 x 5      +5
  //  61: 100 sells 7      row 100:  7 x 0      -2
  //  64: 100 buys 1       row 100:  7 x 1      -1
  //  bar 65..69
  //  65: -3 sells 2       row  -3:  2 x 0      -2
  const bars = barsOfTrades([trade(60, 101, "buy", 5), trade(61, 100, "sell", 7), trade(64, 100, "buy", 1), trade(65, -3, "sell", 2)]);

  it("holds what was traded at each price of a bar, its POC, delta and the extremes of the running delta", () => {
    const result = footprint(bars, NO_GAPS, { timeframeSec: 5, ticksPerRow: 1 });
    expect(textOf(result)).toEqual(["60 100:7x1/2 101:0x5/1", "65 -3:2x0/1"]);
    expect(rowsOfSeries(result.bars)).toMatchObject([
      { pocRow: 100, volumeLots: 13, deltaLots: -1, minDeltaLots: -2, maxDeltaLots: 5, trades: 3, reliable: 1, estimated: 0 },
      { pocRow: -3, volumeLots: 2, deltaLots: -2, minDeltaLots: -2, maxDeltaLots: 0, trades: 1 },
    ]);
  });

  it("bins both sides and negative prices by the same rule", () => {
    expect(textOf(footprint(bars, NO_GAPS, { timeframeSec: 5, ticksPerRow: 2 }))).toEqual(["60 50:7x6/3", "65 -2:2x0/1"]);
  });

  it("flags a bar of which a second is missing", () => {
    const flags = (...gap: number[]): number[] => {
      const result = footprint(bars, Float64Array.from(gap), { timeframeSec: 5, ticksPerRow: 1 });
      return rowsOfSeries(result.bars).map((row) => row.reliable);
    };
    expect([flags(62, 63), flags(55, 60), flags(64, 66)]).toEqual([[0, 1], [1, 1], [0, 0]]);
  });

  it("drops bars that were still forming", () => {
    const fold = new FootprintFold({ timeframeSec: 5, ticksPerRow: 1 });
    const output = new Footprint(1);
    fold.append(bars, 0, 2, NO_GAPS, output);
    fold.writeForming(NO_GAPS, output);
    expect(textOf(output)).toEqual(["60 100:7x0/1 101:0x5/1"]);
    output.truncate(0);
    fold.append(bars, 2, 4, NO_GAPS, output);
    expect(textOf(output)).toEqual(["60 100:7x1/2 101:0x5/1"]);
  });

  it("gives the same bits fed in any portions as fed once, and equals loops over trades", () => {
    fc.assert(
      fc.property(marketCase(120), (market) => {
        const { timeframeSec, ticksPerRow, trades } = market;
        const batch = footprint(market.bars, market.gaps, market);
        const parts = new Footprint(ticksPerRow);
        feedTimeframe(market, new FootprintFold(market), parts);
        expect(differenceOf(parts.bars, batch.bars)).toBe("");
        const text = textOf(batch);
        expect(textOf(parts)).toEqual(text);
        rowsOfSeries(batch.bars).forEach((bar, index) => {
          const twin = twinProfile(trades, bar.timeSec, bar.timeSec + timeframeSec, ticksPerRow);
          expect(text[index]).toBe(`${bar.timeSec} ${twinRowsText(twin)}`);
          expect(bar.pocRow).toBe(twinPointOfControl(twin));
          expect(bar.deltaLots).toBe(twin.reduce((sum, { bid, ask }) => sum + ask - bid, 0));
          expect(bar.volumeLots).toBe(twin.reduce((sum, { bid, ask }) => sum + ask + bid, 0));
        });
      }),
      { numRuns: 1000 },
    );
  });
});
