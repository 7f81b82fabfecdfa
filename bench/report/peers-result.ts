import type { BenchResult, BenchRow } from "../measure/bench-result.ts";
import { compareFastest, type FastestComparison, fastestOf, hasRoom, type PeersBudget } from "../peers/compare-fastest.ts";
import { OPERATIONS, type OperationResult, type PeerResult, type SizeResult } from "../peers/run-size.ts";
import { figureText } from "./figure-text.ts";
import type { TargetLine } from "./target-line.ts";

/** What `npm run bench:peers` leaves behind. */
export interface PeersFile {
  /** By name of package. */
  readonly versions: Readonly<Record<string, string>>;
  readonly sizes: readonly SizeResult[];
}

/** Every operation of every peer at every size; the ratio is how often it costs what the faster of our two renderers costs. */
export function peersResult({ sizes, versions }: PeersFile): BenchResult {
  return {
    name: "peers",
    title: "Flowglass beside the libraries a user would pick instead, same data and canvas, complete frames",
    rows: [...sizes.flatMap(sizeRows), ...sizes.flatMap(spikeRows)],
    notes: [versionNote(versions), ...sizes.flatMap((size) => size.peers.flatMap((peer) => peerNotes(size, peer)))],
  };
}

function versionNote(versions: PeersFile["versions"]): string {
  return `compared were ${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(", ")}`;
}

/** Ours against the fastest peer, for each size and operation that a peer can do: where ours cannot, the target is missed. */
export function peersTargets({ sizes }: PeersFile, budget: PeersBudget): readonly TargetLine[] {
  return sizes.flatMap(({ name, peers }) =>
    OPERATIONS.flatMap((operation): TargetLine[] => {
      const comparison = compareFastest(peers, operation);
      return comparison === null ? [] : targetsOf(`${name}, ${operation}`, comparison, budget);
    }),
  );
}

function targetsOf(what: string, comparison: FastestComparison, { minTimesFasterThanFastest: least, maxCostAgainstBarePicture: most }: PeersBudget): TargetLine[] {
  const { own, other, bare, times, isAtLeast } = comparison;
  const isGate = hasRoom(comparison, least, most);
  const limit = bare === null || isGate ? "" : `; a bare picture would be ${figureText(other.ms / bare.ms)} x`;
  const faster = { bench: "peers", what: `${what}: times faster than the fastest peer${limit}`, target: `>= ${least}`, measured: times, unit: "x" };
  const line: TargetLine = { ...faster, holds: times !== null && times >= least, isGate, ...(isAtLeast ? { isAtLeast } : {}) };
  if (bare === null || isGate) return [line];
  const cost = own === null ? null : own.ms / bare.ms;
  return [line, { bench: "peers", what: `${what}: cost against a bare picture`, target: `<= ${most}`, measured: cost, unit: "x", holds: cost !== null && cost <= most, isGate: true }];
}

function sizeRows({ name, peers }: SizeResult): BenchRow[] {
  return peers.flatMap(({ peer, operations }) =>
    operations.flatMap(({ operation, net }): BenchRow[] => {
      if (net === null) return [];
      const own = fastestOf(peers, "product", operation);
      const ratio = own === null ? null : net.medianMs / own.ms;
      const isAtLeast = own !== null && own.isAtFloor && !net.isMedianAtFloor;
      return [{ name: `${name}, ${operation}: ${peer}`, median: net.medianMs, p95: net.steps === 1 ? null : net.p95Ms, mad: net.steps === 1 ? null : net.madMs, unit: "ms", ratio, target: null, ...(isAtLeast ? { isAtLeast } : {}) }];
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

function peerNotes({ name }: SizeResult, { peer, failure, clockMs, operations, restMs }: PeerResult): string[] {
  const limited = operations.flatMap(({ operation, net }: OperationResult) =>
    net === null || net.atFloor === 0
      ? []
      : [`${name}, ${operation}: ${peer}: ${figureText(100 * net.atFloor).replace(/\.0$/, "")} % of the steps took no longer than the clock can tell, ${figureText(clockMs)} ms, beside the closing read`],
  );
  return [
    ...(failure === null ? [] : [`${peer} cannot do ${name}: ${failure}`]),
    ...(restMs === null ? [] : [`${name}: ${peer} took in its older columns after the first picture, which does not show them, in ${figureText(restMs)} ms; the product does that in a worker`]),
    ...limited,
  ];
}
