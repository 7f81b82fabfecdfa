import { spawn } from "node:child_process";
import { PROJECT_ROOT } from "./project-root.mjs";

/**
 * A Node program that is ended and started anew on demand, one at a time.
 * @typedef {object} RestartingProcess
 * @property {() => Promise<void>} restart ends the running one, waits until it has, and starts the next
 * @property {() => Promise<void>} stop ends it for good
 */

/**
 * @param {readonly string[]} args the program and its arguments
 * @param {NodeJS.ProcessEnv} env added to ours
 * @returns {RestartingProcess} nothing runs until the first `restart`
 */
export function createRestartingProcess(args, env) {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  let child;
  /** @type {Promise<void>} */
  let last = Promise.resolve();

  const end = async () => {
    const running = child;
    child = undefined;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGTERM");
    await ended;
  };
  const start = () => {
    child = spawn(process.execPath, args, { cwd: PROJECT_ROOT, env: { ...process.env, ...env }, stdio: "inherit" });
  };
  /** @param {() => void} then */
  const after = (then) => {
    last = last.then(end).then(then);
    return last;
  };
  return { restart: () => after(start), stop: () => after(() => {}) };
}
