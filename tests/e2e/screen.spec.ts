import { type Browser, type BrowserContext, expect } from "@playwright/test";
import { TIMEFRAMES, timeframeSec } from "../../core/market/timeframe.ts";
import { CELL_MODES } from "../../core/view/cell-text.ts";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { compare } from "../support/picture.ts";
import { backgroundOf, heatDifference, probeCells } from "./cell-probe.ts";
import { countCells } from "./cell-counts.ts";
import { ChartPage } from "./chart-page.ts";
import { listen, test } from "./chart-test.ts";
import { setHidden } from "./page-visibility.ts";
import { replaySeeded, SEEDED_TICK, seededTrades, totalsOf } from "./seeded-recording.ts";

const TRADES = seededTrades({ seed: 9, seconds: 600 });
const TOTALS = totalsOf(TRADES);
const FIRST_SEC = TRADES[0].timeSec;
const END_SEC = TRADES[TRADES.length - 1].timeSec + 1;
const LOOK = { columnSec: 5, rowTicks: 20 };
/** Of a blend, in levels of a channel: the grid and the lines over the heat. */
const ROUNDING = 2;
/** Pixi lets go of a context that is gone already. */
const GONE_TWICE = /loseContext: context already lost/;

let server: ServerProcess;

test.beforeAll(async () => {
  server = await replaySeeded(TRADES, "--speed", "max");
});

test.afterAll(async () => {
  await server?.stop();
});

test.describe("themes", () => {
  for (const theme of ["dark", "light"] as const) {
    test(`${theme}: cells are lit where something traded, by both renderers alike`, async ({ chart }, testInfo) => {
      await openStill(chart, `theme=${theme}&renderer=canvas`);
      await expect(chart.page.locator("html")).toHaveAttribute("data-theme", theme);
      const canvas = await expectLit(chart, theme);
      await chart.page.screenshot({ path: testInfo.outputPath(`${theme}.png`) });
      await chart.choose({ renderer: "webgl" });
      const webgl = await expectLit(chart, theme);
      expect(heatDifference(canvas, webgl, theme)).toBe(0);
      expect(compare(canvas, webgl).largest).toBeLessThanOrEqual(ROUNDING);
    });
  }
});

test.describe("sizes", () => {
  for (const deviceScaleFactor of [1, 1.5, 2]) {
    for (const renderer of ["canvas", "webgl"] as const) {
      test(`every device pixel is drawn at a ratio of ${deviceScaleFactor}: ${renderer}`, async ({ browser, complaints }, testInfo) => {
        const { context, chart } = await openContext(browser, complaints, { deviceScaleFactor });
        await openStill(chart, `renderer=${renderer}`);
        expect(await canvasSize(chart)).toEqual(await expectedSize(chart, deviceScaleFactor));
        const picture = await expectLit(chart, "dark");
        const { plot } = await chart.parts();
        expect(Math.abs(picture.width - plot.width * deviceScaleFactor)).toBeLessThanOrEqual(1);
        expect(Math.abs(picture.height - plot.height * deviceScaleFactor)).toBeLessThanOrEqual(1);
        await chart.page.screenshot({ path: testInfo.outputPath(`ratio-${deviceScaleFactor}.png`) });
        await context.close();
      });
    }
  }

  for (const renderer of ["canvas", "webgl"] as const) {
    test(`small, huge and back gives the same picture, with every control in sight: ${renderer}`, async ({ chart }, testInfo) => {
      await openStill(chart, `renderer=${renderer}`);
      const before = { view: await chart.view(), picture: await chart.capture() };
      for (const [width, height] of [
        [800, 600],
        [2560, 1440],
        [1280, 800],
      ] as const) {
        await chart.page.setViewportSize({ width, height });
        await expectFilled(chart, width);
        await chart.idle();
        await expectLit(chart, "dark");
        await expectInSight(chart);
        await chart.page.screenshot({ path: testInfo.outputPath(`${width}x${height}.png`) });
      }
      expect(await chart.view()).toEqual(before.view);
      expect(compare(before.picture, await chart.capture())).toEqual({ pixels: 0, largest: 0 });
    });
  }
});

