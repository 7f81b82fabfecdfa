import type { CDPSession, Page } from "@playwright/test";
import { type Phase, runPhase } from "../../client/bench/camera-script.ts";

/** What one movement over data that stand still cost per frame that was drawn. The camera stands at the same places on every machine. */
export interface StillCounters {
  readonly phase: Phase;
  readonly drawn: number;
  /** Of the last frame. */
  readonly drawCalls: number;
  readonly uploadedBytesPerFrame: number;
  readonly textureUploadsPerFrame: number;
  /** JavaScript heap that the app's own functions have taken, in the window. */
  readonly allocatedBytesPerFrame: number;
}

export interface StillResult {
  readonly counters: readonly StillCounters[];
  /** Frames drawn in a second and a half in which nothing happened. */
  readonly idleFrames: number;
}

const STILL_PHASES = ["pan", "sweep", "far"] as const;
const IDLE_MS = 1500;
const HEAP_SAMPLING_BYTES = 256;

/** Counts what moving and resting cost while nothing trades. */
export async function measureStill(page: Page, frames: number): Promise<StillResult> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.enable");
  const counters: StillCounters[] = [];
  for (const phase of STILL_PHASES) counters.push(await countPhase(page, devtools, phase, frames));
  await devtools.detach();
  await page.evaluate(() => window.flowglass.whenIdle());
  const idleFrames = await page.evaluate(async (idleMs) => {
    const before = window.flowglass.stats().frames;
    await new Promise((resolve) => setTimeout(resolve, idleMs));
    return window.flowglass.stats().frames - before;
  }, IDLE_MS);
  return { counters, idleFrames };
}

async function countPhase(page: Page, devtools: CDPSession, phase: Phase, frames: number): Promise<StillCounters> {
  await page.evaluate(runPhase, { phase, durationMs: 0, frames: Math.ceil(frames / 3) });
  const sampling = { samplingInterval: HEAP_SAMPLING_BYTES, includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true };
  await devtools.send("HeapProfiler.startSampling", sampling);
  const { drawn, drawCalls, uploadedBytes, textureUploads } = await page.evaluate(runPhase, { phase, durationMs: 0, frames });
  const { profile } = await devtools.send("HeapProfiler.stopSampling");
  const allocated = sumOwnBytes(profile.head, (url) => url.includes("/assets/"));
  const perFrame = (count: number): number => (drawn === 0 ? 0 : count / drawn);
  return { phase, drawn, drawCalls, uploadedBytesPerFrame: perFrame(uploadedBytes), textureUploadsPerFrame: perFrame(textureUploads), allocatedBytesPerFrame: perFrame(allocated) };
}

interface ProfileNode {
  readonly callFrame: { readonly url: string };
  readonly selfSize: number;
  readonly children: readonly ProfileNode[];
}

/** Bytes allocated by functions of the app: those of the camera script itself are not the app's. */
function sumOwnBytes(node: ProfileNode, isOwn: (url: string) => boolean): number {
  const own = isOwn(node.callFrame.url) ? node.selfSize : 0;
  return node.children.reduce((sum, child) => sum + sumOwnBytes(child, isOwn), own);
}
