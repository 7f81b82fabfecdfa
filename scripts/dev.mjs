import { nodeBundleConfig } from "./bundle-for-node.mjs";
import { projectPath } from "./project-root.mjs";
import { createRestartingProcess } from "./restarting-process.mjs";

// The page from Vite with hot replacement; the server, with the arguments given, rebuilt and restarted when one of its sources changes.

const args = process.argv.slice(2);
const port = /--port[= ](\S+)/.exec(args.join(" "))?.[1];
// The page's configuration passes requests on to this port.
if (port !== undefined) process.env.FLOWGLASS_PORT = port;

const { build, createServer } = await import("vite");

const outFile = projectPath(".cache", "dev", "main.mjs");
const server = createRestartingProcess([projectPath("scripts", "run-main.mjs"), outFile, ...args], {
  FLOWGLASS_CLIENT_DIR: projectPath("dist", "client"),
});

const bundle = nodeBundleConfig({ entry: projectPath("server", "main.ts"), outFile });
const watcher = await build({ ...bundle, build: { ...bundle.build, watch: {} } });
if (!("on" in watcher)) throw new Error("Vite did not watch the server's sources");
watcher.on("event", (event) => {
  if (event.code === "BUNDLE_END") void server.restart();
});

const page = await createServer({ configFile: projectPath("vite.config.ts") });
await page.listen();
page.printUrls();

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    await Promise.all([server.stop(), watcher.close(), page.close()]);
    process.exit(0);
  });
}
