import { PHASES } from "../../client/bench/camera-script.ts";
import { countLateFrames, countLongFrames } from "../../client/bench/late-frames.ts";
import type { FigureTable } from "../measure/bench-result.ts";
import { OPENING_MARKS } from "../../protocol/opening-marks.ts";
import { median, percentile } from "../measure/statistics.ts";
import { commitsPerSec, connectToIdleMs, connectToPictureMs, type FramesFound, framesPerSec } from "./budget-check.ts";
import type { Opening } from "./opening.ts";
import type { OpeningResult } from "./run-openings.ts";
import type { SceneResult } from "./run-scene.ts";
import { setupName } from "./scene-setup.ts";
import type { SoakResult } from "./soak.ts";

const KIB = 1024;
const MIB = 2 ** 20;

/** All figures of a run for people: how a day opened, times of the movements, counters, how the windows opened, and the soak. */
export function frameTables({ openings = [], scenes, soak }: FramesFound): readonly FigureTable[] {
  const filled = scenes.length === 0 ? [] : [timesTable(scenes), countersTable(scenes), openingTable(scenes)];
  const bare = scenes.some((scene) => scene.bare !== null) ? [bareTable(scenes)] : [];
  const days = openings.length === 0 ? [] : [dayTable(openings)];
  const least = scenes.some((scene) => scene.least !== null) ? [leastTable(scenes)] : [];
  return [...days, ...filled, ...bare, ...least, ...(soak === null ? [] : [soakTable(soak)])];
}

function dayTable(openings: readonly OpeningResult[]): FigureTable {
  const marks = OPENING_MARKS.map((mark) => mark.slice(mark.indexOf(":") + 1));
  const [{ bars, levels }] = openings;
  return {
    title: `How a day of one symbol opens (${bars.toLocaleString("en")} bars, ${levels.toLocaleString("en")} levels): milliseconds from navigation to each mark, the last three from the connection on`,
    head: ["scene", "browser", "openings", ...marks, "all on the screen", "connect to picture", "connect to all", "its history alone, by a bare page"],
    rows: openings.flatMap(({ scene, cold, warm, bareHistoryMs }) => [dayRow(scene, "cold", [cold], null), ...(warm.length === 0 ? [] : [dayRow(scene, "warm", warm, bareHistoryMs)])]),
  };
}

function dayRow(scene: string, browser: string, openings: readonly Opening[], bareHistoryMs: number | null): FigureTable["rows"][number] {
  const middle = (ms: (opening: Opening) => number): number => median(openings.map(ms));
  const marks = OPENING_MARKS.map((mark) => middle((opening) => opening.marks[mark]));
  return [scene, browser, openings.length, ...marks, middle(({ idleMs }) => idleMs), middle(connectToPictureMs), middle(connectToIdleMs), bareHistoryMs];
}

function timesTable(scenes: readonly SceneResult[]): FigureTable {
  return {
    title: "Movements while the market trades, times in milliseconds",
    head: ["setup", "movement", "frames", "drawn", "fps", "gap p50", "p95", "p99", "late", "long", "script p50", "p95", "KiB/frame", "textures/frame", "draw calls", "commits/s", "heap MiB"],
    rows: scenes.flatMap((scene) =>
      PHASES.map((name) => {
        const phase = scene.phases[name];
        const { gapsMs, scriptMs, drawn, heapBytes } = phase;
        const gap = (share: number): number => percentile(gapsMs, share);
        const perFrame = (count: number): number => (drawn === 0 ? 0 : count / drawn);
        const times = [framesPerSec(gapsMs), gap(0.5), gap(0.95), gap(0.99), countLateFrames(gapsMs), countLongFrames(gapsMs), scriptMs.p50, scriptMs.p95];
        const counters = [perFrame(phase.uploadedBytes) / KIB, perFrame(phase.textureUploads), phase.drawCalls, commitsPerSec(phase), heapBytes === null ? null : heapBytes / MIB];
        return [setupName(scene), name, gapsMs.length, drawn, ...times, ...counters];
      }),
    ),
  };
}

function countersTable(scenes: readonly SceneResult[]): FigureTable {
  return {
    title: "Counters of the same movements over still data, per frame that was drawn",
    head: ["setup", "movement", "frames", "draw calls", "bytes uploaded", "texture uploads", "bytes allocated"],
    rows: scenes.flatMap((scene) =>
      scene.counters.map(({ phase, drawn, drawCalls, uploadedBytesPerFrame, textureUploadsPerFrame, allocatedBytesPerFrame }) => [
        setupName(scene),
        phase,
        drawn,
        drawCalls,
        uploadedBytesPerFrame,
        textureUploadsPerFrame,
        allocatedBytesPerFrame,
      ]),
    ),
  };
}

function openingTable(scenes: readonly SceneResult[]): FigureTable {
  return {
    title: "From navigation to a picture, and at rest",
    head: ["setup", "first picture, ms", "all history, ms", "frames while idle"],
    rows: scenes.map((scene) => [setupName(scene), scene.firstPictureMs, scene.allHistoryMs, scene.idleFrames]),
  };
}

function bareTable(scenes: readonly SceneResult[]): FigureTable {
  return {
    title: "What the machine does to frames: a bare page that copies memory for as long as a panned frame's script takes in the median, times in milliseconds",
    head: ["in turns with", "copy", "copies", "fps", "gap p95", "script p50", "p95", "p99", "panned frames p50", "p95", "p99"],
    rows: scenes.flatMap((scene) => {
      if (scene.bare === null) return [];
      const { copyMs, copies, gapsMs, scriptMs } = scene.bare;
      const panned = scene.phases.pan.scriptMs;
      return [[setupName(scene), copyMs, copies, framesPerSec(gapsMs), percentile(gapsMs, 0.95), scriptMs.p50, scriptMs.p95, scriptMs.p99, panned.p50, panned.p95, panned.p99]];
    }),
  };
}

function leastTable(scenes: readonly SceneResult[]): FigureTable {
  return {
    title: "The least that a picture costs in the other setups: pages without us that show one of that size and do nothing else, times in milliseconds",
    head: ["setup", "fps", "gap p95", "script p50", "p95", "panned frames fps", "gap p95", "script p50", "p95"],
    rows: scenes.flatMap((scene) => {
      if (scene.least === null) return [];
      const figures = [scene.least, scene.phases.pan].flatMap(({ gapsMs, scriptMs }) => [framesPerSec(gapsMs), percentile(gapsMs, 0.95), scriptMs.p50, scriptMs.p95]);
      return [[setupName(scene), ...figures]];
    }),
  };
}

function soakTable(soak: SoakResult): FigureTable {
  const { heapStart, heapEnd, heapFresh } = soak;
  return {
    title: "Soak: movement after movement while the market trades",
    head: ["setup", "minutes", "frames", "late", "long", "gap p50", "p95", "longest", "window's heap MiB", "at the end", "of one opened then", "engine's heap MiB", "at the end"],
    rows: [
      [
        setupName(soak),
        soak.elapsedMs / 60_000,
        soak.drawn,
        soak.lateFrames,
        soak.longFrames,
        soak.gapP50Ms,
        soak.gapP95Ms,
        soak.longestGapMs,
        heapStart.window / MIB,
        heapEnd.window / MIB,
        heapFresh.window / MIB,
        heapStart.engine / MIB,
        heapEnd.engine / MIB,
      ],
    ],
  };
}
