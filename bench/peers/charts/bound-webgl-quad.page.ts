import type { PeerChart } from "../page/peer-chart.ts";
import { finishWebgl, readWebgl } from "../page/read-pixels.ts";
import { servePeer } from "../page/serve-peer.ts";

const VERTEX = `#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;
const FRAGMENT = `#version 300 es
precision highp float;
out vec4 colour;
void main() { colour = vec4(0.1, 0.2, 0.3, 1.0); }`;

/** The least that a picture made by WebGL can cost: one quad of one colour over all of it. Draws no data. */
servePeer((host, _grid, plot) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: plot.widthPx, height: plot.heightPx });
  host.append(canvas);
  const gl = canvas.getContext("webgl2", { antialias: false, alpha: false });
  if (gl === null) throw new Error("this browser has no WebGL2");
  gl.useProgram(linkProgram(gl));
  const draw = (): void => gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  const chart: PeerChart = {
    show: draw,
    append: draw,
    finish: () => finishWebgl(gl),
    picture: () => readWebgl(gl, plot),
    destroy: () => gl.getExtension("WEBGL_lose_context")?.loseContext(),
  };
  draw();
  return Promise.resolve(chart);
});

function linkProgram(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) throw new Error("the WebGL context is lost");
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? "the program does not link");
  return program;
}
