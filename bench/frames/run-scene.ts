import type {} from "../../client/automation.ts";
import type { Browser, Page } from "@playwright/test";
import { startBenchServer } from "./bench-server.ts";
import { PHASES, type Phase, type PhaseRequest, type PhaseResult, runPhase } from "../../client/bench/camera-script.ts";
import { countReactCommits } from "./react-commits.ts";
import { type SceneName, sceneAddress } from "./scenes.ts";

export interface SceneRequest {
  readonly scene: SceneName;
  readonly cells: number;
  readonly renderer: "canvas" | "webgl";
  readonly widthPx: number;
  readonly heightPx: number;
  readonly phaseMs: number;
  readonly seed: number;
}

/** What one size cost with one renderer. */
export interface SceneResult {
  readonly scene: SceneName;
  readonly cells: number;
  readonly renderer: "canvas" | "webgl";
  /** From the navigation to the first picture of the newest bars, and to all of history in the window's worker. */
  readonly firstPictureMs: number;
  readonly allHistoryMs: number;
  readonly phases: Readonly<Record<Phase, PhaseResult>>;
  /** Panning with no live data: bytes uploaded and heap allocated per frame. */
  readonly panUploadBytesPerFrame: number;
  readonly panHeapBytesPerFrame: number;
  /** Frames drawn in two seconds in which nothing happened. */
  readonly idleFrames: number;
}

const IDLE_MS = 2000;
const LOAD_TIMEOUT_MS = 120_000;
const HEAP_SAMPLING_BYTES = 256;

/** Opens the real page on a market of `cells` cells and runs the scripted camera: live first, then on still data for what must be zero. */
export async function runScene(browser: Browser, request: SceneRequest): Promise<SceneResult> {
  const live = await withPage(browser, request, true, async (page, load) => {
    const phases = {} as Record<Phase, PhaseResult>;
    for (const phase of PHASES) {
      const asked: PhaseRequest = { phase, durationMs: request.phaseMs };
      phases[phase] = await page.evaluate(runPhase, asked);
    }
    return { ...load, phases };
  });
  const still = await withPage(browser, request, false, measureStill);
  return { scene: request.scene, cells: request.cells, renderer: request.renderer, ...live, ...still };
}

interface LoadTimes {
  readonly firstPictureMs: number;
  readonly allHistoryMs: number;
}

async function withPage<Result>(
  browser: Browser,
  { scene, cells, renderer, widthPx, heightPx, seed }: SceneRequest,
  isLive: boolean,
  measure: (page: Page, load: LoadTimes) => Promise<Result>,
): Promise<Result> {
  const server = await startBenchServer(cells, seed, isLive);
  const context = await browser.newContext({ viewport: { width: widthPx, height: heightPx } });
  try {
    const page = await context.newPage();
    await page.addInitScript(countReactCommits);
    await page.goto(`${server.url}/?renderer=${renderer}&${sceneAddress(scene)}`);
    await page.waitForFunction(() => window.flowglass?.view() !== null && window.flowglass.stats().cells > 0, null, { timeout: LOAD_TIMEOUT_MS });
    const firstPictureMs = await page.evaluate(() => performance.now());
    await page.waitForFunction(() => window.flowglass.stats().bars >= window.flowglass.stats().barsExpected, null, { timeout: LOAD_TIMEOUT_MS });
    const allHistoryMs = await page.evaluate(() => performance.now());
    return await measure(page, { firstPictureMs, allHistoryMs });
  } finally {
    await context.close();
    await server.close("the bench is over");
  }
}

async function measureStill(page: Page): Promise<Pick<SceneResult, "panUploadBytesPerFrame" | "panHeapBytesPerFrame" | "idleFrames">> {
  const request: PhaseRequest = { phase: "pan", durationMs: 3000 };
  await page.evaluate(runPhase, request);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.enable");
  await devtools.send("HeapProfiler.startSampling", {
    samplingInterval: HEAP_SAMPLING_BYTES,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  const pan = await page.evaluate(runPhase, request);
  const { profile } = await devtools.send("HeapProfiler.stopSampling");
  const allocated = sumOwnBytes(profile.head, (url) => url.includes("/assets/"));
  await page.evaluate(() => window.flowglass.whenIdle());
  const idleFrames = await page.evaluate(async (idleMs) => {
    const before = window.flowglass.stats().frames;
    await new Promise((resolve) => setTimeout(resolve, idleMs));
    return window.flowglass.stats().frames - before;
  }, IDLE_MS);
  return { panUploadBytesPerFrame: pan.uploadedBytes / pan.drawn, panHeapBytesPerFrame: allocated / pan.drawn, idleFrames };
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
