import { randomUUID } from "node:crypto";
import type { AccessRules } from "./http/access.ts";
import type { MarketFeed } from "./feed/market-feed.ts";
import { createApiRoutes } from "./http-api.ts";
import { type HttpResponse, problemResponse } from "./http/http-route.ts";
import { createRouter } from "./http/http-router.ts";
import type { LogLines } from "./log-lines.ts";
import type { BarLog } from "./log.ts";
import { Market } from "./market.ts";
import { Session } from "./session.ts";
import { createStaticFiles } from "./static-files.ts";
import { listen, LIVE_PATH } from "./transport.ts";

/** How long clients may take to hear the goodbye before they are cut off. */
const GOODBYE_MS = 500;

export interface FlowglassServerOptions {
  readonly feeds: readonly MarketFeed[];
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly access: AccessRules;
  /** Folder of the built client. */
  readonly staticRoot: string;
  readonly log: LogLines;
  /** The server's clock, epoch milliseconds. */
  readonly nowMs: () => number;
}

/** A server that answers. */
export interface FlowglassServer {
  readonly port: number;
  readonly logs: ReadonlyMap<string, BarLog>;
  /** Resolves when all history is loaded; rejects with a FeedError when a source cannot be read. */
  readonly loaded: Promise<void>;
  /** Says goodbye to the clients, then closes everything. Idempotent. */
  close(reason: string): Promise<void>;
}

/**
 * Listens, then loads history: clients that come before it is complete receive it as it grows.
 * @throws Error with a sentence when the port cannot be had or the native library cannot load.
 */
export async function startFlowglassServer(options: FlowglassServerOptions): Promise<FlowglassServer> {
  const { feeds, log, nowMs } = options;
  const epoch = randomUUID();
  const markets = feeds.map((feed, index) => new Market({ feed, streamId: index + 1, epoch, log, nowMs }));
  const logs = new Map(markets.map((market) => [market.log.instrument.symbol, market.log]));
  const sessions = new Set<Session>();
  const startedMs = nowMs();
  let isReady = false;
  const routes = [
    { method: "GET" as const, path: LIVE_PATH, handle: askForUpgrade },
    ...createApiRoutes({ logs, clients: () => sessions.size, uptimeSec: () => (nowMs() - startedMs) / 1000, isReady: () => isReady }),
  ];

  const transport = await listen({
    ...options,
    handleHttp: createRouter(routes, await createStaticFiles(options.staticRoot)),
    openClient: (connection) => {
      const onClosed = (): void => {
        sessions.delete(session);
        log.debug(`a client has gone, clients now: ${sessions.size}`);
      };
      const session = new Session({ connection, logs, nowMs, defer: setImmediate, onClosed });
      sessions.add(session);
      log.debug(`a client has come, clients now: ${sessions.size}`);
      return session;
    },
  });
  const load = async (): Promise<void> => {
    await Promise.all(markets.map((market) => market.start()));
    isReady = true;
  };
  let closing: Promise<void> | undefined;
  const close = async (reason: string): Promise<void> => {
    for (const market of markets) market.stop();
    transport.stopListening();
    const goodbyeMs = sessions.size === 0 ? 0 : GOODBYE_MS;
    for (const session of sessions) session.sayBye(reason);
    await new Promise((resolve) => setTimeout(resolve, goodbyeMs));
    transport.close();
  };
  return {
    port: transport.port,
    logs,
    loaded: load(),
    close: (reason) => (closing ??= close(reason)),
  };
}

function askForUpgrade(): HttpResponse {
  return problemResponse(426, { code: "upgrade-required", message: `${LIVE_PATH} is a WebSocket` }, { Upgrade: "websocket" });
}
