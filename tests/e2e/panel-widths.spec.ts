import { expect } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, seededTrades } from "./seeded-recording.ts";

/** Prices and volumes with as many digits as those of large markets have. */
const TRADES = seededTrades({ seed: 9, seconds: 600 }).map((trade) => ({ ...trade, priceTicks: trade.priceTicks + 1_200_000, sizeLots: trade.sizeLots * 100 }));

let server: ServerProcess;

test.use({ viewport: { width: 1366, height: 768 } });

test.beforeAll(async () => {
  server = await replaySeeded(TRADES, "--speed", "max");
});

test.afterAll(async () => {
  await server?.stop();
});

test("the panels keep their width when the window gets another, also while the page is away: the chart takes the change", async ({ chart }) => {
  await chart.open(`${server.url}/?panels=on`);
  const width = await columnWidth(chart);
  expect(width).toBeGreaterThan(300);
  for (const windowWidth of [1920, 3840, 1100, 1366]) {
    await chart.page.setViewportSize({ width: windowWidth, height: 900 });
    await expect.poll(() => stageWidth(chart)).toBeGreaterThan(windowWidth - width - 10);
    expect(await columnWidth(chart)).toBe(width);
  }
  await chart.page.setViewportSize({ width: 2560, height: 1300 });
  await expect.poll(() => stageWidth(chart)).toBeGreaterThan(2560 - width - 10);
  await chart.page.waitForFunction(() => JSON.parse(localStorage.getItem("flowglass.choices") ?? "{}").panels?.grid?.width === 2560);
  await chart.page.setViewportSize({ width: 1366, height: 768 });
  await chart.page.reload();
  await chart.idle();
  expect(await columnWidth(chart)).toBe(width);
});

test("columns of numbers never run together, however narrow the panels are made", async ({ chart }) => {
  await chart.open(`${server.url}/?panels=on`);
  const { x, y, height } = await boxOf(chart, ".panel-titles.micro-level");
  await chart.page.mouse.move(x - 1, y + height / 2);
  await chart.page.mouse.down();
  await chart.page.mouse.move(x + 600, y + height / 2, { steps: 5 });
  await chart.page.mouse.up();
  await expect.poll(() => columnWidth(chart)).toBeLessThan(335);
  expect(await closestCells(chart)).toBeGreaterThanOrEqual(6.5);
});

/** Of all cells of the panels that stand beside each other, the least room between what two of them say, CSS pixels. */
function closestCells(chart: ChartPage): Promise<number> {
  return chart.page.evaluate(() => {
    const rows = [...document.querySelectorAll(".panel-cells")].map((row) => [...row.children].filter((cell) => cell.textContent !== ""));
    const textBox = (cell: Element): DOMRect => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return range.getBoundingClientRect();
    };
    const gaps = rows.flatMap((cells) => cells.slice(1).map((cell, at) => textBox(cell).left - textBox(cells[at]).right));
    const beyond = rows.flatMap((cells) => cells.map((cell) => (cell.parentElement?.getBoundingClientRect().right ?? 0) - textBox(cell).right));
    return Math.min(...gaps, ...beyond);
  });
}

async function columnWidth(chart: ChartPage): Promise<number> {
  const { width } = await boxOf(chart, ".dv-groupview:has(.tape-print)");
  return Math.round(width);
}

async function stageWidth(chart: ChartPage): Promise<number> {
  return (await boxOf(chart, ".stage")).width;
}

async function boxOf(chart: ChartPage, selector: string): Promise<{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }> {
  const box = await chart.page.locator(selector).boundingBox();
  if (box === null) throw new Error(`nothing is seen of ${selector}`);
  return box;
}
