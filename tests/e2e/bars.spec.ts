import { expect, type Locator } from "@playwright/test";
import { formatSteps } from "../../core/market/decimal-step.ts";
import { NO_GAPS } from "../../core/orderflow/fold/gaps.ts";
import { footprint } from "../../core/orderflow/footprint/footprint.ts";
import { type StackedImbalanceEvent, stackedImbalances } from "../../core/orderflow/footprint/stacked-imbalance.ts";
import { formatDelta, formatPrice, formatVolume } from "../../core/view/number-format.ts";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { barsOfTrades } from "../core/orderflow/market-case.ts";
import { compare, type Picture } from "../support/picture.ts";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { pictureOf } from "./region-picture.ts";
import { replaySeeded, SEEDED_TICK, seededTrades, type SeededTrade } from "./seeded-recording.ts";

const TRADES = seededTrades({ seed: 9, seconds: 600 });
const BARS = barsOfTrades(TRADES);
const END_SEC = TRADES[TRADES.length - 1].timeSec + 1;
const BAR_SEC = 5;
const ROW_TICKS = 20;
const TICK = { mantissa: 1, decimals: 1 };
const LOT = { mantissa: 1, decimals: 3 };
const RULE = { ratio: 1.5, minimumLots: 50, emptyCountsAsOne: true, stackRows: 2, maximumAgeSec: 1800 };
const IMBALANCES = { shown: true, zones: true, ratio: 1.5, minimumVolume: 0.05, emptyCountsAsOne: true, stackRows: 2 };
/** Marks and numbers stand on zones, and a tint does not change a cell of its own colour. */
const MOSTLY = 0.5;
/** A bar well inside the data, with trades in it and in its neighbours. */
const CHOSEN_SEC = Math.floor((END_SEC - 60) / BAR_SEC) * BAR_SEC;

let server: ServerProcess;

