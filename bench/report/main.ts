import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import budgets from "../budgets.json" with { type: "json" };
import type { BenchResult } from "../measure/bench-result.ts";
import { RESULTS_FOLDER } from "../measure/write-result.ts";
import { type FramesFile, framesResult, framesTargets } from "./frames-result.ts";
import { judgeTargets } from "./judge-targets.ts";
import { markdownReport, type ProgramRun, type Report } from "./markdown-report.ts";
import { notMeasured } from "./not-measured.ts";
import { type PeersFile, peersResult, peersTargets } from "./peers-result.ts";
import { ratioPlot } from "./ratio-plot.ts";
import { figureText } from "./figure-text.ts";

// Gathers what the benches of one run have left, judges it, and writes REPORT.md, report.json and the plots.

const bench = fileURLToPath(new URL("../", import.meta.url));
const plotsFolder = join(bench, "plots");

/** What `npm run bench` notes of its programs. */
interface RunFile {
  readonly command: string;
  /** Of the measured steps of `hot/`. */
  readonly share: number;
  readonly programs: readonly ProgramRun[];
}

function readJson<Content>(file: string): Content | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Content) : null;
}

function commit(): string {
  try {
    return execFileSync("git", ["describe", "--always", "--dirty"], { cwd: bench, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "unknown";
  }
}

function gather(): Report {
  const files = existsSync(RESULTS_FOLDER) ? readdirSync(RESULTS_FOLDER).filter((name) => name.endsWith(".json")) : [];
  const own = files.toSorted().flatMap((name) => readJson<BenchResult>(join(RESULTS_FOLDER, name)) ?? []);
  const frames = readJson<FramesFile>(join(bench, "../.cache/bench-frames.json"));
  const peers = readJson<PeersFile>(join(bench, "../.cache/bench-peers.json"));
  const results = [...own, ...(frames === null ? [] : [framesResult(frames)]), ...(peers === null ? [] : [peersResult(peers)])];
  const targets = [
    ...judgeTargets(results, budgets.goals),
    ...(frames === null ? [] : framesTargets(frames)),
    ...(peers === null ? [] : peersTargets(peers, budgets.peers)),
  ];
  const expected = [...Object.keys(budgets.hot), "fan-out", "rest", "frames", "peers"];
  const missing = expected.filter((name) => !results.some((result) => result.name === name));
  const [cpu] = cpus();
  const machine = {
    processor: `${cpu?.model ?? "unknown"}, ${cpus().length} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${process.platform} ${release()}`,
    node: process.version,
    browser: frames === null ? "unknown" : `Chromium ${frames.machine.browser}`,
    graphics: peers?.sizes[0]?.gpu ?? "unknown",
  };
  const { command, share, programs } = readJson<RunFile>(join(bench, "../.cache/bench-run.json")) ?? { command: "unknown", share: 1, programs: [] };
  const elapsedSec = programs.reduce((sum, program) => sum + program.elapsedSec, 0);
  const facts = { command, date: new Date().toISOString().slice(0, 16), commit: commit(), elapsedSec, programs, machine };
  return { facts, results, targets, missing, notMeasured: notMeasured(share, frames, peers), plots: drawPlots(results) };
}

function drawPlots(results: readonly BenchResult[]): ReadonlyMap<string, string> {
  rmSync(plotsFolder, { recursive: true, force: true });
  mkdirSync(plotsFolder, { recursive: true });
  const plots = new Map<string, string>();
  for (const result of results) {
    const plot = ratioPlot(result);
    if (plot === null) continue;
    writeFileSync(join(plotsFolder, `${result.name}.svg`), plot);
    plots.set(result.name, `plots/${result.name}.svg`);
  }
  return plots;
}

const report = gather();
writeFileSync(join(bench, "REPORT.md"), markdownReport(report));
writeFileSync(join(bench, "report.json"), `${JSON.stringify({ ...report, plots: Object.fromEntries(report.plots) }, null, 2)}\n`);
const breached = report.targets.filter(({ holds, isGate }) => isGate && !holds);
for (const { bench: name, what, measured, target } of breached) console.error(`breached: ${name}, ${what}: ${figureText(measured)}, target ${target}`);
console.log(`${report.targets.filter(({ holds }) => holds).length} of ${report.targets.length} targets hold; bench/REPORT.md and bench/report.json have the figures`);
if (breached.length > 0 || report.missing.length > 0 || report.facts.programs.some(({ exitCode }) => exitCode !== 0)) process.exitCode = 1;
