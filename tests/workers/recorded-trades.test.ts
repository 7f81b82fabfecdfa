import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashBars } from "../../core/market/bar-hash.ts";
import { ALL_DAY_UTC } from "../../core/market/instrument.ts";
import { TIMEFRAMES, timeframeSec } from "../../core/market/timeframe.ts";
import { createFeeds } from "../../server/feed/create-feeds.ts";
import { findRecording, NO_RECORDINGS, readRecordedTrades, type RecordedTrade } from "../support/recordings.ts";
import { createRandom } from "../support/seeded-bars.ts";
import { SILENT, startTestServer, type TestServer } from "../support/test-server.ts";
import { EngineUnderTest, type TestWindow, until } from "./engine-under-test.ts";

const SYMBOL = "REC";

/** What data/README.md says of each recording. */
const RECORDINGS = [
  { name: "binance_usdm_btcusdt_20240808", tick: "0.1", lot: "0.001", trades: 21_313, buys: 1_251_576, sells: 1_177_790, low: 615_903, high: 618_399, seconds: 344 },
  { name: "binance_spot_BTCUSDT_20260216", tick: "0.01", lot: "0.00001", trades: 10_215, buys: 2_259_500, sells: 1_682_560, low: 6_841_717, high: 6_853_400, seconds: 281 },
  { name: "cme_ES_20220124_sierra", tick: "0.25", lot: "1", trades: 2026, buys: 1432, sells: 1414, low: 17_373, high: 17_391, seconds: 58 },
] as const;

for (const recording of RECORDINGS) {
  const file = findRecording(`trades/${recording.name}.csv.gz`);

  describe(`the engine on ${recording.name}`, () => {
    let server: TestServer | undefined;
    let under: EngineUnderTest | undefined;
    let window: TestWindow;
    let trades: RecordedTrade[];

    beforeEach(async ({ skip }) => {
      if (file === undefined) return skip(NO_RECORDINGS);
      trades = readRecordedTrades(file, recording.tick, recording.lot);
      const one = { file, symbol: SYMBOL, tickSize: recording.tick, lotSize: recording.lot };
      const source = { kind: "replay", recordings: [one], speed: "max", loop: false, strict: true, session: ALL_DAY_UTC } as const;
      server = await startTestServer(createFeeds(source, { log: SILENT, nowMs: Date.now }));
      under = new EngineUnderTest();
      window = under.openWindow({ symbol: SYMBOL });
      await window.link.control.connect(server.liveUrl);
      await until(() => window.store.status?.connection === "ended" && window.store.status.bars === window.store.status.barsExpected);
    });

    afterEach(async () => {
      under?.close();
      await server?.close("the test is over");
    });

    it("holds every trade", async () => {
      const log = server?.logs.get(SYMBOL) ?? expect.fail("the server has no log");
      expect(await window.link.control.totals(SYMBOL)).toEqual({
        bars: recording.seconds,
        trades: recording.trades,
        bidLots: recording.sells,
        askLots: recording.buys,
        lowTicks: recording.low,
        highTicks: recording.high,
      });
      expect((await window.link.control.fingerprint(SYMBOL))?.hash).toBe(hashBars(log.columns));
      expect(window.store.status?.trades).toBe(recording.trades);
    });

    it("reads random cells as a count of the recording does, in every timeframe", async () => {
      const random = createRandom(8);
      for (const timeframe of TIMEFRAMES) {
        const columnSec = timeframeSec(timeframe);
        for (let cell = 0; cell < 25; cell++) {
          const trade = trades[Math.floor(random() * trades.length)];
          const ticksPerRow = 1 + Math.floor(random() * 40);
          const query = { timeSec: trade.timeSec, priceTicks: trade.priceTicks + Math.floor(random() * 3), columnSec, ticksPerRow };
          expect(await window.link.control.cellAt({ symbol: SYMBOL, ...query })).toMatchObject(countCell(trades, query));
        }
      }
    });
  });
}

function countCell(trades: readonly RecordedTrade[], query: { timeSec: number; priceTicks: number; columnSec: number; ticksPerRow: number }) {
  const { columnSec, ticksPerRow } = query;
  const inCell = trades.filter(
    ({ timeSec, priceTicks }) =>
      Math.floor(timeSec / columnSec) === Math.floor(query.timeSec / columnSec) &&
      Math.floor(priceTicks / ticksPerRow) === Math.floor(query.priceTicks / ticksPerRow),
  );
  const lots = (side: RecordedTrade["side"]) => inCell.filter((trade) => trade.side === side).reduce((sum, { sizeLots }) => sum + sizeLots, 0);
  return { bidLots: lots("sell"), askLots: lots("buy"), trades: inCell.length };
}