test.use({ viewport: { width: 1600, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });

test.beforeAll(async () => {
  server = await replaySeeded(TRADES, "--speed", "max");
});

test.afterAll(async () => {
  await server?.stop();
});

for (const renderer of ["canvas", "webgl"] as const) {
  test(`zones of stacked imbalances lie where the stacks were, until price has traded through: ${renderer}`, async ({ chart }, testInfo) => {
    await open(chart, renderer, {});
    await chart.choose({ imbalances: { ...IMBALANCES, zones: false }, outline: "off" });
    await chart.look({ from: (END_SEC - 200) * 1000, to: (END_SEC + 20) * 1000 });
    const without = await chart.capture();
    await chart.choose({ imbalances: IMBALANCES });
    await expect.poll(async () => compare(without, await chart.capture()).pixels).toBeGreaterThan(1000);
    const withZones = await chart.capture();
    await chart.page.screenshot({ path: testInfo.outputPath(`${renderer}.png`) });
    const zones = zonesInView();
    expect(zones.length).toBeGreaterThan(10);
    const seen = await pixelsOf(chart, withZones, zones);
    expect(seen.filter(({ isSeen }) => isSeen).length).toBeGreaterThan(10);
    for (const zone of seen) if (zone.isSeen) expect(changedShare(without, withZones, zone), zone.name).toBeGreaterThan(MOSTLY);
    expect(strayPixels(without, withZones, seen)).toBe(0);
    await chart.choose({ imbalances: { ...IMBALANCES, zones: false } });
    await expect.poll(async () => compare(without, await chart.capture())).toEqual({ pixels: 0, largest: 0 });
  });

  test(`the statistics below the plot are tinted by what each bar traded, in its column: ${renderer}`, async ({ chart }, testInfo) => {
    await open(chart, renderer, {});
    const plain = await chart.page.evaluate(() => window.flowglass.layout());
    expect(plain.statistics.height).toBe(0);
    await chart.choose({ footprint: { statistics: true } });
    await expect.poll(async () => (await statisticsOf(chart)).height).toBeGreaterThan(60);
    await chart.idle();
    const part = await statisticsOf(chart);
    const picture = await pictureOf(chart, part);
    await chart.page.screenshot({ path: testInfo.outputPath(`${renderer}.png`) });
    const { columns, length } = footprint(BARS, NO_GAPS, { timeframeSec: BAR_SEC, ticksPerRow: ROW_TICKS }).bars;
    const view = await chart.view();
    const background = picture.pixels[picture.width * 3 + picture.width - 3];
    let looked = 0;
    for (let bar = 0; bar < length; bar++) {
      const left = Math.round(((columns.timeSec[bar] * 1000 - view.from) / (view.to - view.from)) * picture.width);
      const right = Math.round((((columns.timeSec[bar] + BAR_SEC) * 1000 - view.from) / (view.to - view.from)) * picture.width);
      if (left < 2 || right > picture.width - 2) continue;
      const at = (row: number): number => picture.pixels[(2 + row * 16 + 2) * picture.width + left + 2];
      const signs = [at(1), at(2), at(3)].map((pixel) => blueOverRed(pixel) - blueOverRed(background));
      expect(at(0)).not.toBe(background);
      const expected = [columns.deltaLots[bar], columns.minDeltaLots[bar], columns.maxDeltaLots[bar]];
      for (const [row, lots] of expected.entries()) {
        if (lots === 0) expect(at(row + 1)).toBe(background);
        else if (Math.abs(lots) > 400) expect(Math.sign(signs[row]), `bar ${bar}, row ${row + 1}: ${lots}`).toBe(Math.sign(lots));
      }
      looked++;
    }
    expect(looked).toBeGreaterThan(10);
    await chart.look({ from: (END_SEC - 580) * 1000, to: END_SEC * 1000 });
    await expect.poll(async () => (await statisticsOf(chart)).height, { message: "bars that are too narrow for numbers have none" }).toBe(0);
  });
}

test("a click opens the footprint of a bar, which stays chosen and framed until Escape; of a narrow one the second click does", async ({ chart }) => {
  await open(chart, "canvas", {});
  const plain = await chart.capture();
  const point = await pointOf(chart, CHOSEN_SEC + BAR_SEC / 2);
  await chart.page.mouse.click(point.x, point.y);
  await expect(sheet(chart).getByRole("heading")).toHaveText(titleOf(CHOSEN_SEC));
  await chart.page.keyboard.press("Escape");
  await expect(sheet(chart)).toHaveCount(0);
  await chart.page.mouse.move(0, 0);
  await expect.poll(async () => compare(plain, await chart.capture()).pixels).toBeGreaterThan(500);
  await chart.page.keyboard.press("Enter");
  await expect(sheet(chart).getByRole("heading")).toHaveText(titleOf(CHOSEN_SEC));
  await chart.page.keyboard.press("Escape");
  await chart.page.keyboard.press("Escape");
  await expect.poll(async () => compare(plain, await chart.capture()).pixels).toBe(0);
  await chart.page.mouse.dblclick(point.x, point.y);
  await expect(sheet(chart).getByRole("heading")).toHaveText(titleOf(CHOSEN_SEC));
  await chart.page.keyboard.press("Escape");
  await chart.page.keyboard.press("Escape");
  await chart.page.mouse.move(point.x, point.y);
  await chart.page.mouse.down();
  await chart.page.mouse.move(point.x - 150, point.y, { steps: 4 });
  await chart.page.mouse.up();
  await expect(sheet(chart)).toHaveCount(0);
  await chart.look({ from: (END_SEC - 6000) * 1000, to: (END_SEC + 100) * 1000 });
  const narrow = await pointOf(chart, CHOSEN_SEC + BAR_SEC / 2);
  await chart.page.mouse.click(narrow.x, narrow.y);
  await chart.idle();
  await expect(sheet(chart)).toHaveCount(0);
  await chart.page.mouse.click(narrow.x, narrow.y);
  await expect(sheet(chart)).toHaveCount(1);
});

test("a double click beside where the footprint opens leaves it open, with the keys in it", async ({ chart }) => {
  await open(chart, "canvas", {});
  const { x, y } = await pointBesideFootprint(chart);
  await chart.page.mouse.dblclick(x, y);
  await expect(sheet(chart).getByRole("heading")).toHaveText(titleOf(CHOSEN_SEC));
  await chart.page.keyboard.press("ArrowLeft");
  await expect(sheet(chart).getByRole("heading")).toHaveText(titleOf(CHOSEN_SEC - BAR_SEC));
  await chart.page.mouse.click(x, y + 150);
  await expect(sheet(chart)).toHaveCount(0);
  await expect(chart.host).toBeFocused();
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true });

  test("a tap on a bar chooses it, the next opens its footprint, which stays until a tap beside it", async ({ chart }) => {
    await open(chart, "canvas", {});
    const { x, y } = await pointBesideFootprint(chart);
    await chart.page.touchscreen.tap(x, y);
    await chart.idle();
    await expect(sheet(chart)).toHaveCount(0);
    await chart.page.touchscreen.tap(x, y);
    await expect(sheet(chart).getByRole("heading")).toHaveText(titleOf(CHOSEN_SEC));
    await chart.page.keyboard.press("ArrowLeft");
    await expect(sheet(chart).getByRole("heading")).toHaveText(titleOf(CHOSEN_SEC - BAR_SEC));
    await chart.page.touchscreen.tap(x, y + 150);
    await expect(sheet(chart)).toHaveCount(0);
  });
});