test.describe("the renderer", () => {
  test("the one that was asked for draws and is shown with its reason, and R takes the other", async ({ chart }) => {
    for (const [renderer, name] of [
      ["webgl", "WebGL"],
      ["canvas", "Canvas (CPU)"],
    ] as const) {
      await chart.open(`${server.url}/?renderer=${renderer}`);
      await expect(chart.statusBar.getByRole("button", { name })).toHaveAttribute("title", new RegExp(`^chosen: ${renderer}`));
      expect(await chart.stats()).toMatchObject({ renderer, rendererReason: `chosen: ${renderer}` });
    }
    await chart.page.keyboard.press("r");
    await expect(chart.statusBar.getByRole("button", { name: "WebGL" })).toBeVisible();
  });

  test("left alone, a measurement chooses and says what it found", async ({ chart }) => {
    await chart.open(server.url);
    const { renderer, rendererReason } = await chart.stats();
    expect(rendererReason).toMatch(/^probe: (?:.*\d ms|software WebGL \(.+\))$/);
    await expect(chart.statusBar.getByRole("button", { name: renderer === "webgl" ? "WebGL" : "Canvas (CPU)" })).toBeVisible();
  });

  test("a lost WebGL context comes back to the same pixels, twice, and gives way to the canvas the third time", async ({ chart, complaints }, testInfo) => {
    await openStill(chart, "renderer=webgl");
    const before = await chart.capture();
    const shown = await chart.host.screenshot();
    for (let loss = 1; loss <= 2; loss++) {
      await chart.page.evaluate(() => window.flowglass.loseContext(50));
      await expect.poll(async () => (await chart.stats()).contextLosses).toBe(loss);
      await expect.poll(async () => shown.equals(await chart.host.screenshot()), { message: "the picture comes back by itself" }).toBe(true);
      expect(compare(before, await chart.capture())).toEqual({ pixels: 0, largest: 0 });
      expect((await chart.stats()).renderer).toBe("webgl");
    }
    await chart.page.screenshot({ path: testInfo.outputPath("context-restored.png") });
    await chart.page.evaluate(() => window.flowglass.loseContext(50));
    await expect(chart.statusBar.getByRole("button", { name: "Canvas (CPU)" })).toHaveAttribute("title", /^WebGL context lost 3 times in a minute/);
    await chart.idle();
    expect(heatDifference(before, await chart.capture(), "dark")).toBe(0);
    expect(complaints.splice(0).filter((complaint) => !GONE_TWICE.test(complaint))).toEqual([]);
  });
});

test("a hidden page draws nothing, and one frame when it is shown", async ({ chart }) => {
  await openStill(chart, "renderer=canvas");
  const before = { stats: await chart.stats(), picture: await chart.capture() };
  await setHidden(chart.page, true);
  await chart.page.evaluate(() => window.flowglass.setView({ from: (window.flowglass.view()?.from ?? 0) - 20_000 }));
  await chart.page.waitForTimeout(700);
  expect((await chart.stats()).frames).toBe(before.stats.frames);
  await setHidden(chart.page, false);
  await chart.idle();
  expect((await chart.stats()).frames).toBe(before.stats.frames + 1);
  expect(compare(before.picture, await chart.capture()).pixels).toBeGreaterThan(0);
});

test("sums stay the same at every timeframe, row height and cell mode", async ({ chart }) => {
  await chart.open(`${server.url}/?renderer=canvas`);
  expect(await chart.totals()).toEqual(TOTALS);
  const sums = { trades: TOTALS.trades, bidLots: TOTALS.bidLots, askLots: TOTALS.askLots };
  for (const timeframe of TIMEFRAMES) expect(await sumOfCells(chart, timeframe, 400), timeframe).toEqual(sums);
  for (const rowTicks of [50, 100, 1000, 50_000]) expect(await sumOfCells(chart, "1m", rowTicks), `${rowTicks} ticks`).toEqual(sums);
  for (const mode of CELL_MODES) {
    await chart.choose({ mode, timeframe: "30s" });
    expect(await sumOfCells(chart, "30s", 200), mode).toEqual(sums);
    expect(await chart.totals()).toEqual(TOTALS);
  }
});

/** Opens the recording at a place, timeframe and row height at which every cell can be looked at, whatever the size of the page. */
async function openStill(chart: ChartPage, parameters: string): Promise<void> {
  await chart.open(`${server.url}/?${parameters}&outline=off&timeframe=5s&rowTicks=${LOOK.rowTicks}`);
  const middle = ((TOTALS.lowTicks + TOTALS.highTicks) / 2) * SEEDED_TICK;
  await chart.look({ from: (END_SEC - 400) * 1000, to: (END_SEC + 20) * 1000, low: middle - 60, high: middle + 60 });
}

