import type { RendererKind } from "./scene-state.ts";

/** Which renderer to use, and why, in words for the status bar. */
export interface RendererChoice {
  readonly kind: RendererKind;
  readonly reason: string;
}

/** Measured facts about WebGL2 on this machine. */
export interface WebglProbe {
  /** The driver's own name, "" when the browser hides it. */
  readonly rendererName: string;
  /** Milliseconds to fill and read back 1,920 x 1,080 pixels, scaled from a smaller quad; the best of a few. Null where the driver's name says enough. */
  readonly fullScreenMs: number | null;
}

/** A quarter of a 60 Hz frame for one bare quad leaves room for the pool's fetches and the layers. */
const SLOW_QUAD_MS = 4;
const SOFTWARE_RENDERER = /swiftshader|llvmpipe|softpipe|software|basic render|mesa offscreen/i;

/** The part of a driver's name that says that it renders on the CPU, or null. */
export function softwareName(rendererName: string): string | null {
  return SOFTWARE_RENDERER.exec(rendererName)?.[0] ?? null;
}

/**
 * Decides from measured facts: a software rasteriser or a slow quad means the CPU rasteriser, which is several times faster than WebGL in software.
 * @param probe null when the browser gives no WebGL2.
 */
export function chooseRenderer(wanted: "auto" | RendererKind, probe: WebglProbe | null): RendererChoice {
  if (wanted === "canvas") return { kind: "canvas", reason: "chosen: canvas" };
  if (probe === null) {
    return { kind: "canvas", reason: wanted === "webgl" ? "chosen: webgl, but this browser gives no WebGL2" : "probe: no WebGL2" };
  }
  if (wanted === "webgl") return { kind: "webgl", reason: "chosen: webgl" };
  const { rendererName, fullScreenMs } = probe;
  const software = softwareName(rendererName);
  if (software !== null || fullScreenMs === null) return { kind: "canvas", reason: `probe: software WebGL (${software ?? rendererName})` };
  const quad = `full-screen quad ${fullScreenMs.toFixed(1)} ms`;
  if (fullScreenMs > SLOW_QUAD_MS) return { kind: "canvas", reason: `probe: slow WebGL, ${quad}` };
  return { kind: "webgl", reason: `probe: ${quad}` };
}

const PROBE_WIDTH = 960;
const PROBE_HEIGHT = 540;
const PROBE_RUNS = 3;
const FULL_SCREEN_PIXELS = 1920 * 1080;

const PROBE_VERTEX = `#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

const PROBE_FRAGMENT = `#version 300 es
precision highp float;
uniform float uShade;
out vec4 finalColor;
void main() {
  finalColor = vec4(fract(gl_FragCoord.xy * uShade), 0.0, 1.0);
}`;

/**
 * Measures WebGL2 on a canvas of its own: the driver's name and a timed quad with `readPixels`, which waits for the pixels. Takes 20 to 50 ms, most of it
 * the context's creation; a driver in software is known by its name, and its quads, 60 to 200 ms in a page that has just been opened, are not drawn. The context is
 * given back at once. `failIfMajorPerformanceCaveat` is no help: browsers that render WebGL on the CPU pass it.
 */
export function probeWebgl(): WebglProbe | null {
  const canvas = document.createElement("canvas");
  canvas.width = PROBE_WIDTH;
  canvas.height = PROBE_HEIGHT;
  const gl = canvas.getContext("webgl2", { antialias: false, depth: false, alpha: false });
  if (gl === null) return null;
  try {
    const rendererName = nameOf(gl);
    if (softwareName(rendererName) !== null) return { rendererName, fullScreenMs: null };
    const program = linkProbe(gl);
    return program === null ? null : { rendererName, fullScreenMs: timeQuad(gl, program) };
  } finally {
    gl.getExtension("WEBGL_lose_context")?.loseContext();
  }
}

function nameOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  return String(gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER) ?? "");
}

function linkProbe(gl: WebGL2RenderingContext): WebGLProgram | null {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, PROBE_VERTEX],
    [gl.FRAGMENT_SHADER, PROBE_FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) return null;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) === true ? program : null;
}

/** Best of a few runs after one to warm up: the first draw also compiles. */
function timeQuad(gl: WebGL2RenderingContext, program: WebGLProgram): number {
  const shade = gl.getUniformLocation(program, "uShade");
  const pixel = new Uint8Array(4);
  gl.useProgram(program);
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run <= PROBE_RUNS; run++) {
    const startMs = performance.now();
    gl.uniform1f(shade, 0.01 + run * 0.001);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    if (run > 0) best = Math.min(best, performance.now() - startMs);
  }
  return (best * FULL_SCREEN_PIXELS) / (PROBE_WIDTH * PROBE_HEIGHT);
}
