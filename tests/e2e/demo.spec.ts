import { expect, type Locator } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { SIGNAL_KINDS } from "../../client/state/indicators.ts";
import { startServer } from "../support/start-server.ts";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { setHidden } from "./page-visibility.ts";
import { expectPartOfHistory } from "./server-history.ts";

const SYMBOLS = ["DEMO-BTC", "DEMO-ES", "DEMO-STOCK"] as const;
const DAY_MS = 86_400_000;
/** More Tabs than there are controls. */
const MAX_TABS = 80;

test.describe("the demo market", () => {
  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await startServer(["--seed", "11"]);
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  test("opens live with a day of history, asks nobody else for anything and complains of nothing", async ({ chart }, testInfo) => {
    const foreign: string[] = [];
    chart.page.on("request", (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith("blob:")) foreign.push(request.url());
    });
    await chart.open(server.url);
    const { from, to } = await chart.extent();
    expect(to - from).toBeGreaterThan(DAY_MS * 0.99);
    await expect(chart.statusBar).toContainText("Live");
    await expect(chart.page).toHaveTitle(/^[\d,.]+ DEMO-BTC · Flowglass$/);
    await expectPartOfHistory(chart, server.url, "DEMO-BTC");
    expect(foreign).toEqual([]);
    expect(await chart.page.evaluate(() => crossOriginIsolated)).toBe(true);
    await chart.page.screenshot({ path: testInfo.outputPath("live.png") });
    for (const mode of ["delta", "bidAsk", "imbalance", "trades"] as const) {
      await chart.choose({ mode, timeframe: mode === "bidAsk" ? "30s" : "5s" });
      await chart.page.screenshot({ path: testInfo.outputPath(`${mode}.png`) });
    }
    await chart.choose({ timeframe: "5m", mode: "volume" });
    await chart.moved(() => chart.page.keyboard.press("a"));
    await chart.page.screenshot({ path: testInfo.outputPath("day.png") });
  });

  test("the panel says how many signals there are where it lists only the newest, as far as their kinds are shown", async ({ chart }, testInfo) => {
    await chart.open(`${server.url}/?renderer=canvas&indicators=off&signals=on&panels=on`);
    const note = chart.page.locator(".panel-note").filter({ hasText: / of / });
    const told = (): Promise<number> => chart.page.evaluate(() => window.flowglass.studies()?.signals.length ?? 0);
    const expectTold = () => expect.poll(async () => (await note.textContent()) === `newest 500 of ${(await told()).toLocaleString("en-US")}`, { message: "the number of those that are shown" }).toBe(true);
    await expect.poll(told).toBeGreaterThan(1000);
    await expectTold();
    const all = await told();
    expect(await note.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThanOrEqual(11);
    await chart.page.screenshot({ path: testInfo.outputPath("newest.png") });
    await chart.choose({ signals: { alerts: { stack: { shown: false } } } });
    await expect.poll(told).toBeLessThan(all);
    await expectTold();
    await chart.choose({ signals: { alerts: Object.fromEntries(SIGNAL_KINDS.map((kind) => [kind, { shown: false }])) } });
    await expect(note).toHaveCount(0);
  });

  test("each symbol shows its own bars, and its window stays when another was looked at", async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas&symbol=DEMO-BTC`);
    await chart.look({ from: (await chart.extent()).to - 600_000, to: (await chart.extent()).to - 300_000 });
    const { from, to } = await chart.view();
    for (const [index, symbol] of [...SYMBOLS, SYMBOLS[0]].entries()) {
      if (index > 0) await switchSymbol(chart, symbol);
      expect((await chart.stats()).symbol).toBe(symbol);
      await expect(chart.page).toHaveTitle(new RegExp(symbol));
      await expectPartOfHistory(chart, server.url, symbol);
    }
    expect(await chart.view()).toMatchObject({ from, to });
  });
});

test.describe("the demo market with an hour of history", () => {
  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await startServer(["--history-hours", "1", "--seed", "11"]);
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  test("a hidden page draws no frame, loses nothing and shows the newest when it comes back", async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas`);
    await setHidden(chart.page, true);
    const before = { stats: await chart.stats(), extent: await chart.extent(), received: await chart.totals() };
    await expect.poll(async () => (await chart.totals()).bars, { message: "bars arrive" }).toBeGreaterThan(before.received.bars + 4);
    expect((await chart.stats()).frames).toBe(before.stats.frames);
    await setHidden(chart.page, false);
    await expect.poll(async () => (await chart.extent()).to).toBeGreaterThanOrEqual(before.extent.to + 4000);
    await chart.idle();
    expect((await chart.stats()).frames).toBeGreaterThan(before.stats.frames);
    expect((await chart.view()).to).toBeGreaterThan((await chart.extent()).to);
    await expectPartOfHistory(chart, server.url, "DEMO-BTC");
    expect((await chart.stats()).resumes).toBe(0);
  });

  test("every control says what it is and is reached with Tab or the arrows", async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas`);
    const { page } = chart;
    const controls = page.locator("button:enabled, a[href], input, select, [tabindex='0']").filter({ visible: true });
    for (const control of await controls.all()) await expect(control).toHaveAccessibleName(/\S/);

    const stops = await tabThrough(chart);
    const unreached = await controls.evaluateAll((all, reached) => {
      const isReached = (element: Element): boolean => reached.includes(element.outerHTML);
      return all.filter((element) => !isReached(element) && element.getAttribute("role") !== "radio").map((element) => element.outerHTML);
    }, stops);
    expect(unreached).toEqual([]);
    for (const name of ["Timeframe", "Cell mode"]) await expectArrows(page.getByRole("radiogroup", { name }), stops);
  });

  test("an open sheet keeps the keyboard to itself and gives it back", async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas`);
    const { page } = chart;
    for (const [key, name] of [
      ["Shift+Slash", "Keys and gestures"],
      ["/", "Switch symbol"],
    ] as const) {
      const help = page.getByRole("button", { name: "Help" });
      await help.focus();
      await page.keyboard.press(key);
      const sheet = page.getByRole("dialog", { name });
      await expect(sheet).toBeVisible();
      for (let tab = 0; tab < 12; tab++) {
        await page.keyboard.press("Tab");
        expect(await sheet.evaluate((panel) => panel.contains(document.activeElement)), `Tab ${tab + 1} in ${name}`).toBe(true);
      }
      await page.keyboard.press("Escape");
      await expect(sheet).toHaveCount(0);
      await expect(help).toBeFocused();
    }
  });
});

