import { expect, type Locator } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, seededTrades } from "./seeded-recording.ts";

let server: ServerProcess;

test.beforeAll(async () => {
  server = await replaySeeded(seededTrades({ seed: 3, seconds: 300 }), "--speed", "max");
});

test.afterAll(async () => {
  await server?.stop();
});

test.beforeEach(async ({ chart }) => {
  await chart.open(`${server.url}/?renderer=canvas`);
});

test("a key is changed on the help sheet, works, is shown everywhere and outlives a reload", async ({ chart }) => {
  const { page } = chart;
  const follow = page.getByRole("button", { name: "Follow the newest second", exact: true });
  await press(chart, "Follow the newest second", "q");
  await expect(keyOf(chart, "Follow the newest second")).toHaveText("Q");
  await page.keyboard.press("Escape");
  for (const again of [false, true]) {
    if (again) {
      await page.reload();
      await chart.idle();
    }
    await expect(follow).toHaveAttribute("aria-keyshortcuts", "Q");
    await expect(follow).toHaveAttribute("title", /\(Q\)$/);
    await page.keyboard.press("f");
    await expect(follow).toHaveAttribute("aria-pressed", "true");
    await page.keyboard.press("q");
    await expect(follow).toHaveAttribute("aria-pressed", "false");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("follow the newest");
    await expect(page.getByRole("dialog", { name: "Commands" }).getByRole("option").first()).toHaveText(/Follow the newest second\s*Q/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("q");
  }
});

test("a taken key is said with what holds it and swapped on request, and both come back", async ({ chart }) => {
  const { page } = chart;
  await press(chart, "Follow the newest second", "c");
  await expect(line(chart, "Follow the newest second").getByRole("status")).toContainText("C is the key of “Centre on the last price”.");
  await page.getByRole("button", { name: "Swap the keys" }).click();
  await expect(keyOf(chart, "Follow the newest second")).toHaveText("C");
  await expect(keyOf(chart, "Centre on the last price")).toHaveText("F");
  await page.getByRole("button", { name: "First key for Centre on the last price" }).click();
  await expect(keyOf(chart, "Follow the newest second")).toHaveText("F");
  await expect(keyOf(chart, "Centre on the last price")).toHaveText("C");

  await press(chart, "Fit everything", "Backspace", false);
  await expect(keyOf(chart, "Fit everything")).toHaveText("–");
  await page.getByRole("button", { name: "First keys for all" }).click();
  await expect(keyOf(chart, "Fit everything")).toHaveText("A");
});

test("keys of the browser are refused with a sentence, and Esc leaves the key as it is", async ({ chart }) => {
  const { page } = chart;
  await press(chart, "Dark or light", "F5");
  const said = line(chart, "Dark or light").getByRole("status");
  await expect(said).toContainText("F5 belongs to the browser.");
  await page.keyboard.press("Control+c");
  await expect(said).toContainText("Ctrl/⌘ C belongs to the browser.");
  await page.keyboard.press("Escape");
  await expect(said).toHaveCount(0);
  await expect(keyOf(chart, "Dark or light")).toHaveText("T");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

/** Presses a key's button on the help sheet, then a key. */
async function press(chart: ChartPage, says: string, key: string, opens = true): Promise<void> {
  if (opens) await chart.page.keyboard.press("Shift+Slash");
  await keyOf(chart, says).click();
  await chart.page.keyboard.press(key);
}

function keyOf(chart: ChartPage, says: string): Locator {
  return chart.page.getByRole("button", { name: `Change the key of ${says}:` });
}

function line(chart: ChartPage, says: string): Locator {
  return chart.page.getByRole("listitem").filter({ hasText: says });
}
