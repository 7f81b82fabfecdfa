import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectPath } from "./project-root.mjs";

/**
 * Hash over the names and contents of everything a build reads. Contents rather than times: a fresh checkout, a copied folder and a switched branch
 * are told apart by what they hold, and reading a few hundred small files takes about ten milliseconds.
 * @param {readonly string[]} inputs files and folders, relative to the project's root; a missing one counts as empty
 * @returns {string} hexadecimal
 */
export function stampInputs(inputs) {
  const hash = createHash("sha256");
  for (const file of inputs.flatMap(listFiles)) {
    const content = readFileSync(projectPath(file));
    hash.update(`${file.replaceAll("\\", "/")}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * @param {string} path relative to the project's root
 * @returns {string[]} the files at or below it, in a fixed order
 */
function listFiles(path) {
  const stats = statSync(projectPath(path), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(projectPath(path))
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}
