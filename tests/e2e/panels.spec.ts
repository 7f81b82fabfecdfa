import { expect } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, seededTrades } from "./seeded-recording.ts";

const TRADES = seededTrades({ seed: 9, seconds: 600 });
const NEWEST = TRADES[TRADES.length - 1];

let server: ServerProcess;

test.use({ viewport: { width: 1600, height: 900 } });

test.beforeAll(async () => {
  server = await replaySeeded(TRADES, "--speed", "max");
});

test.afterAll(async () => {
  await server?.stop();
});

test("the panels are open at first, and a closed one stays closed after a reload", async ({ chart }) => {
  await chart.open(`${server.url}/?panels=on`);
  await expect(toggles(chart)).toHaveText(["Micro-footprint", "Signals", "Tape"]);
  const seconds = new Date(NEWEST.timeSec * 1000).toISOString().slice(11, 19);
  await expect(chart.page.getByRole("region", { name: "Tape, newest first" })).toContainText(seconds);
  await chart.page.locator(".panel-toggles").getByRole("button", { name: "Signals" }).click();
  await expect(toggles(chart)).toHaveText(["Micro-footprint", "Tape"]);
  await expect.poll(() => rememberedPanels(chart)).toEqual(["chart", "micro-footprint", "tape"]);
  await chart.page.reload();
  await chart.idle();
  await expect(toggles(chart)).toHaveText(["Micro-footprint", "Tape"]);
  await expect(chart.page.locator(".panel-tab:visible")).toHaveText(["Micro-footprint×", "Tape×"]);
  await chart.page.getByRole("button", { name: "Reset panels" }).click();
  await expect(toggles(chart)).toHaveText(["Micro-footprint", "Signals", "Tape"]);
});

test("signals of the day before are told with their date, those of the newest day by the clock alone", async ({ chart }, testInfo) => {
  const midnight = await replaySeeded(seededTrades({ seed: 9, seconds: 600, startSec: Date.UTC(2024, 2, 5, 23, 55) / 1000 }), "--speed", "max");
  try {
    await chart.open(`${midnight.url}/?signals=on&panels=on&zone=utc`);
    const list = chart.page.getByRole("region", { name: "Signals, newest first" });
    const times = list.locator(".signal time");
    await expect(times.first()).toHaveText(/^00:0\d:\d\d$/);
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(times.last()).toHaveText(/^5 Mar 23:5\d:\d\d$/);
    await chart.page.screenshot({ path: testInfo.outputPath("signals.png") });
  } finally {
    await midnight.stop();
  }
});

function toggles(chart: ChartPage): ReturnType<ChartPage["page"]["locator"]> {
  return chart.page.locator(".panel-toggles [aria-pressed=true]");
}

/** Names of the panels in the arrangement that the browser keeps, in alphabetical order. */
function rememberedPanels(chart: ChartPage): Promise<readonly string[]> {
  return chart.page.evaluate(() => Object.keys(JSON.parse(localStorage.getItem("flowglass.choices") ?? "{}").panels?.panels ?? {}).toSorted());
}
