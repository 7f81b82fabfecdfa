import type { BenchResult, BenchRow } from "../measure/bench-result.ts";
import { compareFastest, fastestOf } from "../peers/compare-fastest.ts";
import { OPERATIONS, type OperationResult, type PeerResult, type SizeResult } from "../peers/run-size.ts";
import { figureText } from "./figure-text.ts";
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
    notes: sizes.flatMap((size) => size.peers.flatMap((peer) => peerNotes(size, peer))),
  };
}

/** Ours against the fastest peer, for each size and operation that a peer can do: where ours cannot, the target is missed. */
export function peersTargets({ sizes }: PeersFile, leastAgainstFastest: number): readonly TargetLine[] {
  return sizes.flatMap(({ name, peers }) =>
    OPERATIONS.flatMap((operation): TargetLine[] => {
      const comparison = compareFastest(peers, operation);
      if (comparison === null) return [];
      const { times: measured, isAtLeast } = comparison;
      const line = { bench: "peers", what: `${name}, ${operation}: times faster than the fastest peer`, target: `>= ${leastAgainstFastest}`, measured, unit: "x" };
      return [{ ...line, holds: measured !== null && measured >= leastAgainstFastest, isGate: true, ...(isAtLeast ? { isAtLeast } : {}) }];
    }),
  );
}

function sizeRows({ name, peers }: SizeResult): BenchRow[] {
  return peers.flatMap(({ peer, operations }) =>
    operations.flatMap(({ operation, net }): BenchRow[] => {
      if (net === null) return [];
      const own = fastestOf(peers, "product", operation);
      const ratio = own === null ? null : net.medianMs / own.ms;
      const isAtLeast = own !== null && own.isAtFloor && !net.isMedianAtFloor;
      return [{ name: `${name}, ${operation}: ${peer}`, median: net.medianMs, p95: net.p95Ms, mad: net.madMs, unit: "ms", ratio, target: null, ...(isAtLeast ? { isAtLeast } : {}) }];
    }),
  );
}

/** Zoomed out over everything: single large cells that the picture no longer shows. A renderer of ours that got no picture misses its target. */
function spikeRows({ name, peers }: SizeResult): BenchRow[] {
  return peers.flatMap(({ peer, kind, spikes }): BenchRow[] => {
    if (kind === "bound" || (spikes === null && kind === "peer")) return [];
    const unit = spikes === null ? "spikes" : `of ${spikes.spikes}`;
    return [{ name: `${name}, spikes lost: ${peer}`, median: spikes?.lost ?? null, p95: null, mad: null, unit, ratio: null, target: kind === "product" ? 0 : null }];
  });
}

function peerNotes({ name }: SizeResult, { peer, failure, clockMs, operations }: PeerResult): string[] {
  const limited = operations.flatMap(({ operation, net }: OperationResult) =>
    net === null || net.atFloor === 0
      ? []
      : [`${name}, ${operation}: ${peer}: ${figureText(100 * net.atFloor).replace(/\.0$/, "")} % of the steps took no longer than the clock can tell, ${figureText(clockMs)} ms, beside the closing read`],
  );
  return [...(failure === null ? [] : [`${peer} cannot do ${name}: ${failure}`]), ...limited];
}
