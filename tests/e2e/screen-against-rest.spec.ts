import { expect } from "@playwright/test";
import type { StudiesAnswer } from "../../client/automation-studies.ts";
import { parseDecimalStep } from "../../core/market/decimal-step.ts";
import { formatPrice } from "../../core/view/number-format.ts";
import { formatPaneValue } from "../../client/scene/pane-value.ts";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { findRecording, NO_RECORDINGS } from "../support/recordings.ts";
import { startServer } from "../support/start-server.ts";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { readPanelRows } from "./panel-rows.ts";
import { type AnswerRow, clockOf, RestAnswers, rowsOf, timeMs } from "./rest-answers.ts";
import { replaySeeded, SEEDED_SYMBOL, seededTrades } from "./seeded-recording.ts";

const TICK = parseDecimalStep("0.1");
const LOT = parseDecimalStep("0.001");
/** Of the shares and sums of squares in averages: doubles in two orders of adding. */
const NEARLY = 1e-9;
const ROW_TICKS = 20;
const SHOWN_SEC = 30;
const EVERYTHING = "indicators=trail,profile,cvd,vwap,imbalances,signals&panels=on&zone=utc";

interface Market {
  readonly name: string;
  readonly symbol: string;
  readonly start: () => Promise<ServerProcess>;
  readonly isAbsent: boolean;
}

const recording = findRecording("trades/binance_usdm_btcusdt_20240808.csv.gz");

const MARKETS: readonly Market[] = [
  {
    name: "a real recording",
    symbol: "BTCUSDT",
    start: () => startServer(["replay", recording ?? "", "--symbol", "BTCUSDT", "--tick-size", "0.1", "--lot-size", "0.001", "--speed", "max"]),
    isAbsent: recording === undefined,
  },
  { name: "a market from a seed", symbol: SEEDED_SYMBOL, start: () => replaySeeded(seededTrades({ seed: 77, seconds: 700 }), "--speed", "max"), isAbsent: false },
];

for (const { name, symbol, start, isAbsent } of MARKETS) {
  test.describe(`what the screen says of ${name} is what the server answers`, () => {
    test.skip(isAbsent, NO_RECORDINGS);
    test.use({ viewport: { width: 1600, height: 900 } });

    let server: ServerProcess;

    test.beforeAll(async () => {
      server = await start();
    });

    test.afterAll(async () => {
      await server?.stop();
    });

    for (const timeframe of ["1s", "5s", "1m"] as const) {
      test(`studies over bars of ${timeframe}`, async ({ chart }) => {
        const rest = answersOf(timeframe);
        await openAll(chart, timeframe);
        await expectCvd(chart, rest);
        await expectVwap(chart, rest);
        await expectProfile(chart, rest);
        await expectFootprint(chart, rest);
        await expectImbalances(chart, rest);
        await expectSignals(chart, rest);
      });
    }

    test("the numbers in the cells", async ({ chart }) => {
      const rest = answersOf("5s");
      await openAll(chart, "5s");
      const { to } = await chart.extent();
      const lastPrice = Number((await tagText(chart, "last"))?.replaceAll(",", ""));
      await chart.look({ from: to - 60_000, to: to + 5000, low: lastPrice - 20, high: lastPrice + 20 });
      await expect.poll(async () => (await studies(chart)).cells.length, { message: "numbers in the cells" }).toBeGreaterThan(0);
      const { cells } = await studies(chart);
      const from = Math.min(...cells.map((cell) => cell.time));
      const bars = await rest.list("orderflow/footprint", { limit: undefined, start_time: from, end_time: to + 5000, price_tick: ROW_TICKS / 10 });
      const answered = bars.flatMap((bar) =>
        rowsOf(bar.levels).map((level) => ({ time: timeMs(bar), lowTicks: rest.ticks(level.price), bidLots: rest.lots(level.bid), askLots: rest.lots(level.ask) })),
      );
      const shown = cells.map(({ time, lowTicks, bidLots, askLots }) => ({ time, lowTicks, bidLots, askLots }));
      const [low, high] = [Math.min(...shown.map(({ lowTicks }) => lowTicks)), Math.max(...shown.map(({ lowTicks }) => lowTicks))];
      expect(shown.length).toBeGreaterThan(20);
      expect(shown).toEqual(answered.filter(({ lowTicks }) => lowTicks >= low && lowTicks <= high));
    });

    test("the rows of the micro-footprint panel", async ({ chart }) => {
      const rest = answersOf("1s");
      await openAll(chart, "1s");
      const { to } = await chart.extent();
      const seconds = await rest.list("orderflow/micro-footprint", { limit: undefined, start_time: to - SHOWN_SEC * 1000, end_time: to });
      const expected = seconds.toReversed().flatMap((second) => [clockOf(second), ...rowsOf(second.levels).toReversed().map((level) => levelText(rest, level))]);
      expect(expected.length).toBeGreaterThan(30);
      await expect.poll(() => microFootprintTexts(chart)).toEqual(expected);
    });

    test("the rows of the tape panel", async ({ chart }) => {
      const rest = answersOf("1s");
      await openAll(chart, "1s");
      const rows = await readPanelRows(chart, "Tape, newest first");
      const heads = rows.filter(({ isHead }) => isHead).map(({ cells }) => cells);
      const newest = (await rest.list("orderflow/tape")).toReversed().slice(0, heads.length);
      expect(heads.length).toBeGreaterThan(20);
      expect(heads).toEqual(newest.map((second) => tapeHead(rest, second)));
      const levels = await rest.list("orderflow/micro-footprint");
      const bought = new Map(levels.map((second) => [clockOf(second), tapePrints(rest, second)]));
      const whole = secondsOf(rows).slice(0, -1);
      expect(whole.length).toBeGreaterThan(20);
      for (const { clock, prints } of whole) expect(prints, clock).toEqual(bought.get(clock));
      const counts = new Map(newest.map((second) => [clockOf(second), Number(second.trades_per_second)]));
      for (const { clock, trades } of whole) expect(trades, clock).toBe(counts.get(clock));
    });

    test("the rows of the signals panel", async ({ chart }) => {
      const rest = answersOf("1s");
      await openAll(chart, "1s");
      const expected = await signalTexts(rest);
      await expect
        .poll(async () => (await readPanelRows(chart, "Signals, newest first")).map(({ cells }) => cells.slice(1).join(" | ")).filter((text) => !text.startsWith("Stacked")).sort())
        .toEqual(expected.sort());
      expect(expected.length).toBeGreaterThan(0);
    });

    function answersOf(timeframe: string): RestAnswers {
      return new RestAnswers(server.url, { symbol, timeframe, limit: 5000 }, TICK, LOT);
    }

    async function openAll(chart: ChartPage, timeframe: string): Promise<void> {
      await chart.open(`${server.url}/?symbol=${symbol}&renderer=canvas&timeframe=${timeframe}&rowTicks=${ROW_TICKS}&${EVERYTHING}`);
      const { low, high } = await chart.extent();
      await chart.choose({ follow: false });
      await chart.look({ low: low - 5, high: high + 5 });
      await chart.page.mouse.move(1, 1);
    }
  });
}

