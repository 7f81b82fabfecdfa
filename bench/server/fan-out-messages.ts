/** Who sends: the product's server, a bare loop over uWebSockets.js, or one over the ws package. */
export const SENDERS = ["flowglass", "uws", "ws"] as const;
export type Sender = (typeof SENDERS)[number];

/** How much is asked of a sender. */
export interface Load {
  readonly clients: number;
  readonly symbols: number;
  readonly barsPerSec: number;
}

/** What the bench tells its processes. */
export type Order = { readonly kind: "begin" } | { readonly kind: "read" };

/** Totals of a sending process since its start. */
export interface SenderReading {
  readonly cpuMs: number;
  readonly rssBytes: number;
  readonly closedBars: number;
  readonly encodedFrames: number;
}

/** What a process of clients has received since the reading before. */
export interface ClientReading {
  readonly bars: number;
  readonly frames: number;
  readonly bytes: number;
  readonly cpuMs: number;
  /** Of a share of the frames: from the close of their last bar to its arrival, milliseconds. */
  readonly latenciesMs: readonly number[];
}

/** Seconds of processor time of this process, user and system. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
