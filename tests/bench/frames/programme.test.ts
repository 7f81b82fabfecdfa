import { describe, expect, it } from "vitest";
import { FULL_PROGRAMME, leftOut, QUICK_PROGRAMME, setupsOf } from "../../../bench/frames/programme.ts";
import { setupName } from "../../../bench/frames/scene-setup.ts";

const HOUR_MS = 3_600_000;

describe("what the bench of frames measures", () => {
  it("measures the heat with every size and everything at once with the largest, then one difference at a time", () => {
    const names = setupsOf({ ...FULL_PROGRAMME, cells: [1000, 5000], webglCells: [1000, 5000], heatRenderers: ["webgl"], everythingRenderers: ["canvas"] }).map(setupName);
    expect(names).toEqual([
      "heat, webgl, 1,000 cells",
      "heat, webgl, 5,000 cells",
      "everything, canvas, 5,000 cells",
      "everything, canvas, 1,000,000 cells, 3840x2160",
      "everything, canvas, 1,000,000 cells, 1920x1080@2",
      "everything, canvas, 1,000,000 cells, 2 windows",
      "everything, canvas, 1,000,000 cells, 4 windows",
      "everything, canvas, 1,000,000 cells, processor slowed 4x",
    ]);
  });

  it("leaves nothing out of a full run", () => {
    expect(leftOut(setupsOf(FULL_PROGRAMME), HOUR_MS)).toEqual([]);
  });

  it("names what a quick run leaves out", () => {
    const missing = leftOut(setupsOf(QUICK_PROGRAMME), 20_000);
    expect(missing).toContain("heat, canvas, 1,000,000 cells");
    expect(missing).toContain("everything, webgl, 1,000,000 cells, 3840x2160");
    expect(missing).toContain("a soak of 60 min: this one took 0.3 min");
    expect(missing).toContain("heat, webgl, 100,000 cells");
    expect(missing).not.toContain("everything, canvas, 1,000,000 cells, 1920x1080@2");
  });

  it("has one of each kind in the quick run", () => {
    const setups = setupsOf(QUICK_PROGRAMME);
    expect(setups.some(({ display }) => display.widthPx * display.pixelRatio === 3840)).toBe(true);
    expect(setups.some(({ display }) => display.pixelRatio === 2)).toBe(true);
    expect(setups.some(({ renderer }) => renderer === "webgl")).toBe(true);
    expect(setups.some(({ windows }) => windows > 1)).toBe(true);
    expect(setups.some(({ slowdown }) => slowdown > 1)).toBe(true);
    expect(QUICK_PROGRAMME.soakMin).toBeGreaterThan(0);
  });
});