/** Every cell in sight is lit where something traded and has the background's colour elsewhere. */
async function expectLit(chart: ChartPage, theme: "dark" | "light") {
  const picture = await chart.capture();
  const counts = countCells(TRADES, LOOK.columnSec, LOOK.rowTicks);
  const cells = probeCells(picture, { ...LOOK, view: await chart.view(), tick: SEEDED_TICK });
  const wrong = cells.filter(({ startSec, row, colour }) => (colour !== backgroundOf(theme)) !== counts.at(startSec, row * LOOK.rowTicks).trades > 0);
  expect(wrong).toEqual([]);
  expect(cells.filter(({ colour }) => colour !== backgroundOf(theme)).length).toBeGreaterThan(50);
  return picture;
}

/** The sums of all exact cells that hold the recording. */
async function sumOfCells(chart: ChartPage, timeframe: (typeof TIMEFRAMES)[number], rowTicks: number) {
  const columnSec = timeframeSec(timeframe);
  const [lowRow, highRow] = [Math.floor(TOTALS.lowTicks / rowTicks), Math.floor(TOTALS.highTicks / rowTicks)];
  const columns = Array.from({ length: Math.ceil((END_SEC - FIRST_SEC) / columnSec) + 1 }, (_, index) => Math.floor(FIRST_SEC / columnSec + index) * columnSec);
  const rows = Array.from({ length: highRow - lowRow + 1 }, (_, index) => (lowRow + index) * rowTicks);
  const cells = await chart.page.evaluate(
    async ([options, starts, lows]) => {
      window.flowglass.setOptions(options);
      const asked = starts.flatMap((sec) => lows.map((ticks) => window.flowglass.cellAt(sec * 1000, (ticks / 10).toFixed(1))));
      return (await Promise.all(asked)).map((cell) => cell && { trades: cell.trades, bidLots: cell.bidLots, askLots: cell.askLots });
    },
    [{ timeframe, rowTicks }, columns, rows] as const,
  );
  const sums = { trades: 0, bidLots: 0, askLots: 0 };
  for (const cell of cells) for (const key of ["trades", "bidLots", "askLots"] as const) sums[key] += cell?.[key] ?? Number.NaN;
  return sums;
}

function canvasSize(chart: ChartPage): Promise<{ width: number; height: number }> {
  return chart.host.locator("canvas").evaluate((canvas: HTMLCanvasElement) => ({ width: canvas.width, height: canvas.height }));
}

/** The panels are laid out after the window has its size: what fills the window is waited for, then what fills the panel. */
async function expectFilled(chart: ChartPage, windowWidth: number): Promise<void> {
  await expect.poll(async () => (await chart.host.boundingBox())?.width).toBe(windowWidth);
  await expect.poll(async () => canvasDifference(await canvasSize(chart), await expectedSize(chart, 1))).toEqual({ width: 0, height: 0 });
}

function canvasDifference(size: { width: number; height: number }, wanted: { width: number; height: number }): { width: number; height: number } {
  return { width: size.width - wanted.width, height: size.height - wanted.height };
}

async function expectedSize(chart: ChartPage, pixelRatio: number): Promise<{ width: number; height: number }> {
  const box = await chart.host.boundingBox();
  return { width: Math.round((box?.width ?? 0) * pixelRatio), height: Math.round((box?.height ?? 0) * pixelRatio) };
}

/** Nothing has to be scrolled for, and no control is cut off. */
async function expectInSight(chart: ChartPage): Promise<void> {
  const { scroll, size, cut } = await chart.page.evaluate(() => ({
    scroll: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
    size: [innerWidth, innerHeight],
    cut: [...document.querySelectorAll("button")]
      .filter((control) => {
        const { left, top, right, bottom, width } = control.getBoundingClientRect();
        return width === 0 || left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
      })
      .map((control) => control.outerHTML),
  }));
  expect(scroll).toEqual(size);
  expect(cut).toEqual([]);
}

async function openContext(browser: Browser, complaints: string[], options: { readonly deviceScaleFactor: number }): Promise<{ context: BrowserContext; chart: ChartPage }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  await listen(page, complaints);
  return { context, chart: new ChartPage(page) };
}
