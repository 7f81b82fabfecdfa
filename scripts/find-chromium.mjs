import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import { runProgram } from "./run-node.mjs";

const LINUX_NAMES = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "microsoft-edge"];
const LINUX_FOLDERS = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"];
const MAC_APPS = ["Google Chrome", "Chromium", "Microsoft Edge"];
const WINDOWS_PROGRAMS = ["Google\\Chrome\\Application\\chrome.exe", "Chromium\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];

/**
 * Where a Chrome, Chromium or Edge is usually installed, likeliest first.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]} absolute paths that may or may not exist
 */
export function chromiumCandidates(platform, env) {
  if (platform === "darwin") {
    return MAC_APPS.flatMap((app) => ["/", homedir()].map((root) => posix.join(root, "Applications", `${app}.app`, "Contents", "MacOS", app)));
  }
  if (platform === "win32") {
    const roots = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter((root) => root !== undefined);
    return WINDOWS_PROGRAMS.flatMap((program) => roots.map((root) => win32.join(root, program)));
  }
  const folders = [...(env.PATH ?? "").split(":").filter((folder) => folder !== ""), ...LINUX_FOLDERS];
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}

/**
 * The browser to test with: `CHROME_PATH`, else one in the usual places, else the one Playwright has downloaded.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string | undefined>} absolute path of the first that starts, `undefined` when there is none
 * @throws Error when `CHROME_PATH` names no file
 */
export async function findChromium(env = process.env) {
  const chosen = env.CHROME_PATH;
  if (chosen !== undefined && chosen !== "") {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROME_PATH is "${chosen}", but there is no such file; expected the path of a Chrome or Chromium program.`);
  }
  for (const path of chromiumCandidates(process.platform, env)) {
    if (existsSync(path) && (await starts(path))) return path;
  }
  const { chromium } = await import("@playwright/test");
  const downloaded = chromium.executablePath();
  return existsSync(downloaded) && (await starts(downloaded)) ? downloaded : undefined;
}

/**
 * Whether the program runs at all: a download may lack the system's libraries, and a distribution's stub may only say what to install.
 * @param {string} path
 */
async function starts(path) {
  // Chrome on Windows opens a window instead of printing its version.
  if (process.platform === "win32") return true;
  return (await runProgram(path, ["--version"])).exitCode === 0;
}