async function studies(chart: ChartPage): Promise<StudiesAnswer> {
  const answer = await chart.page.evaluate(() => window.flowglass.studies());
  if (answer === null) throw new Error("the page shows no data yet");
  return answer;
}

async function tagText(chart: ChartPage, name: string): Promise<string | undefined> {
  return (await studies(chart)).tags.find((tag) => tag.name === name)?.text;
}

async function expectCvd(chart: ChartPage, rest: RestAnswers): Promise<void> {
  const last = newestOf(await rest.list("orderflow/cvd"));
  const lots = (field: string): number => rest.lots(last[field]);
  await expect.poll(async () => (await studies(chart)).cvd).toEqual({
    time: timeMs(last),
    deltaLots: lots("delta"),
    openLots: lots("open"),
    highLots: lots("high"),
    lowLots: lots("low"),
    closeLots: lots("close"),
  });
  expect(lots("cumulative_delta")).toBe(lots("close"));
  expect(await tagText(chart, "CVD")).toBe(formatPaneValue(lots("close"), rest.lot));
}

async function expectVwap(chart: ChartPage, rest: RestAnswers): Promise<void> {
  await chart.choose({ vwap: { bands: [true, true, true] } });
  for (const sigmas of [1, 2, 3]) {
    const last = newestOf(rowsOf((await rest.record("orderflow/vwap", { std_dev_multiplier: sigmas })).data));
    await expect.poll(async () => (await studies(chart)).vwap?.time).toBe(timeMs(last));
    const { vwap } = await studies(chart);
    const band = vwap?.bands.find((one) => one.sigmas === sigmas);
    expectNear(vwap?.vwap, last.vwap);
    expectNear(band?.upper, last.upper_band);
    expectNear(band?.lower, last.lower_band);
    await expect.poll(() => tagText(chart, "VWAP")).toBe(formatPrice(Math.round(Number(last.vwap) * 100), { mantissa: 1, decimals: 2 }));
  }
}

