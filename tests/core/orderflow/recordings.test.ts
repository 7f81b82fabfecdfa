import { beforeEach, describe, expect, it } from "vitest";
import { ALL_DAY_UTC } from "../../../core/market/instrument.ts";
import { deltaCvd } from "../../../core/orderflow/flow/delta-cvd.ts";
import { diagonalImbalances, IMBALANCE_DEFAULTS } from "../../../core/orderflow/footprint/diagonal-imbalance.ts";
import { footprint } from "../../../core/orderflow/footprint/footprint.ts";
import { pointOfControl } from "../../../core/orderflow/profile/point-of-control.ts";
import { sessionVwap } from "../../../core/orderflow/flow/session-vwap.ts";
import { valueArea } from "../../../core/orderflow/profile/value-area.ts";
import { rangeProfile } from "../../../core/orderflow/profile/volume-profile.ts";
import { NO_RECORDINGS } from "../../support/recordings.ts";
import { twinImbalances } from "./footprint/imbalance-twin.ts";
import type { PlainTrade } from "./market-case.ts";
import { plainRows, twinPointOfControl, twinProfile, twinRowsText, twinValueArea } from "./profile/profile-twin.ts";
import { recordedMarket, recordedTrades, recordingFile, RECORDINGS } from "./recorded-markets.ts";
import { secondOf } from "./second-sums.ts";
import { rowsOfSeries } from "./series-rows.ts";
import { twinVwap } from "./flow/vwap-twin.ts";

const SHAPES = [
  { timeframeSec: 1, ticksPerRow: 1 },
  { timeframeSec: 15, ticksPerRow: 10 },
  { timeframeSec: 300, ticksPerRow: 7 },
];

/** Trades by the bar they belong to. */
function byBar(trades: readonly PlainTrade[], timeframeSec: number): Map<number, PlainTrade[]> {
  const bars = new Map<number, PlainTrade[]>();
  for (const trade of trades) {
    const start = trade.timeSec - (trade.timeSec % timeframeSec);
    const own = bars.get(start);
    if (own === undefined) bars.set(start, [trade]);
    else own.push(trade);
  }
  return bars;
}

