import { fileURLToPath } from "node:url";
import { type FlowglassServer, startFlowglassServer } from "../../server/flowglass-server.ts";
import { createLogLines } from "../../server/log-lines.ts";
import { DenseFeed } from "./dense-feed.ts";

const HOST = "127.0.0.1";

/** A server with one market of `cells` cells of history. Resolves when the history is there. */
export async function startBenchServer(cells: number, seed: number, live: boolean): Promise<FlowglassServer & { readonly url: string }> {
  const server = await startFlowglassServer({
    feeds: [new DenseFeed(cells, seed, live)],
    host: HOST,
    port: 0,
    access: { allowedHosts: [HOST], allowedOrigins: [], allowAddresses: false },
    staticRoot: fileURLToPath(new URL("../../dist/client", import.meta.url)),
    log: createLogLines("warn"),
    nowMs: Date.now,
  });
  await server.loaded;
  return { ...server, url: `http://${HOST}:${server.port}` };
}
