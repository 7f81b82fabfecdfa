import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, seededTrades } from "./seeded-recording.ts";
import { expectSameView } from "./view-expectations.ts";

test.describe("commands by name, links and pictures", () => {
  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await replaySeeded(seededTrades({ seed: 9, seconds: 600 }), "--speed", "max");
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  test("the palette narrows by typing and does what is chosen", async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas`);
    const { keyboard } = chart.page;
    await keyboard.press("Control+k");
    const palette = chart.page.getByRole("dialog", { name: "Commands" });
    await expect(palette.getByRole("combobox")).toBeFocused();
    await keyboard.type("dark or light");
    await expect(palette.getByRole("option")).toHaveCount(1);
    await keyboard.press("Enter");
    await expect(palette).toHaveCount(0);
    await expect(chart.page.locator("html")).toHaveAttribute("data-theme", "light");
  });

  /** Presses the key and reads what was copied. */
  async function copiedLink(chart: ChartPage): Promise<string> {
    await chart.page.keyboard.press("Shift+C");
    await expect(chart.page.getByText("The link to this view is copied.")).toBeVisible();
    return chart.page.evaluate(() => navigator.clipboard.readText());
  }

  test("a link brings back market, options and window, whatever was chosen since", async ({ chart, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await chart.open(`${server.url}/?renderer=canvas`);
    await chart.choose({ mode: "delta", timeframe: "5s", cvd: { shown: true, style: "candles" } });
    const { from } = await chart.extent();
    const seen = await chart.look({ from: from + 60_000, to: from + 200_000 });
    const link = await copiedLink(chart);

    await chart.choose({ mode: "trades", timeframe: "1m", theme: "light", rowTicks: 50, cvd: false, vwap: false });
    await chart.page.goto(link);
    await chart.idle();
    await chart.page.waitForFunction((left) => Math.abs((window.flowglass.view()?.from ?? 0) - left) < 1000, seen.from);
    expectSameView(await chart.view(), seen);
    await expect(chart.page.getByRole("radio", { name: "Delta" })).toBeChecked();
    await expect(chart.page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(chart.page.getByRole("radio", { name: "5s", exact: true })).toBeChecked();
    expect((await chart.parts()).pane.height).toBeGreaterThan(0);
  });

  test("a link copied while the chart follows names no window", async ({ chart, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await chart.open(`${server.url}/?renderer=canvas`);
    expect([...new URL(await copiedLink(chart)).searchParams.keys()]).not.toContain("from");
  });

  test("the chart is saved as a picture", async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas`);
    const download = chart.page.waitForEvent("download");
    await chart.page.keyboard.press("Shift+S");
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^[\w-]+-\d{4}-\d\d-\d\dT\d{6}\.png$/);
    const { heightPx } = await chart.page.evaluate(() => window.flowglass.layout());
    const image = await readFile(await file.path());
    expect(image.readUInt32BE(20)).toBeGreaterThan(heightPx + 50);
  });
});
