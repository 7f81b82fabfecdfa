import type { Browser, BrowserContext, Page } from "@playwright/test";
import type { Percentiles } from "../../core/view/frame-statistics.ts";
import { percentile } from "../measure/statistics.ts";
import { drawBareFrames, type DrawnFrames } from "./bare-frames.ts";
import { slowDown } from "./open-windows.ts";
import type { SceneSetup } from "./scene-setup.ts";

/** The least that any picture costs in a setup: as many windows of its size, on a processor as slow, that show one and do nothing else. */
export interface LeastFrames {
  /** Script time of the frames of all windows. */
  readonly scriptMs: Percentiles;
  /** Milliseconds between the browser's frames, of all windows. */
  readonly gapsMs: readonly number[];
}

interface QuadRequest {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationMs: number;
}

/**
 * Frames of bare pages without us, a server or a worker: on the CPU each puts one picture on a canvas of the window's size; on the GPU it draws one quad whose pixels look up one texel each, as a heat
 * map's must.
 */
export async function drawLeast(browser: Browser, { display, windows, slowdown, renderer }: SceneSetup, durationMs: number): Promise<LeastFrames> {
  const { widthPx, heightPx, pixelRatio } = display;
  const contexts: BrowserContext[] = [];
  try {
    const pages: Page[] = [];
    for (let window = 0; window < windows; window++) {
      const context = await browser.newContext({ viewport: { width: widthPx, height: heightPx }, deviceScaleFactor: pixelRatio });
      contexts.push(context);
      const page = await context.newPage();
      if (slowdown > 1) await slowDown(page, slowdown);
      pages.push(page);
    }
    const request = { widthPx: widthPx * pixelRatio, heightPx: heightPx * pixelRatio, durationMs };
    const drawn = await Promise.all(
      pages.map((page): Promise<DrawnFrames> => (renderer === "canvas" ? page.evaluate(drawBareFrames, { ...request, copies: 0 }) : page.evaluate(drawBareQuads, request))),
    );
    const timesMs = drawn.flatMap((frames) => frames.timesMs);
    const rank = (share: number): number => percentile(timesMs, share);
    return { scriptMs: { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), count: timesMs.length }, gapsMs: drawn.flatMap((frames) => frames.gapsMs) };
  } finally {
    for (const context of contexts) await context.close();
  }
}

/** Is sent into a page as text, so it may use nothing but its arguments. */
async function drawBareQuads({ widthPx, heightPx, durationMs }: QuadRequest): Promise<DrawnFrames> {
  const canvas = Object.assign(document.createElement("canvas"), { width: widthPx, height: heightPx });
  canvas.style.cssText = "position:fixed;inset:0;width:100%;height:100%";
  document.body.append(canvas);
  const gl = canvas.getContext("webgl2", { antialias: false, alpha: false });
  if (gl === null) throw new Error("this browser has no WebGL2");
  const program = gl.createProgram();
  const stages = [
    [gl.VERTEX_SHADER, "#version 300 es\nvoid main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0, 0.0, 1.0); }"],
    [
      gl.FRAGMENT_SHADER,
      "#version 300 es\nprecision highp float;\nuniform highp sampler2D uPicture;\nout vec4 colour;\nvoid main() { colour = texelFetch(uPicture, ivec2(gl_FragCoord.xy), 0); }",
    ],
  ] as const;
  for (const [type, source] of stages) {
    const stage = gl.createShader(type);
    if (stage === null) throw new Error("the WebGL context is lost");
    gl.shaderSource(stage, source);
    gl.compileShader(stage);
    gl.attachShader(program, stage);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? "the program does not link");
  gl.useProgram(program);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, widthPx, heightPx, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(widthPx * heightPx * 4).fill(80));
  const timesMs: number[] = [];
  const gapsMs: number[] = [];
  const startMs = performance.now();
  let lastMs = startMs;
  await new Promise<void>((resolve) => {
    const step = (nowMs: number): void => {
      gapsMs.push(nowMs - lastMs);
      lastMs = nowMs;
      const drawMs = performance.now();
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
      timesMs.push(performance.now() - drawMs);
      if (nowMs - startMs < durationMs) requestAnimationFrame(step);
      else resolve();
    };
    requestAnimationFrame(step);
  });
  return { timesMs, gapsMs: gapsMs.slice(1) };
}
