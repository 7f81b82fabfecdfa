import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ListedFeed, type ListedTrade } from "../../support/listed-feed.ts";
import { findRecording, NO_RECORDINGS, readRecordedTrades } from "../../support/recordings.ts";
import { createRandom, testInstrument } from "../../support/seeded-bars.ts";
import { studyJson } from "../../support/study-client.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";
import { naiveCvd, naiveFootprint, naiveMicroFootprint, naiveProfile, naiveTape, naiveVwap } from "./naive-studies.ts";
import { twinPeaks } from "../../core/orderflow/profile/peaks-twin.ts";
import { twinPointOfControl, twinProfile, twinValueArea } from "../../core/orderflow/profile/profile-twin.ts";

const SYMBOL = "TEST";
const ALL = { symbol: SYMBOL, limit: 86_400 };

/** A market of twenty minutes within one UTC day, with quiet seconds and some around zero. */
function seededTrades(): ListedTrade[] {
  const random = createRandom(11);
  const trades: ListedTrade[] = [];
  let middle = 20;
  for (let sec = 1_700_000_000; sec < 1_700_001_200; sec++) {
    if (random() < 0.2) continue;
    middle += Math.floor(random() * 7) - 3;
    const count = 1 + Math.floor(random() ** 4 * 60);
    for (let trade = 0; trade < count; trade++) {
      const side = random() < 0.5 ? "buy" : "sell";
      trades.push({ timeSec: sec, priceTicks: middle + Math.floor(random() * 9), sizeLots: 1 + Math.floor(random() * 4000), side });
    }
  }
  return trades;
}

