import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { chromiumFlags } from "../../scripts/chromium-flags.mjs";
import budgets from "../budgets.json" with { type: "json" };
import { bundleCharts } from "./bundle-charts.ts";
import { installPeers } from "./install-peers.ts";
import { startPageServer } from "./page-server.ts";
import { offerSciChart } from "./offer-scichart.ts";
import { choosePeers, type Peer } from "./peer-list.ts";
import { formatLosses, formatSize } from "./print-results.ts";
import { FULL_MODE, QUICK_MODE, STEPS } from "./modes.ts";
import { CLOSE_COLUMNS } from "./page/peer-chart.ts";
import { readRecordingGrid } from "./recording-grid.ts";
import { type Effort, runSize, type SizeRequest, type SizeResult } from "./run-size.ts";
import { seededRandom } from "./seeded-random.ts";

const HELP = `Compares Flowglass with the libraries a user would pick instead: npm run bench:peers -- [options]
  --quick                      600x200 and 3600x400, at most 0.7 s per operation and peer: two to three minutes
  --sizes 600x200,recording    columns x rows, or the recording
  --peers flowglass-canvas,..  what to measure; Flowglass should be among it
  --scichart                   measure SciChart, too, under its own community licence
  --steps 30                   measured steps per operation
  --budget-sec 60              an operation of a peer that has taken this long gets no further step
  --seed 7                     of the market and of the order
  --fill 0.4                   share of a column's rows that are traded
  --out .cache/bench-peers.json`;

const PLOT = { widthPx: 1920, heightPx: 1080 };
const WARM_UP_STEPS = 5;
const SPIKES = 200;

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    sizes: { type: "string" },
    peers: { type: "string" },
    scichart: { type: "boolean", default: false },
    steps: { type: "string", default: String(STEPS) },
    "budget-sec": { type: "string" },
    seed: { type: "string", default: "7" },
    fill: { type: "string", default: "0.4" },
    out: { type: "string", default: ".cache/bench-peers.json" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) console.log(HELP);
else await measure().catch(explain);

/** Tells a wrong option in one sentence. */
function explain(error: unknown): void {
  if (!(error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function measure(): Promise<void> {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const versions = installPeers(folder);
  const mode = values.quick ? QUICK_MODE : FULL_MODE;
  const budgetSec = values["budget-sec"];
  const seed = wholeNumber("--seed", values.seed);
  const effort: Effort = { warmUpSteps: WARM_UP_STEPS, steps: wholeNumber("--steps", values.steps), budgetMs: budgetSec === undefined ? mode.budgetMs : wholeNumber("--budget-sec", budgetSec) * 1000, timeoutMs: mode.timeoutMs };
  const files = new Map<string, string | Uint8Array>();
  const peers = availablePeers(folder, files);
  for (const [path, script] of await bundleCharts(peers)) files.set(path, script);
  const sizes = sizeRequests(values.sizes ?? mode.sizes, seed, effort, files);
  const server = await startPageServer(files);
  const executablePath = process.env["CHROME_PATH"];
  const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: chromiumFlags() });
  try {
    const random = seededRandom(seed);
    const results: SizeResult[] = [];
    for (const size of sizes) {
      const result = await runSize(browser, peers, server.url, size, PLOT, effort, random);
      console.log(formatSize(result));
      results.push(result);
    }
    const losses = results.flatMap((result) => formatLosses(result, budgets.peers));
    if (losses.length > 0) console.log(`\nbelow ${budgets.peers.minTimesFasterThanFastest}x the fastest peer:\n${losses.map((line) => `  ${line}`).join("\n")}`);
    const origin = { date: new Date().toISOString(), commit: commit(), machine: machine(browser.version(), results[0]?.gpu ?? ""), versions };
    write({ ...origin, seed, plot: PLOT, effort, losses, sizes: results });
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The peers asked for, without SciChart, and with the reason printed, where that cannot be had. */
function availablePeers(folder: string, files: Map<string, string | Uint8Array>): readonly Peer[] {
  const chosen = choosePeers(values.peers?.split(",") ?? null, values.scichart);
  if (!chosen.some(({ optional }) => optional === true)) return chosen;
  const reason = offerSciChart(join(folder, "scichart"), files);
  if (reason === null) return chosen;
  console.log(`SciChart is left out: ${reason}`);
  return chosen.filter(({ optional }) => optional !== true);
}

function sizeRequests(text: string, seed: number, effort: Effort, files: Map<string, string | Uint8Array>): SizeRequest[] {
  const spareColumns = effort.warmUpSteps + effort.steps;
  return text.split(",").flatMap((name): SizeRequest[] => {
    if (name === "recording") {
      const recording = readRecordingGrid();
      if (recording === null) return [];
      files.set("/recording", recording.shades);
      const columns = recording.columns - spareColumns;
      const grid = { columns, rows: recording.rows, spareColumns, source: { kind: "recording", address: "/recording" } } as const;
      return [{ name: `recording, ${columns} x ${recording.rows}`, grid }];
    }
    const [columns, rows = Number.NaN] = name.split("x").map(Number);
    if (!Number.isSafeInteger(columns * rows) || columns < CLOSE_COLUMNS || rows < 1) {
      throw new RangeError(`--sizes has "${name}", expected COLUMNSxROWS of at least ${CLOSE_COLUMNS} columns, or recording`);
    }
    const fill = share("--fill", values.fill);
    return [{ name, grid: { columns, rows, spareColumns, source: { kind: "seeded", seed, fill, spikes: SPIKES } } }];
  });
}

function write(results: object): void {
  const out = resolve(fileURLToPath(new URL("../..", import.meta.url)), values.out);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\nfigures in ${values.out}`);
}

function machine(browser: string, gpu: string): object {
  return { cpu: cpus()[0]?.model, cores: cpus().length, memoryBytes: totalmem(), system: `${process.platform} ${release()}`, node: process.version, browser, gpu };
}

function commit(): string {
  try {
    const cwd = fileURLToPath(new URL(".", import.meta.url));
    const git = (...args: string[]): string => execFileSync("git", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    return git("rev-parse", "HEAD") + (git("status", "--porcelain") === "" ? "" : " with changes");
  } catch {
    return "unknown: not a git checkout";
  }
}

/** @throws RangeError naming the option. */
function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number <= 0) throw new RangeError(`${option} is "${text}", expected a whole number above 0`);
  return number;
}

/** @throws RangeError naming the option. */
function share(option: string, text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 1)) throw new RangeError(`${option} is "${text}", expected a number above 0 and up to 1`);
  return number;
}
