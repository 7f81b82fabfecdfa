import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from "@playwright/test";
import { chromiumFlags } from "../../scripts/chromium-flags.mjs";
import { checkBudgets, type FramesFound } from "./budget-check.ts";
import { type FrameOptions, FRAMES_HELP, readFrameOptions } from "./frame-options.ts";
import { printFound } from "./print-found.ts";
import { runHeatLayer } from "./heat-layer.ts";
import { leftOut, type Programme, setupsOf } from "./programme.ts";
import { type OpeningResult, runOpenings } from "./run-openings.ts";
import { runScene, type SceneResult } from "./run-scene.ts";
import { FULL_HD, type SceneSetup, setupName } from "./scene-setup.ts";
import { SCENE_NAMES, type SceneName } from "./scenes.ts";
import { runSoak } from "./soak.ts";

const SEED = 7;
const LAYER_CELLS = 10_000_000;
const MS_PER_MIN = 60_000;

const options = readOrExplain(process.argv.slice(2));
if (options?.isHelp === true) console.log(FRAMES_HELP);
else if (options !== null && isEmpty(options.programme)) {
  console.error("nothing is to be measured: leave out one of the options that leave something out");
  process.exitCode = 2;
} else if (options !== null) await measure(options);

function isEmpty(programme: Programme): boolean {
  return setupsOf(programme).length === 0 && programme.warmOpenings === 0 && programme.layerSteps === 0 && programme.soakMin === 0;
}

/** Null when an option is wrong, which is said in a sentence. */
function readOrExplain(args: readonly string[]): FrameOptions | null {
  try {
    return readFrameOptions(args);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
    return null;
  }
}

async function measure({ programme, out }: FrameOptions): Promise<void> {
  const browser = await chromium.launch(launchOptions());
  try {
    const found = await run(browser, programme);
    const budgets = checkBudgets(found, "canvas");
    printFound(found, budgets);
    write(out, { machine: machine(browser.version()), seed: SEED, budgets, leftOut: leftOut(found.scenes, found.soak?.elapsedMs ?? 0), ...found });
    if (budgets.some(({ isGate, holds }) => isGate && !holds)) process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

function launchOptions(): LaunchOptions {
  const executablePath = process.env["CHROME_PATH"];
  return { ...(executablePath === undefined ? {} : { executablePath }), args: [...chromiumFlags(), "--enable-precise-memory-info"] };
}

/** @param folder where the browser keeps what it keeps for a user. */
function launchProfile(folder: string): Promise<BrowserContext> {
  const { widthPx: width, heightPx: height } = FULL_HD;
  return chromium.launchPersistentContext(folder, { ...launchOptions(), viewport: { width, height } });
}

async function run(browser: Browser, programme: Programme): Promise<FramesFound> {
  const { phaseMs, stillFrames, warmOpenings, layerSteps, soakMin } = programme;
  const openings: OpeningResult[] = [];
  for (const scene of openedScenes(programme)) {
    console.log(`opening a day of ${scene}`);
    openings.push(await runOpenings(launchProfile, scene, { warmOpenings, seed: SEED }));
  }
  const scenes: SceneResult[] = [];
  for (const setup of setupsOf(programme)) {
    console.log(`measuring ${setupName(setup)}`);
    scenes.push(await runScene(browser, setup, { phaseMs, stillFrames, seed: SEED }));
  }
  console.log(layerSteps === 0 ? "leaving out the heat layer alone" : "measuring the heat layer alone");
  const { widthPx, heightPx } = FULL_HD;
  const layers = layerSteps === 0 ? [] : await runHeatLayer(browser, { cells: LAYER_CELLS, widthPx, heightPx, steps: layerSteps, seed: SEED });
  console.log(soakMin === 0 ? "leaving out the soak" : `soaking for ${soakMin} min`);
  const soak = soakMin === 0 ? null : await runSoak(browser, soaked(programme), { durationMs: soakMin * MS_PER_MIN, seed: SEED });
  return { openings, scenes, layers, soak };
}

/** Those that are measured; each where none is. */
function openedScenes({ scenes, warmOpenings }: Programme): readonly SceneName[] {
  if (warmOpenings === 0) return [];
  return SCENE_NAMES.filter((name) => scenes.length === 0 || scenes.includes(name));
}

function soaked({ variedCells, everythingRenderers }: Programme): SceneSetup {
  return { scene: "everything", cells: variedCells, renderer: everythingRenderers[0], display: FULL_HD, windows: 1, slowdown: 1 };
}

function write(file: string, results: object): void {
  const out = resolve(fileURLToPath(new URL("../..", import.meta.url)), file);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`figures in ${file}`);
}

function machine(browserVersion: string): object {
  return { cpu: cpus()[0]?.model, cores: cpus().length, memoryBytes: totalmem(), system: `${process.platform} ${release()}`, node: process.version, browser: browserVersion };
}
