import { bundleForNode } from "./bundle-for-node.mjs";
import { projectPath } from "./project-root.mjs";

/**
 * Something that is built from sources and can be stale.
 * @typedef {object} Target
 * @property {string} name words for people
 * @property {readonly string[]} inputs files and folders whose content decides whether it is stale, relative to the project's root
 * @property {string} outputFolder absolute path; replaced as a whole
 * @property {(folder: string) => Promise<void>} build writes the output into `folder`, an absolute path
 */

/** The program that runs in Node: one module, `main.mjs`. */
export const SERVER_FOLDER = projectPath("dist", "server");
/** The page and its workers, as the server serves them. */
export const CLIENT_FOLDER = projectPath("dist", "client");

/** @type {Target} */
export const SERVER_TARGET = {
  name: "server",
  inputs: ["server", "core", "protocol", "scripts/targets.mjs", "scripts/bundle-for-node.mjs"],
  outputFolder: SERVER_FOLDER,
  build: (folder) => bundleForNode({ entry: projectPath("server", "main.ts"), outFile: `${folder}/main.mjs` }),
};

/** @type {Target} */
export const CLIENT_TARGET = {
  name: "client",
  inputs: ["client", "workers", "shaders", "core", "protocol", "scripts/targets.mjs", "vite.config.ts", "package-lock.json"],
  outputFolder: CLIENT_FOLDER,
  build: async (folder) => {
    const { build } = await import("vite");
    await build({
      configFile: projectPath("vite.config.ts"),
      logLevel: "warn",
      build: { outDir: folder, emptyOutDir: true },
    });
  },
};
