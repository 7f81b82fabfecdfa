import { expect, it } from "vitest";
import { frameTables } from "../../../bench/frames/frame-tables.ts";
import { alignedText } from "../../../bench/frames/print-found.ts";
import type { SoakResult } from "../../../bench/frames/soak.ts";
import { phaseResult } from "../../client/bench/phase-result.ts";
import { opening } from "./opening-result.ts";
import { sceneResult } from "./scene-result.ts";

const SOAK: SoakResult = {
  ...sceneResult({ scene: "everything" }),
  elapsedMs: 60_000,
  drawn: 3600,
  lateFrames: 3,
  longFrames: 1,
  gapP50Ms: 16.7,
  gapP95Ms: 18,
  longestGapMs: 70,
  heapStart: { window: 2 ** 20, engine: 2 ** 21 },
  heapEnd: { window: 2 ** 21, engine: 2 ** 22 },
  heapFresh: { window: 2 ** 21, engine: 2 ** 22 },
};

it("fills every column of every table", () => {
  const day = { scene: "heat" as const, bars: 86_400, levels: 1_728_000, cold: opening(), warm: [opening()], bareHistoryMs: 250 };
  const tables = frameTables({ openings: [day], scenes: [sceneResult(), sceneResult({ windows: 2, bare: null, least: { gapsMs: [17], scriptMs: phaseResult().scriptMs } })], layers: [], soak: SOAK });
  expect(tables).toHaveLength(7);
  for (const { title, head, rows } of tables) for (const row of rows) expect(row, title).toHaveLength(head.length);
});

it("puts the counters beside the times", () => {
  const pan = phaseResult({ gapsMs: [10, 30, 60], drawn: 4, uploadedBytes: 4096, textureUploads: 2 });
  const [times] = frameTables({ scenes: [sceneResult({ phases: { ...sceneResult().phases, pan } })], layers: [], soak: null });
  const row = times.rows.find(([, movement]) => movement === "pan") ?? [];
  const of = (name: string): unknown => row[times.head.indexOf(name)];
  expect(["fps", "late", "long", "KiB/frame", "textures/frame", "draw calls"].map(of)).toEqual([30, 2, 1, 1, 0.5, 4]);
});

it("tells how a day opened, the first time and afterwards", () => {
  const day = { scene: "heat" as const, bars: 86_400, levels: 1_728_000, cold: opening({ "flowglass:connect": 50 }), warm: [opening(), opening({ "flowglass:picture": 750 }), opening({ "flowglass:picture": 790 })], bareHistoryMs: 250 };
  const [{ head, rows }] = frameTables({ openings: [day], scenes: [], layers: [], soak: null });
  const of = (name: string): readonly unknown[] => rows.map((row) => row[head.indexOf(name)]);
  expect(of("browser")).toEqual(["cold", "warm"]);
  expect(of("openings")).toEqual([1, 3]);
  expect(of("picture")).toEqual([700, 750]);
  expect(of("connect to picture")).toEqual([650, 450]);
  expect(of("connect to all")).toEqual([850, 600]);
  expect(of("its history alone, by a bare page")).toEqual([null, 250]);
});

it("has no table for what was not measured", () => {
  expect(frameTables({ scenes: [], layers: [], soak: null })).toEqual([]);
});

it("prints names to the left and figures to the right", () => {
  expect(alignedText({ title: "Two", head: ["setup", "ms"], rows: [["heat", 1.234], ["everything", null]] })).toBe("\nTwo\nsetup         ms\nheat        1.23\neverything     –");
});
