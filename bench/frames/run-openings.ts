import type { Browser } from "@playwright/test";
import { startBenchServer } from "./bench-server.ts";
import { type Opening, openPage } from "./opening.ts";
import { FULL_HD } from "./scene-setup.ts";
import { type SceneName, sceneAddress } from "./scenes.ts";

const BARS = 86_400;
const LEVELS_PER_SEC = 20;

/** A day of one symbol, opened again and again in contexts of their own, so that no page finds anything of the one before in the browser's cache. */
export interface OpeningResult {
  readonly scene: SceneName;
  readonly bars: number;
  readonly levels: number;
  /** In the first context of a browser that has just been started, and of a server that has sent nothing before. */
  readonly cold: Opening;
  /** In the contexts after it. */
  readonly warm: readonly Opening[];
}

export interface OpeningEffort {
  /** Openings of a scene that has been opened before. */
  readonly warmOpenings: number;
  readonly seed: number;
}

/** Opens the page on a day of one symbol: in a browser and on a server of their own, once cold and then a few times warm. */
export async function runOpenings(launch: () => Promise<Browser>, scene: SceneName, { warmOpenings, seed }: OpeningEffort): Promise<OpeningResult> {
  const levels = BARS * LEVELS_PER_SEC;
  const server = await startBenchServer({ cells: levels, levelsPerSec: LEVELS_PER_SEC }, 1, seed);
  const browser = await launch();
  try {
    const address = `${server.url}/?symbol=${server.symbols[0]}&renderer=canvas&${sceneAddress(scene)}`;
    const cold = await openOnce(browser, address);
    const warm: Opening[] = [];
    while (warm.length < warmOpenings) warm.push(await openOnce(browser, address));
    return { scene, bars: BARS, levels, cold, warm };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function openOnce(browser: Browser, address: string): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: FULL_HD.widthPx, height: FULL_HD.heightPx } });
  try {
    return await openPage(await context.newPage(), address);
  } finally {
    await context.close();
  }
}
