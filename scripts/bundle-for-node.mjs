import { basename, dirname, extname } from "node:path";
import { pathToFileURL } from "node:url";
import { PROJECT_ROOT } from "./project-root.mjs";

/**
 * @typedef {object} NodeBundle
 * @property {string} entry absolute path of the TypeScript module to start from
 * @property {string} outFile absolute path of the `.mjs` to write
 * @property {boolean} [keepSourceUrls] `true` makes `import.meta.url` that of the source file, for programs that look for files beside themselves
 */

/**
 * Vite options that bundle an entry, with all modules of this project that it imports, for Node. npm packages stay outside.
 * @param {NodeBundle} bundle
 * @returns {import("vite").InlineConfig}
 */
export function nodeBundleConfig({ entry, outFile, keepSourceUrls = false }) {
  return {
    configFile: false,
    root: PROJECT_ROOT,
    logLevel: "error",
    publicDir: false,
    plugins: keepSourceUrls ? [sourceUrlPlugin()] : [],
    build: {
      ssr: true,
      target: "node20",
      outDir: dirname(outFile),
      emptyOutDir: false,
      rolldownOptions: {
        input: { [basename(outFile, extname(outFile))]: entry },
        output: { entryFileNames: "[name].mjs", codeSplitting: false },
      },
    },
  };
}

/**
 * Bundles once.
 * @param {NodeBundle} bundle
 */
export async function bundleForNode(bundle) {
  const { build } = await import("vite");
  await build(nodeBundleConfig(bundle));
}

/** @returns {import("vite").Plugin} */
function sourceUrlPlugin() {
  return {
    name: "flowglass:source-url",
    enforce: "pre",
    transform(code, id) {
      const file = id.split("?")[0];
      if (file.includes("node_modules") || !code.includes("import.meta.url")) return null;
      return { code: code.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(file).href)), map: null };
    },
  };
}
