import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { withLock } from "./build-lock.mjs";
import { stampInputs } from "./input-stamp.mjs";

/**
 * Builds a target unless its output was built from exactly these inputs. The output is built beside the old one and put in its place at the end, so
 * an interrupted or failed build leaves nothing half done.
 * @param {import("./targets.mjs").Target} target
 * @param {{readonly force?: boolean}} [options] `force` builds in any case
 * @returns {Promise<boolean>} whether it had to build
 */
export async function ensureBuilt(target, { force = false } = {}) {
  const stamp = stampInputs(target.inputs);
  if (!force && isFresh(target, stamp)) return false;
  return withLock(`${target.outputFolder}.lock`, async () => {
    if (!force && isFresh(target, stamp)) return false;
    const fresh = `${target.outputFolder}.new`;
    rmSync(fresh, { recursive: true, force: true });
    await target.build(fresh);
    rmSync(stampFile(target), { force: true });
    rmSync(target.outputFolder, { recursive: true, force: true, maxRetries: 3 });
    renameSync(fresh, target.outputFolder);
    writeFileSync(stampFile(target), stamp);
    return true;
  });
}

/** @param {import("./targets.mjs").Target} target */
function stampFile(target) {
  return `${target.outputFolder}.stamp`;
}

/**
 * @param {import("./targets.mjs").Target} target
 * @param {string} stamp
 */
function isFresh(target, stamp) {
  return existsSync(target.outputFolder) && existsSync(stampFile(target)) && readFileSync(stampFile(target), "utf8") === stamp;
}
