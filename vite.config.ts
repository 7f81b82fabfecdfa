import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** As the server sends them, so that the page under development is isolated like the served one. */
const ISOLATION_HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const serverAddress = `http://127.0.0.1:${process.env.FLOWGLASS_PORT ?? "8080"}`;

export default defineConfig({
  root: "client",
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    // The page's content security policy allows its own files only: no data: URLs, nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { checks: { bundlerTimings: false } },
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
