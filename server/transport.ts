import type * as Uws from "uWebSockets.js";
import { type AccessRules, denyReason } from "./http/access.ts";
import type { Connection, SendResult } from "./delivery/connection.ts";
import { HttpExchange } from "./http/http-exchange.ts";
import { type HttpHandler, problemResponse } from "./http/http-route.ts";
import { MAX_CONNECTIONS, MAX_MESSAGE_BYTES } from "./limits.ts";
import type { LogLines } from "./log-lines.ts";
import { securityHeaders } from "./http/security-headers.ts";

/** Where clients open their socket. */
export const LIVE_PATH = "/live";

/** Seconds of silence after which a socket is closed; the library pings before. (1 to 7 would abort the process.) */
const IDLE_TIMEOUT_SEC = 60;
/** The library cuts a connection off without a word at its limit, so the session's own limit, which explains itself, comes first. */
const HARD_MESSAGE_BYTES = MAX_MESSAGE_BYTES * 4;
/** Beyond this a message is refused; sessions stay far below it. */
const MAX_BACKPRESSURE_BYTES = 4 * 1024 * 1024;
/** `LIBUS_LISTEN_EXCLUSIVE_PORT`: without it a second server would silently share the port. */
const EXCLUSIVE_PORT = 1;
const MISSING_LIBRARY = "The WebSocket library uWebSockets.js is not installed; run npm install.";
const SEND_RESULTS: readonly SendResult[] = ["buffered", "sent", "dropped"];

/** What a connection's messages are handed to. */
export interface LiveClient {
  receiveText(text: string, byteLength: number): void;
  receiveBinary(): void;
  drained(): void;
  closed(): void;
}

export interface TransportOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly access: AccessRules;
  readonly handleHttp: HttpHandler;
  readonly openClient: (connection: Connection) => LiveClient;
  readonly log: LogLines;
}

/** A listening server. */
export interface Transport {
  readonly port: number;
  /** Live sockets now. */
  connections(): number;
  /** Takes no new connections. */
  stopListening(): void;
  /** Cuts every connection. */
  close(): void;
}

interface SocketData {
  client: LiveClient | undefined;
}

/**
 * Listens for HTTP and WebSockets. The only module that calls uWebSockets.js; its sharp edges (objects that are dead after a callback, answers that must
 * not come after an abort) end here and in server/http/http-exchange.
 * @throws Error with a sentence when the library cannot load or the port cannot be had.
 */
export async function listen(options: TransportOptions): Promise<Transport> {
  const uws = await loadUws();
  const app = uws.App();
  let connections = 0;
  const admit = (host: string, origin: string): string | null => denyReason(options.access, host, origin);

  app.ws<SocketData>(LIVE_PATH, {
    compression: uws.DISABLED,
    idleTimeout: IDLE_TIMEOUT_SEC,
    sendPingsAutomatically: true,
    maxPayloadLength: HARD_MESSAGE_BYTES,
    maxBackpressure: MAX_BACKPRESSURE_BYTES,
    upgrade: (res, req, context) => {
      const denied = admit(req.getHeader("host"), req.getHeader("origin"));
      if (denied !== null) {
        new HttpExchange(res, req).refuse(problemResponse(403, { code: "forbidden", message: denied }));
      } else if (connections >= MAX_CONNECTIONS) {
        const message = `the server has ${MAX_CONNECTIONS} live connections, which is the most it takes`;
        new HttpExchange(res, req).refuse(problemResponse(503, { code: "too-many-connections", message }));
      } else {
        res.upgrade<SocketData>(
          { client: undefined },
          req.getHeader("sec-websocket-key"),
          req.getHeader("sec-websocket-protocol"),
          req.getHeader("sec-websocket-extensions"),
          context,
        );
      }
    },
    open: (ws) => {
      connections++;
      ws.getUserData().client = options.openClient(toConnection(ws));
    },
    message: (ws, message, isBinary) => {
      const client = ws.getUserData().client;
      if (isBinary) client?.receiveBinary();
      else client?.receiveText(Buffer.from(message).toString("utf8"), message.byteLength);
    },
    drain: (ws) => ws.getUserData().client?.drained(),
    close: (ws) => {
      connections--;
      ws.getUserData().client?.closed();
    },
  });

  app.any("/*", (res, req) => {
    const exchange = new HttpExchange(res, req);
    const host = req.getHeader("host");
    const origin = req.getHeader("origin");
    const denied = admit(host, origin);
    if (denied !== null) exchange.refuse(problemResponse(403, { code: "forbidden", message: denied }));
    else exchange.answer(options.handleHttp, securityHeaders(host, origin), options.log);
  });

  const listenSocket = await openPort(app, options);
  return {
    port: uws.us_socket_local_port(listenSocket as Uws.us_socket),
    connections: () => connections,
    stopListening: () => uws.us_listen_socket_close(listenSocket),
    close: () => void app.close(),
  };
}

type ListenOnHost = (host: string, port: number, options: number, opened: (socket: Uws.us_listen_socket | false) => void) => void;

function openPort(app: Uws.TemplatedApp, { host, port }: TransportOptions): Promise<Uws.us_listen_socket> {
  return new Promise((resolve, reject) => {
    const listenOnHost = app.listen.bind(app) as unknown as ListenOnHost;
    listenOnHost(host, port, EXCLUSIVE_PORT, (socket) => {
      if (socket === false) reject(new Error(`port ${port} of ${host} is in use or may not be used; choose another with --port`));
      else resolve(socket);
    });
  });
}

async function loadUws(): Promise<typeof Uws> {
  try {
    const loaded: { default: typeof Uws } = await import("uWebSockets.js");
    return loaded.default;
  } catch (cause) {
    const isMissing = cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND";
    const sentence = isMissing ? MISSING_LIBRARY : unloadableSentence(process.version, process.platform, process.arch);
    throw new Error(sentence, { cause });
  }
}

/** Why the native library has no binary for this machine, and what to do. */
export function unloadableSentence(nodeVersion: string, platform: string, arch: string): string {
  return (
    `The WebSocket library uWebSockets.js has no binary for Node ${nodeVersion} on ${platform} ${arch}: ` +
    "it needs Node 20 (on Linux with glibc 2.27 or newer) or Node 22 or 24 (on Linux with glibc 2.38 or newer)."
  );
}

function toConnection(ws: Uws.WebSocket<SocketData>): Connection {
  return {
    sendBinary: (bytes) => SEND_RESULTS[ws.send(bytes, true, false)],
    sendText: (text) => SEND_RESULTS[ws.send(text, false, false)],
    bufferedBytes: () => ws.getBufferedAmount(),
    cork: (write) => void ws.cork(write),
    close: (code, reason) => ws.end(code, reason),
  };
}
