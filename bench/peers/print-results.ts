import { OPERATIONS, type OperationResult, type PeerResult, type SizeResult } from "./run-size.ts";

/** The table of one size: milliseconds of each operation, and how often Flowglass's time that is. */
export function formatSize({ name, peers }: SizeResult): string {
  const lines = [["", ...OPERATIONS.flatMap((operation) => [`${operation} ms`, "p95", "mad", "x"]), "spikes lost", "invented px"]];
  const base = productOf(peers);
  for (const result of peers) {
    const cells = OPERATIONS.flatMap((operation) => operationCells(operationOf(result, operation), base === null ? null : operationOf(base, operation)));
    const { spikes } = result;
    const seen = spikes === null || result.kind === "bound" ? ["", ""] : [`${spikes.lost} of ${spikes.spikes}`, spikes.inventedPixels.toLocaleString("en")];
    lines.push([result.peer, ...cells, ...seen]);
  }
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const table = lines.map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  "));
  const failures = peers.flatMap(({ peer, failure }) => (failure === null ? [] : [`  ${peer} cannot do this size: ${failure}`]));
  return [`\n${name}`, ...table, ...failures].join("\n");
}

/** For each operation, Flowglass's faster renderer against the fastest peer: one line per comparison below `wanted`. */
export function formatLosses({ name, peers }: SizeResult, wanted: number): readonly string[] {
  const lines: string[] = [];
  for (const operation of OPERATIONS) {
    const own = fastest(peers, "product", operation);
    const other = fastest(peers, "peer", operation);
    if (own === null || other === null || other.ms / own.ms >= wanted) continue;
    const [ours, theirs] = [own, other].map(({ peer, ms }) => `${peer} ${milliseconds(ms)} ms`);
    lines.push(`${name}, ${operation}: ${ours}, ${theirs}: ${(other.ms / own.ms).toFixed(1)}x, wanted ${wanted}x`);
  }
  return lines;
}

function fastest(peers: readonly PeerResult[], kind: PeerResult["kind"], operation: OperationResult["operation"]): { readonly peer: string; readonly ms: number } | null {
  let best: { readonly peer: string; readonly ms: number } | null = null;
  for (const result of peers) {
    const ms = operationOf(result, operation)?.net?.medianMs;
    if (result.kind === kind && ms !== undefined && (best === null || ms < best.ms)) best = { peer: result.peer, ms };
  }
  return best;
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
  const few = net.steps < 30 ? ` (n=${net.steps})` : "";
  const times = net.medianMs / (base?.net?.medianMs ?? 0);
  const ratio = Number.isFinite(times) ? times.toFixed(times < 10 ? 1 : 0) : "";
  return [milliseconds(net.medianMs) + few, milliseconds(net.p95Ms), milliseconds(net.madMs), ratio];
}

function milliseconds(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
