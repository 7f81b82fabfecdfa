import fc from "fast-check";
import { expect, it } from "vitest";
import { StudyStore } from "../../../client/data/study-store.ts";
import { ALL_DAY_UTC, type SessionRule } from "../../../core/market/instrument.ts";
import { floorDiv } from "../../../core/market/floor-div.ts";
import { GapList } from "../../../workers/gap-list.ts";
import { StudyShelf } from "../../../workers/studies/study-shelf.ts";
import { WindowStudies } from "../../../workers/studies/window-studies.ts";
import { SymbolColumns } from "../../../workers/symbol-columns.ts";
import { marketCase, type PlainTrade } from "../../core/orderflow/market-case.ts";
import { twinVwap } from "../../core/orderflow/flow/vwap-twin.ts";
import { rowsOfSeries } from "../../core/orderflow/series-rows.ts";
import { acknowledgement } from "../acknowledgement.ts";

const VISIBLE = { from: 0, to: 1 };

/** Cases begin at 23:58:20 UTC on a Saturday in March: sessions that start and end about then, in several zones. */
const RULES: readonly SessionRule[] = [
  { timeZone: "UTC", start: "23:59" },
  { timeZone: "UTC", start: "23:59", end: "00:01" },
  { timeZone: "America/New_York", start: "08:30", end: "19:00" },
  { timeZone: "Asia/Kolkata", start: "05:30", end: "05:31" },
  { timeZone: "Europe/Berlin", start: "09:00", end: "17:30" },
];

/** Counts the starts up to a second by looking at the clock on the wall each second. */
function sessionCounter({ timeZone, start, end }: SessionRule, fromSec: number): (sec: number) => number {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const counts: number[] = [0];
  return (sec) => {
    for (let at = counts.length; at <= sec - fromSec; at++) {
      const wall = format.format((fromSec + at) * 1000);
      counts.push(counts[at - 1] + (wall === `${start}:00` || wall === `${end}:00` ? 1 : 0));
    }
    return counts[sec - fromSec];
  };
}

function deltaOf(trades: readonly PlainTrade[]): number {
  return trades.reduce((sum, { side, sizeLots }) => sum + (side === "buy" ? sizeLots : -sizeLots), 0);
}

it("resets CVD, VWAP and the session's profile where the chosen sessions start, as a naive count over trades does", () => {
  const cases = marketCase(300).filter(({ trades }) => trades.length > 0);
  fc.assert(
    fc.property(cases, fc.constantFrom(...RULES), ({ bars, trades, ticksPerRow }, session) => {
      const columns = new SymbolColumns();
      columns.begin(acknowledgement(bars.length));
      columns.applyBacklog(0, bars);
      const shelf = new StudyShelf({ columns, gaps: new GapList() }, ALL_DAY_UTC, () => expect.fail("the instrument's own session is not asked for"));
      const studies = new WindowStudies();
      const store = new StudyStore();
      studies.request({ timeframeSec: 1, ticksPerRow, session, studies: { cvd: {}, vwap: {}, profile: {} } });
      while (studies.work(shelf, VISIBLE, Number.POSITIVE_INFINITY));
      const patch = studies.take(VISIBLE);
      if (patch !== null) store.apply(patch);

      const sessionOf = sessionCounter(session, trades[0].timeSec);
      const upTo = (sec: number): PlainTrade[] => trades.filter(({ timeSec }) => timeSec <= sec && sessionOf(timeSec) === sessionOf(sec));
      const rows = rowsOfSeries(store.study("cvd")?.series ?? expect.fail("no CVD"));
      expect(rows.map(({ timeSec, closeLots }) => [timeSec, closeLots])).toEqual([...bars.timeSec].map((sec) => [sec, deltaOf(upTo(sec))]));
      const vwap = rowsOfSeries(store.study("vwap")?.series ?? expect.fail("no VWAP"));
      for (const { timeSec, vwapTicks } of vwap) {
        const twin = twinVwap(upTo(timeSec)).vwap;
        if (Number.isNaN(twin)) expect(vwapTicks).toBeNaN();
        else expect(Math.abs(vwapTicks - twin)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(twin)));
      }
      expect(profileOf(store)).toEqual(naiveProfile(upTo(trades[trades.length - 1].timeSec), ticksPerRow));
    }),
    { numRuns: 40 },
  );
});

it("tells the studies anew when another session is chosen, and refuses one that cannot be", () => {
  const studies = new WindowStudies();
  const selection = { timeframeSec: 1, ticksPerRow: 1, studies: { cvd: {}, tape: {} } };
  const columns = new SymbolColumns();
  columns.begin(acknowledgement(0));
  const shelf = new StudyShelf({ columns, gaps: new GapList() }, ALL_DAY_UTC, () => null);
  studies.request(selection);
  studies.work(shelf, VISIBLE, Number.POSITIVE_INFINITY);
  studies.request({ ...selection, session: { timeZone: "UTC", start: "12:00" } });
  studies.work(shelf, VISIBLE, Number.POSITIVE_INFINITY);
  expect(shelf.size).toBe(3);
  studies.request({ ...selection, session: { timeZone: "UTC", start: "12:00", end: "25:00" } });
  expect(studies.take(VISIBLE)?.refusal).toEqual({ field: "session.end", message: 'session.end "25:00" must be a time of day from "00:00" to "23:59"' });
});

function naiveProfile(trades: readonly PlainTrade[], ticksPerRow: number): readonly (readonly number[])[] {
  const rows = new Map<number, [bid: number, ask: number]>();
  for (const { priceTicks, side, sizeLots } of trades) {
    const row = floorDiv(priceTicks, ticksPerRow);
    const sums = rows.get(row) ?? [0, 0];
    sums[side === "buy" ? 1 : 0] += sizeLots;
    rows.set(row, sums);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([row, sums]) => [row, ...sums]);
}

function profileOf({ profile }: StudyStore): readonly (readonly number[])[] {
  if (profile === null) return [];
  return [...profile.row].map((row, at) => [row, profile.bidLots[at], profile.askLots[at]]);
}