test("the footprint of a bar is exact, goes from bar to bar and can be copied", async ({ chart }) => {
  await open(chart, "canvas", {});
  await chart.choose({ imbalances: IMBALANCES });
  const point = await pointOf(chart, CHOSEN_SEC + 1);
  await chart.page.mouse.click(point.x, point.y);
  await expect(sheet(chart).getByRole("heading")).toHaveText(titleOf(CHOSEN_SEC));
  for (const [key, startSec] of [
    ["", CHOSEN_SEC],
    ["ArrowLeft", CHOSEN_SEC - BAR_SEC],
    ["ArrowRight", CHOSEN_SEC],
    ["ArrowRight", CHOSEN_SEC + BAR_SEC],
  ] as const) {
    if (key !== "") await chart.page.keyboard.press(key);
    await expect(sheet(chart).getByRole("heading")).toHaveText(titleOf(startSec));
    const twin = twinOf(startSec);
    await expect.poll(() => rowsOf(chart)).toEqual(twin.rows.map(({ cells }) => cells));
    await expect(sheet(chart).locator(".footprint-totals > span")).toHaveText(twin.totals);
    await expect(sheet(chart).locator(".footprint-sums dd")).toHaveText(twin.sums);
    await expect(sheet(chart).locator(".footprint-row[data-poc='true']")).toHaveCount(1);
  }
  const twin = twinOf(CHOSEN_SEC + BAR_SEC);
  await sheet(chart).getByRole("button", { name: "Copy as CSV" }).click();
  await expect(sheet(chart).getByRole("button", { name: "Copied" })).toBeVisible();
  const lines = (await chart.page.evaluate(() => navigator.clipboard.readText())).trimEnd().split("\n");
  expect(lines[0]).toBe("price,bid,ask,delta,volume,trades,imbalance");
  expect(lines.slice(1).map((line) => line.split(",").slice(0, 6).join())).toEqual(twin.rows.map(({ csv }) => csv));
});

test("the sheet keeps the focus while it is open and gives it back", async ({ chart }) => {
  await open(chart, "canvas", {});
  await chart.host.focus();
  await chart.page.keyboard.press("Enter");
  await expect(sheet(chart).getByRole("button", { name: "Previous" })).toBeEnabled();
  for (let press = 0; press < 8; press++) {
    await chart.page.keyboard.press("Tab");
    expect(await chart.page.evaluate(() => document.activeElement?.closest("[role='dialog']") !== null)).toBe(true);
  }
  await chart.page.keyboard.press("Escape");
  await expect(sheet(chart)).toHaveCount(0);
  await expect(chart.host).toBeFocused();
});

test("the micro-footprint says what it stands around: the newest seconds, the pointer, or the chosen bar", async ({ chart }) => {
  await open(chart, "canvas", { panels: "on" });
  const note = chart.page.locator(".panel-note b");
  await chart.page.mouse.move(0, 0);
  await expect(note).toHaveText("live");
  const point = await pointOf(chart, CHOSEN_SEC + BAR_SEC / 2);
  await chart.page.mouse.move(point.x, point.y);
  await expect(note).toHaveText(`pointer ${clockOf(CHOSEN_SEC)}`);
  await chart.page.mouse.click(point.x, point.y);
  await chart.page.keyboard.press("Escape");
  await chart.page.mouse.move(0, 0);
  await expect(note).toHaveText(`bar ${clockOf(CHOSEN_SEC)}`);
  await expect(chart.page.locator(".panel-note")).toContainText(`${clockOf(CHOSEN_SEC - 30)} – ${clockOf(CHOSEN_SEC + BAR_SEC + 30)}`);
  const marked = chart.page.locator(".panel-second[data-focus='true'] > span:first-child");
  const seconds = new Set(TRADES.filter(({ timeSec }) => timeSec >= CHOSEN_SEC && timeSec < CHOSEN_SEC + BAR_SEC).map(({ timeSec }) => clockOf(timeSec)));
  await expect.poll(async () => (await marked.allTextContents()).some((text) => seconds.has(text))).toBe(true);
  await chart.page.keyboard.press("Escape");
  await expect(note).toHaveText("live");
});