async function expectProfile(chart: ChartPage, rest: RestAnswers): Promise<void> {
  const answer = await rest.record("volume-profile/session", { price_tick: ROW_TICKS / 10 });
  const rows = rowsOf(answer.profile).map((row) => ({ lowTicks: rest.ticks(row.price), bidLots: rest.lots(row.bid), askLots: rest.lots(row.ask) }));
  await expect.poll(async () => (await studies(chart)).profile).toMatchObject({
    rowTicks: ROW_TICKS,
    rows,
    pocTicks: rest.ticks(answer.poc),
    vahTicks: rest.ticks(answer.vah),
    valTicks: rest.ticks(answer.val),
  });
  for (const [name, price] of [["POC", answer.poc], ["VAH", answer.vah], ["VAL", answer.val]] as const) {
    expect(await tagText(chart, name), name).toBe(rest.priceText(price));
  }
  const nodes = await rest.record("orderflow/micro-volume-profile", { price_tick: ROW_TICKS / 10 });
  const { profile } = await studies(chart);
  expect(profile?.highNodeTicks).toEqual(rowPrices(rest, nodes.hvn));
  expect(profile?.lowNodeTicks).toEqual(rowPrices(rest, nodes.lvn));
}

async function expectFootprint(chart: ChartPage, rest: RestAnswers): Promise<void> {
  const bars = await rest.list("orderflow/footprint", { price_tick: ROW_TICKS / 10 });
  const expected = bars.map((bar) => {
    const levels = rowsOf(bar.levels);
    const sum = (field: string): number => levels.reduce((total, level) => total + rest.lots(level[field]), 0);
    return { time: timeMs(bar), volumeLots: sum("volume"), deltaLots: sum("delta"), most: Math.max(...levels.map((level) => rest.lots(level.volume))) };
  });
  const volumeAt = (time: number, ticks: number): number => {
    const level = rowsOf(bars.find((bar) => timeMs(bar) === time)?.levels ?? []).find((one) => rest.ticks(one.price) === ticks);
    return level === undefined ? Number.NaN : rest.lots(level.volume);
  };
  await expect
    .poll(async () => (await studies(chart)).footprint.map(({ time, volumeLots, deltaLots, pocTicks }) => ({ time, volumeLots, deltaLots, most: volumeAt(time, pocTicks) })))
    .toEqual(expected);
}

async function expectImbalances(chart: ChartPage, rest: RestAnswers): Promise<void> {
  const answered = await rest.list("orderflow/imbalances", { price_tick: ROW_TICKS / 10 });
  const expected = answered.map((row) => ({
    time: timeMs(row),
    lowTicks: rest.ticks(row.price),
    side: row.type === "buy_imbalance" ? "buy" : "sell",
    bidLots: rest.lots(row.bid),
    askLots: rest.lots(row.ask),
  }));
  await expect.poll(async () => (await studies(chart)).imbalances).toEqual(expected);
}

/** The pills of the chart, those of stacked imbalances left out: no route lists them. */
async function expectSignals(chart: ChartPage, rest: RestAnswers): Promise<void> {
  const expected = (await signalRows(rest)).map(({ kind, row }) => `${kind} ${timeMs(row)}`);
  await expect
    .poll(async () => (await studies(chart)).signals.filter(({ kind }) => kind !== "stacked-imbalance").map(({ kind, time }) => `${kind} ${time}`).sort())
    .toEqual(expected.sort());
}

interface SignalRow {
  readonly kind: string;
  readonly row: AnswerRow;
}

async function signalRows(rest: RestAnswers): Promise<SignalRow[]> {
  const rows: SignalRow[] = [];
  for (const path of ["absorption", "exhaustion", "bursts", "liquidity-sweeps"]) {
    const request = path === "exhaustion" ? {} : { timeframe: "1s" };
    for (const row of await rest.list(`orderflow/${path}`, request)) rows.push({ kind: String(row.type).toLowerCase().replaceAll("_", "-"), row });
  }
  return rows;
}

/** Name, the time at which it was known, and measured values of every signal, as the panel writes them. */
async function signalTexts(rest: RestAnswers): Promise<string[]> {
  return (await signalRows(rest)).map(({ kind, row }) => {
    const [signalName, measured] = signalWords(rest, kind, row);
    return [signalName, clockOf({ timestamp: (row.evidence as AnswerRow).confirmed_timestamp }), measured].join(" | ");
  });
}

