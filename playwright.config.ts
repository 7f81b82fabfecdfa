import { defineConfig } from "@playwright/test";
import { chromiumFlags } from "./scripts/chromium-flags.mjs";
import { findChromium } from "./scripts/find-chromium.mjs";

const executablePath = await findChromium();

/**
 * Features of Chromium that tests do without. The popups of its address bar are pages of their own, which it would load again for every window. Chromium
 * heeds the last list alone, so what Playwright turns off is named too.
 */
const WITHOUT = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "TcpPortRandomizationWin",
  "ThirdPartyStoragePartitioning",
];

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    launchOptions: { args: [...chromiumFlags(), `--disable-features=${WITHOUT.join()}`], ...(executablePath === undefined ? {} : { executablePath }) },
    screenshot: "only-on-failure",
    // What was done, logged and fetched. Its pictures cost every test a third of its time: `--trace retain-on-failure` takes them too.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
  },
});
