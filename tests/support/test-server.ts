import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccessRules } from "../../server/http/access.ts";
import type { MarketFeed } from "../../server/feed/market-feed.ts";
import { type FlowglassServer, startFlowglassServer } from "../../server/flowglass-server.ts";
import type { LogLines } from "../../server/log-lines.ts";

/** Loopback only. */
export const LOOPBACK_ACCESS: AccessRules = { allowedHosts: [], allowedOrigins: [], allowAddresses: false };

/** Says nothing. */
export const SILENT: LogLines = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

export interface TestServer extends FlowglassServer {
  readonly url: string;
  readonly liveUrl: string;
}

/** The real server on a free port of the loopback interface, without a client folder unless one is given. */
export async function startTestServer(
  feeds: readonly MarketFeed[],
  { access = LOOPBACK_ACCESS, staticRoot = join(tmpdir(), "flowglass-no-client"), port = 0 }: { access?: AccessRules; staticRoot?: string; port?: number } = {},
): Promise<TestServer> {
  const server = await startFlowglassServer({ feeds, host: "127.0.0.1", port, access, staticRoot, log: SILENT, nowMs: Date.now });
  await server.loaded;
  return { ...server, url: `http://127.0.0.1:${server.port}`, liveUrl: `ws://127.0.0.1:${server.port}/live` };
}