function signalWords(rest: RestAnswers, kind: string, row: AnswerRow): [name: string, measured: string] {
  const evidence = row.evidence as AnswerRow;
  switch (kind) {
    case "bid-absorption":
    case "ask-absorption":
      return [`${kind === "bid-absorption" ? "Bid" : "Ask"} absorption`, `${rest.volumeText(row.volume, 8)} in ${String(evidence.window_seconds)} s · range ${rest.priceText(evidence.range)}`];
    case "bullish-exhaustion":
    case "bearish-exhaustion":
      return [`Exhaustion (${kind === "bullish-exhaustion" ? "up" : "down"}-move)`, `Δ ${signed(rest, row.delta)} after ${signed(rest, row.prev_delta)}`];
    case "buying-burst":
    case "selling-burst": {
      const isBuying = kind === "buying-burst";
      const share = `${rest.volumeText(evidence.side_volume, 8)} of ${rest.volumeText(row.total_volume, 8)}`;
      return [`${isBuying ? "Buying" : "Selling"} burst`, `${String(row.duration)} s · ${isBuying ? "bought" : "sold"} ${share}`];
    }
    case "micro-pullback":
      return ["Micro pullback", `${Math.round(Number(evidence.retrace_share) * 100)} % of the burst given back`];
    case "micro-push": {
      const beyond = rest.ticks(row.price) - rest.ticks(evidence.extreme);
      return ["Micro push", `new ${beyond > 0 ? "high" : "low"} ${beyond > 0 ? "+" : "−"}${rest.priceText(Math.abs(beyond) / 10)}`];
    }
    case "upside-sweep":
    case "downside-sweep": {
      const seconds = (Date.parse(String(row.reversal_time)) - timeMs(row)) / 1000;
      return [`Sweep ${kind === "upside-sweep" ? "up" : "down"}, rejected`, `${rest.priceText(evidence.extreme)} → ${rest.priceText(row.reversal_price)} ${seconds === 0 ? "within the second" : `in ${seconds} s`}`];
    }
    default:
      throw new Error(`the server tells of a signal that the panel does not know: ${kind}`);
  }
}

/** To a whole number of lots, half up as the exact quotient and not as its double. */
function toLot(volume: unknown): number {
  return Math.round(Number((Number(volume) * 1000).toPrecision(12))) / 1000;
}

function signed(rest: RestAnswers, volume: unknown): string {
  const value = Number(volume);
  return `${value > 0 ? "+" : value < 0 ? "−" : ""}${rest.volumeText(Math.abs(value), 8)}`;
}

async function microFootprintTexts(chart: ChartPage): Promise<string[]> {
  return (await readPanelRows(chart, "Micro-footprint, newest second first")).map(({ isHead, cells }) => (isHead ? cells[0] : cells.slice(0, 5).join(" ")));
}

function levelText(rest: RestAnswers, level: AnswerRow): string {
  return [rest.priceText(level.price), rest.volumeText(level.bid), rest.volumeText(level.ask), rest.deltaText(level.delta), String(level.trades)].join(" ");
}

function tapeHead(rest: RestAnswers, second: AnswerRow): string[] {
  const average = toLot(second.avg_trade_size);
  const side = { HIT_ASK: "▲ ask", HIT_BID: "▼ bid", NEUTRAL: "= even" }[String(second.hit_side)] ?? "";
  return [clockOf(second), `${String(second.trades_per_second)}/s`, `ø ${rest.volumeText(average, 6)}`, side, second.aggression === "AGGRESSIVE" ? "fast" : ""];
}

/** Price, side and volume of every aggregate of a second, in no order. */
function tapePrints(rest: RestAnswers, second: AnswerRow): string[] {
  const prints = rowsOf(second.levels).flatMap((level) => [
    ...(Number(level.ask) > 0 ? [`▲ ${rest.priceText(level.price)} ${rest.volumeText(level.ask)}`] : []),
    ...(Number(level.bid) > 0 ? [`▼ ${rest.priceText(level.price)} ${rest.volumeText(level.bid)}`] : []),
  ]);
  return prints.sort();
}

/** The seconds of the tape with their aggregates, in no order, and the sum of the trades that are written beside these. */
function secondsOf(rows: Awaited<ReturnType<typeof readPanelRows>>): { readonly clock: string; readonly prints: string[]; readonly trades: number }[] {
  const seconds: { readonly clock: string; readonly prints: string[]; trades: number }[] = [];
  for (const { isHead, cells } of rows) {
    const second = seconds.at(-1);
    if (isHead) seconds.push({ clock: cells[0], prints: [], trades: 0 });
    else if (second !== undefined) {
      second.prints.push(cells.slice(0, 3).join(" "));
      second.trades += Number(cells[3]);
    }
  }
  for (const { prints } of seconds) prints.sort();
  return seconds;
}

function rowPrices(rest: RestAnswers, prices: unknown): number[] {
  return Array.isArray(prices) ? prices.map((price) => rest.ticks(price)) : [];
}

function newestOf(rows: readonly AnswerRow[]): AnswerRow {
  const last = rows.at(-1);
  if (last === undefined) throw new Error("the server answers with nothing");
  return last;
}

function expectNear(shown: number | undefined, answered: unknown): void {
  const value = Number(answered);
  expect(Math.abs((shown ?? Number.NaN) - value)).toBeLessThanOrEqual(Math.abs(value) * NEARLY);
}
