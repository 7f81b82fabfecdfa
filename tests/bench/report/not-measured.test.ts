import { expect, it } from "vitest";
import { notMeasured } from "../../../bench/report/not-measured.ts";
import type { SizeResult } from "../../../bench/peers/run-size.ts";
import { choosePeers } from "../../../bench/peers/peer-list.ts";
import { peerResult } from "../peers/peer-result.ts";

const GRID = { columns: 600, rows: 200, spareColumns: 0, source: { kind: "seeded" as const, seed: 7, fill: 0.4, spikes: 10 } };

function size(name: string, steps: number): SizeResult {
  const peers = choosePeers(null, true).map(({ name: peer, kind }) => peerResult(peer, kind, { pan: 2 }));
  const operations = peers[0].operations.map((operation) => ({ ...operation, net: operation.net === null ? null : { ...operation.net, steps } }));
  return { name, grid: GRID, gpu: "", peers: [{ ...peers[0], operations }, ...peers.slice(1)] };
}

it("says nothing where all was measured", () => {
  const sizes = ["600x200", "recording, 333 x 500", "3600x400", "86400x400"].map((name) => size(name, 30));
  expect(notMeasured(1, { machine: { browser: "150" }, scenes: [], layers: [], soak: null, budgets: [], leftOut: [] }, { versions: {}, sizes })).toEqual([]);
});

it("names sizes, libraries, steps and setups that were left out", () => {
  const quick = size("600x200", 4);
  const peers = quick.peers.filter(({ peer }) => peer !== "scichart");
  expect(notMeasured(0.3, { machine: { browser: "150" }, scenes: [], layers: [], soak: null, budgets: [], leftOut: ["a soak of 60 min"] }, { versions: {}, sizes: [{ ...quick, peers }] })).toEqual([
    "hot: 70 % of the steps",
    "frames: a soak of 60 min",
    "peers: recording",
    "peers: 3600x400",
    "peers: 86400x400",
    "peers: scichart",
    `peers: all 30 steps of 1 of ${peers.length} operations, which used up their time before`,
  ]);
});