function compareWithNaive(readTrades: () => ListedTrade[], graceSec: number): void {
  let server: TestServer;
  let trades: ListedTrade[];

  beforeAll(async () => {
    trades = readTrades();
    server = await startTestServer([new ListedFeed(testInstrument(SYMBOL), trades, { graceSec })]);
  });
  afterAll(() => server.close("the test is over"));
  const ask = (path: string, fields: object) => studyJson(server.url, path, { ...ALL, ...fields });

  it.each([
    ["1s", 1],
    ["15s", 15],
    ["1m", 60],
    ["1h", 3600],
  ])("cumulative delta at %s", async (timeframe, barSec) => {
    expect(await ask("orderflow/cvd", { timeframe })).toEqual(naiveCvd(trades, barSec));
  });

  it.each([
    ["1s", 1, 0.1, 1],
    ["5s", 5, 0.3, 3],
    ["5m", 300, 5, 50],
  ])("footprint at %s", async (timeframe, barSec, priceTick, ticksPerRow) => {
    expect(await ask("orderflow/footprint", { timeframe, price_tick: priceTick })).toEqual(naiveFootprint(trades, barSec, ticksPerRow));
    expect(await ask("orderflow/micro-footprint", { timeframe, price_tick: priceTick })).toEqual(naiveMicroFootprint(trades, barSec, ticksPerRow));
  });

  it("volume profiles of the session and of the range", async () => {
    for (const [priceTick, ticksPerRow] of [[undefined, 1], [0.7, 7], [10, 100]] as const) {
      const rows = naiveProfile(trades, ticksPerRow);
      const most = Math.max(...rows.map((row) => row.volume));
      const session = (await ask("volume-profile/session", { price_tick: priceTick })) as { profile: object[]; poc: number };
      expect(session.profile).toEqual(rows);
      expect(rows.find(({ price }) => price === session.poc)?.volume).toBe(most);
      const micro = (await ask("orderflow/micro-volume-profile", { price_tick: priceTick })) as { profile: object[]; micro_poc: number; hvn: number[]; lvn: number[] };
      expect(micro.profile).toEqual(rows.map(({ delta: _delta, ...row }) => row));
      expect(micro.micro_poc).toBe(session.poc);
      const byVolume = rows.toSorted((a, b) => a.volume - b.volume || a.price - b.price).map(({ price }) => price);
      const fifth = Math.floor(rows.length / 5);
      expect(micro.hvn).toEqual(byVolume.slice(rows.length - fifth).sort((a, b) => a - b));
      expect(micro.lvn).toEqual(byVolume.slice(0, fifth).sort((a, b) => a - b));
    }
  });

  it("point of control, value area and nodes by peaks, against the rules word for word", async () => {
    for (const [priceTick, ticksPerRow] of [[undefined, 1], [0.7, 7], [10, 100]] as const) {
      const rows = twinProfile(trades, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, ticksPerRow);
      const priceOf = (row: number): number => (row * ticksPerRow) / 10;
      for (const [share, fraction, rowsPerStep] of [[0.7, [7n, 10n], 2], [0.35, [35n, 100n], 1], [1, [1n, 1n], 2]] as const) {
        const { low, high } = twinValueArea(rows, fraction, rowsPerStep);
        expect(await ask("volume-profile/session", { price_tick: priceTick, value_area: share, rows_per_step: rowsPerStep })).toMatchObject({
          poc: priceOf(twinPointOfControl(rows)),
          vah: priceOf(high),
          val: priceOf(low),
        });
      }
      for (const shares of [{ leastProminence: 0.1, leastHigh: 0.5, mostLow: 0.2 }, { leastProminence: 0.05, leastHigh: 0.2, mostLow: 0.6 }]) {
        const { highRows, lowRows } = twinPeaks(rows, shares);
        const fields = { price_tick: priceTick, method: "peaks", least_prominence: shares.leastProminence, least_high: shares.leastHigh, most_low: shares.mostLow };
        expect(await ask("orderflow/micro-volume-profile", fields)).toMatchObject({ hvn: highRows.map(priceOf), lvn: lowRows.map(priceOf) });
      }
    }
  });

  it("volume-weighted average price with its bands", async () => {
    const { data } = (await ask("orderflow/vwap", { timeframe: "15s" })) as { data: ReturnType<typeof naiveVwap> };
    const expected = naiveVwap(trades, 15);
    expect(data.map(({ timestamp, price }) => ({ timestamp, price }))).toEqual(expected.map(({ timestamp, price }) => ({ timestamp, price })));
    data.forEach((point, index) => {
      expect(point.vwap).toBeCloseTo(expected[index].vwap, 7);
      expect(point.upper_band).toBeCloseTo(expected[index].upper_band, 5);
      expect(point.lower_band).toBeCloseTo(expected[index].lower_band, 5);
    });
  });

  it("the tape", async () => {
    expect(await ask("orderflow/tape", {})).toEqual(naiveTape(trades));
    const rule = { windowSec: 30, meanFactor: 1.5, leastTrades: 3 };
    expect(await ask("orderflow/tape", { window: 30, mean_factor: 1.5, least_trades: 3 })).toEqual(naiveTape(trades, rule));
    expect(await ask("orderflow/tape", { window: 30, mean_factor: 1.5, least_trades: 3, limit: 40 })).toEqual(naiveTape(trades, rule).slice(-40));
  });

  it("bars and the tape, however few are shown: what lies before counts all the same", async () => {
    for (const limit of [1, 2, 7, 100]) {
      expect(await ask("orderflow/cvd", { timeframe: "5s", limit })).toEqual(naiveCvd(trades, 5).slice(-limit));
      expect(await ask("orderflow/tape", { limit })).toEqual(naiveTape(trades).slice(-limit));
      const { data } = (await ask("orderflow/vwap", { timeframe: "15s", limit })) as { data: object[] };
      const all = (await ask("orderflow/vwap", { timeframe: "15s" })) as { data: object[] };
      expect(data).toEqual(all.data.slice(-limit));
    }
  });

  it.each([
    ["orderflow/imbalances", { timeframe: "1s" }],
    ["orderflow/absorption", { range_share: 0.5, dominance: 1.1 }],
    ["orderflow/exhaustion", { timeframe: "1s" }],
    ["orderflow/bursts", {}],
    ["orderflow/liquidity-sweeps", {}],
  ])(
    "%s: a part of the time shows that part of all events",
    async (path, fields) => {
      const all = (await ask(path, fields)) as { timestamp: string }[];
      expect(all.length).toBeGreaterThan(0);
      const times = all.map(({ timestamp }) => timestamp);
      expect(times).toEqual(times.toSorted());
      const start = times[Math.floor(times.length / 3)];
      const end = times[Math.floor((times.length * 2) / 3)];
      const part = await studyJson(server.url, path, { symbol: SYMBOL, ...fields, start_time: start, end_time: end });
      expect(part).toEqual(all.filter(({ timestamp }) => timestamp >= start && timestamp < end));
    },
  );
}

describe("the numbers of the study routes, against plain loops over a seeded market", () => {
  compareWithNaive(seededTrades, 0);
});

const recording = findRecording("trades/binance_usdm_btcusdt_20240808.csv.gz");
const recordingTitle = recording === undefined ? `a recording (${NO_RECORDINGS})` : "a recording";
describe.skipIf(recording === undefined)(`the numbers of the study routes, against plain loops over ${recordingTitle}`, () => {
  compareWithNaive(() => readRecordedTrades(recording ?? "", "0.1", "0.001"), 2);
});
