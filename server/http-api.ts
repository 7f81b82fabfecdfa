import { setImmediate as nextTurn } from "node:timers/promises";
import { type BarView, lowerBoundBar } from "../core/market/bar-view.ts";
import { parseDecimalStep, stepsToNumber } from "../core/market/decimal-step.ts";
import { SessionCalendar } from "../core/market/session.ts";
import { BACKLOG_PATH } from "../protocol/backlog-address.ts";
import { encodeBars, encodeStreamStart, STREAM_END } from "../protocol/encode.ts";
import { acceptsGzip } from "./http/accepts-gzip.ts";
import { chunkEnd, chunkStart } from "./delivery/chunk.ts";
import { gzipParts } from "./http/gzip-parts.ts";
import { parseHistoryRange } from "./http/history-range.ts";
import { type HttpRequest, type HttpResponse, type HttpRoute, jsonResponse, problemResponse } from "./http/http-route.ts";
import { MAX_BACKLOG_ANSWER_BYTES } from "./limits.ts";
import { BarLog } from "./log.ts";
import { createOrderflowRoutes } from "./orderflow/orderflow-routes.ts";

/** Bytes of one record batch of a history answer: small enough to be encoded between two live bars unnoticed. */
const HISTORY_BATCH_BYTES = 256 * 1024;

export interface HttpApiOptions {
  readonly logs: ReadonlyMap<string, BarLog>;
  /** Live sockets now. */
  readonly clients: () => number;
  /** Seconds since the start of the server. */
  readonly uptimeSec: () => number;
  /** `false` while history is still being loaded. */
  readonly isReady: () => boolean;
}

/** The routes of the HTTP interface. */
export function createApiRoutes(options: HttpApiOptions): HttpRoute[] {
  return [
    { method: "GET", path: "/healthz", handle: () => getHealth(options) },
    { method: "GET", path: "/api/symbols", handle: () => getSymbols(options) },
    { method: "GET", path: "/api/history.arrow", handle: (request) => getHistory(options, request) },
    { method: "GET", path: BACKLOG_PATH, handle: (request) => getBacklog(options, request) },
    ...createOrderflowRoutes(options.logs),
  ];
}

function getHealth({ logs, clients, uptimeSec, isReady }: HttpApiOptions): HttpResponse {
  const all = [...logs.values()];
  return jsonResponse(200, {
    status: isReady() ? "ok" : "loading",
    symbols: all.length,
    bars: all.reduce((sum, log) => sum + log.nextSeq, 0),
    clients: clients(),
    uptimeSec: Math.floor(uptimeSec()),
  });
}

function getSymbols({ logs }: HttpApiOptions): HttpResponse {
  const symbols = Array.from(logs.values(), (log) => {
    const { length, timeSec } = log.columns;
    return {
      ...log.instrument,
      clock: log.clock,
      bars: length,
      from: length === 0 ? null : isoTime(timeSec[0]),
      to: length === 0 ? null : isoTime(timeSec[length - 1] + 1),
      ...readPrice(log),
      gaps: log.gaps.length,
      ended: log.ended,
    };
  });
  return jsonResponse(200, { symbols });
}

/** The newest price, and how far it is from the first one of its session (of the data, where that begins later); null without a bar. */
function readPrice({ columns, instrument }: BarLog): { readonly price: number | null; readonly change: number | null } {
  const last = columns.length - 1;
  if (last < 0) return { price: null, change: null };
  const tick = parseDecimalStep(instrument.tickSize);
  const { startSec } = new SessionCalendar(instrument.session).boundsOf(columns.timeSec[last]);
  const closeTicks = columns.closeTicks[last];
  const openTicks = columns.openTicks[lowerBoundBar(columns, startSec)];
  return { price: stepsToNumber(closeTicks, tick), change: stepsToNumber(closeTicks - openTicks, tick) };
}

/** The log of the symbol that a request names, or what is wrong with the name. */
function logOf({ logs }: HttpApiOptions, { query }: HttpRequest): BarLog | HttpResponse {
  const symbol = query.get("symbol");
  const known = [...logs.keys()].join(", ") || "none";
  if (symbol === null) {
    return problemResponse(400, { code: "missing-field", message: `symbol is missing; this server has ${known}`, field: "symbol" });
  }
  const message = `the symbol ${JSON.stringify(symbol)} is unknown; this server has ${known}`;
  return logs.get(symbol) ?? problemResponse(404, { code: "unknown-symbol", message, field: "symbol" });
}

