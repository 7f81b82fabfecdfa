import { describe, expect, it } from "vitest";
import { readFrameOptions } from "../../../bench/frames/frame-options.ts";
import { FULL_PROGRAMME, QUICK_PROGRAMME, setupsOf } from "../../../bench/frames/programme.ts";

describe("the command line of the bench of frames", () => {
  it("measures everything unless it is told otherwise, and a part of it when quick", () => {
    expect(readFrameOptions([]).programme).toEqual(FULL_PROGRAMME);
    expect(readFrameOptions(["--quick"]).programme).toEqual(QUICK_PROGRAMME);
  });

  it("takes every part of the programme", () => {
    const args = "--quick --scenes heat --cells 1000 --heat-renderers webgl --displays 800x600@2 --windows 3 --slowdowns none --varied-cells 500 --everything-renderers canvas,webgl";
    const { programme, out } = readFrameOptions([...args.split(" "), ..."--phase-ms 100 --still-frames 5 --openings 2 --steps 0 --soak-min 0.5 --out a.json".split(" ")]);
    expect(programme).toEqual({
      scenes: ["heat"],
      cells: [1000],
      webglCells: [1000],
      heatRenderers: ["webgl"],
      displays: [{ widthPx: 800, heightPx: 600, pixelRatio: 2 }],
      windows: [3],
      slowdowns: [],
      variedCells: 500,
      everythingRenderers: ["canvas", "webgl"],
      phaseMs: 100,
      stillFrames: 5,
      warmOpenings: 2,
      layerSteps: 0,
      soakMin: 0.5,
    });
    expect(out).toBe("a.json");
  });

  it("leaves out what is none", () => {
    const { programme } = readFrameOptions("--scenes none --displays none --windows none --slowdowns none --steps 0".split(" "));
    expect(setupsOf(programme)).toEqual([]);
    expect(programme.soakMin).toBe(FULL_PROGRAMME.soakMin);
  });

  it.each([
    [["--cells", "10,x"], '--cells is "10,x", expected whole numbers'],
    [["--scenes", "all"], '--scenes has "all", expected heat or everything'],
    [["--displays", "4k"], '--displays has "4k"'],
    [["--soak-min", "long"], '--soak-min is "long", expected minutes'],
  ])("refuses %j in a sentence", (args, sentence) => {
    expect(() => readFrameOptions(args)).toThrow(sentence);
  });
});
