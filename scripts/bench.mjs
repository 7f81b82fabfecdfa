import { readdirSync, rmSync } from "node:fs";
import { join, sep } from "node:path";
import { projectPath } from "./project-root.mjs";
import { runNode } from "./run-node.mjs";

// Without arguments: every bench in quick mode, then the report. With words: only the benches of bench/hot and bench/server whose path holds one of them,
// measured in full and without a report. `--full` measures everything in full.

const words = process.argv.slice(2).filter((argument) => argument !== "--full");
const isFull = process.argv.includes("--full") || words.length > 0;
const startMs = performance.now();

const benches = readdirSync(projectPath("bench"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".bench.ts") && !path.includes("node_modules"))
  .map((path) => path.split(sep).join("/"))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .sort();

/** @type {string[]} */
const failed = [];

/**
 * Runs one program of a bench to its end and notes when it fails.
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
async function run(name, args) {
  console.log(`\n== ${name}`);
  const env = { FLOWGLASS_BENCH_SHARE: isFull ? "1" : "0.3" };
  const { exitCode } = await runNode(args, { inherit: true, env });
  if (exitCode !== 0) failed.push(name);
  return exitCode;
}

const runTypescript = projectPath("scripts", "run-typescript.mjs");

/** @returns {Promise<number>} the report's exit code */
async function runReported() {
  for (const left of [".cache/bench", ".cache/bench-frames.json", ".cache/bench-peers.json"]) rmSync(projectPath(left), { recursive: true, force: true });
  for (const bench of benches) await run(bench, ["--expose-gc", runTypescript, join("bench", bench)]);
  const frames = isFull ? [] : ["--cells", "100000,10000000", "--phase-ms", "2000", "--steps", "30"];
  await run("frames", [projectPath("scripts", "bench-frames.mjs"), ...frames]);
  await run("peers", [projectPath("scripts", "bench-peers.mjs"), ...(isFull ? [] : ["--quick"])]);
  const elapsedSec = String((performance.now() - startMs) / 1000);
  return run("report", [runTypescript, join("bench", "report", "main.ts"), isFull ? "npm run bench -- --full" : "npm run bench", elapsedSec, ...failed]);
}

if (benches.length === 0) {
  console.error(`no bench/**/*.bench.ts matches ${words.join(" ")}`);
  process.exitCode = 2;
} else if (words.length === 0) {
  process.exitCode = await runReported();
} else {
  for (const bench of benches) await run(bench, ["--expose-gc", runTypescript, join("bench", bench)]);
  if (failed.length > 0) {
    console.error(`\nbudgets breached in ${failed.join(", ")}`);
    process.exitCode = 1;
  }
}