/**
 * One BACKLOG frame of the bars that end before `to`: what the socket would send, on a way that a browser reads several times faster. It is encoded in a turn of its own and sent part by part, so that
 * many requests at once, or a reader who does not read, hold nobody up.
 */
function getBacklog(options: HttpApiOptions, request: HttpRequest): HttpResponse {
  const log = logOf(options, request);
  if (!(log instanceof BarLog)) return log;
  const { query } = request;
  const [epoch, toText] = [query.get("epoch"), query.get("to")];
  if (epoch === null || toText === null) {
    const field = epoch === null ? "epoch" : "to";
    return problemResponse(400, { code: "missing-field", message: `${field} is missing; a subAck has the epoch, and the bars wanted end before the seq to`, field });
  }
  if (epoch !== log.epoch) {
    const message = `the epoch ${JSON.stringify(epoch)} is not that of ${log.instrument.symbol} on this server; subscribe to be told`;
    return problemResponse(409, { code: "other-epoch", message, field: "epoch" });
  }
  const to = wholeNumber(toText);
  if (!(to >= 1 && to <= log.nextSeq)) {
    const message = `to ${JSON.stringify(toText)} is no seq of ${log.instrument.symbol} that bars end before; expected 1 to ${log.nextSeq}`;
    return problemResponse(400, { code: "bad-seq", message, field: "to" });
  }
  const bytes = query.has("bytes") ? wholeNumber(query.get("bytes")) : MAX_BACKLOG_ANSWER_BYTES;
  if (!(bytes >= 1)) {
    const message = `bytes ${JSON.stringify(query.get("bytes"))} is no size; expected a whole number from 1 on`;
    return problemResponse(400, { code: "bad-size", message, field: "bytes" });
  }
  return { status: 200, headers: { "Content-Type": "application/octet-stream", "Cache-Control": "no-store" }, body: backlogParts(log, to, Math.min(bytes, MAX_BACKLOG_ANSWER_BYTES)) };
}

async function* backlogParts(log: BarLog, to: number, bytes: number): AsyncGenerator<Uint8Array> {
  await nextTurn();
  yield log.backlogFrame(chunkStart(log.columns, 0, to, bytes), to);
}

/** NaN for anything but digits. */
function wholeNumber(text: string | null): number {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

function getHistory(options: HttpApiOptions, request: HttpRequest): HttpResponse {
  const log = logOf(options, request);
  if (!(log instanceof BarLog)) return log;
  const { length, timeSec } = log.columns;
  const range = parseHistoryRange(request.query, length === 0 ? null : timeSec[0], length === 0 ? null : timeSec[length - 1] + 1);
  if ("code" in range) return problemResponse(400, range);
  const from = lowerBoundBar(log.columns, range.fromSec);
  const to = lowerBoundBar(log.columns, range.toSec);
  const headers = {
    "Content-Type": "application/vnd.apache.arrow.stream",
    "Content-Disposition": `attachment; filename="${log.instrument.symbol.replaceAll(/[^A-Za-z0-9._-]/g, "_")}.arrow"`,
    "Cache-Control": "no-store",
  };
  const parts = historyParts(log, from, to);
  if (!acceptsGzip(request.headers)) return { status: 200, headers, body: parts };
  return { status: 200, headers: { ...headers, "Content-Encoding": "gzip" }, body: gzipParts(parts) };
}

/** The Arrow stream in parts, each made when the one before has been taken, with a turn of the event loop in between. */
async function* historyParts(log: BarLog, from: number, to: number): AsyncGenerator<Uint8Array> {
  yield encodeStreamStart(log.instrument);
  let start = from;
  while (start < to) {
    const bars: BarView = log.columns;
    const end = chunkEnd(bars, start, to, HISTORY_BATCH_BYTES);
    yield encodeBars(bars, start, end);
    start = end;
    await nextTurn();
  }
  yield STREAM_END;
}

function isoTime(timeSec: number): string {
  return new Date(timeSec * 1000).toISOString();
}
