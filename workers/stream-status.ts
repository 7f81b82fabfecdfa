import type { Instrument } from "../core/market/instrument.ts";
import { priceDirection } from "../core/market/price-direction.ts";
import type { ConnectionState, StreamStatus } from "../protocol/worker-api.ts";
import { NO_STREAM_STATUS } from "../protocol/no-stream-status.ts";
import type { LiveSocket } from "./live-socket.ts";
import type { SessionOpen } from "./session-open.ts";
import type { SymbolStream } from "./symbol-stream.ts";

/** What a status is made of. */
export interface StatusSource {
  readonly socket: Pick<LiveSocket, "state" | "message">;
  readonly instruments: readonly Instrument[];
  /** Null while nothing is subscribed. */
  readonly stream: SymbolStream | null;
  /** Null while the instrument is not known. */
  readonly session: SessionOpen | null;
}

/** Where a symbol's data stands, as one message for a window. */
export function describeStatus({ socket, instruments, stream, session }: StatusSource): StreamStatus {
  const connection = connectionOf(socket, stream);
  const shared = {
    connection,
    message: connection === "refused" && stream?.state === "refused" ? stream.message : socket.message,
    symbols: instruments,
  };
  if (stream === null || stream.columns.resumePoint === null) return { ...NO_STREAM_STATUS, ...shared };
  const { columns } = stream;
  const { bars } = columns;
  const last = bars.length - 1;
  return {
    ...shared,
    instrument: instruments.find((instrument) => instrument.symbol === stream.symbol) ?? null,
    bars: columns.closedCount,
    barsExpected: stream.barsExpected,
    barsBehind: stream.barsBehind,
    levels: columns.levelCount,
    trades: columns.trades,
    firstSec: columns.firstSec,
    lastSec: columns.lastSec,
    closedThroughSec: stream.closedThroughSec,
    lastPriceTicks: last < 0 ? null : bars.closeTicks[last],
    lastDirection: priceDirection(bars.closeTicks, bars.length),
    sessionOpenTicks: session?.openTicks(columns) ?? null,
    lowTicks: columns.lowTicks,
    highTicks: columns.highTicks,
    streamTimeMs: stream.streamTimeMs,
    receivedAtMs: stream.receivedAtMs,
    gaps: stream.gaps.bounds,
  };
}

function connectionOf(socket: StatusSource["socket"], stream: SymbolStream | null): ConnectionState {
  switch (socket.state) {
    case "idle":
    case "connecting":
      return "connecting";
    case "reconnecting":
      return "reconnecting";
    case "refused":
      return "refused";
    case "open":
      if (stream === null || stream.state === "asked" || stream.state === "cut") return "connecting";
      if (stream.state === "refused") return "refused";
      if (stream.ended) return "ended";
      return stream.clock === "replay" ? "replay" : "live";
  }
}
