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
/** The scripts of which a page reads the one that it draws with. */
const RENDERERS = ["canvas-surface", "webgl-surface"];
/** The faces of all text on the chart. */
const CHART_FONTS = /jetbrains-mono-(latin|greek)-wght-normal-.*\.woff2$/;

/**
 * Lets the chart's page read the module that starts its engine before everything else and without waiting for style sheets, and fetch early what it would otherwise hear of only when its
 * own script runs: what both renderers are made of, and the chart's font.
 */
function engineFirst(): Plugin {
  return {
    name: "engine-first",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html, { path, bundle = {} }): HtmlTagDescriptor[] => {
        if (path !== "/index.html") return [];
        const chunkOf = (name: string) => {
          const [found] = Object.values(bundle).flatMap((file) => (file.type === "chunk" && file.name === name ? [file] : []));
          if (found === undefined) throw new Error(`the build has no ${name}`);
          return found;
        };
        const link = (attrs: Readonly<Record<string, string>>, file: string, injectTo: "head" | "head-prepend"): HtmlTagDescriptor => ({ tag: "link", attrs: { ...attrs, crossorigin: true, href: `/${file}` }, injectTo });
        const { fileName, imports } = chunkOf(ENGINE_START);
        const [canvas, webgl] = RENDERERS.map((name) => chunkOf(name).imports);
        const ofBoth = canvas.filter((file) => webgl.includes(file) && !html.includes(file));
        return [
          { tag: "script", attrs: { type: "module", async: true, crossorigin: true, src: `/${fileName}` }, injectTo: "head-prepend" },
          ...imports.map((file) => link({ rel: "modulepreload" }, file, "head-prepend")),
          ...ofBoth.map((file) => link({ rel: "modulepreload" }, file, "head")),
          ...Object.keys(bundle).filter((file) => CHART_FONTS.test(file)).map((file) => link({ rel: "preload", as: "font", type: "font/woff2" }, file, "head")),
        ];
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
