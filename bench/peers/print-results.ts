import { compareFastest, type Fastest, hasRoom, type PeersBudget } from "./compare-fastest.ts";
import { STEPS } from "./modes.ts";
import { OPERATIONS, type OperationResult, type PeerResult, type SizeResult } from "./run-size.ts";
import type { StepStatistics } from "./step-statistics.ts";

/** The table of one size: milliseconds of each operation, and how often Flowglass's time that is. */
export function formatSize({ name, peers }: SizeResult): string {
  const lines = [["", ...OPERATIONS.flatMap((operation) => [`${operation} ms`, "p95", "mad", "x"]), "spikes lost", "invented px"]];
  const base = productOf(peers);
  for (const result of peers) {
    const cells = OPERATIONS.flatMap((operation) => operationCells(operationOf(result, operation), base === null ? null : operationOf(base, operation)));
    const { spikes } = result;
    const seen = spikes === null || result.kind === "bound" ? ["–", "–"] : [`${spikes.lost} of ${spikes.spikes}`, spikes.inventedPixels.toLocaleString("en")];
    lines.push([result.peer, ...cells, ...seen]);
  }
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const table = lines.map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  "));
  const failures = peers.flatMap(({ peer, failure }) => (failure === null ? [] : [`  ${peer} cannot do this size: ${failure}`]));
  return [`\n${name}`, ...table, ...failures].join("\n");
}

/** For each operation that a peer can do, Flowglass's faster renderer against the fastest peer: one line per comparison below what is wanted, and what is judged instead. */
export function formatLosses({ name, peers }: SizeResult, { minTimesFasterThanFastest: wanted, maxCostAgainstBarePicture: most }: PeersBudget): readonly string[] {
  const textOf = ({ peer, ms }: Fastest): string => `${peer} ${milliseconds(ms)} ms`;
  return OPERATIONS.flatMap((operation) => {
    const comparison = compareFastest(peers, operation);
    if (comparison === null || (comparison.times ?? 0) >= wanted) return [];
    const { own, other, bare, times } = comparison;
    if (own === null || times === null) return [`${name}, ${operation}: Flowglass cannot, ${textOf(other)}`];
    const hasGate = bare === null || hasRoom(comparison, wanted, most);
    const limit = hasGate ? "" : `: not judged, a picture without data would be ${(other.ms / bare.ms).toFixed(1)}x; ours costs ${(own.ms / bare.ms).toFixed(1)} of those, at most ${most}`;
    return [`${name}, ${operation}: ${textOf(own)}, ${textOf(other)}: ${times.toFixed(1)}x, wanted ${wanted}x${limit}`];
  });
}

/** What the ratios refer to: the canvas renderer, which machines without a GPU choose, where it was measured. */
function productOf(peers: readonly PeerResult[]): PeerResult | null {
  return peers.find(({ kind }) => kind === "product") ?? null;
}

function operationOf(result: PeerResult, operation: OperationResult["operation"]): OperationResult | null {
  return result.operations.find((one) => one.operation === operation) ?? null;
}

function operationCells(result: OperationResult | null, base: OperationResult | null): string[] {
  const net = result?.net ?? null;
  if (net === null) return ["-", "", "", ""];
  const few = net.steps < STEPS ? ` (n=${net.steps})` : "";
  const own = base?.net ?? null;
  const spread = net.steps === 1 ? ["–", "–"] : [milliseconds(net.p95Ms), milliseconds(net.madMs)];
  return [(net.isMedianAtFloor ? "<= " : "") + milliseconds(net.medianMs) + few, ...spread, own === null ? "" : timesOf(net, own)];
}

function timesOf(net: StepStatistics, own: StepStatistics): string {
  const times = net.medianMs / own.medianMs;
  return `${own.isMedianAtFloor && !net.isMedianAtFloor ? "> " : ""}${times.toFixed(times < 10 ? 1 : 0)}`;
}

function milliseconds(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3);
}
