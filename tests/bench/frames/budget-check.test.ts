import { describe, expect, it } from "vitest";
import { checkBudgets, commitsPerSec } from "../../../bench/frames/budget-check.ts";
import { FULL_HD } from "../../../bench/frames/scene-setup.ts";
import type { SoakResult } from "../../../bench/frames/soak.ts";
import { phaseResult } from "../../client/bench/phase-result.ts";
import { opening } from "./opening-result.ts";
import { sceneResult } from "./scene-result.ts";

const SLOW = phaseResult({ gapsMs: [40, 40, 40], scriptMs: { p50: 30, p95: 35, p99: 36, count: 3 } });

it("tells the rate of changes by the times between them, so that a short movement shows no higher one", () => {
  expect(commitsPerSec(phaseResult({ commits: 5, elapsedMs: 1000 }))).toBe(4);
  expect(commitsPerSec(phaseResult({ commits: 41, elapsedMs: 10_000 }))).toBe(4);
  expect(commitsPerSec(phaseResult({ commits: 0 }))).toBe(0);
});

describe("budgets of the real page", () => {
  it("hold where everything is drawn in time", () => {
    const lines = checkBudgets({ scenes: [sceneResult()], layers: [], soak: null }, "canvas");
    expect(lines.filter(({ holds }) => !holds)).toEqual([]);
  });

  it("report absolute times, and fail the bench where a bare page beside it in one window of 1920x1080 does better", () => {
    const { phases } = sceneResult();
    const slow = sceneResult({ phases: { ...phases, pan: SLOW } });
    const alone = { ...slow, bare: null };
    const scenes = [slow, { ...alone, display: { ...FULL_HD, pixelRatio: 2 } }, { ...alone, windows: 2 }, { ...alone, slowdown: 4 }, { ...alone, renderer: "webgl" as const }];
    const missed = checkBudgets({ scenes, layers: [], soak: null }, "canvas").filter(({ holds }) => !holds);
    expect(missed.filter(({ what }) => what.endsWith("fps, live and panning"))).toHaveLength(scenes.length);
    expect(missed.filter(({ isGate }) => isGate).map(({ what }) => what)).toEqual([
      "heat, canvas, 1,000 cells: fps, live and panning, against a bare page's",
      "heat, canvas, 1,000 cells: script per frame while panning, median against a copy of the picture's memory",
    ]);
  });

  it("judge frames by those of a bare page", () => {
    const bare = { copyMs: 2, copies: 3, scriptMs: { p50: 4, p95: 5, p99: 9, count: 60 }, gapsMs: [10] };
    const pan = phaseResult({ gapsMs: [20, 20], scriptMs: { p50: 8, p95: 16, p99: 20, count: 60 } });
    const { phases } = sceneResult();
    const lines = checkBudgets({ scenes: [sceneResult({ bare, phases: { ...phases, pan } }), sceneResult({ bare: null })], layers: [], soak: null }, "canvas");
    const against = lines.filter(({ what }) => what.includes("bare page") || what.includes("copy of"));
    expect(against.map(({ measured, holds, isGate }) => [measured, holds, isGate])).toEqual([
      [0.5, false, true],
      [4, true, true],
      [1.6, false, true],
    ]);
  });

  it("are judged by no bare page that is slow itself, and say so", () => {
    const bare = { copyMs: 1, copies: 3, scriptMs: { p50: 4, p95: 5, p99: 9, count: 60 }, gapsMs: [20] };
    const { phases } = sceneResult();
    const lines = checkBudgets({ scenes: [sceneResult({ bare, phases: { ...phases, pan: phaseResult({ gapsMs: [40] }) } })], layers: [], soak: null }, "canvas");
    expect(lines.filter(({ what }) => what.includes("bare page's")).map(({ what, isGate }) => [what.slice(what.indexOf("bare")), isGate])).toEqual([
      ["bare page's (no judge: it had 50.0 fps itself)", false],
      ["bare page's (no judge: it had 50.0 fps itself)", false],
    ]);
  });

  it("stand beside what a bare picture has where no bare page was in turns with ours", () => {
    const least = { gapsMs: [25, 25], scriptMs: { p50: 9, p95: 12, p99: 14, count: 2 } };
    const [fps, gap, script] = checkBudgets({ scenes: [sceneResult({ windows: 2, bare: null, least })], layers: [], soak: null }, "canvas");
    expect(fps.what).toBe("heat, canvas, 1,000 cells, 2 windows: fps, live and panning; a bare picture: 40.0 fps");
    expect(gap.what).toBe("heat, canvas, 1,000 cells, 2 windows: frame gap p95, ms; a bare picture: 25.0 ms");
    expect(script.what).toBe("heat, canvas, 1,000 cells, 2 windows: script per frame p95 while panning, ms; a bare picture: 12.0 ms");
  });

  it("stand beside a quad that looks every pixel up", () => {
    const layer = { bareMs: 10, closeMs: 30, farMs: 12, againstBare: 3 };
    const layers = [{ ...layer, renderer: "canvas" as const, lookUpMs: null }, { ...layer, renderer: "webgl" as const, lookUpMs: 25 }];
    expect(checkBudgets({ scenes: [], layers, soak: null }, "canvas").map(({ what }) => what)).toEqual([
      "canvas: heat layer against a bare putImageData",
      "webgl: heat layer against a bare one quad; a quad with one look-up for each pixel: 2.50 x",
    ]);
  });

  it("take what a panned frame uploads and allocates from the counters over still data", () => {
    const what = ({ what: name, measured }: { readonly what: string; readonly measured: number }): readonly [string, number] => [name, measured];
    const lines = checkBudgets({ scenes: [sceneResult()], layers: [], soak: null }, "canvas").map(what);
    expect(lines).toContainEqual(["heat, canvas, 1,000 cells: bytes uploaded per panned frame", 0]);
    expect(lines).toContainEqual(["heat, canvas, 1,000 cells: bytes allocated per panned frame", 500]);
  });

  it("compare the largest history with the smallest on the plain machine alone", () => {
    const large = sceneResult({ cells: 9000, phases: { ...sceneResult().phases, pan: phaseResult({ scriptMs: { p50: 1.5, p95: 2, p99: 2, count: 60 } }) } });
    const elsewhere = sceneResult({ cells: 99_000, slowdown: 4, phases: { ...sceneResult().phases, pan: SLOW } });
    const growth = checkBudgets({ scenes: [large, sceneResult(), elsewhere], layers: [], soak: null }, "canvas").filter(({ what }) => what.includes("largest history"));
    expect(growth).toMatchObject([{ measured: 1.5, holds: false, isGate: true }]);
  });

  it("count from the connection to the first whole picture and to all studies, in the median of the warm openings, without failing the bench", () => {
    const slow = opening({ "flowglass:picture": 9000 });
    const day = { bars: 86_400, levels: 1_728_000, cold: slow, warm: [opening(), slow, opening()], bareHistoryMs: 250 };
    const openings = (["heat", "everything"] as const).map((scene) => ({ ...day, scene }));
    expect(checkBudgets({ openings, scenes: [], layers: [], soak: null }, "canvas")).toEqual([
      { what: "heat, a day, warm: connect to the first whole picture, ms", target: "<= 500", measured: 400, holds: true, isGate: false },
      { what: "everything, a day, warm: connect to the first whole picture, ms", target: "<= 500", measured: 400, holds: true, isGate: false },
      { what: "everything, a day, warm: connect to all studies, ms; its history alone, fetched by a bare page: 250 ms", target: "<= 1500", measured: 600, holds: true, isGate: false },
    ]);
    const missed = checkBudgets({ openings: [{ ...day, scene: "heat", warm: [slow, slow, opening()] }], scenes: [], layers: [], soak: null }, "canvas");
    expect(missed).toMatchObject([{ measured: 8700, holds: false, isGate: false }]);
  });

  it("report how much the window's heap has grown in a soak", () => {
    const soak = { ...sceneResult(), elapsedMs: 90_000, heapStart: { window: 100, engine: 10 }, heapEnd: { window: 101, engine: 90 }, heapFresh: { window: 80, engine: 90 } } as unknown as SoakResult;
    const [growth, beyond] = checkBudgets({ scenes: [], layers: [], soak }, "canvas");
    expect(growth).toMatchObject({ what: "soak of 1.5 min: growth of the window's heap, share", holds: true, isGate: false });
    expect(growth.measured).toBeCloseTo(0.01);
    expect(beyond).toMatchObject({ what: "soak of 1.5 min: window's heap beyond that of one opened in the end, share", holds: false, isGate: false });
    expect(beyond.measured).toBeCloseTo(101 / 80 - 1);
  });
});
