/** Where a server gives older bars over HTTP, one BACKLOG frame an answer (protocol/README.md). */
export const BACKLOG_PATH = "/api/backlog";

/** Which bars: those of a stream that end before a seq, as many as fit. */
export interface BacklogRequest {
  readonly symbol: string;
  readonly epoch: string;
  /** Seq of the first bar that is not wanted. */
  readonly to: number;
  /** Most bytes of the frame; of a single bar that has more, all come. */
  readonly bytes: number;
}

/**
 * The address of older bars on the server whose socket is at `socketUrl`.
 * @throws TypeError when that is no address.
 */
export function backlogAddress(socketUrl: string, { symbol, epoch, to, bytes }: BacklogRequest): string {
  const address = new URL(BACKLOG_PATH, socketUrl.replace(/^ws/, "http"));
  address.search = new URLSearchParams({ symbol, epoch, to: String(to), bytes: String(bytes) }).toString();
  return address.href;
}
