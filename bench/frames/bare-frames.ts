import type { Browser } from "@playwright/test";
import type { Percentiles } from "../../core/view/frame-statistics.ts";
import type { Display } from "./scene-setup.ts";

/** What the machine itself does to frames: a page without us, without a server and without a worker. */
export interface BareFrames {
  /** Copies of the picture's memory in each frame, the last one in part. */
  readonly copies: number;
  /** Script time of its frames. */
  readonly scriptMs: Percentiles;
  /** Milliseconds between the browser's frames. */
  readonly gapsMs: readonly number[];
}

interface BareRequest {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scriptMs: number;
  readonly durationMs: number;
}

/**
 * Frames of a bare page that copy a picture's memory as often as takes `scriptMs` in the median, and put the picture on a canvas of the display's size. Whatever
 * is slower than the median there, the machine has made slow: its scheduler and its neighbours.
 */
export async function measureBareFrames(browser: Browser, { widthPx, heightPx, pixelRatio }: Display, scriptMs: number, durationMs: number): Promise<BareFrames> {
  const page = await browser.newPage({ viewport: { width: widthPx, height: heightPx }, deviceScaleFactor: pixelRatio });
  try {
    return await page.evaluate(drawBareFrames, { widthPx: widthPx * pixelRatio, heightPx: heightPx * pixelRatio, scriptMs, durationMs });
  } finally {
    await page.close();
  }
}

/** Is sent into a page as text, so it may use nothing but its arguments. */
async function drawBareFrames({ widthPx, heightPx, scriptMs, durationMs }: BareRequest): Promise<BareFrames> {
  const canvas = Object.assign(document.createElement("canvas"), { width: widthPx, height: heightPx });
  canvas.style.cssText = "position:fixed;inset:0;width:100%;height:100%";
  document.body.append(canvas);
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error("this browser has no 2D canvas");
  const image = new ImageData(widthPx, heightPx);
  const shown = new Uint32Array(image.data.buffer);
  const source = new Uint32Array(shown.length).fill(0xff000000);
  const middleOf = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1];
  const draw = (frame: number, copies: number): number => {
    const startMs = performance.now();
    source[frame % source.length] = 0xff000000 + frame;
    for (let copy = 1; copy <= copies; copy++) shown.set(source);
    shown.set(source.subarray(0, Math.floor((copies % 1) * source.length)));
    context.putImageData(image, 0, 0);
    return performance.now() - startMs;
  };
  const frames = async (copies: number, forMs: number): Promise<{ timesMs: number[]; gapsMs: number[] }> => {
    const timesMs: number[] = [];
    const gapsMs: number[] = [];
    const startMs = performance.now();
    let lastMs = startMs;
    await new Promise<void>((resolve) => {
      const step = (nowMs: number): void => {
        gapsMs.push(nowMs - lastMs);
        lastMs = nowMs;
        timesMs.push(draw(timesMs.length, copies));
        if (nowMs - startMs < forMs) requestAnimationFrame(step);
        else resolve();
      };
      requestAnimationFrame(step);
    });
    return { timesMs, gapsMs: gapsMs.slice(1) };
  };
  const putMs = middleOf((await frames(0, 500)).timesMs);
  const fourMs = middleOf((await frames(4, 500)).timesMs);
  const copies = Math.max(0, (4 * (scriptMs - putMs)) / Math.max(0.01, fourMs - putMs));
  const { timesMs, gapsMs } = await frames(copies, durationMs);
  const sorted = timesMs.toSorted((a, b) => a - b);
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return { copies, scriptMs: { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), count: sorted.length }, gapsMs };
}
