import { rmSync } from "node:fs";
import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleForNode } from "./bundle-for-node.mjs";
import { PROJECT_ROOT, projectPath } from "./project-root.mjs";

/**
 * Runs a TypeScript program in this process, on every supported Node: bundles it with what it imports and imports the result. The program sees its
 * arguments in `process.argv` as if Node had been started with it.
 * @param {string} entry absolute path
 * @param {readonly string[]} args
 * @returns {Promise<Record<string, unknown>>} what the program exports
 */
export async function importTypescript(entry, args) {
  const name = relative(PROJECT_ROOT, entry).replaceAll(/[^A-Za-z0-9]+/g, "-");
  const outFile = projectPath(".cache", "run", `${name}-${process.pid}.mjs`);
  await bundleForNode({ entry, outFile, keepSourceUrls: true });
  process.on("exit", () => rmSync(outFile, { force: true }));
  process.argv = [process.argv[0], entry, ...args];
  return import(pathToFileURL(outFile).href);
}
