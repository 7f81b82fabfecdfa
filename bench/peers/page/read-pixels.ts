import type { PlotPx } from "./peer-chart.ts";

/** The 2D context of a canvas that has one. */
export function contextOf(canvas: HTMLCanvasElement | null | undefined): CanvasRenderingContext2D {
  const context = canvas?.getContext("2d") ?? null;
  if (context === null) throw new Error("there is no canvas with a 2D context");
  return context;
}

/** The WebGL2 context of a canvas that has one. */
export function webglOf(canvas: HTMLCanvasElement | null | undefined): WebGL2RenderingContext {
  const gl = canvas?.getContext("webgl2") ?? null;
  if (gl === null) throw new Error("there is no canvas with a WebGL2 context");
  return gl;
}

const pixel = new Uint8Array(4);

/** Waits for everything drawn so far. */
export function finishWebgl(gl: WebGL2RenderingContext): void {
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
}

/** The upper left of a WebGL canvas, top row first. */
export function readWebgl(gl: WebGL2RenderingContext, { widthPx, heightPx }: PlotPx): ImageData {
  const upwards = new Uint32Array(widthPx * heightPx);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.readPixels(0, gl.drawingBufferHeight - heightPx, widthPx, heightPx, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(upwards.buffer));
  const image = new ImageData(widthPx, heightPx);
  const downwards = new Uint32Array(image.data.buffer);
  for (let y = 0; y < heightPx; y++) downwards.set(upwards.subarray((heightPx - 1 - y) * widthPx, (heightPx - y) * widthPx), y * widthPx);
  return image;
}
