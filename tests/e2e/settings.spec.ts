import { expect, type Locator } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { compare } from "../support/picture.ts";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, seededTrades } from "./seeded-recording.ts";

const TRADES = seededTrades({ seed: 9, seconds: 600 });
const KINDS = ["Absorption", "Exhaustion", "Burst", "Micro pullback", "Micro push", "Sweep", "Stacked imbalance"];

let server: ServerProcess;

test.use({ viewport: { width: 1600, height: 1000 } });

test.beforeAll(async () => {
  server = await replaySeeded(TRADES, "--speed", "max");
});

test.afterAll(async () => {
  await server?.stop();
});

test("a key, the button and a right click on an indicator open the settings beside the chart, and Esc gives the keyboard back", async ({ chart }) => {
  const { page } = chart;
  await chart.open(`${server.url}/?renderer=canvas`);
  const width = (await chart.parts()).plot.width;
  await page.keyboard.press(",");
  await expect(settings(chart)).toBeVisible();
  await expect(head(chart, "Display")).toBeFocused();
  await expect.poll(async () => (await chart.parts()).plot.width, { message: "the chart makes room" }).toBeLessThan(width - 200);
  await page.keyboard.press("Escape");
  await expect(chart.host).toBeFocused();
  await page.keyboard.press(",");
  await expect(settings(chart)).toHaveCount(0);
  await expect.poll(async () => (await chart.parts()).plot.width, { message: "the chart takes its room back" }).toBe(width);

  const button = page.getByRole("button", { name: "Settings", exact: true });
  await button.click();
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("group", { name: "Indicators" }).getByRole("button", { name: "CVD" }).click({ button: "right" });
  await expect(head(chart, "Cumulative volume delta")).toBeFocused();
  await expect(head(chart, "Cumulative volume delta")).toHaveAttribute("aria-expanded", "true");
});

test("a changed setting is seen at once, remembered, and put back", async ({ chart }) => {
  const { page } = chart;
  await chart.open(`${server.url}/?renderer=canvas`);
  const without = await chart.capture();
  await page.keyboard.press(",");
  await settings(chart).getByRole("switch", { name: "Show Heat trail" }).click();
  await page.keyboard.press(",");
  await expect(settings(chart)).toHaveCount(0);
  await expect.poll(async () => compare(without, await chart.capture()).pixels, { message: "the trail appears" }).toBeGreaterThan(200);

  await page.keyboard.press(",");
  await head(chart, "Heat trail").click();
  const minutes = settings(chart).getByRole("textbox", { name: "Minutes, min" });
  await minutes.fill("3");
  await minutes.press("Enter");
  await minutes.press("ArrowUp");
  await expect.poll(() => remembered(chart, "trail")).toMatchObject({ shown: true, minutes: 4 });
  await settings(chart).getByRole("button", { name: "Minutes: back to 15 min" }).click();
  await expect(minutes).toHaveValue("15");
  await settings(chart).getByRole("combobox", { name: "Looks back" }).selectOption("To the session’s start");
  await expect(minutes).toBeDisabled();
  await settings(chart).getByRole("button", { name: "Defaults of Heat trail" }).click();
  await expect.poll(() => remembered(chart, "trail")).toMatchObject({ span: "minutes", minutes: 15 });
});

test("a number that cannot be is said in a sentence and not taken", async ({ chart }) => {
  await chart.open(`${server.url}/?renderer=canvas`);
  await chart.page.keyboard.press(",");
  await head(chart, "Volume profile").click();
  const share = settings(chart).getByRole("textbox", { name: "Value area, %" });
  for (const [typed, said] of [
    ["150", 'Value area is "150"; expected a number from 1 to 100 %.'],
    ["", "Value area is empty; expected a number from 1 to 100 %."],
    ["much", 'Value area is "much"; expected a number from 1 to 100 %.'],
  ] as const) {
    await share.fill(typed);
    await share.press("Enter");
    await expect(settings(chart).getByRole("alert")).toHaveText(said);
    await expect(share).toHaveAttribute("aria-invalid", "true");
  }
  expect(await remembered(chart, "profile")).toBeUndefined();
  await share.press("Escape");
  await expect(share).toHaveValue("70");
  await expect(settings(chart).getByRole("alert")).toHaveCount(0);
});

