import { expect } from "@playwright/test";
import { TIMEFRAMES, timeframeSec } from "../../core/market/timeframe.ts";
import { CELL_MODES } from "../../core/view/cell-text.ts";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, SEEDED_TICK, seededTrades } from "./seeded-recording.ts";
import { expectFitted, expectSame, expectSameView, spanOf } from "./view-expectations.ts";

const TRADES = seededTrades({ seed: 6, seconds: 900 });
const LAST_PRICE = TRADES[TRADES.length - 1].priceTicks * SEEDED_TICK;

test.describe("the keyboard", () => {
  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await replaySeeded(TRADES, "--speed", "max");
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  test.beforeEach(async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas`);
  });

  test("F follows, C centres on the last price, A shows everything, End goes to the newest seconds", async ({ chart }) => {
    const { keyboard } = chart.page;
    const follow = chart.page.getByRole("button", { name: "Follow the newest second" });
    const extent = await chart.extent();
    const first = await chart.view();
    await keyboard.press("f");
    await expect(follow).toHaveAttribute("aria-pressed", "false");
    await chart.look({ from: extent.from - 10_000, to: extent.from + 90_000, low: LAST_PRICE - 60, high: LAST_PRICE + 10 });

    const centred = await chart.moved(() => keyboard.press("c"));
    expect(Math.abs((centred.low + centred.high) / 2 - LAST_PRICE)).toBeLessThanOrEqual(await rowHeight(chart));
    expectSame(spanOf(centred).price, 70);

    const followed = await chart.moved(() => keyboard.press("f"));
    await expect(follow).toHaveAttribute("aria-pressed", "true");
    expectSame(spanOf(followed).timeMs, 100_000);
    expect(followed.from).toBeLessThan(extent.to);
    expect(followed.to).toBeGreaterThan(extent.to);

    const all = await chart.moved(() => keyboard.press("a"));
    expect(all.from).toBeLessThan(extent.from);
    expect(all.to).toBeGreaterThan(extent.to);
    expectFitted(all, TRADES, SEEDED_TICK);

    const newest = await chart.moved(() => keyboard.press("End"));
    expectSameView(newest, first);
  });

  test("arrows move by a tenth; plus, minus and Shift with arrows zoom", async ({ chart }) => {
    const { keyboard } = chart.page;
    const { from } = await chart.extent();
    const start = await chart.look({ from: from + 100_000, to: from + 300_000 });
    const { timeMs, price } = spanOf(start);
    const moves = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] } as const;
    for (const [key, [byTime, byPrice]] of Object.entries(moves)) {
      const before = await chart.view();
      const after = await chart.moved(() => keyboard.press(key));
      const [ms, units] = [byTime * timeMs, byPrice * price];
      expectSameView(after, { from: before.from + ms, to: before.to + ms, low: before.low + units, high: before.high + units });
    }
    expectSameView(await chart.view(), start);
    expect(spanOf(await chart.moved(() => keyboard.press("+"))).timeMs).toBeLessThan(timeMs * 0.9);
    expectSameView(await chart.moved(() => keyboard.press("-")), start);
    expect(spanOf(await chart.moved(() => keyboard.press("Shift+ArrowUp"))).price).toBeLessThan(price * 0.9);
    expectSameView(await chart.moved(() => keyboard.press("Shift+ArrowDown")), start);
  });

  test("1 to 9 choose the timeframe, M the cell mode, brackets the row height", async ({ chart }) => {
    const { page } = chart;
    for (const [index, timeframe] of [...TIMEFRAMES.entries()].reverse()) {
      await page.keyboard.press(String(index + 1));
      await expect(page.getByRole("radiogroup", { name: "Timeframe" }).getByRole("radio", { checked: true })).toHaveText(timeframe);
      await chart.idle();
      expect((await chart.stats()).pool?.columnSec).toBe(timeframeSec(timeframe));
    }

    const mode = page.getByRole("radiogroup", { name: "Cell mode" }).getByRole("radio", { checked: true });
    const seen: string[] = [];
    for (const _ of CELL_MODES) {
      seen.push((await mode.textContent()) ?? "");
      await page.keyboard.press("m");
      await expect(mode).not.toHaveText(seen.at(-1) ?? "");
    }
    await expect(mode).toHaveText(seen[0]);
    expect(new Set(seen).size).toBe(CELL_MODES.length);
    await page.keyboard.press("Shift+M");
    await expect(mode).toHaveText(seen.at(-1) ?? "");

    const automatic = await rowHeight(chart);
    await page.keyboard.press("]");
    await chart.idle();
    const larger = await rowHeight(chart);
    expect(larger / automatic).toBeGreaterThanOrEqual(1.9);
    expect(larger / automatic).toBeLessThanOrEqual(2.6);
    await page.keyboard.press("[");
    await chart.idle();
    expectSame(await rowHeight(chart), automatic);
    await page.keyboard.press("[");
    await chart.idle();
    expect(await rowHeight(chart)).toBeLessThanOrEqual(automatic / 1.9);
    await page.keyboard.press("\\");
    await chart.idle();
    expectSame(await rowHeight(chart), automatic);
  });

  test("T changes the theme, H shows the costs, ? the keys, / the symbols, Esc closes", async ({ chart }) => {
    const { page } = chart;
    const root = page.locator("html");
    await expect(root).toHaveAttribute("data-theme", "dark");
    await page.keyboard.press("t");
    await expect(root).toHaveAttribute("data-theme", "light");
    await page.keyboard.press("t");
    await expect(root).toHaveAttribute("data-theme", "dark");

    const hud = page.getByRole("complementary", { name: "Costs of every frame" });
    await page.keyboard.press("h");
    await expect(hud).toContainText("script p50 p95 p99");
    await page.keyboard.press("h");
    await expect(hud).toHaveCount(0);

    for (const [key, name] of [
      ["Shift+Slash", "Keys and gestures"],
      ["/", "Switch symbol"],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.getByRole("dialog", { name })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });
});

/** Height of a drawn row, in units of price. */
async function rowHeight(chart: ChartPage): Promise<number> {
  return ((await chart.stats()).pool?.ticksPerRow ?? Number.NaN) * SEEDED_TICK;
}
