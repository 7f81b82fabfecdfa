import { describe, expect, it } from "vitest";
import { type MovedPage, type MovedView, runPhase } from "../../../client/bench/camera-script.ts";

const DATA: MovedView = { from: 0, to: 10_000_000, low: 1, high: 9 };

/** A page whose browser draws a frame every `frameMs`, and whose chart draws each of them. */
function pageOf(frameMs: number): { readonly page: MovedPage; readonly views: MovedView[]; readonly clearedAt: number[] } {
  let nowMs = 0;
  let frames = 0;
  const views: MovedView[] = [];
  const clearedAt: number[] = [];
  const page: MovedPage = {
    document: { querySelector: () => null } as unknown as Document,
    innerWidth: 800,
    performance: { now: () => nowMs } as Performance,
    requestAnimationFrame: (step) => {
      nowMs += frameMs;
      frames++;
      queueMicrotask(() => step(nowMs));
      return frames;
    },
    flowglass: {
      stats: () => ({
        renderer: "canvas",
        rendererReason: "",
        frames,
        scriptMs: { p50: 1, p95: 1, p99: 1, count: 1 },
        uploadedBytes: frames * 100,
        textureUploads: frames * 2,
        drawCalls: 3,
        heapBytes: null,
        cells: 1,
        bars: 1,
        barsExpected: 1,
      }),
      view: () => DATA,
      extent: () => DATA,
      setView: (view) => views.push(view),
      setOptions: () => {},
      whenIdle: async () => {
        frames += 3;
      },
      clearMeasurements: () => void clearedAt.push(frames),
    },
  };
  return { page, views, clearedAt };
}

describe("the scripted camera", () => {
  it("ends after its time, and tells what the page counted meanwhile", async () => {
    const { page } = pageOf(10);
    const result = await runPhase({ phase: "pan", durationMs: 100 }, page);
    expect(result).toMatchObject({ elapsedMs: 100, drawn: 10, uploadedBytes: 1000, textureUploads: 20, drawCalls: 3 });
  });

  it("forgets the times of the frames before the movement", async () => {
    const { page, clearedAt } = pageOf(10);
    await runPhase({ phase: "pan", durationMs: 100 }, page);
    expect(clearedAt).toEqual([3]);
  });

  it.each(["pan", "far"] as const)("is as fast whatever the length of the movement, and leaves what is packed ahead in the shortest: %s", async (phase) => {
    const wayOf = async (durationMs: number): Promise<number> => {
      const { page, views } = pageOf(10);
      await runPhase({ phase, durationMs }, page);
      return DATA.to - Math.min(...views.map(({ to }) => to));
    };
    const long = await wayOf(10_000);
    expect(long).toBeGreaterThan(0);
    expect((await wayOf(5000)) / long).toBeCloseTo(0.5, 3);
    expect((await wayOf(100)) / long).toBeCloseTo(0.4, 3);
  });

  it.each(["pan", "sweep", "far"] as const)("stands at the same places on a slow machine when it is given a number of frames: %s", async (phase) => {
    const [fast, slow] = [pageOf(5), pageOf(90)];
    for (const { page } of [fast, slow]) await runPhase({ phase, durationMs: 0, frames: 12 }, page);
    expect(fast.views.length).toBeGreaterThan(11);
    expect(slow.views).toEqual(fast.views);
  });
});
