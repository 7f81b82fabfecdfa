import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { PROJECT_ROOT, projectPath } from "./project-root.mjs";
import { runNode } from "./run-node.mjs";

/**
 * @typedef {object} CheckResult
 * @property {string} name
 * @property {boolean} passed
 * @property {string} output what the tool said, empty when it had nothing to say
 */

/** @typedef {{readonly name: string, readonly args: readonly string[]}} Check */

/**
 * Runs the type check of every room and the linter, a few at a time.
 * @param {(result: CheckResult) => void} onResult called as each one ends
 * @returns {Promise<CheckResult[]>}
 */
export async function runChecks(onResult) {
  /** @type {CheckResult[]} */
  const results = [];
  const waiting = [lintCheck(), ...rooms().map(typeCheck)];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const { exitCode, output } = await runNode(check.args);
      const result = { name: check.name, passed: exitCode === 0, output: output.trim() };
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
  return results;
}

/** Every folder with a tsconfig.json of its own. */
function rooms() {
  return readdirSync(PROJECT_ROOT).filter((name) => existsSync(projectPath(name, "tsconfig.json")));
}

/**
 * @param {string} room
 * @returns {Check}
 */
function typeCheck(room) {
  return { name: `types of ${room}`, args: [projectPath("node_modules", "typescript", "bin", "tsc"), "-p", room] };
}

/** @returns {Check} */
function lintCheck() {
  return { name: "lint", args: [projectPath("node_modules", "oxlint", "bin", "oxlint"), "--deny-warnings"] };
}
