import { defineConfig } from "@playwright/test";
import { chromiumFlags } from "./scripts/chromium-flags.mjs";
import { findChromium } from "./scripts/find-chromium.mjs";

const executablePath = await findChromium();

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    launchOptions: { args: chromiumFlags(), ...(executablePath === undefined ? {} : { executablePath }) },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
