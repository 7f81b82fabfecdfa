import { execFileSync } from "node:child_process";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type HtmlTagDescriptor, type Plugin } from "vite";

/** As the server sends them, so that the page under development is isolated like the served one. */
const ISOLATION_HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const serverAddress = `http://127.0.0.1:${process.env.FLOWGLASS_PORT ?? "8080"}`;

/** What the bench says it measured; "unknown" outside of a repository. */
function commit(): string {
  try {
    return execFileSync("git", ["describe", "--always", "--dirty"], { cwd: import.meta.dirname, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "unknown";
  }
}

/** Begins the engine of the chart's page; see there. */
const ENGINE_START = "begin-engine";

/**
 * Lets the chart's page read the module that starts its engine before everything else and without waiting for style sheets, and begin to fetch what both renderers need,
 * which it would otherwise hear of only when its own script runs.
 */
function engineFirst(): Plugin {
  return {
    name: "engine-first",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { path, bundle = {} }): HtmlTagDescriptor[] => {
        if (path !== "/index.html") return [];
        const start = Object.values(bundle).find((file) => file.type === "chunk" && file.isEntry && file.name === ENGINE_START);
        if (start?.type !== "chunk") throw new Error(`the build has no ${ENGINE_START}`);
        const preloads = start.imports.map((file): HtmlTagDescriptor => ({ tag: "link", attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` }, injectTo: "head-prepend" }));
        return [{ tag: "script", attrs: { type: "module", async: true, crossorigin: true, src: `/${start.fileName}` }, injectTo: "head-prepend" }, ...preloads];
      },
    },
  };
}

export default defineConfig({
  root: "client",
  define: { FLOWGLASS_COMMIT: JSON.stringify(commit()) },
  plugins: [react(), engineFirst()],
  worker: { format: "es" },
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    // The page's content security policy allows its own files only: no data: URLs, nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(["index", "gallery", "bench"].map((page) => [page, join(import.meta.dirname, "client", `${page}.html`)])),
        [ENGINE_START]: join(import.meta.dirname, "client", `${ENGINE_START}.ts`),
      },
      checks: { bundlerTimings: false },
    },
  },
  server: {
    host: "127.0.0.1",
    headers: ISOLATION_HEADERS,
    proxy: {
      "/api": { target: serverAddress, changeOrigin: true },
      "/healthz": { target: serverAddress, changeOrigin: true },
      "/live": { target: serverAddress, changeOrigin: true, ws: true, rewriteWsOrigin: true },
    },
  },
});
