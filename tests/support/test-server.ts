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

export interface TestServerOptions {
  readonly access?: AccessRules;
  readonly staticRoot?: string;
  readonly port?: number;
  readonly log?: LogLines;
  /** `false`: does not wait for the feeds' history. */
  readonly isLoaded?: boolean;
}

/** The real server on a free port of the loopback interface, with its history loaded, and without a client folder unless one is given. */
export async function startTestServer(feeds: readonly MarketFeed[], options: TestServerOptions = {}): Promise<TestServer> {
  const { access = LOOPBACK_ACCESS, staticRoot = join(tmpdir(), "flowglass-no-client"), port = 0, log = SILENT, isLoaded = true } = options;
  const server = await startFlowglassServer({ feeds, host: "127.0.0.1", port, access, staticRoot, log, nowMs: Date.now });
  if (isLoaded) await server.loaded;
  return { ...server, url: `http://127.0.0.1:${server.port}`, liveUrl: `ws://127.0.0.1:${server.port}/live` };
}
