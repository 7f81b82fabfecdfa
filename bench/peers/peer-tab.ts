import type { Browser, BrowserContext, Page } from "@playwright/test";
import type { GridRequest } from "./page/cell-grid.ts";
import type { SpikeCheck } from "./page/check-spikes.ts";
import type { PlotPx } from "./page/peer-chart.ts";
import type { StepName } from "./page/serve-peer.ts";
import type { Peer } from "./peer-list.ts";

/** How long a closing tab is waited for: one whose script does not end is left to the browser. */
const CLOSE_TIMEOUT_MS = 5000;

/** A peer's page in a process of its own. A call that takes too long, throws or crashes the page ends the tab: later calls fail at once. */
export class PeerTab {
  readonly peer: Peer;
  /** Why the tab has ended, in words; null while it works. */
  failure: string | null = null;
  /** The least time that the page's clock can tell, ms. */
  readonly clockMs: number;
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #timeoutMs: number;
  readonly #crashed: Promise<never>;

  private constructor(peer: Peer, context: BrowserContext, page: Page, clockMs: number, timeoutMs: number) {
    this.peer = peer;
    this.#context = context;
    this.#page = page;
    this.clockMs = clockMs;
    this.#timeoutMs = timeoutMs;
    this.#crashed = new Promise((_resolve, reject) => {
      page.on("crash", () => reject(new Error("the page ran out of memory or crashed")));
    });
    this.#crashed.catch(() => {});
  }

  static async open(browser: Browser, peer: Peer, url: string, { widthPx, heightPx }: PlotPx, timeoutMs: number): Promise<PeerTab> {
    const context = await browser.newContext({ viewport: { width: widthPx, height: heightPx }, deviceScaleFactor: 1 });
    const page = await context.newPage();
    await page.goto(`${url}/${peer.name}`);
    return new PeerTab(peer, context, page, await page.evaluate(clockResolutionMs), timeoutMs);
  }

  /** @returns whether the page has its data. */
  async prepare(request: GridRequest, plot: PlotPx): Promise<boolean> {
    const load = (): Promise<boolean> => this.#page.evaluate(([asked, size]) => peerPage.prepare(asked, size).then(() => true), [request, plot] as const);
    const done = await this.#run("load the cells", load);
    return done ?? false;
  }

  /** Milliseconds to the first complete picture; null when it failed. */
  open(): Promise<number | null> {
    return this.#run("first paint", () => this.#page.evaluate(() => peerPage.open()));
  }

  /** Milliseconds of what the chart left for after its first picture; null where it left nothing, or failed. */
  loadRest(): Promise<number | null> {
    return this.#run("the rest of the columns", () => this.#page.evaluate(() => peerPage.loadRest()));
  }

  /** Milliseconds of a step; null when it failed. */
  step(name: StepName): Promise<number | null> {
    return this.#run(name, () => this.#page.evaluate((step) => peerPage.step(step), name));
  }

  check(): Promise<SpikeCheck | null> {
    return this.#run("check", () => this.#page.evaluate(() => peerPage.check()));
  }

  /** Saves what the page shows, for looking at. */
  async picture(): Promise<Buffer> {
    await this.#page.addStyleTag({ content: "* { visibility: visible !important }" });
    return this.#page.screenshot();
  }

  /** The GPU as WebGL names it. */
  gpu(): Promise<string> {
    return this.#page.evaluate(() => {
      const gl = document.createElement("canvas").getContext("webgl2");
      const names = gl?.getExtension("WEBGL_debug_renderer_info");
      return gl === null ? "no WebGL2" : String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
    });
  }

  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_TIMEOUT_MS)));
    await Promise.race([this.#context.close().catch(() => {}), patience]);
    clearTimeout(timer);
  }

  async #run<Result>(what: string, ask: () => Promise<Result>): Promise<Result | null> {
    if (this.failure !== null) return null;
    const call = ask();
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`not done within ${this.#timeoutMs / 1000} s`)), this.#timeoutMs);
    });
    call.catch(() => {});
    try {
      return await Promise.race([call, timeout, this.#crashed]);
    } catch (error) {
      this.failure = `${what}: ${sentenceOf(error)}`;
      await this.close();
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The smallest step of the clock. It runs in the page, and may use nothing but what is there. */
function clockResolutionMs(): number {
  let smallestMs = Number.POSITIVE_INFINITY;
  for (let ticks = 0, lastMs = performance.now(); ticks < 200; ) {
    const nowMs = performance.now();
    if (nowMs === lastMs) continue;
    smallestMs = Math.min(smallestMs, nowMs - lastMs);
    lastMs = nowMs;
    ticks++;
  }
  return smallestMs;
}

function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0].replace(/^page\.evaluate: /, "");
}