async function open(chart: ChartPage, renderer: "canvas" | "webgl", asked: { readonly panels?: string }): Promise<void> {
  await chart.open(`${server.url}/?renderer=${renderer}&timeframe=5s&rowTicks=${ROW_TICKS}&panels=${asked.panels ?? "off"}`);
  await chart.look({ from: (END_SEC - 120) * 1000, to: (END_SEC + 10) * 1000 });
}

function sheet(chart: ChartPage): Locator {
  return chart.page.getByRole("dialog", { name: "Footprint of the bar" });
}

function statisticsOf(chart: ChartPage) {
  return chart.page.evaluate(() => window.flowglass.layout().statistics);
}

const clockOf = (sec: number): string => new Date(sec * 1000).toISOString().slice(11, 19);

const titleOf = (startSec: number): string => `SEEDED · ${clockOf(startSec)} – ${clockOf(startSec + BAR_SEC)}`;

/** A point of the page at a second, in the upper half of the plot. */
async function pointOf(chart: ChartPage, sec: number): Promise<{ readonly x: number; readonly y: number }> {
  const { plot } = await chart.parts();
  const view = await chart.view();
  return { x: plot.x + ((sec * 1000 - view.from) / (view.to - view.from)) * plot.width, y: plot.y + plot.height * 0.4 };
}

/** A point of the chosen bar, which is brought to the plot's left: the sheet opens in the middle. */
async function pointBesideFootprint(chart: ChartPage): ReturnType<typeof pointOf> {
  await chart.look({ from: (CHOSEN_SEC - 10) * 1000, to: (CHOSEN_SEC + 90) * 1000 });
  return pointOf(chart, CHOSEN_SEC + BAR_SEC / 2);
}

interface ZoneInView {
  readonly fromSec: number;
  readonly toSec: number;
  readonly lowTicks: number;
  readonly highTicks: number;
}

function zonesInView(): ZoneInView[] {
  const { events } = stackedImbalances(BARS, NO_GAPS, { timeframeSec: BAR_SEC, ticksPerRow: ROW_TICKS, ...RULE });
  const beginnings = events.filter((event): event is StackedImbalanceEvent => event.kind === "stacked-imbalance");
  return beginnings.map(({ side, timeSec, lowTicks, highTicks }) => {
    const end = events.find((event) => event.kind === "stacked-imbalance-end" && event.side === side && event.timeSec === timeSec && event.lowTicks === lowTicks);
    return { fromSec: timeSec, toSec: end === undefined ? END_SEC : end.confirmedSec + 1, lowTicks, highTicks };
  });
}

interface ZonePixels {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** `true` when the zone is wholly in the picture and large enough to be looked at. */
  readonly isSeen: boolean;
}

/** Where zones are drawn. */
async function pixelsOf(chart: ChartPage, { width, height }: Picture, zones: readonly ZoneInView[]): Promise<ZonePixels[]> {
  const view = await chart.view();
  const xOf = (sec: number): number => ((sec * 1000 - view.from) / (view.to - view.from)) * width;
  const yOf = (ticks: number): number => ((view.high - ticks * SEEDED_TICK) / (view.high - view.low)) * height;
  return zones.map(({ fromSec, toSec, lowTicks, highTicks }) => {
    const [left, right, top, bottom] = [xOf(fromSec), xOf(toSec), yOf(highTicks + 0.5), yOf(lowTicks - 0.5)];
    const isSeen = left > 2 && right < width - 2 && right - left > 12 && top > 2 && bottom < height - 2 && bottom - top > 12;
    return { name: `zone of ${clockOf(fromSec)} at ${lowTicks}`, left, right, top, bottom, isSeen };
  });
}

