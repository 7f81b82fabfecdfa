import type { Browser, Page } from "@playwright/test";
import type { Percentiles } from "../../core/view/frame-statistics.ts";
import { median, percentile } from "../measure/statistics.ts";
import type { Display } from "./scene-setup.ts";

const CALIBRATION_MS = 400;
const CALIBRATION_COPIES = 4;
const CALIBRATIONS = 5;
const LEAST_COPY_MS = 0.02;

/** What the machine itself does to frames: a page without us, without a server and without a worker. */
export interface BareFrames {
  /** Milliseconds for one copy of the picture's memory. */
  readonly copyMs: number;
  /** Copies in each frame, the last one in part. */
  readonly copies: number;
  /** Script time of its frames. */
  readonly scriptMs: Percentiles;
  /** Milliseconds between the browser's frames. */
  readonly gapsMs: readonly number[];
}

/** What frames of a page took. */
export interface DrawnFrames {
  /** Script time of each. */
  readonly timesMs: readonly number[];
  readonly gapsMs: readonly number[];
}

interface FrameRequest {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly copies: number;
  readonly durationMs: number;
}

/**
 * Frames of a bare page that copy a picture's memory and put the picture on a canvas of the display's size. It draws in turns with ours, which rests meanwhile, as its market does: whatever is slower
 * there than the median, the machine has made slow, its scheduler and its neighbours.
 */
export class BarePage {
  readonly #page: Page;
  readonly #size: Pick<FrameRequest, "widthPx" | "heightPx">;

  private constructor(page: Page, size: Pick<FrameRequest, "widthPx" | "heightPx">) {
    this.#page = page;
    this.#size = size;
  }

  static async open(browser: Browser, { widthPx, heightPx, pixelRatio }: Display): Promise<BarePage> {
    const page = await browser.newPage({ viewport: { width: widthPx, height: heightPx }, deviceScaleFactor: pixelRatio });
    return new BarePage(page, { widthPx: widthPx * pixelRatio, heightPx: heightPx * pixelRatio });
  }

  /** Frames for so long, with as many copies in each as take `scriptMs` in the median. @throws Error where the machine is too uneven to tell how long a copy takes. */
  async draw(scriptMs: number, durationMs: number): Promise<BareFrames> {
    const { putMs, copyMs } = await this.#calibrate();
    const copies = Math.max(0, scriptMs - putMs) / copyMs;
    const { timesMs, gapsMs } = await this.#frames(copies, durationMs);
    const rank = (share: number): number => percentile(timesMs, share);
    return { copyMs, copies, scriptMs: { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), count: timesMs.length }, gapsMs };
  }

  close(): Promise<void> {
    return this.#page.close();
  }

  async #calibrate(): Promise<{ readonly putMs: number; readonly copyMs: number }> {
    for (let attempt = 0; attempt < CALIBRATIONS; attempt++) {
      const putMs = median((await this.#frames(0, CALIBRATION_MS)).timesMs);
      const copyMs = (median((await this.#frames(CALIBRATION_COPIES, CALIBRATION_MS)).timesMs) - putMs) / CALIBRATION_COPIES;
      if (copyMs > LEAST_COPY_MS) return { putMs, copyMs };
    }
    throw new Error(`a bare page with ${CALIBRATION_COPIES} copies in a frame took no longer than one without, ${CALIBRATIONS} times in a row`);
  }

  #frames(copies: number, durationMs: number): Promise<DrawnFrames> {
    return this.#page.evaluate(drawBareFrames, { ...this.#size, copies, durationMs });
  }
}

/** Is sent into a page as text, so it may use nothing but its arguments. */
export async function drawBareFrames({ widthPx, heightPx, copies, durationMs }: FrameRequest): Promise<DrawnFrames> {
  const known = document.querySelector("canvas");
  const canvas = known ?? Object.assign(document.createElement("canvas"), { width: widthPx, height: heightPx });
  if (known === null) {
    canvas.style.cssText = "position:fixed;inset:0;width:100%;height:100%";
    document.body.append(canvas);
  }
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error("this browser has no 2D canvas");
  const image = new ImageData(widthPx, heightPx);
  const shown = new Uint32Array(image.data.buffer);
  const source = new Uint32Array(shown.length).fill(0xff000000);
  const draw = (frame: number): number => {
    const startMs = performance.now();
    source[frame % source.length] = 0xff000000 + frame;
    for (let copy = 1; copy <= copies; copy++) shown.set(source);
    shown.set(source.subarray(0, Math.floor((copies % 1) * source.length)));
    context.putImageData(image, 0, 0);
    return performance.now() - startMs;
  };
  const timesMs: number[] = [];
  const gapsMs: number[] = [];
  const startMs = performance.now();
  let lastMs = startMs;
  await new Promise<void>((resolve) => {
    const step = (nowMs: number): void => {
      gapsMs.push(nowMs - lastMs);
      lastMs = nowMs;
      timesMs.push(draw(timesMs.length));
      if (nowMs - startMs < durationMs) requestAnimationFrame(step);
      else resolve();
    };
    requestAnimationFrame(step);
  });
  return { timesMs, gapsMs: gapsMs.slice(1) };
}
