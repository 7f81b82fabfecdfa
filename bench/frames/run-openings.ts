import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext } from "@playwright/test";
import { fetchBareHistory, historyAddresses } from "./bare-history.ts";
import { startBenchServer } from "./bench-server.ts";
import { type Opening, openPage } from "./opening.ts";
import { median } from "../measure/statistics.ts";
import { type SceneName, sceneAddress } from "./scenes.ts";

const BARS = 86_400;
const LEVELS_PER_SEC = 20;

/** Between two openings: a browser keeps compiled scripts a while after a page has run. */
const PAUSE_MS = 500;

/** A day of one symbol, opened again and again in one profile of a browser, as by a user. */
export interface OpeningResult {
  readonly scene: SceneName;
  readonly bars: number;
  readonly levels: number;
  /** In a browser that has just been started with an empty profile, from a server that has sent nothing before. */
  readonly cold: Opening;
  /** After the second one: of the page's script the browser keeps the compiled form by then. */
  readonly warm: readonly Opening[];
  /** In which a bare page fetches the same history and does nothing with it: the median of as many times. Null where nothing was opened warm. */
  readonly bareHistoryMs: number | null;
}

export interface OpeningEffort {
  /** Openings of a scene that has been opened before. */
  readonly warmOpenings: number;
  readonly seed: number;
}

/**
 * Opens the page on a day of one symbol: in a browser and on a server of their own, once cold and then a few times warm.
 * @param launch starts a browser whose profile is the folder.
 */
export async function runOpenings(launch: (profile: string) => Promise<BrowserContext>, scene: SceneName, { warmOpenings, seed }: OpeningEffort): Promise<OpeningResult> {
  const levels = BARS * LEVELS_PER_SEC;
  const server = await startBenchServer({ cells: levels, levelsPerSec: LEVELS_PER_SEC }, 1, seed);
  const profile = mkdtempSync(join(tmpdir(), "flowglass-bench-"));
  const browser = await launch(profile);
  try {
    const address = `${server.url}/?symbol=${server.symbols[0]}&renderer=canvas&${sceneAddress(scene)}`;
    const { opening: cold } = await openOnce(browser, address);
    if (warmOpenings > 0) await openOnce(browser, address);
    const warm: Opening[] = [];
    const bareMs: number[] = [];
    while (warm.length < warmOpenings) {
      const { opening, addresses } = await openOnce(browser, address);
      warm.push(opening);
      bareMs.push(await fetchBareHistory(browser, addresses));
    }
    return { scene, bars: BARS, levels, cold, warm, bareHistoryMs: bareMs.length === 0 ? null : median(bareMs) };
  } finally {
    await browser.close();
    await server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function openOnce(browser: BrowserContext, address: string): Promise<{ readonly opening: Opening; readonly addresses: readonly string[] }> {
  const page = await browser.newPage();
  try {
    const opening = await openPage(page, address);
    const addresses = await historyAddresses(page);
    await page.waitForTimeout(PAUSE_MS);
    return { opening, addresses };
  } finally {
    await page.close();
  }
}
