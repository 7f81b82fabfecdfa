import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { chromiumFlags } from "../../scripts/chromium-flags.mjs";
import { type BudgetLine, checkBudgets, commitsPerSec, framesPerSec } from "./budget-check.ts";
import { PHASES } from "../../client/bench/camera-script.ts";
import { type HeatLayerResult, runHeatLayer } from "./heat-layer.ts";
import { runScene, type SceneResult } from "./run-scene.ts";
import { SCENE_NAMES, type SceneName } from "./scenes.ts";
import { median, percentile } from "../measure/statistics.ts";

const HELP = `Measures the real page in a real browser: npm run bench:frames -- [options]
  --cells 100000,1000000,10000000   sizes of history
  --scenes heat,everything          what is on the screen; everything at once is measured with the longest history alone
  --renderers canvas,webgl          what draws it
  --phase-ms 10000                  length of each camera movement
  --steps 60                        measured steps of the heat layer alone
  --out .cache/bench-frames.json    where the figures go`;

const SIZE = { widthPx: 1920, heightPx: 1080 };
const SEED = 7;
const RENDERERS = ["canvas", "webgl"] as const;

const { values } = parseArgs({
  options: {
    cells: { type: "string", default: "100000,1000000,10000000" },
    scenes: { type: "string", default: SCENE_NAMES.join(",") },
    renderers: { type: "string", default: "canvas,webgl" },
    "phase-ms": { type: "string", default: "10000" },
    steps: { type: "string", default: "60" },
    out: { type: "string", default: ".cache/bench-frames.json" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) console.log(HELP);
else await measure();

async function measure(): Promise<void> {
  const executablePath = process.env["CHROME_PATH"];
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...chromiumFlags(), "--enable-precise-memory-info"],
  });
  try {
    const scenes: SceneResult[] = [];
    const [phaseMs] = wholeNumbers("--phase-ms", values["phase-ms"]);
    const renderers = namesOf("--renderers", values.renderers, RENDERERS);
    for (const { scene, cells } of scenesOf(namesOf("--scenes", values.scenes, SCENE_NAMES), wholeNumbers("--cells", values.cells))) {
      for (const renderer of renderers) {
        console.log(`measuring ${scene}, ${cells.toLocaleString("en")} cells with the ${renderer} renderer`);
        scenes.push(await runScene(browser, { scene, cells, renderer, ...SIZE, phaseMs, seed: SEED }));
      }
    }
    console.log("measuring the heat layer alone");
    const [steps] = wholeNumbers("--steps", values.steps);
    const layers = await runHeatLayer(browser, { cells: 10_000_000, ...SIZE, steps, seed: SEED });
    const budgets = checkBudgets(scenes, layers, "canvas");
    report(scenes, layers, budgets);
    write({ machine: machine(browser.version()), size: SIZE, seed: SEED, budgets, scenes, layers });
    if (budgets.some(({ isGate, holds }) => isGate && !holds)) process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

/** Each scene with its sizes of history, in the order of measuring. */
function scenesOf(names: readonly SceneName[], sizes: readonly number[]): readonly { readonly scene: SceneName; readonly cells: number }[] {
  return names.flatMap((scene) => (scene === "heat" ? sizes : [Math.max(...sizes)]).map((cells) => ({ scene, cells })));
}

function report(scenes: readonly SceneResult[], layers: readonly HeatLayerResult[], budgets: readonly BudgetLine[]): void {
  console.table(
    scenes.flatMap((scene) =>
      PHASES.map((name) => {
        const phase = scene.phases[name];
        return {
          scene: scene.scene,
          renderer: scene.renderer,
          cells: scene.cells,
          phase: name,
          fps: rounded(framesPerSec(phase.gapsMs)),
          "gap p50": rounded(median(phase.gapsMs)),
          "gap p95": rounded(percentile(phase.gapsMs, 0.95)),
          "gap p99": rounded(percentile(phase.gapsMs, 0.99)),
          "script p50": rounded(phase.scriptMs.p50),
          "script p95": rounded(phase.scriptMs.p95),
          "KiB uploaded/frame": rounded(phase.uploadedBytes / phase.drawn / 1024),
          "commits/s": rounded(commitsPerSec(phase)),
          "heap MiB": phase.heapBytes === null ? null : rounded(phase.heapBytes / 2 ** 20),
        };
      }),
    ),
  );
  console.table(
    scenes.map(({ scene, renderer, cells, firstPictureMs, allHistoryMs, panUploadBytesPerFrame, panHeapBytesPerFrame, idleFrames }) => ({
      scene,
      renderer,
      cells,
      "first picture ms": rounded(firstPictureMs),
      "all history ms": rounded(allHistoryMs),
      "upload B/pan frame": rounded(panUploadBytesPerFrame),
      "heap B/pan frame": rounded(panHeapBytesPerFrame),
      "idle frames": idleFrames,
    })),
  );
  console.table(layers.map((layer) => ({ ...layer, bareMs: rounded(layer.bareMs), closeMs: rounded(layer.closeMs), farMs: rounded(layer.farMs), againstBare: rounded(layer.againstBare) })));
  console.table(budgets.map(({ what, target, measured, holds, isGate }) => ({ budget: what, target, measured: rounded(measured), holds, gate: isGate })));
}

function write(results: object): void {
  const out = resolve(fileURLToPath(new URL("../..", import.meta.url)), values.out);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`figures in ${values.out}`);
}

function machine(browserVersion: string): object {
  return { cpu: cpus()[0]?.model, cores: cpus().length, memoryBytes: totalmem(), system: `${process.platform} ${release()}`, node: process.version, browser: browserVersion };
}

/** @throws RangeError naming the option. */
function wholeNumbers(option: string, text: string): number[] {
  const numbers = text.split(",").map(Number);
  if (!numbers.every((number) => Number.isSafeInteger(number) && number > 0)) {
    throw new RangeError(`${option} is "${text}", expected whole numbers above 0, separated by commas`);
  }
  return numbers;
}

/** @throws RangeError naming the option. */
function namesOf<Name extends string>(option: string, text: string, known: readonly Name[]): readonly Name[] {
  return text.split(",").map((name) => {
    const found = known.find((one) => one === name);
    if (found === undefined) throw new RangeError(`${option} has "${name}", expected ${known.join(" or ")}`);
    return found;
  });
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
