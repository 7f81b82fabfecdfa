import { spawn } from "node:child_process";
import { PROJECT_ROOT } from "./project-root.mjs";

/**
 * @typedef {object} RunResult
 * @property {number} exitCode 1 when a signal ended the program
 * @property {string} output what it wrote, both streams in order; empty when `inherit` was asked for
 */

/**
 * Runs a Node program in the project's root to its end. No shell is involved, so it works alike on every system.
 * @param {readonly string[]} args Node's own options, the program, and its arguments
 * @param {{readonly inherit?: boolean, readonly env?: NodeJS.ProcessEnv}} [options] `inherit` lets it write to the terminal; `env` is added to ours
 * @returns {Promise<RunResult>}
 */
export function runNode(args, { inherit = false, env = {} } = {}) {
  return runProgram(process.execPath, args, { inherit, env });
}

/**
 * Runs any program likewise.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{readonly inherit?: boolean, readonly env?: NodeJS.ProcessEnv}} [options]
 * @returns {Promise<RunResult>} exit code 127 and the reason when it cannot be started
 */
export function runProgram(program, args, { inherit = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: PROJECT_ROOT,
      env: { ...process.env, ...env },
      stdio: inherit ? "inherit" : ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let output = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => (output += text));
    child.stderr?.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", (error) => resolve({ exitCode: 127, output: error.message }));
    child.on("close", (code) => resolve({ exitCode: code ?? 1, output }));
  });
}
