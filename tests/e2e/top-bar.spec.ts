import { expect } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, seededTrades } from "./seeded-recording.ts";

const TRADES = seededTrades({ seed: 9, seconds: 120 });
const ONE_ROW_FROM_PX = 1366;
const NAMES_FROM_PX = 1000;
const SIZES = [
  [800, 600],
  [1000, 700],
  [1280, 800],
  [1366, 768],
  [1640, 900],
  [1920, 1080],
  [2560, 1440],
  [3840, 2160],
] as const;

let server: ServerProcess;

test.beforeAll(async () => {
  server = await replaySeeded(TRADES, "--speed", "max");
});

test.afterAll(async () => {
  await server?.stop();
});

test("every control of the top bar is in sight at every width, in one row from 1366 on, with the indicators' names", async ({ chart }) => {
  await chart.open(`${server.url}/?renderer=canvas`);
  for (const [width, height] of SIZES) {
    await chart.page.setViewportSize({ width, height });
    const indicators = chart.page.getByRole("group", { name: "Indicators" });
    await expect(indicators.getByRole("button", { name: "Imbalances", exact: true })).toBeVisible();
    const short = indicators.locator(".indicator-short").first();
    if (width >= NAMES_FROM_PX) await expect(short).toBeHidden();
    else await expect(short).toBeVisible();
    const { cut, rows } = await controlsOf(chart);
    expect(cut, `${width} wide`).toEqual([]);
    expect(rows, `${width} wide`).toBe(width >= ONE_ROW_FROM_PX ? 1 : 2);
  }
});

test("where there is little room the cell mode is a list, which gives the keyboard back", async ({ chart }) => {
  await chart.page.setViewportSize({ width: 1366, height: 768 });
  await chart.open(`${server.url}/?renderer=canvas`);
  const mode = chart.page.getByRole("combobox", { name: "Cell mode" });
  await mode.selectOption("Delta");
  await expect(mode).toHaveValue("delta");
  await chart.page.keyboard.press("m");
  await expect(mode).toHaveValue("bidAsk");
  await chart.page.setViewportSize({ width: 1700, height: 900 });
  await expect(chart.page.getByRole("radiogroup", { name: "Cell mode" }).getByRole("radio", { checked: true })).toHaveText("Bid × Ask");
});

/** The controls that are cut off or covered, and in how many rows they stand. */
function controlsOf(chart: ChartPage): Promise<{ readonly cut: readonly string[]; readonly rows: number }> {
  return chart.page.evaluate(() => {
    const bar = document.querySelector(".top-bar");
    const controls = [...(bar?.querySelectorAll("button, select") ?? [])].map((control) => ({ control, box: control.getBoundingClientRect() }));
    const isCut = ({ control, box }: (typeof controls)[number]): boolean => {
      const isInside = box.width > 0 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth;
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return !isInside || top === null || !control.contains(top);
    };
    const middles = controls.map(({ box }) => Math.round((box.top + box.height / 2) / 20));
    return { cut: controls.filter(isCut).map(({ control }) => control.outerHTML), rows: new Set(middles).size };
  });
}
