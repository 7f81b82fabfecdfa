import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BarColumns } from "../../../../core/market/bar-columns.ts";
import { ALL_DAY_UTC } from "../../../../core/market/instrument.ts";
import { NO_GAPS } from "../../../../core/orderflow/fold/gaps.ts";
import { lastMinutesProfile, ProfileWindow, rangeProfile, sessionProfile } from "../../../../core/orderflow/profile/volume-profile.ts";
import { barsOfTrades, marketCase, type PlainTrade } from "../market-case.ts";
import { plainRows, twinProfile, twinRowsText } from "./profile-twin.ts";

const trade = (timeSec: number, priceTicks: number, side: "buy" | "sell", sizeLots: number): PlainTrade => ({ timeSec, priceTicks, sizeLots, side });

describe("volume profile", () => {
  const bars = barsOfTrades([
    trade(60, 101, "buy", 3),
    trade(60, 100, "sell", 2),
    trade(61, 101, "sell", 4),
    trade(119, 104, "buy", 1),
    trade(120, -1, "sell", 9),
  ]);

  it("adds up the levels of a range by row, both sides in the same row", () => {
    const profile = rangeProfile(bars, NO_GAPS, 60, 120, 2);
    expect(twinRowsText(plainRows(profile.rows))).toBe("50:6x3/3 52:0x1/1");
    expect(profile).toMatchObject({ bidLots: 6, askLots: 4, startSec: 60, endSec: 120, reliable: true, estimated: false });
    expect(twinRowsText(plainRows(rangeProfile(bars, NO_GAPS, 120, 121, 2).rows))).toBe("-1:9x0/1");
  });

  it("takes the session of the last bar, within its nominal bounds", () => {
    const days = barsOfTrades([trade(86_399, 5, "buy", 1), trade(86_400, 6, "buy", 2), trade(90_000, 7, "buy", 3)]);
    const profile = sessionProfile(days, NO_GAPS, ALL_DAY_UTC, 1);
    expect(profile).toMatchObject({ startSec: 86_400, endSec: 172_800, askLots: 5 });
    expect(sessionProfile(barsOfTrades([]), NO_GAPS, ALL_DAY_UTC, 1)).toBeNull();
  });

  it("takes the last minutes, the last bar's second included", () => {
    expect(lastMinutesProfile(bars, NO_GAPS, 1, 1)).toMatchObject({ startSec: 61, endSec: 121, bidLots: 13, askLots: 1 });
    expect(() => lastMinutesProfile(bars, NO_GAPS, 0.5, 1)).toThrow(/^minutes 0\.5 must be a whole number/);
  });

  it("is unreliable when its range touches a gap", () => {
    const reliable = (fromSec: number, toSec: number): boolean => rangeProfile(bars, Float64Array.of(70, 80), fromSec, toSec, 1).reliable;
    expect([reliable(60, 70), reliable(60, 71), reliable(79, 90), reliable(80, 90)]).toEqual([true, false, false, true]);
  });

  it("says when bars without levels are in it", () => {
    const view = { ...bars, estimated: Uint8Array.of(0, 0, 1, 0) };
    expect(rangeProfile(view, NO_GAPS, 0, 119, 1).estimated).toBe(false);
    expect(rangeProfile(view, NO_GAPS, 0, 120, 1).estimated).toBe(true);
  });

  it("costs a page, not the range between, for a print far off", () => {
    const wild = barsOfTrades([trade(1, -2_147_483_648, "buy", 1), trade(2, 2_147_483_647, "buy", 2)]);
    expect(twinRowsText(plainRows(rangeProfile(wild, NO_GAPS, 0, 9, 1).rows))).toBe("-2147483648:0x1/1 2147483647:0x2/1");
  });

  it("refuses parameters by name", () => {
    expect(() => new ProfileWindow(0)).toThrow(/^ticksPerRow 0 must be a whole number from 1 to 1000000$/);
  });

  it("equals a loop over trades after any moves, while bars are appended and prepended", () => {
    const move = fc.record({ from: fc.integer({ min: -5, max: 80 }), length: fc.nat(70), grow: fc.nat(30), back: fc.boolean() });
    fc.assert(
      fc.property(marketCase(60), fc.array(move, { maxLength: 12 }), (market, moves) => {
        const { bars: all, trades, gaps, ticksPerRow } = market;
        const window = new ProfileWindow(ticksPerRow);
        const columns = new BarColumns();
        let first = all.length >> 1;
        let last = first;
        for (const { from, length, grow, back } of moves) {
          const [newFirst, newLast] = [Math.max(0, back ? first - grow : first), Math.min(all.length, back ? last : last + grow)];
          columns.prepend(all, newFirst, first);
          columns.append(all, last, newLast);
          [first, last] = [newFirst, newLast];
          const fromSec = all.timeSec[0] + from;
          window.moveTo(columns.view(), fromSec, fromSec + length);
          const profile = window.read(gaps);
          const batch = rangeProfile(columns.view(), gaps, fromSec, fromSec + length, ticksPerRow);
          const known = trades.filter(({ timeSec }) => first < last && timeSec >= all.timeSec[first] && timeSec <= all.timeSec[last - 1]);
          const twin = twinProfile(known, fromSec, fromSec + length, ticksPerRow);
          expect(twinRowsText(plainRows(profile.rows))).toBe(twinRowsText(twin));
          expect({ ...profile, rows: twinRowsText(plainRows(profile.rows)) }).toEqual({ ...batch, rows: twinRowsText(plainRows(batch.rows)) });
          expect([profile.bidLots, profile.askLots]).toEqual([twin.reduce((sum, row) => sum + row.bid, 0), twin.reduce((sum, row) => sum + row.ask, 0)]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("is the sum of the profiles of its parts", () => {
    fc.assert(
      fc.property(marketCase(60), fc.nat(70), ({ bars: all, ticksPerRow }, cut) => {
        const start = all.length > 0 ? all.timeSec[0] : 0;
        const parts = [rangeProfile(all, NO_GAPS, 0, start + cut, ticksPerRow), rangeProfile(all, NO_GAPS, start + cut, Number.MAX_SAFE_INTEGER, ticksPerRow)];
        const sums = new Map<number, number>();
        for (const { rows } of parts) {
          for (const { row, bid, ask } of plainRows(rows)) sums.set(row, (sums.get(row) ?? 0) + bid + ask);
        }
        const whole = plainRows(rangeProfile(all, NO_GAPS, 0, Number.MAX_SAFE_INTEGER, ticksPerRow).rows);
        expect(whole.map(({ row, bid, ask }) => [row, bid + ask])).toEqual([...sums].sort((a, b) => a[0] - b[0]));
      }),
      { numRuns: 1000 },
    );
  });
});
