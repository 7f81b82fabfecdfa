import { expect } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { startServer } from "../support/start-server.ts";
import { compare } from "../support/picture.ts";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, SEEDED_TICK, seededTrades, type SeededTrade } from "./seeded-recording.ts";

const TRADES = seededTrades({ seed: 5, seconds: 600 });
/** The recording begins at 14:00 UTC: half of it lies behind 14:05. */
const OPEN_SEC = TRADES[0].timeSec + 300;

let server: ServerProcess;

test.beforeAll(async () => {
  server = await replaySeeded(TRADES, "--speed", "max");
});

test.afterAll(async () => {
  await server?.stop();
});

test("sessions of one's own are what CVD, VWAP and the session's profile start again with", async ({ chart }) => {
  await chart.open(`${server.url}/?renderer=canvas`);
  await chart.choose({ cvd: true, vwap: true, profile: { shown: true, range: "session" }, rowTicks: 1 });
  await expect.poll(() => sums(chart)).toEqual(naive(TRADES));
  const { page } = chart;
  await chart.host.focus();
  await page.keyboard.press("Shift+U");
  await page.getByLabel("Sessions are", { exact: true }).selectOption("custom");
  await page.getByLabel("Opens").fill("15:05");
  await page.getByLabel("Time zone").fill("Europe/Mars");
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("IANA time zone");
  await page.getByLabel("Time zone").fill("Europe/Berlin");
  await expect(page.getByRole("dialog").getByRole("alert")).toHaveCount(0);
  await expect.poll(() => sums(chart)).toEqual(naive(TRADES.filter(({ timeSec }) => timeSec >= OPEN_SEC)));
  await page.getByLabel("Sessions are", { exact: true }).selectOption("exchange");
  await expect.poll(() => sums(chart)).toEqual(naive(TRADES));
  await page.keyboard.press("Escape");
});

test("cut-offs are chosen, said in the legend and drawn alike by both renderers", async ({ chart }) => {
  await chart.open(`${server.url}/?renderer=canvas&outline=off&trail=off`);
  const { page } = chart;
  const legend = page.getByRole("complementary", { name: "Colour scale" });
  const plain = await chart.capture();
  await chart.host.focus();
  await page.keyboard.press("Shift+N");
  await page.getByLabel("Weakest colour", { exact: true }).selectOption("share");
  await page.getByLabel("Weakest colour, percentile").fill("50");
  await page.getByLabel("Weakest colour, percentile").press("Enter");
  await expect(legend).toContainText("visible · p50–p98");
  await page.getByLabel("Strongest colour", { exact: true }).selectOption("volume");
  await page.getByLabel("Strongest colour, volume").fill("0.5");
  await page.getByLabel("Strongest colour, volume").press("Enter");
  await expect(legend).toContainText("0.500");
  await page.getByLabel("Weakest colour", { exact: true }).selectOption("volume");
  await page.getByLabel("Weakest colour, volume").fill("0.7");
  await page.getByLabel("Weakest colour, volume").press("Enter");
  await expect(page.getByRole("dialog").getByRole("alert")).toHaveText("The low end must lie below the high one.");
  await page.keyboard.press("Escape");
  await chart.idle();
  const canvas = await chart.capture();
  expect(compare(plain, canvas).pixels).toBeGreaterThan(1000);
  await chart.choose({ renderer: "webgl" });
  expect(compare(canvas, await chart.capture()).largest).toBeLessThanOrEqual(2);
});

test("markets are found by typing, the one used last first, with their prices", async ({ chart }) => {
  const demo = await startServer(["--history-hours", "1"]);
  try {
    await chart.open(`${demo.url}/?renderer=canvas`);
    const { page } = chart;
    const list = page.getByRole("listbox", { name: "Markets" });
    const find = page.getByRole("combobox", { name: "Find a market" });
    await page.keyboard.press("/");
    const names = await list.locator("b").allTextContents();
    expect(names.length).toBeGreaterThan(1);
    const wanted = names[names.length - 1];
    await expect(list.getByRole("option").first()).toContainText("%");
    await find.fill("no such market");
    await expect(page.getByRole("dialog").getByRole("status")).toContainText(`No market here is called “no such market”. There are ${names.length}: ${names[0]}`);
    await find.fill("");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect.poll(async () => (await chart.stats()).symbol).toBe(wanted);
    await chart.idle();
    await page.keyboard.press("/");
    await expect(list.locator("b").first()).toHaveText(wanted);
    await find.fill(names[0].toLowerCase());
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await chart.stats()).symbol).toBe(names[0]);
    await chart.idle();
  } finally {
    await demo.stop();
  }
});

/** What the screen's studies sum, in lots and ticks. */
async function sums(chart: ChartPage): Promise<object | null> {
  await chart.idle();
  const studies = await chart.page.evaluate(() => window.flowglass.studies());
  if (studies === null || studies.cvd === null || studies.vwap === null || studies.profile === null) return null;
  const { cvd, vwap, profile } = studies;
  const lots = profile.rows.reduce((sum, { bidLots, askLots }) => sum + bidLots + askLots, 0);
  return { delta: cvd.closeLots, vwap: vwap.vwap.toFixed(6), lots, rows: profile.rows.length };
}

function naive(trades: readonly SeededTrade[]): object {
  const lots = trades.reduce((sum, { sizeLots }) => sum + sizeLots, 0);
  const moment = trades.reduce((sum, { sizeLots, priceTicks }) => sum + sizeLots * priceTicks, 0);
  return {
    delta: trades.reduce((sum, { sizeLots, side }) => sum + (side === "buy" ? sizeLots : -sizeLots), 0),
    vwap: ((moment / lots) * SEEDED_TICK).toFixed(6),
    lots,
    rows: new Set(trades.map(({ priceTicks }) => priceTicks)).size,
  };
}
