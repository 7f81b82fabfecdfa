import { describe, expect, it } from "vitest";
import { peersResult, peersTargets } from "../../../bench/report/peers-result.ts";
import type { PeerResult, SizeResult } from "../../../bench/peers/run-size.ts";

function peer(name: string, kind: PeerResult["kind"], medianMs: number | null, failure: string | null = null): PeerResult {
  const net = medianMs === null ? null : { steps: 30, medianMs, p95Ms: medianMs * 2, madMs: 0.1 };
  return { peer: name, kind, failure, readMs: 1, operations: [{ operation: "pan", coldMs: medianMs, net }], spikes: null };
}

function sizes(...peers: readonly PeerResult[]): { readonly sizes: readonly SizeResult[] } {
  const grid = { columns: 600, rows: 200, spareColumns: 0, source: { kind: "seeded" as const, seed: 7, fill: 0.4, spikes: 10 } };
  return { sizes: [{ name: "600x200", grid, gpu: "", peers }] };
}

describe("peers in the report", () => {
  const file = sizes(peer("flowglass-canvas", "product", 2), peer("flowglass-webgl", "product", 4), peer("slow", "peer", 30), peer("fast", "peer", 12), peer("quad", "bound", 1));

  it("compares the faster of our renderers with the fastest peer, never with a bound", () => {
    expect(peersTargets(file, 5)).toEqual([
      { bench: "peers", what: "600x200, pan: times faster than the fastest peer", target: ">= 5", measured: 6, unit: "x", holds: true, isGate: true },
    ]);
    expect(peersTargets(file, 7)[0].holds).toBe(false);
  });

  it("states every time as a multiple of ours", () => {
    const ratios = peersResult(file).rows.map(({ name, ratio }) => [name, ratio]);
    expect(ratios).toContainEqual(["600x200, pan: slow", 15]);
    expect(ratios).toContainEqual(["600x200, pan: quad", 0.5]);
  });

  it("says who cannot do a size, and compares nothing with it", () => {
    const alone = sizes(peer("flowglass-canvas", "product", 2), peer("slow", "peer", null, "took 60 s"));
    expect(peersResult(alone).notes).toEqual(["slow cannot do 600x200: took 60 s"]);
    expect(peersTargets(alone, 5)).toEqual([]);
  });
});