async function switchSymbol(chart: ChartPage, symbol: string): Promise<void> {
  await chart.page.keyboard.press("/");
  await chart.page.getByRole("option", { name: new RegExp(symbol) }).click();
  await expect.poll(async () => (await chart.stats()).symbol).toBe(symbol);
  await chart.idle();
}

/** Presses Tab from the top of the page until it comes round. @returns what had the focus, as HTML. */
async function tabThrough(chart: ChartPage): Promise<string[]> {
  await chart.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  const stops: string[] = [];
  for (let tab = 0; tab < MAX_TABS; tab++) {
    await chart.page.keyboard.press("Tab");
    const stop = await chart.page.evaluate(() => document.activeElement?.outerHTML ?? "");
    if (stops.includes(stop) || stop.startsWith("<body")) break;
    stops.push(stop);
  }
  return stops;
}

/** One of the group is a stop of Tab, and the arrows go round all of them. */
async function expectArrows(group: Locator, stops: readonly string[]): Promise<void> {
  const checked = group.getByRole("radio", { checked: true });
  expect(stops).toContain(await checked.evaluate((radio) => radio.outerHTML));
  const names = await group.getByRole("radio").allTextContents();
  await checked.focus();
  const seen: (string | null)[] = [];
  for (const _ of names) {
    await group.page().keyboard.press("ArrowRight");
    await expect(checked).toBeFocused();
    seen.push(await checked.textContent());
  }
  expect([...seen].sort()).toEqual([...names].sort());
}