test("rules say how many signals they would find before they are applied", async ({ chart }, testInfo) => {
  await chart.open(`${server.url}/?renderer=canvas&signals=on`);
  await chart.page.keyboard.press(",");
  await head(chart, "Rules of the signals").click();
  const form = settings(chart);
  const tally = form.getByRole("table", { name: "Signals found today" });
  await expect(tally).toHaveAttribute("aria-busy", "false");
  await expect(tally.getByRole("rowheader")).toHaveText(KINDS);
  const bursts = await countOf(tally, "Burst", 0);
  await expect.poll(() => chart.page.evaluate(() => window.flowglass.eventCount("bursts"))).toBeGreaterThanOrEqual(bursts);

  const deviations = form.getByRole("textbox", { name: "Bursts, pullbacks, pushes: Starts above the mean by, σ" });
  await deviations.fill("0.5");
  await deviations.press("Enter");
  await expect.poll(() => countOf(tally, "Burst", 1), { message: "a lower threshold finds more" }).toBeGreaterThan(bursts);
  const proposed = await countOf(tally, "Burst", 1);
  expect(await countOf(tally, "Burst", 0)).toBe(bursts);
  expect(await remembered(chart, "signals")).toBeUndefined();
  await chart.page.screenshot({ path: testInfo.outputPath("rules.png") });

  await form.getByRole("button", { name: "Revert" }).click();
  await expect(deviations).toHaveValue("2");
  await deviations.fill("0.5");
  await deviations.press("Enter");
  await expect.poll(() => countOf(tally, "Burst", 1)).toBe(proposed);
  await form.getByRole("button", { name: "Apply" }).click();
  await expect.poll(() => countOf(tally, "Burst", 0), { message: "what was proposed is found now" }).toBe(proposed);
  expect(await remembered(chart, "signals")).toMatchObject({ bursts: { deviations: 0.5 } });

  const least = form.getByRole("textbox", { name: "Bursts, pullbacks, pushes: Pullback gives back at least, %" });
  await least.fill("90");
  await least.press("Enter");
  await expect(form.getByRole("alert")).toContainText("Expected a pullback that gives back at least");
  await expect(form.getByRole("button", { name: "Apply" })).toBeDisabled();
  await form.getByRole("button", { name: "Defaults" }).click();
  await form.getByRole("button", { name: "Apply" }).click();
  await expect.poll(() => countOf(tally, "Burst", 0)).toBe(bursts);
});

test("the signals of the rules are counted within the sessions that were chosen", async ({ chart }) => {
  await chart.open(`${server.url}/?renderer=canvas&signals=on`);
  await chart.page.keyboard.press(",");
  await head(chart, "Rules of the signals").click();
  const since = settings(chart).getByRole("table", { name: "Signals found today" }).getByRole("columnheader").first();
  await expect(since).toHaveText("Since 14:00:00");
  await chart.choose({ session: { timeZone: "UTC", start: "14:05" } });
  await expect(since).toHaveText("Since 14:05:00");
  await chart.choose({ session: null });
  await expect(since).toHaveText("Since 14:00:00");
});

function settings(chart: ChartPage): Locator {
  return chart.page.getByRole("tabpanel", { name: "Settings" });
}

/** The head of a part of the settings, which unfolds it. */
function head(chart: ChartPage, name: string): Locator {
  return settings(chart).getByRole("button", { name, exact: true });
}

/** A number of the tally: column 0 is now, 1 what is proposed. NaN while there is none. */
async function countOf(tally: Locator, kind: string, column: 0 | 1): Promise<number> {
  const row = tally.getByRole("row").filter({ has: tally.page().getByRole("rowheader", { name: kind, exact: true }) });
  return Number.parseInt(await row.getByRole("cell").nth(column).innerText(), 10);
}

/** What the browser keeps of a choice. */
function remembered(chart: ChartPage, name: string): Promise<unknown> {
  return chart.page.evaluate((key) => JSON.parse(localStorage.getItem("flowglass.choices") ?? "{}")[key], name);
}
