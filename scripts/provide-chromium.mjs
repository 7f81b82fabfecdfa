import { existsSync } from "node:fs";
import { findChromium } from "./find-chromium.mjs";
import { projectPath } from "./project-root.mjs";
import { runNode, runProgram } from "./run-node.mjs";

const DOWNLOAD_CONNECT_TIMEOUT_MS = 10_000;

/**
 * A browser that starts: one that is installed, else Playwright's own download, else Debian's package where we are root.
 * @returns {Promise<string>} absolute path
 * @throws Error with the sentence that says what to install
 */
export async function provideChromium() {
  let path = await findChromium();
  for (const install of [downloadWithPlaywright, installDebianPackage]) {
    if (path !== undefined) return path;
    await install();
    path = await findChromium();
  }
  if (path !== undefined) return path;
  throw new Error("The browser tests need Chrome or Chromium: install one, or set CHROME_PATH to its program.");
}

async function downloadWithPlaywright() {
  console.log("no Chrome or Chromium found: downloading one with Playwright");
  const { exitCode } = await runNode([projectPath("node_modules", "@playwright", "test", "cli.js"), "install", "--no-shell", "chromium"], {
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(DOWNLOAD_CONNECT_TIMEOUT_MS) },
  });
  if (exitCode !== 0) console.log("Playwright could not download one");
}

async function installDebianPackage() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.log("installing Debian's chromium package");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runProgram("/usr/bin/apt-get", ["update"], { inherit: true, env });
  await runProgram("/usr/bin/apt-get", ["install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"], { inherit: true, env });
}