/** Every study with a plain twin, over a whole recording: the twins loop over trades and share nothing with the studies. */
describe.each(RECORDINGS)("$name", (recording) => {
  const file = recordingFile(recording);
  const { trades, bars, gaps } = recordedMarket(file === undefined ? [] : recordedTrades(recording, file));
  const endSec = bars.timeSec[bars.length - 1] + 1;

  beforeEach(({ skip }) => skip(file === undefined, NO_RECORDINGS));

  it("adds up to the totals of its source", () => {
    const { bidLots, askLots, rows } = rangeProfile(bars, gaps, bars.timeSec[0], endSec, 1);
    const { trades: count, boughtLots, soldLots, prices, seconds } = recording;
    expect([trades.length, askLots, bidLots, rows.length, bars.length]).toEqual([count, boughtLots, soldLots, prices, seconds]);
  });

  it("has the CVD of its trades at every bar", () => {
    for (const { timeframeSec } of SHAPES) {
      let running = 0n;
      const twin = [...byBar(trades, timeframeSec)].map(([start, own]) => {
        const open = running;
        let [high, low] = [running, running];
        for (const second of byBar(own, 1).values()) {
          for (const { side, sizeLots } of second) running += side === "buy" ? BigInt(sizeLots) : -BigInt(sizeLots);
          if (running > high) high = running;
          if (running < low) low = running;
        }
        return [start, running - open, open, high, low, running].map(Number);
      });
      const rows = rowsOfSeries(deltaCvd(bars, gaps, { timeframeSec, session: ALL_DAY_UTC, reset: "never" }));
      expect(rows.map((row) => [row.timeSec, row.deltaLots, row.openLots, row.highLots, row.lowLots, row.closeLots])).toEqual(twin);
    }
  });

  it("has the profile, point of control and value area of its trades, over the whole and over parts", () => {
    const middle = trades[trades.length >> 1].timeSec;
    for (const [fromSec, toSec] of [[0, endSec], [0, middle], [middle, middle + 60]]) {
      for (const { ticksPerRow } of SHAPES) {
        const twin = twinProfile(trades, fromSec, toSec, ticksPerRow);
        const { rows } = rangeProfile(bars, gaps, fromSec, toSec, ticksPerRow);
        expect(twinRowsText(plainRows(rows))).toBe(twinRowsText(twin));
        expect(rows.row[pointOfControl(rows)]).toBe(twinPointOfControl(twin));
        for (const [share, fraction] of [[0.7, [7n, 10n]], [0.683, [683n, 1000n]]] as const) {
          for (const rowsPerStep of [1, 2] as const) {
            const { low, high, lots } = twinValueArea(twin, fraction, rowsPerStep);
            expect(valueArea(rows, { share, rowsPerStep })).toMatchObject({ lowRow: low, highRow: high, volumeLots: lots });
          }
        }
      }
    }
  });

  it("has the VWAP of its trades to the last bit, and their sigma to a part in a billion", () => {
    const origin = trades[0].priceTicks;
    for (const { timeframeSec } of SHAPES) {
      const rows = rowsOfSeries(sessionVwap(bars, gaps, { timeframeSec, session: ALL_DAY_UTC, reset: "never" }));
      const starts = [...byBar(trades, timeframeSec).keys()];
      expect(rows.map((row) => row.timeSec)).toEqual(starts);
      for (let at = 0; at < rows.length; at += Math.ceil(rows.length / 40)) {
        const until = trades.filter(({ timeSec }) => timeSec < starts[at] + timeframeSec);
        const twin = twinVwap(until);
        const offset = twinVwap(until.map((trade) => ({ ...trade, priceTicks: trade.priceTicks - origin })));
        expect(rows[at].vwapTicks).toBe(origin + Number(offset.moment) / Number(offset.lots));
        expect(Math.abs(rows[at].vwapTicks - twin.vwap)).toBeLessThanOrEqual(1e-9 * twin.vwap);
        expect(Math.abs(rows[at].sigmaTicks - twin.sigma)).toBeLessThanOrEqual(1e-9 * Math.max(1, twin.sigma));
      }
    }
  });

  it("has the footprint of its trades at every bar", () => {
    for (const shape of SHAPES) {
      const printed = footprint(bars, gaps, shape);
      const own = byBar(trades, shape.timeframeSec);
      expect(printed.bars.length).toBe(own.size);
      for (const [index, bar] of rowsOfSeries(printed.bars).entries()) {
        const barTrades = own.get(bar.timeSec) ?? [];
        const twin = twinProfile(barTrades, 0, Infinity, shape.ticksPerRow);
        const { bid, ask } = secondOf(bar.timeSec, barTrades);
        expect(twinRowsText(plainRows(printed.rows, printed.rowStart(index), printed.rowStart(index + 1)))).toBe(twinRowsText(twin));
        expect([bar.pocRow, bar.deltaLots, bar.volumeLots, bar.trades]).toEqual([twinPointOfControl(twin), ask - bid, ask + bid, barTrades.length]);
      }
    }
  });

  it("has the imbalances of its trades at every bar", () => {
    for (const shape of SHAPES) {
      for (const [ratio, fraction] of [[3, [3n, 1n]], [1.7, [17n, 10n]]] as const) {
        const found = rowsOfSeries(diagonalImbalances(bars, gaps, { ...IMBALANCE_DEFAULTS, ...shape, ratio }));
        const twin = twinImbalances(trades, gaps, { ...shape, ratio: fraction, emptyCountsAsOne: false, stackRows: 3 });
        expect(found.map(({ timeSec, row, side, bidLots, askLots, minimumLots, stacked }) => [timeSec, row, side, bidLots, askLots, minimumLots, stacked === 1])).toEqual(
          twin.map(({ timeSec, row, side, bid, ask, minimum, stacked }) => [timeSec, row, side, bid, ask, minimum, stacked]),
        );
      }
    }
  });
});
