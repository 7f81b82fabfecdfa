import { expect } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, SEEDED_TICK, seededTrades, totalsOf } from "./seeded-recording.ts";

/** Length of the time that is looked at. */
const LOOK_MS = 20_000;
const LOST = { fromSec: 500, toSec: 530 };
const WHOLE = seededTrades({ seed: 44, seconds: 900 });
const FIRST_SEC = WHOLE[0].timeSec;
const TRADES = WHOLE.filter(({ timeSec }) => timeSec < FIRST_SEC + LOST.fromSec || timeSec >= FIRST_SEC + LOST.toSec);
const { lowTicks, highTicks } = totalsOf(TRADES);
const [LOW, HIGH] = [lowTicks * SEEDED_TICK, highTicks * SEEDED_TICK];

test.describe("a window in which nothing traded", () => {
  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await replaySeeded(TRADES, "--speed", "max");
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  test.beforeEach(async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas&timeframe=1s`);
    await chart.choose({ follow: false });
  });

  test("says at which prices its time traded, and flies to the nearest trades", async ({ chart }, testInfo) => {
    await expect(emptyView(chart)).toHaveCount(0);
    const from = (FIRST_SEC + 100) * 1000;
    await chart.look({ from, to: from + LOOK_MS, ...besideTrades(from) });
    await expect(emptyView(chart)).toContainText("Nothing traded at these prices");
    await expect(emptyView(chart)).toContainText(/In this time the price was between [\d,.]+ and [\d,.]+\./);
    await chart.page.screenshot({ path: testInfo.outputPath("no-prices.png") });
    await emptyView(chart).getByRole("button", { name: "Show the nearest trades" }).click();
    await expect(emptyView(chart)).toHaveCount(0);
    const view = await chart.view();
    expect(tradesIn(view)).toBeGreaterThan(0);
    expect(view.from).toBeGreaterThanOrEqual(from - LOOK_MS);
    expect(view.to).toBeLessThanOrEqual(from + 2 * LOOK_MS);
  });

  test("says that the source lost its time, and goes back to the newest", async ({ chart }, testInfo) => {
    const from = (FIRST_SEC + LOST.fromSec + 5) * 1000;
    await chart.look({ from, to: from + 12_000, low: LOW, high: HIGH });
    await expect(emptyView(chart)).toContainText("This time is missing");
    await chart.page.screenshot({ path: testInfo.outputPath("lost-time.png") });
    await emptyView(chart).getByRole("button", { name: "Back to the newest" }).click();
    await expect(emptyView(chart)).toHaveCount(0);
    expect((await chart.view()).to).toBeGreaterThan((await chart.extent()).to);
  });
});

function emptyView(chart: ChartPage): ReturnType<ChartPage["page"]["locator"]> {
  return chart.page.locator(".empty-view");
}

/** Prices that traded in the recording, and not in the time that is looked at. */
function besideTrades(from: number): { readonly low: number; readonly high: number } {
  const prices = TRADES.filter(({ timeMs }) => timeMs >= from - LOOK_MS && timeMs < from + 2 * LOOK_MS).map(({ priceTicks }) => priceTicks * SEEDED_TICK);
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  return HIGH - high > low - LOW ? { low: high + 1, high: HIGH } : { low: LOW, high: low - 1 };
}

function tradesIn({ from, to, low, high }: Awaited<ReturnType<ChartPage["view"]>>): number {
  return TRADES.filter(({ timeMs, priceTicks }) => timeMs >= from && timeMs < to && priceTicks * SEEDED_TICK >= low && priceTicks * SEEDED_TICK <= high).length;
}
