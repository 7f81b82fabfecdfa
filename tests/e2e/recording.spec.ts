import { expect } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { TIMEFRAMES, timeframeSec } from "../../core/market/timeframe.ts";
import { compare } from "../support/picture.ts";
import { findRecording, NO_RECORDINGS, readRecordedTrades, type RecordedTrade } from "../support/recordings.ts";
import { createRandom } from "../support/seeded-bars.ts";
import { startServer } from "../support/start-server.ts";
import { backgroundOf, heatDifference, probeCells } from "./cell-probe.ts";
import { countCells } from "./cell-counts.ts";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";

const TICK = "0.1";
const LOT = "0.001";
const TICKS_PER_UNIT = 10;
const CELLS_PER_TIMEFRAME = 200;
/** Of a blend, in levels of a channel: the grid and the lines over the heat. */
const ROUNDING = 2;
const ROW_TICKS = [1, 5, 20, 100];

const csv = findRecording("trades/binance_usdm_btcusdt_20240808.csv.gz");
const raw = findRecording("binance-raw/usdm_btcusdt_20240808.gz");
const isAbsent = csv === undefined || raw === undefined;

/** Windows in which a cell is large enough to be looked at and too small for numbers. Seconds after the first trade, prices about their middle there. */
const LOOKS = [
  { timeframe: "1s", rowTicks: 20, fromSec: 100, toSec: 180, prices: 100 },
  { timeframe: "15s", rowTicks: 50, fromSec: -300, toSec: 700, prices: 300 },
  { timeframe: "1m", rowTicks: 25, fromSec: -600, toSec: 1000, prices: 280 },
] as const;

test.describe("a real recording", () => {
  test.skip(isAbsent, NO_RECORDINGS);

  let server: ServerProcess;
  let trades: RecordedTrade[];

  test.beforeAll(async () => {
    trades = readRecordedTrades(csv ?? "", TICK, LOT);
    server = await startServer(["replay", csv ?? "", raw ?? "", "--symbol", "CSV", "--symbol", "RAW", "--tick-size", TICK, "--lot-size", LOT, "--speed", "max"]);
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  for (const format of ["CSV", "RAW"] as const) {
    for (const renderer of ["canvas", "webgl"] as const) {
      test(`${format} reaches the ${renderer} screen whole, every cell exact`, async ({ chart }) => {
        await chart.open(`${server.url}/?symbol=${format}&renderer=${renderer}`);
        expect(await chart.stats()).toMatchObject({ renderer, symbol: format, trades: 21_313, bars: 344, gaps: 0 });
        expect(await chart.totals()).toEqual({ bars: 344, trades: 21_313, askLots: 1_251_576, bidLots: 1_177_790, lowTicks: 615_903, highTicks: 618_399 });
        for (const timeframe of TIMEFRAMES) await expectCells(chart, timeframe);
      });
    }

    test(`${format} is drawn where it traded and nowhere else, by both renderers alike`, async ({ chart }, testInfo) => {
      await chart.open(`${server.url}/?symbol=${format}&renderer=canvas&outline=off`);
      const canvas = [];
      for (const look of LOOKS) canvas.push(await expectHeat(chart, look));
      await chart.page.screenshot({ path: testInfo.outputPath("canvas.png") });
      await chart.choose({ renderer: "webgl" });
      expect((await chart.stats()).renderer).toBe("webgl");
      for (const [index, look] of LOOKS.entries()) {
        const webgl = await expectHeat(chart, look);
        expect(heatDifference(canvas[index], webgl, "dark"), look.timeframe).toBe(0);
        expect(compare(canvas[index], webgl).largest, look.timeframe).toBeLessThanOrEqual(ROUNDING);
      }
      await chart.page.screenshot({ path: testInfo.outputPath("webgl.png") });
    });
  }

  /** Random cells, most of them where something traded, at every row height. */
  async function expectCells(chart: ChartPage, timeframe: (typeof TIMEFRAMES)[number]): Promise<void> {
    const random = createRandom(timeframeSec(timeframe));
    const below = (limit: number): number => Math.floor(random() * limit);
    for (const rowTicks of ROW_TICKS) {
      const counts = countCells(trades, timeframeSec(timeframe), rowTicks);
      const places = Array.from({ length: CELLS_PER_TIMEFRAME / ROW_TICKS.length }, () => {
        const near = trades[below(trades.length)];
        const isBeside = below(4) === 0;
        return { timeSec: near.timeSec + (isBeside ? below(7) - 3 : 0), priceTicks: near.priceTicks + (isBeside ? below(41) - 20 : 0) };
      });
      const readings = await chart.page.evaluate(
        async ([options, asked, ticksPerUnit]) => {
          window.flowglass.setOptions(options);
          return Promise.all(asked.map(({ timeSec, priceTicks }) => window.flowglass.cellAt(timeSec * 1000, priceTicks / ticksPerUnit)));
        },
        [{ timeframe, rowTicks }, places, TICKS_PER_UNIT] as const,
      );
      const read = readings.map((cell) => cell && { bidLots: cell.bidLots, askLots: cell.askLots, trades: cell.trades });
      expect(read, `${timeframe}, ${rowTicks} ticks`).toEqual(places.map((place) => counts.at(place.timeSec, place.priceTicks)));
    }
  }

  /** Compares every cell in a window with what traded in it. */
  async function expectHeat(chart: ChartPage, { timeframe, rowTicks, fromSec, toSec, prices }: (typeof LOOKS)[number]) {
    const [from, to] = [trades[0].timeSec + fromSec, trades[0].timeSec + toSec];
    const middle = medianPrice(trades.filter(({ timeSec }) => timeSec >= from && timeSec < to));
    await chart.choose({ timeframe, rowTicks });
    const view = await chart.look({ from: from * 1000, to: to * 1000, low: middle - prices / 2, high: middle + prices / 2 });
    const columnSec = timeframeSec(timeframe);
    expect((await chart.stats()).pool).toMatchObject({ columnSec, ticksPerRow: rowTicks });
    const picture = await chart.capture();
    const counts = countCells(trades, columnSec, rowTicks);
    const cells = probeCells(picture, { view, columnSec, rowTicks, tick: 1 / TICKS_PER_UNIT });
    const wrong = cells.filter(({ startSec, row, colour }) => (colour !== backgroundOf("dark")) !== counts.at(startSec, row * rowTicks).trades > 0);
    expect(wrong, `cells of ${timeframe} that are lit without a trade, or dark with one`).toEqual([]);
    expect(cells.filter(({ colour }) => colour !== backgroundOf("dark")).length).toBeGreaterThan(20);
    expect(new Set(cells.map(({ colour }) => colour)).size).toBeGreaterThan(10);
    return picture;
  }
});

function medianPrice(trades: readonly RecordedTrade[]): number {
  const sorted = trades.map(({ priceTicks }) => priceTicks).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] / TICKS_PER_UNIT;
}
