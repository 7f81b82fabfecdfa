import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 100;

/**
 * Runs `work` while no other process holds the same lock file: two starts at once build once. The lock of a process that has died is taken over.
 * @template Result
 * @param {string} lockFile
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withLock(lockFile, work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  while (!tryLock(lockFile)) await delay(POLL_MS);
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** @param {string} lockFile */
function tryLock(lockFile) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  }
  if (!isAlive(readHolder(lockFile))) rmSync(lockFile, { force: true });
  return false;
}

/**
 * @param {string} lockFile
 * @returns {number} process id, 0 when the file is gone or being written
 */
function readHolder(lockFile) {
  try {
    return Number(readFileSync(lockFile, "utf8"));
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
