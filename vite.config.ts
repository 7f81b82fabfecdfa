import { execFileSync } from "node:child_process";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

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

export default defineConfig({
  root: "client",
  define: { FLOWGLASS_COMMIT: JSON.stringify(commit()) },
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    // The page's content security policy allows its own files only: no data: URLs, nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: Object.fromEntries(["index", "gallery", "bench"].map((page) => [page, join(import.meta.dirname, "client", `${page}.html`)])),
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
