import { expect } from "@playwright/test";
import { RAMP_HEAT, RAMP_SIZE } from "../../core/view/heat-style.ts";
import { buildPalette } from "../../core/view/palette.ts";
import { THEMES } from "../../core/view/theme.ts";
import { buildTrailPalette } from "../../core/view/trail-palette.ts";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { compare, type Picture } from "../support/picture.ts";
import { backgroundOf, probeCells } from "./cell-probe.ts";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, SEEDED_TICK, seededTrades, type SeededTrade } from "./seeded-recording.ts";

const TRADES = seededTrades({ seed: 9, seconds: 600 });
const END_SEC = TRADES[TRADES.length - 1].timeSec + 1;
const LOOK = { columnSec: 5, rowTicks: 20 };
const WINDOW_SEC = 120;
/** Of a blend, in levels of a channel: the grid and the lines over the heat. */
const ROUNDING = 2;
const TRAIL = new Set(buildTrailPalette(THEMES.dark).subarray(RAMP_HEAT * RAMP_SIZE, (RAMP_HEAT + 1) * RAMP_SIZE).map((pixel) => (pixel | 0xff000000) >>> 0));
const CELLS = new Set(buildPalette(THEMES.dark, "blue-orange", true));

let server: ServerProcess;

test.beforeAll(async () => {
  server = await replaySeeded(TRADES, "--speed", "max");
});

test.afterAll(async () => {
  await server?.stop();
});

for (const renderer of ["canvas", "webgl"] as const) {
  test(`each column shows what traded at its prices in the minutes before, behind the cells: ${renderer}`, async ({ chart }, testInfo) => {
    await openTrail(chart, renderer);
    const picture = await chart.capture();
    await chart.page.screenshot({ path: testInfo.outputPath(`${renderer}.png`) });
    const counts = { cell: 0, trail: 0, empty: 0 };
    const wrong: string[] = [];
    for (const { startSec, row, colour } of probeCells(picture, { ...LOOK, view: await chart.view(), tick: SEEDED_TICK })) {
      const expected = kindOf(startSec, row);
      const isSeen = expected === "cell" ? CELLS.has(colour) : expected === "trail" ? TRAIL.has(colour) : colour === backgroundOf("dark");
      if (!isSeen) wrong.push(`${startSec - END_SEC} s, row ${row}: no ${expected}`);
      counts[expected]++;
    }
    expect(wrong).toEqual([]);
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(100);
  });
}

test("both renderers draw one picture of it, and it comes and goes with its key", async ({ chart }) => {
  await openTrail(chart, "canvas");
  const canvas = await chart.capture();
  await chart.choose({ renderer: "webgl" });
  const webgl = await chart.capture();
  expect(compare(canvas, webgl).largest).toBeLessThanOrEqual(ROUNDING);
  expect(shareOf(webgl, TRAIL)).toBeGreaterThan(0.2);
  await chart.host.focus();
  await chart.page.keyboard.press("e");
  await chart.idle();
  expect(shareOf(await chart.capture(), TRAIL)).toBeLessThan(0.01);
  await chart.page.keyboard.press("e");
  await expect.poll(async () => compare(webgl, await chart.capture())).toEqual({ pixels: 0, largest: 0 });
});

test("its numbers are the sums of the cells it looks back on, in the legend's ramp and under the pointer", async ({ chart }) => {
  await openTrail(chart, "canvas");
  await expect(chart.page.getByRole("complementary", { name: "Colour scale" })).toContainText("last 2 min");
  const at = TRADES[Math.floor(TRADES.length * 0.9)];
  const row = Math.floor(at.priceTicks / LOOK.rowTicks);
  const columnEnd = (Math.floor(at.timeSec / LOOK.columnSec) + 1) * LOOK.columnSec;
  const wanted = sumOf(tradesIn(columnEnd - WINDOW_SEC, columnEnd, row));
  const read = (sec: number) =>
    chart.page.evaluate(([timeMs, price]) => window.flowglass.trailAt(timeMs, price), [sec * 1000, Math.round(at.priceTicks) / 10] as const);
  expect(await read(at.timeSec)).toMatchObject({ ...wanted, from: new Date((columnEnd - WINDOW_SEC) * 1000).toISOString(), to: new Date(columnEnd * 1000).toISOString() });
  expect(await read(END_SEC + 60)).toBeNull();
  await chart.choose({ trail: { span: "session" } });
  expect(await read(at.timeSec)).toMatchObject(sumOf(tradesIn(Number.NEGATIVE_INFINITY, columnEnd, row)));
  await expect(chart.page.getByRole("complementary", { name: "Colour scale" })).toContainText("session so far");
  await chart.choose({ trail: { shown: false } });
  expect(await read(at.timeSec)).toBeNull();
});

/** Opens the recording's end with a trail of two minutes and cells that can be looked at. */
async function openTrail(chart: ChartPage, renderer: "canvas" | "webgl"): Promise<void> {
  await chart.open(`${server.url}/?renderer=${renderer}&outline=off&timeframe=5s&rowTicks=${LOOK.rowTicks}`);
  await chart.choose({ trail: { shown: true, span: "minutes", minutes: WINDOW_SEC / 60 } });
  const middle = TRADES[TRADES.length - 1].priceTicks * SEEDED_TICK;
  await chart.look({ from: (END_SEC - 400) * 1000, to: (END_SEC + 20) * 1000, low: middle - 60, high: middle + 60 });
}

/** What is to be seen of a cell. */
function kindOf(startSec: number, row: number): "cell" | "trail" | "empty" {
  const endSec = startSec + LOOK.columnSec;
  if (tradesIn(startSec, endSec, row).length > 0) return "cell";
  return startSec < END_SEC && tradesIn(endSec - WINDOW_SEC, endSec, row).length > 0 ? "trail" : "empty";
}

function tradesIn(fromSec: number, toSec: number, row: number): SeededTrade[] {
  return TRADES.filter(({ timeSec, priceTicks }) => timeSec >= fromSec && timeSec < toSec && Math.floor(priceTicks / LOOK.rowTicks) === row);
}

function sumOf(trades: readonly SeededTrade[]): { readonly bidLots: number; readonly askLots: number; readonly trades: number } {
  const lotsOf = (side: SeededTrade["side"]): number => trades.reduce((sum, trade) => sum + (trade.side === side ? trade.sizeLots : 0), 0);
  return { bidLots: lotsOf("sell"), askLots: lotsOf("buy"), trades: trades.length };
}

/** Share of a picture's pixels that have one of the colours. */
function shareOf({ pixels }: Picture, colours: ReadonlySet<number>): number {
  return pixels.reduce((count, pixel) => count + (colours.has(pixel) ? 1 : 0), 0) / pixels.length;
}
