import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import type { BenchReport } from "../../client/bench/bench-report.ts";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { test } from "./chart-test.ts";
import { replaySeeded, seededTrades } from "./seeded-recording.ts";

const MOVEMENTS = ["live", "pan", "sweep", "far"];

let server: ServerProcess;

test.beforeAll(async () => {
  server = await replaySeeded(seededTrades({ seed: 3, seconds: 10 }), "--speed", "max");
});

test.afterAll(async () => {
  await server?.stop();
});

async function openBench(page: Page, search: string): Promise<void> {
  await page.goto(`${server.url}/bench${search}`);
  await expect(page.getByRole("group", { name: "Settings of the run" })).toBeVisible();
}

async function downloaded(page: Page): Promise<BenchReport> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download JSON" }).click()]);
  return JSON.parse(await readFile(await download.path(), "utf8")) as BenchReport;
}

test("a tiny run ends with a table, histograms and a file that tells everything", async ({ page }, testInfo) => {
  await openBench(page, "?cells=10000&rate=10&charts=2&renderer=canvas&seconds=1&seed=11");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  const rows = page.getByRole("region", { name: "Results" }).getByRole("row");
  await expect(rows).toHaveCount(1 + MOVEMENTS.length);
  await page.screenshot({ path: testInfo.outputPath("bench.png") });
  for (const movement of MOVEMENTS) await expect(page.getByRole("img", { name: `Time between frames, ${movement}` })).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(0);

  const report = await downloaded(page);
  expect(report.settings).toEqual({ cells: 10_000, barsPerSec: 10, charts: 2, renderer: "canvas", movementSec: 1, seed: 11 });
  expect(report.seed).toBe(11);
  expect(report.link).toBe(page.url());
  expect(report.commit).toMatch(/^\w+(-dirty)?$/);
  expect(Number.isNaN(Date.parse(report.date))).toBe(false);
  expect(report.machine).toMatchObject({ gpu: expect.stringMatching(/./), browser: expect.stringContaining("Chrome"), cores: expect.any(Number) });
  expect(report.charts.map(({ renderer }) => renderer)).toEqual(["canvas", "canvas"]);
  expect(report.movements.map(({ movement }) => movement)).toEqual(MOVEMENTS);
  for (const { drawn, gapsMs, framesPerSec, gapMs } of report.movements) {
    expect(drawn).toBeGreaterThan(0);
    expect(gapsMs.length).toBeGreaterThan(0);
    expect(framesPerSec).toBeGreaterThan(0);
    expect(gapMs.most).toBeGreaterThanOrEqual(gapMs.p50);
  }
});

test("the address carries what is chosen, and starts a run by itself when it is told to", async ({ page }) => {
  await openBench(page, "");
  await page.getByRole("radio", { name: "10 k" }).click();
  await page.getByRole("radio", { name: "webgl" }).click();
  await page.getByRole("radio", { name: "1 s" }).click();
  expect(new URL(page.url()).search).toBe("?cells=10000&rate=1&charts=1&renderer=webgl&seconds=1&seed=7");
  await page.waitForLoadState("networkidle");
  await page.goto(`${page.url()}&run`);
  await expect(page.getByRole("region", { name: "Results" })).toBeVisible();
  expect((await downloaded(page)).charts[0].renderer).toBe("webgl");
});

test("a run can be stopped", async ({ page }) => {
  await openBench(page, "?cells=10000&seconds=30&run");
  await expect(page.getByText("Movement 1 of 4: live")).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(0);
});

test("says in a sentence what the address asks for in vain", async ({ page }) => {
  await openBench(page, "?cells=77&renderer=magic");
  await expect(page.getByRole("alert")).toHaveText(['cells is "77", expected 10000, 100000, 1000000, 10000000.', 'renderer is "magic", expected auto, canvas, webgl.']);
  await expect(page.getByRole("radio", { name: "1 M" })).toBeChecked();
});
