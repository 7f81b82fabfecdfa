import { describe, expect, it } from "vitest";
import { compareFastest } from "../../../bench/peers/compare-fastest.ts";
import { peerResult } from "./peer-result.ts";

describe("ours against the fastest peer", () => {
  it("takes the faster of our renderers and the fastest peer, never a bound", () => {
    const peers = [
      peerResult("flowglass-canvas", "product", { pan: 2 }),
      peerResult("flowglass-webgl", "product", { pan: 4 }),
      peerResult("slow", "peer", { pan: 30 }),
      peerResult("fast", "peer", { pan: 12 }),
      peerResult("quad", "bound", { pan: 1 }),
    ];
    expect(compareFastest(peers, "pan")).toEqual({
      own: { peer: "flowglass-canvas", ms: 2, isAtFloor: false },
      other: { peer: "fast", ms: 12, isAtFloor: false },
      bare: { peer: "quad", ms: 1, isAtFloor: false },
      times: 6,
      isAtLeast: false,
    });
  });

  it("knows only that it is more often than that where our own time is below what the clock can tell", () => {
    const peers = [peerResult("flowglass-canvas", "product", { pan: 0.005 }, { isAtFloor: true }), peerResult("fast", "peer", { pan: 12 })];
    expect(compareFastest(peers, "pan")).toMatchObject({ times: 2400, isAtLeast: true });
  });

  it("does not boast where neither time can be told", () => {
    const peers = [peerResult("flowglass-canvas", "product", { pan: 0.005 }, { isAtFloor: true }), peerResult("fast", "peer", { pan: 0.005 }, { isAtFloor: true })];
    expect(compareFastest(peers, "pan")).toMatchObject({ times: 1, isAtLeast: false });
  });

  it("has no ratio where a peer can and we cannot", () => {
    const peers = [peerResult("flowglass-canvas", "product", {}, { failure: "zoom: crashed" }), peerResult("fast", "peer", { pan: 12 })];
    expect(compareFastest(peers, "pan")).toMatchObject({ own: null, times: null });
  });

  it("compares nothing where no peer can", () => {
    expect(compareFastest([peerResult("flowglass-canvas", "product", { pan: 2 }), peerResult("slow", "peer", {})], "pan")).toBeNull();
  });
});
