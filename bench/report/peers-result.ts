import type { BenchResult, BenchRow } from "../measure/bench-result.ts";
import { OPERATIONS, type OperationName, type PeerResult, type SizeResult } from "../peers/run-size.ts";
import type { TargetLine } from "./target-line.ts";

/** What `npm run bench:peers` leaves behind. */
export interface PeersFile {
  readonly sizes: readonly SizeResult[];
}

/** Every operation of every peer at every size; the ratio is how often it costs what the faster of our two renderers costs. */
export function peersResult({ sizes }: PeersFile): BenchResult {
  return {
    name: "peers",
    title: "Flowglass beside the libraries a user would pick instead, same data and canvas, complete frames",
    rows: [...sizes.flatMap(sizeRows), ...sizes.flatMap(spikeRows)],
    notes: sizes.flatMap(({ name, peers }) => peers.flatMap(({ peer, failure }) => (failure === null ? [] : [`${peer} cannot do ${name}: ${failure}`]))),
  };
}

/** Ours against the fastest peer, for each size and operation that both can do. */
export function peersTargets({ sizes }: PeersFile, leastAgainstFastest: number): readonly TargetLine[] {
  return sizes.flatMap(({ name, peers }) =>
    OPERATIONS.flatMap((operation) => {
      const own = fastestMs(peers, "product", operation);
      const other = fastestMs(peers, "peer", operation);
      if (own === null || other === null) return [];
      const measured = other / own;
      return [{ bench: "peers", what: `${name}, ${operation}: times faster than the fastest peer`, target: `>= ${leastAgainstFastest}`, measured, unit: "x", holds: measured >= leastAgainstFastest, isGate: true }];
    }),
  );
}

function sizeRows({ name, peers }: SizeResult): BenchRow[] {
  return peers.flatMap(({ peer, operations }) =>
    operations.flatMap(({ operation, net }): BenchRow[] => {
      if (net === null) return [];
      const own = fastestMs(peers, "product", operation);
      const ratio = own === null ? null : net.medianMs / own;
      return [{ name: `${name}, ${operation}: ${peer}`, median: net.medianMs, p95: net.p95Ms, mad: net.madMs, unit: "ms", ratio, target: null }];
    }),
  );
}

/** Zoomed out over everything: single large cells that the picture no longer shows. */
function spikeRows({ name, peers }: SizeResult): BenchRow[] {
  return peers.flatMap(({ peer, kind, spikes }) =>
    spikes === null || kind === "bound" ? [] : [{ name: `${name}, spikes lost: ${peer}`, median: spikes.lost, p95: null, mad: null, unit: `of ${spikes.spikes}`, ratio: null, target: kind === "product" ? 0 : null }],
  );
}

function fastestMs(peers: readonly PeerResult[], kind: PeerResult["kind"], operation: OperationName): number | null {
  const timesMs = peers.filter((result) => result.kind === kind).flatMap(({ operations }) => operations.find((one) => one.operation === operation)?.net?.medianMs ?? []);
  return timesMs.length === 0 ? null : Math.min(...timesMs);
}
