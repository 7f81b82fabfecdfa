import type { SpikeCheck } from "../../../bench/peers/page/check-spikes.ts";
import { OPERATIONS, type OperationName, type PeerResult } from "../../../bench/peers/run-size.ts";

interface Circumstances {
  readonly failure?: string;
  /** The times are those that the clock can just tell. */
  readonly isAtFloor?: boolean;
  readonly spikes?: SpikeCheck;
  readonly restMs?: number;
}

/** What a peer did: the median of each operation that it can do. */
export function peerResult(
  peer: string,
  kind: PeerResult["kind"],
  mediansMs: Readonly<Partial<Record<OperationName, number>>>,
  { failure, isAtFloor = false, spikes, restMs }: Circumstances = {},
): PeerResult {
  const operations = OPERATIONS.map((operation) => {
    const medianMs = mediansMs[operation] ?? null;
    const net = medianMs === null ? null : { steps: 30, medianMs, p95Ms: medianMs * 2, madMs: 0.1, atFloor: isAtFloor ? 0.6 : 0, isMedianAtFloor: isAtFloor };
    return { operation, coldMs: medianMs, net };
  });
  return { peer, kind, failure: failure ?? null, readMs: 1, clockMs: 0.005, operations, restMs: restMs ?? null, spikes: spikes ?? null };
}