/** Share of a zone's pixels that two pictures do not share. */
function changedShare(a: Picture, b: Picture, { left, right, top, bottom }: ZonePixels): number {
  let [looked, changed] = [0, 0];
  for (let y = Math.ceil(top) + 1; y < Math.floor(bottom) - 1; y++) {
    for (let x = Math.ceil(left) + 1; x < Math.floor(right) - 1; x++) {
      looked++;
      if (a.pixels[y * a.width + x] !== b.pixels[y * a.width + x]) changed++;
    }
  }
  return changed / looked;
}

/** Pixels before the newest second that two pictures do not share and that no zone covers. */
function strayPixels(a: Picture, b: Picture, zones: readonly ZonePixels[]): number {
  const last = Math.floor(Math.max(...zones.map(({ right }) => right))) - 2;
  let stray = 0;
  for (let y = 0; y < a.height; y++) {
    for (let x = 0; x < last; x++) {
      if (a.pixels[y * a.width + x] === b.pixels[y * a.width + x]) continue;
      if (!zones.some(({ left, right, top, bottom }) => x >= left - 2 && x <= right + 2 && y >= top - 2 && y <= bottom + 2)) stray++;
    }
  }
  return stray;
}

/** How much bluer than red a pixel is. */
const blueOverRed = (pixel: number): number => ((pixel >> 16) & 255) - (pixel & 255);

interface TwinRow {
  readonly cells: readonly string[];
  readonly csv: string;
}

/** What the sheet must say of a bar, by loops over its trades. */
function twinOf(startSec: number): { readonly rows: readonly TwinRow[]; readonly totals: readonly string[]; readonly sums: readonly string[] } {
  const trades = TRADES.filter(({ timeSec }) => timeSec >= startSec && timeSec < startSec + BAR_SEC);
  const rows = [...new Set(trades.map(({ priceTicks }) => Math.floor(priceTicks / ROW_TICKS)))].toSorted((a, b) => b - a);
  const prices = trades.map(({ priceTicks }) => priceTicks);
  let [delta, least, most] = [0, 0, 0];
  for (let sec = startSec; sec < startSec + BAR_SEC; sec++) {
    const inSec = trades.filter(({ timeSec }) => timeSec === sec);
    delta += lotsOf(inSec, "buy") - lotsOf(inSec, "sell");
    [least, most] = [Math.min(least, delta), Math.max(most, delta)];
  }
  const [bid, ask] = [lotsOf(trades, "sell"), lotsOf(trades, "buy")];
  const count = trades.length;
  return {
    rows: rows.map((row) => twinRow(row, trades.filter(({ priceTicks }) => Math.floor(priceTicks / ROW_TICKS) === row))),
    totals: [formatVolume(bid, LOT), rows.length === 1 ? "1 level" : `${rows.length} levels`, formatVolume(ask, LOT), formatDelta(ask - bid, LOT), formatVolume(bid + ask, LOT), String(count)],
    sums: [
      ...[prices[0], Math.max(...prices), Math.min(...prices), prices[prices.length - 1]].map((ticks) => formatPrice(ticks, TICK)),
      formatVolume(bid + ask, LOT),
      String(count),
      ...[delta, least, most].map((lots) => formatDelta(lots, LOT)),
    ],
  };
}

function twinRow(row: number, trades: readonly SeededTrade[]): TwinRow {
  const [bid, ask] = [lotsOf(trades, "sell"), lotsOf(trades, "buy")];
  const lots = [bid, ask, ask - bid, bid + ask];
  return {
    cells: [formatVolume(bid, LOT), formatPrice(row * ROW_TICKS, TICK), formatVolume(ask, LOT), formatDelta(ask - bid, LOT), formatVolume(bid + ask, LOT), String(trades.length)],
    csv: [formatSteps(row * ROW_TICKS, TICK), ...lots.map((each) => formatSteps(each, LOT)), String(trades.length)].join(),
  };
}

function lotsOf(trades: readonly SeededTrade[], side: "buy" | "sell"): number {
  return trades.reduce((sum, trade) => sum + (trade.side === side ? trade.sizeLots : 0), 0);
}

/** The cells of every row of the sheet, the point of control's name left out. */
function rowsOf(chart: ChartPage): Promise<string[][]> {
  return sheet(chart)
    .locator(".panel-row .footprint-row")
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => (cell.firstChild?.textContent ?? "").trim())));
}
