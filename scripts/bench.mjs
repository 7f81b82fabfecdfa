import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { projectPath } from "./project-root.mjs";
import { runNode } from "./run-node.mjs";

// Runs every *.bench.ts of bench/hot and bench/server, or those whose path holds one of the arguments, each in a process of its own with a clean heap.

const filters = process.argv.slice(2);
const benches = readdirSync(projectPath("bench"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".bench.ts") && !path.includes("node_modules"))
  .map((path) => path.split(sep).join("/"))
  .filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)))
  .sort();

if (benches.length === 0) {
  console.error(`no bench/**/*.bench.ts matches ${filters.join(" ")}`);
  process.exitCode = 2;
}
/** @type {string[]} */
const breached = [];
for (const bench of benches) {
  console.log(`\n== ${bench}`);
  const { exitCode } = await runNode(["--expose-gc", projectPath("scripts", "run-typescript.mjs"), join("bench", bench)], { inherit: true });
  if (exitCode !== 0) breached.push(bench);
}
if (breached.length > 0) {
  console.error(`\nbudgets breached in ${breached.join(", ")}`);
  process.exitCode = 1;
}
