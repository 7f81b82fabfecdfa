import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { chartFile, type Peer } from "./peer-list.ts";

/** Bundles each peer's page script, as a user's build would: minified, for production. @returns the scripts by path, `/<name>.js`. */
export async function bundleCharts(peers: readonly Peer[]): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "flowglass-peers-"));
  try {
    const scripts = new Map<string, string>();
    for (const peer of peers) {
      const { name } = peer;
      await build({
        configFile: false,
        logLevel: "error",
        define: { "process.env.NODE_ENV": '"production"' },
        build: {
          outDir: folder,
          emptyOutDir: false,
          target: "es2022",
          minify: true,
          chunkSizeWarningLimit: 10_000,
          lib: { entry: fileURLToPath(new URL(chartFile(peer), import.meta.url)), formats: ["iife"], name: "peer", fileName: () => `${name}.js` },
        },
      });
      scripts.set(`/${name}.js`, await readFile(join(folder, `${name}.js`), "utf8"));
    }
    return scripts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
