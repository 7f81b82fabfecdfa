import { describe, expect, it } from "vitest";
import { type PeersFile, peersResult, peersTargets } from "../../../bench/report/peers-result.ts";
import { judgeTargets } from "../../../bench/report/judge-targets.ts";
import type { PeerResult } from "../../../bench/peers/run-size.ts";
import { peerResult } from "../peers/peer-result.ts";

function sizes(...peers: readonly PeerResult[]): PeersFile {
  const grid = { columns: 600, rows: 200, spareColumns: 0, source: { kind: "seeded" as const, seed: 7, fill: 0.4, spikes: 10 } };
  return { versions: { uplot: "1.6.0" }, sizes: [{ name: "600x200", grid, gpu: "", peers }] };
}

const budget = { minTimesFasterThanFastest: 5, maxCostAgainstBarePicture: 3 };

describe("peers in the report", () => {
  const canvas = peerResult("flowglass-canvas", "product", { pan: 2 });
  const file = sizes(canvas, peerResult("slow", "peer", { pan: 30 }), peerResult("fast", "peer", { pan: 12 }), peerResult("quad", "bound", { pan: 1 }));

  it("demands the ratio against the fastest peer", () => {
    const roomy = sizes(canvas, peerResult("slow", "peer", { pan: 30 }), peerResult("fast", "peer", { pan: 12 }), peerResult("quad", "bound", { pan: 0.5 }));
    expect(peersTargets(roomy, budget)).toEqual([
      { bench: "peers", what: "600x200, pan: times faster than the fastest peer", target: ">= 5", measured: 6, unit: "x", holds: true, isGate: true },
    ]);
    expect(peersTargets(roomy, { ...budget, minTimesFasterThanFastest: 7 })[0].holds).toBe(false);
  });

  it("says where the fastest peer leaves no room for the ratio, and demands to be near the bare picture there", () => {
    const tight = sizes(canvas, peerResult("fast", "peer", { pan: 4 }), peerResult("put", "bound", { pan: 1 }), peerResult("quad", "bound", { pan: 3 }));
    expect(peersTargets(tight, budget)).toEqual([
      { bench: "peers", what: "600x200, pan: times faster than the fastest peer; a bare picture would be 4.00 x", target: ">= 5", measured: 2, unit: "x", holds: false, isGate: false },
      { bench: "peers", what: "600x200, pan: cost against a bare picture", target: "<= 3", measured: 2, unit: "x", holds: true, isGate: true },
    ]);
    const far = sizes(peerResult("flowglass-canvas", "product", { pan: 3.5 }), peerResult("fast", "peer", { pan: 4 }), peerResult("put", "bound", { pan: 1 }));
    expect(peersTargets(far, budget)[1]).toMatchObject({ measured: 3.5, holds: false, isGate: true });
  });

  it("tells what was left for after the first picture", () => {
    const { notes } = peersResult(sizes(peerResult("flowglass-canvas", "product", { first: 20 }, { restMs: 900 })));
    expect(notes).toEqual(["compared were uplot 1.6.0", "600x200: flowglass-canvas took in its older columns after the first picture, which does not show them, in 900 ms; the product does that in a worker"]);
  });

  it("states every time as a multiple of ours", () => {
    const ratios = peersResult(file).rows.map(({ name, ratio }) => [name, ratio]);
    expect(ratios).toContainEqual(["600x200, pan: slow", 15]);
    expect(ratios).toContainEqual(["600x200, pan: quad", 0.5]);
  });

  it("says who cannot do a size, and compares nothing with it", () => {
    const alone = sizes(canvas, peerResult("slow", "peer", {}, { failure: "took 60 s" }));
    expect(peersResult(alone).notes).toEqual(["compared were uplot 1.6.0", "slow cannot do 600x200: took 60 s"]);
    expect(peersTargets(alone, budget)).toEqual([]);
  });

  it("misses every target of a size that peers can do and we cannot", () => {
    const failed = sizes(peerResult("flowglass-canvas", "product", {}, { failure: "zoom: crashed" }), peerResult("fast", "peer", { pan: 12, zoom: 40 }));
    expect(peersTargets(failed, budget).map(({ what, measured, holds, isGate }) => ({ what, measured, holds, isGate }))).toEqual([
      { what: "600x200, pan: times faster than the fastest peer", measured: null, holds: false, isGate: true },
      { what: "600x200, zoom: times faster than the fastest peer", measured: null, holds: false, isGate: true },
    ]);
    const [spikes] = judgeTargets([peersResult(failed)], []);
    expect(spikes).toMatchObject({ what: "600x200, spikes lost: flowglass-canvas", measured: null, holds: false, isGate: true });
  });

  it("tells ratios against times below the clock's resolution as bounds, and nothing infinite", () => {
    const tiny = sizes(peerResult("flowglass-canvas", "product", { pan: 0.005 }, { isAtFloor: true }), peerResult("fast", "peer", { pan: 12 }));
    expect(peersTargets(tiny, budget)[0]).toMatchObject({ measured: 2400, isAtLeast: true, holds: true });
    const { rows, notes } = peersResult(tiny);
    expect(rows.find(({ name }) => name === "600x200, pan: fast")).toMatchObject({ ratio: 2400, isAtLeast: true });
    expect(notes).toEqual(["compared were uplot 1.6.0", "600x200, pan: flowglass-canvas: 60 % of the steps took no longer than the clock can tell, 0.00500 ms, beside the closing read"]);
    const timed = rows.filter(({ name }) => name.includes("pan"));
    expect(JSON.stringify(timed.map(({ median, ratio }) => ({ median, ratio })))).not.toContain("null");
  });
});
