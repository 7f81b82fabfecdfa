import { expect } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { compare } from "../support/picture.ts";
import { findRecording, NO_RECORDINGS } from "../support/recordings.ts";
import { startServer } from "../support/start-server.ts";
import { test } from "./chart-test.ts";

const SYMBOL = "BTCUSDT";
const FEW_PIXELS = 200;
const csv = findRecording("trades/binance_usdm_btcusdt_20240808.csv.gz");

test.describe("signals", () => {
  test.skip(csv === undefined, NO_RECORDINGS);

  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await startServer(["replay", csv ?? "", "--symbol", SYMBOL, "--tick-size", "0.1", "--lot-size", "0.001", "--speed", "max"]);
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  for (const renderer of ["canvas", "webgl"] as const) {
    test(`S puts pills on the chart and takes them away: ${renderer}`, async ({ chart }, testInfo) => {
      await chart.open(`${server.url}/?symbol=${SYMBOL}&renderer=${renderer}`);
      const without = await chart.capture();
      const toggle = chart.page.getByRole("group", { name: "Indicators" }).getByRole("button", { name: "Signals", exact: true });
      await expect(toggle).toHaveAttribute("aria-pressed", "false");
      await chart.page.keyboard.press("s");
      await expect(toggle).toHaveAttribute("aria-pressed", "true");
      await expect.poll(async () => compare(without, await chart.capture()).pixels, { message: "pills appear" }).toBeGreaterThan(FEW_PIXELS);
      await chart.page.screenshot({ path: testInfo.outputPath("signals.png") });
      await chart.page.keyboard.press("s");
      await expect.poll(async () => compare(without, await chart.capture()).pixels, { message: "pills go" }).toBe(0);
    });
  }

  test("the page knows the bursts, pullbacks and pushes that the server tells", async ({ chart }) => {
    await chart.open(`${server.url}/?symbol=${SYMBOL}&signals=on`);
    const response = await chart.page.request.post(`${server.url}/api/v1/orderflow/bursts`, { data: { symbol: SYMBOL } });
    const told: unknown = await response.json();
    if (!Array.isArray(told)) throw new Error("the server answers with no list");
    expect(told.length).toBeGreaterThan(0);
    await expect.poll(() => chart.page.evaluate(() => window.flowglass.eventCount("bursts"))).toBe(told.length);
  });
});
