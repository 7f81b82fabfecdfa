import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";
import type {} from "../../client/gallery.tsx";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { test } from "./chart-test.ts";
import { replaySeeded, SEEDED_SYMBOL, seededTrades } from "./seeded-recording.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TRADES = seededTrades({ seed: 9, seconds: 600 });
/** How bad a violation must be to fail the test. */
const GRAVE: ReadonlySet<string | null | undefined> = new Set(["serious", "critical"]);
const EVERYTHING = "indicators=trail,profile,cvd,vwap,imbalances,signals&panels=on&hud=on";
/** What opens every sheet and panel that is not open at first. */
const KEYS = { help: "?", symbols: "/", commands: "Control+k", sessions: "Shift+U", "cut-offs": "Shift+N", "a bar's footprint": "Enter", settings: "," } as const;

test.describe("for everyone", () => {
  test.use({ viewport: { width: 1600, height: 900 } });

  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await replaySeeded(TRADES, "--speed", "max");
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  for (const theme of ["dark", "light"] as const) {
    test(`the chart with everything on has no grave fault: ${theme}`, async ({ chart }) => {
      await chart.open(`${server.url}/?symbol=${SEEDED_SYMBOL}&renderer=canvas&theme=${theme}&${EVERYTHING}`);
      await expect(chart.page.getByRole("region", { name: "Tape, newest first" })).toBeVisible();
      expect(await graveFaults(chart.page)).toEqual([]);
    });

    test(`sheets and settings have no grave fault: ${theme}`, async ({ chart }) => {
      await chart.open(`${server.url}/?symbol=${SEEDED_SYMBOL}&renderer=canvas&theme=${theme}&${EVERYTHING}`);
      const faults: string[] = [];
      for (const [name, key] of Object.entries(KEYS)) {
        await chart.host.focus();
        await chart.page.keyboard.press(key);
        if (name === "settings") await expect(chart.page.locator(".settings")).toBeVisible();
        else await expect(chart.page.getByRole("dialog"), name).toBeVisible();
        for (const fault of await graveFaults(chart.page)) faults.push(`${name}: ${fault}`);
        if (name === "settings") continue;
        await chart.page.keyboard.press("Escape");
        await expect(chart.page.getByRole("dialog"), name).toHaveCount(0);
      }
      expect(faults).toEqual([]);
    });
  }

  test("the gallery, with every state there is, has no grave fault", async ({ page }) => {
    await page.goto(`${server.url}/gallery`);
    await page.evaluate(() => window.gallery.drawn);
    expect(await graveFaults(page)).toEqual([]);
  });
});

/** What axe finds that keeps people from using the page: rule, what it says, and where. */
async function graveFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const options: RunOptions = { resultTypes: ["violations"] };
  const { violations } = await page.evaluate((asked) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(asked), options);
  return violations
    .filter(({ impact }) => GRAVE.has(impact))
    .flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary = "" }) => `${id}: ${help}, at ${target.join(" ")}: ${failureSummary.replaceAll(/\s+/g, " ")}`));
}
