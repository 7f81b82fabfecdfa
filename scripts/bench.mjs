import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { projectPath } from "./project-root.mjs";
import { runNode } from "./run-node.mjs";

// Without arguments: every bench in quick mode, then the report. With words: only the benches of bench/hot and bench/server whose path holds one of them,
// measured in full and without a report. `--full` measures everything in full, `--full-peers` the comparison with other libraries alone, `--all-sizes` every size of it with less time for each operation, `--scichart` adds one whose
// licence is its own.

const FLAGS = new Set(["--full", "--full-peers", "--all-sizes", "--scichart"]);
const isFlag = (/** @type {string} */ argument) => FLAGS.has(argument);
const flags = process.argv.slice(2).filter((argument) => isFlag(argument));
const words = process.argv.slice(2).filter((argument) => !isFlag(argument));
const unknownFlag = words.find((word) => word.startsWith("-"));
const isFull = flags.includes("--full") || words.length > 0;
const benches = readdirSync(projectPath("bench"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".bench.ts") && !path.includes("node_modules"))
  .map((path) => path.split(sep).join("/"))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .sort();

/** Of the measured steps of bench/hot. */
const share = Number(process.env.FLOWGLASS_BENCH_SHARE ?? (isFull ? 1 : 0.2));
const runTypescript = projectPath("scripts", "run-typescript.mjs");

/** @type {{readonly name: string, readonly elapsedSec: number, readonly exitCode: number}[]} */
const programs = [];

/**
 * Runs one program of a bench to its end and notes how it went.
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code
 */
async function run(name, args) {
  console.log(`\n== ${name}`);
  const startMs = performance.now();
  const { exitCode } = await runNode(args, { inherit: true, env: { FLOWGLASS_BENCH_SHARE: String(share) } });
  const elapsedSec = (performance.now() - startMs) / 1000;
  console.log(`== ${name}: ${elapsedSec.toFixed(0)} s`);
  programs.push({ name, elapsedSec, exitCode });
  return exitCode;
}

async function runHotAndServer() {
  for (const bench of benches) await run(bench, ["--expose-gc", runTypescript, join("bench", bench)]);
}

/** @returns {Promise<number>} the report's exit code */
async function runReported() {
  const note = projectPath(".cache", "bench-run.json");
  for (const left of ["bench", "bench-frames.json", "bench-peers.json", "bench-run.json"]) rmSync(projectPath(".cache", left), { recursive: true, force: true });
  const quick = isFull ? [] : ["--quick"];
  const shortPeers = flags.includes("--all-sizes") ? ["--budget-sec", "5"] : quick;
  const quickPeers = flags.includes("--full-peers") ? [] : shortPeers;
  const scichart = flags.filter((flag) => flag === "--scichart");
  await runHotAndServer();
  await run("frames", [projectPath("scripts", "bench-frames.mjs"), ...quick]);
  await run("peers", [projectPath("scripts", "bench-peers.mjs"), ...quickPeers, ...scichart]);
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, JSON.stringify({ command: ["npm run bench", ...(flags.length > 0 ? ["--", ...flags] : [])].join(" "), share, programs }));
  return run("report", [runTypescript, join("bench", "report", "main.ts")]);
}

if (unknownFlag !== undefined) {
  console.error(`${unknownFlag} is no flag of npm run bench; expected ${[...FLAGS].join(", ")}, or words of paths of benches (bench/README.md says what each measures)`);
  process.exitCode = 2;
} else if (benches.length === 0) {
  console.error(`no bench/**/*.bench.ts matches ${words.join(" ")}`);
  process.exitCode = 2;
} else if (words.length === 0) {
  process.exitCode = await runReported();
} else {
  await runHotAndServer();
  const failed = programs.filter(({ exitCode }) => exitCode !== 0).map(({ name }) => name);
  if (failed.length > 0) {
    console.error(`\nended with a breached limit or an error: ${failed.join(", ")}`);
    process.exitCode = 1;
  }
}
