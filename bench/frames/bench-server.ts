import { fileURLToPath } from "node:url";
import { startFlowglassServer } from "../../server/flowglass-server.ts";
import { createLogLines } from "../../server/log-lines.ts";
import { DenseFeed, type DenseHistory } from "./dense-feed.ts";

const HOST = "127.0.0.1";

export interface BenchServer {
  readonly url: string;
  /** Of the markets. */
  readonly symbols: readonly string[];
  /** From now on the markets trade. */
  goLive(): void;
  /** From now on they stand still again. */
  rest(): void;
  close(): Promise<void>;
}

/** A server with `markets` markets of the same length of history, which stand still at first. Resolves when the history is there. */
export async function startBenchServer(history: DenseHistory, markets: number, seed: number): Promise<BenchServer> {
  const feeds = Array.from({ length: markets }, (_, market) => new DenseFeed(`DENSE${market + 1}`, history, seed + market));
  const server = await startFlowglassServer({
    feeds,
    host: HOST,
    port: 0,
    access: { allowedHosts: [HOST], allowedOrigins: [], allowAddresses: false },
    staticRoot: fileURLToPath(new URL("../../dist/client", import.meta.url)),
    log: createLogLines("warn"),
    nowMs: Date.now,
  });
  await server.loaded;
  return {
    url: `http://${HOST}:${server.port}`,
    symbols: feeds.map(({ instrument }) => instrument.symbol),
    goLive: () => feeds.forEach((feed) => feed.goLive()),
    rest: () => feeds.forEach((feed) => feed.rest()),
    close: async () => {
      await server.close("the bench is over");
    },
  };
}
