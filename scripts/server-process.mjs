import { spawn } from "node:child_process";
import { PROJECT_ROOT, projectPath } from "./project-root.mjs";

const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 8_000;
const ADDRESS = /https?:\/\/[\w.[\]:-]+:\d+/;

/**
 * A server that runs in a process of its own.
 * @typedef {object} ServerProcess
 * @property {string} url its address without a trailing slash
 * @property {number} pid process id
 * @property {() => string} output everything it has written so far
 * @property {() => Promise<number>} stop asks it to end, waits until it has, and gives its exit code; kills it after 8 seconds
 */

/**
 * Starts the server as a user would, on a free port unless the arguments name one, and waits until it has printed its address.
 * @param {readonly string[]} args as after `npm start --`
 * @param {NodeJS.ProcessEnv} [env] added to ours
 * @returns {Promise<ServerProcess>}
 * @throws Error with the server's output when it ends or is silent for two minutes before it prints an address
 */
export function startServerProcess(args, env = {}) {
  const child = spawn(process.execPath, [projectPath("scripts", "start.mjs"), ...args, ...(args.includes("--port") ? [] : ["--port", "0"])], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  let output = "";
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));

  const stop = async () => {
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
    child.kill("SIGTERM");
    const exitCode = await ended;
    clearTimeout(timer);
    return exitCode;
  };

  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      void stop();
      reject(new Error(`The server did not print its address within ${START_TIMEOUT_MS / 1000} s. It wrote:\n${output}`));
    }, START_TIMEOUT_MS);
    const read = (/** @type {string} */ text) => {
      output += text;
      const url = ADDRESS.exec(output)?.[0];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve({ url, pid: child.pid ?? 0, output: () => output, stop });
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    void ended.then((exitCode) => {
      clearTimeout(timer);
      reject(new Error(`The server ended with exit code ${exitCode} before it printed its address. It wrote:\n${output}`));
    });
  });
}
