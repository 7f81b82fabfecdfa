import { expect } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { findRecording, NO_RECORDINGS } from "../support/recordings.ts";
import { startServer } from "../support/start-server.ts";
import { test } from "./chart-test.ts";

const csv = findRecording("trades/binance_usdm_btcusdt_20240808.csv.gz");

test.describe("studies on the chart", () => {
  test.skip(csv === undefined, NO_RECORDINGS);

  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await startServer(["replay", csv ?? "", "--symbol", "BTCUSDT", "--tick-size", "0.1", "--lot-size", "0.001", "--speed", "max"]);
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  test("D shows and hides the pane of the running delta, V the average price", async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas`);
    await chart.host.focus();
    expect((await chart.parts()).pane.height).toBe(0);
    const bare = await chart.capture();
    await chart.page.keyboard.press("v");
    await expect.poll(async () => Buffer.from((await chart.capture()).pixels.buffer).equals(Buffer.from(bare.pixels.buffer))).toBe(false);
    await chart.page.keyboard.press("d");
    await expect.poll(async () => (await chart.parts()).pane.height).toBeGreaterThan(40);
    await chart.page.keyboard.press("d");
    await expect.poll(async () => (await chart.parts()).pane.height).toBe(0);
  });

  test("the divider of the pane follows the pointer", async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas`);
    await chart.choose({ cvd: { shown: true } });
    const { pane } = await chart.parts();
    await chart.page.mouse.move(pane.x + 300, pane.y);
    await chart.page.mouse.down();
    await chart.page.mouse.move(pane.x + 300, pane.y - 100, { steps: 4 });
    await chart.page.mouse.up();
    await expect.poll(async () => Math.round((await chart.parts()).pane.height - pane.height)).toBe(100);
  });
});
