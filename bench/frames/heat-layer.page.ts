import type { BarView } from "../../core/market/bar-view.ts";
import type { CellPool } from "../../core/view/cell-pool.ts";
import { CellPoolBuilder } from "../../core/view/cell-pool-builder.ts";
import { cutHeat, MOST_CELL_QUADS } from "../../core/view/heat-cut.ts";
import { HEAT_FORMULAS, type HeatStyle } from "../../core/view/heat-style.ts";
import { createHeatUniforms, writeHeatUniforms } from "../../core/view/heat-uniforms.ts";
import { chooseLevelOfDetail } from "../../core/view/level-of-detail.ts";
import { buildPalette, opaquePixel } from "../../core/view/palette.ts";
import { buildOrdinalQuads, INDICES_PER_QUAD, ORDINAL_STRIDE, type OrdinalQuadArrays } from "../../core/view/ordinal-quads.ts";
import { fitPoolCamera, type PoolCamera } from "../../core/view/pool-camera.ts";
import { HeatRaster } from "../../core/view/raster.ts";
import { THEMES } from "../../core/view/theme.ts";
import { panViewport, type PlotSize, type Viewport } from "../../core/view/viewport.ts";
import fragment from "../../shaders/heatmap.frag?raw";
import colour from "../../shaders/heat-colour.glsl?raw";
import { type HeatQuadKind, heatmapVariant } from "../../shaders/heatmap-variants.ts";
import vertex from "../../shaders/heatmap.vert?raw";
import { CELL_TEXTURE_WIDTH, HEADER_TEXTURE_WIDTH } from "../../shaders/layouts.ts";
import { buildDenseBars } from "../../workers/bench-market/dense-bars.ts";

/** One view to measure: the pool at its level of detail and a camera that pans a little with every step. */
interface Scene {
  readonly name: string;
  readonly pool: CellPool;
  readonly cameraAt: (step: number) => PoolCamera;
}

/** Milliseconds of each measured step, raster included. */
export interface HeatLayerTimes {
  readonly [operation: string]: number[];
}

export interface HeatLayerRequest {
  readonly cells: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly steps: number;
  readonly seed: number;
}

const END_SEC = 1_800_000_000;
const CLOSE_COLUMN_PX = 8;
const WARM_UP_STEPS = 5;
const PLAIN_VERTEX = "#version 300 es\nin vec2 aPosition;\nvoid main() { gl_Position = vec4(aPosition * 2.0 - 1.0, 0.0, 1.0); }";
const PLAIN_FRAGMENT = "#version 300 es\nprecision highp float;\nout vec4 colour;\nvoid main() { colour = vec4(0.1, 0.2, 0.3, 1.0); }";
const LOOK_UP_FRAGMENT =
  "#version 300 es\nprecision highp float;\nuniform highp sampler2D uPicture;\nout vec4 colour;\nvoid main() { colour = texelFetch(uPicture, ivec2(gl_FragCoord.xy), 0); }";

/**
 * Times the heat layer alone against the bare cost of filling the same area: CPU raster + `putImageData` against `putImageData`, and the shader's quad
 * against a quad of one colour and one whose pixels look up one texel each. Every step ends by reading one pixel, so the raster work is in it; the cost of that read is measured too. The
 * operations of a renderer take turns; the renderers run one after the other, because a page only ever uses one of them.
 */
export function measureHeatLayer(request: HeatLayerRequest): HeatLayerTimes {
  const { widthPx, heightPx, steps } = request;
  const scenes = buildScenes(request);
  return { ...timeInTurns(canvasOperations(scenes, widthPx, heightPx), steps), ...timeInTurns(webglOperations(scenes, widthPx, heightPx), steps) };
}

function timeInTurns(operations: readonly Operation[], steps: number): HeatLayerTimes {
  const times: Record<string, number[]> = Object.fromEntries(operations.map(({ name }) => [name, []]));
  for (let step = -WARM_UP_STEPS; step < steps; step++) {
    for (const { name, run } of operations) {
      const startMs = performance.now();
      run(step + WARM_UP_STEPS);
      if (step >= 0) times[name].push(performance.now() - startMs);
    }
  }
  return times;
}

interface Operation {
  readonly name: string;
  readonly run: (step: number) => void;
}

function buildScenes({ cells, widthPx, heightPx, seed }: HeatLayerRequest): Scene[] {
  const bars = buildDenseBars(cells, END_SEC, seed).view();
  const close = widthPx / CLOSE_COLUMN_PX;
  return [
    { name: "close", seconds: close },
    { name: "far", seconds: bars.length },
  ].map(({ name, seconds }) => {
    const view = fitView(bars, Math.min(seconds, bars.length));
    const size = { widthPx, heightPx };
    const { pool: key } = chooseLevelOfDetail({ view, size, timeframeSec: 1, ticksPerRow: 1, content: "volume", pixelRatio: 1 });
    const builder = new CellPoolBuilder(key, bars.timeSec[0]);
    builder.pack(bars, bars.timeSec[0], END_SEC);
    const secPerPx = (view.toSec - view.fromSec) / widthPx;
    const cameraAt = (step: number): PoolCamera =>
      fitPoolCamera(panViewport(view, -(step % 60) * secPerPx, 0), size, key.columnSec, key.ticksPerRow, builder.pool.firstColumn);
    return { name, pool: builder.pool, cameraAt };
  });
}

function fitView(bars: BarView, seconds: number): Viewport {
  let lowTicks = Number.POSITIVE_INFINITY;
  let highTicks = Number.NEGATIVE_INFINITY;
  for (let index = bars.length - Math.ceil(seconds); index < bars.length; index++) {
    lowTicks = Math.min(lowTicks, bars.lowTicks[index]);
    highTicks = Math.max(highTicks, bars.highTicks[index]);
  }
  return { fromSec: END_SEC - seconds, toSec: END_SEC, lowTicks: lowTicks - 5, highTicks: highTicks + 5 };
}

function heatStyle(): HeatStyle {
  return {
    formula: HEAT_FORMULAS.total,
    lowCode: 0,
    highCode: 10_000,
    perColumn: false,
    gapX: false,
    gapY: false,
    palette: buildPalette(THEMES.dark, "blue-orange"),
    background: opaquePixel(THEMES.dark.background),
  };
}

function canvasOperations(scenes: readonly Scene[], widthPx: number, heightPx: number): Operation[] {
  const canvas = Object.assign(document.createElement("canvas"), { width: widthPx, height: heightPx });
  document.body.append(canvas);
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error("this browser has no 2D canvas");
  const image = context.createImageData(widthPx, heightPx);
  const frame = new Uint32Array(image.data.buffer);
  const style = heatStyle();
  const finish = (): void => void context.getImageData(0, 0, 1, 1);
  const heats = scenes.map(({ name, pool, cameraAt }) => {
    const raster = new HeatRaster();
    const run = (step: number): void => {
      raster.draw(frame, widthPx, heightPx, pool, cameraAt(step), style);
      context.putImageData(image, 0, 0);
      finish();
    };
    return { name: `canvas ${name}`, run };
  });
  const bare = (): void => {
    context.putImageData(image, 0, 0);
    finish();
  };
  return [...heats, { name: "canvas bare", run: bare }, { name: "canvas read", run: finish }];
}

function webglOperations(scenes: readonly Scene[], widthPx: number, heightPx: number): Operation[] {
  const canvas = Object.assign(document.createElement("canvas"), { width: widthPx, height: heightPx });
  document.body.append(canvas);
  const gl = canvas.getContext("webgl2", { antialias: false, alpha: false });
  if (gl === null) throw new Error("this browser has no WebGL2");
  const heat = (kind: HeatQuadKind): WebGLProgram => linkProgram(gl, heatmapVariant({ vertex, fragment, colour }, HEAT_FORMULAS.total, kind));
  const programs = { column: heat("column"), cell: heat("cell") };
  const plain = linkProgram(gl, { vertex: PLAIN_VERTEX, fragment: PLAIN_FRAGMENT });
  const lookUp = linkProgram(gl, { vertex: PLAIN_VERTEX, fragment: LOOK_UP_FRAGMENT });
  const bareGeometry = makeGeometry(gl, { vertices: new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0]), indices: new Uint32Array([0, 1, 2, 2, 1, 3]) });
  const heatGeometry = makeGeometry(gl, buildOrdinalQuads(MOST_CELL_QUADS));
  const pixel = new Uint8Array(4);
  const finish = (): void => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  const begin = (program: WebGLProgram, geometry: WebGLVertexArrayObject): void => {
    gl.useProgram(program);
    gl.bindVertexArray(geometry);
    gl.viewport(0, 0, widthPx, heightPx);
    const at = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name);
    gl.uniformMatrix3fv(at("uProjectionMatrix"), false, [2 / widthPx, 0, 0, 0, -2 / heightPx, 0, -1, 1, 1]);
    gl.uniformMatrix3fv(at("uWorldTransformMatrix"), false, [1, 0, 0, 0, 1, 0, 0, 0, 1]);
    gl.uniformMatrix3fv(at("uTransformMatrix"), false, [widthPx, 0, 0, 0, heightPx, 0, 0, 0, 1]);
  };
  const picture = upload(gl, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, widthPx, new Uint8Array(widthPx * heightPx * 4).fill(80), 4);
  const quadOf = (program: WebGLProgram) => (): void => {
    begin(program, bareGeometry);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, picture);
    gl.drawElements(gl.TRIANGLES, 6, gl.UNSIGNED_INT, 0);
    finish();
  };
  const heats = scenes.map((scene) => heatOperation(gl, programs, scene, { widthPx, heightPx }, (program) => begin(program, heatGeometry), finish));
  return [...heats, { name: "webgl bare", run: quadOf(plain) }, { name: "webgl look up", run: quadOf(lookUp) }, { name: "webgl read", run: finish }];
}

function heatOperation(
  gl: WebGL2RenderingContext,
  programs: Readonly<Record<HeatQuadKind, WebGLProgram>>,
  { name, pool, cameraAt }: Scene,
  size: PlotSize,
  begin: (program: WebGLProgram) => void,
  finish: () => void,
): Operation {
  const style = heatStyle();
  const uniforms = createHeatUniforms();
  const headers = upload(gl, gl.RGBA32I, gl.RGBA_INTEGER, gl.INT, HEADER_TEXTURE_WIDTH, pool.headers, 4);
  const codes = new Uint16Array(pool.cells.buffer, pool.cells.byteOffset, pool.cells.length * 2);
  const cells = upload(gl, gl.RG16UI, gl.RG_INTEGER, gl.UNSIGNED_SHORT, CELL_TEXTURE_WIDTH, codes, 2);
  const colours = new Uint8Array(style.palette.buffer, style.palette.byteOffset, style.palette.byteLength);
  const palette = upload(gl, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, 256, colours, 4);
  const cut = { cellRows: 0, quads: 0 };
  const run = (step: number): void => {
    const camera = cameraAt(step);
    cutHeat(cut, pool, camera, 0, size);
    const program = programs[cut.cellRows > 0 ? "cell" : "column"];
    const at = (uniform: string): WebGLUniformLocation | null => gl.getUniformLocation(program, uniform);
    begin(program);
    writeHeatUniforms(uniforms, pool, camera, style);
    for (const [unit, [uniform, texture]] of ([["uHeaders", headers], ["uCells", cells], ["uPalette", palette]] as const).entries()) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.uniform1i(at(uniform), unit);
    }
    gl.uniform2f(at("uPlotSize"), size.widthPx, size.heightPx);
    gl.uniform1i(at("uCellRows"), Math.max(1, cut.cellRows));
    gl.uniform4iv(at("uTime"), uniforms.uTime);
    gl.uniform4iv(at("uPrice"), uniforms.uPrice);
    gl.uniform4iv(at("uHeat"), uniforms.uHeat);
    gl.uniform1i(at("uColumnCount"), uniforms.uColumnCount);
    gl.uniform4fv(at("uBackground"), uniforms.uBackground);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.drawElements(gl.TRIANGLES, cut.quads * INDICES_PER_QUAD, gl.UNSIGNED_INT, 0);
    finish();
  };
  return { name: `webgl ${name}`, run };
}

function makeGeometry(gl: WebGL2RenderingContext, { vertices, indices }: OrdinalQuadArrays): WebGLVertexArrayObject {
  const geometry = gl.createVertexArray();
  gl.bindVertexArray(geometry);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STATIC_DRAW);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STATIC_DRAW);
  const stride = ORDINAL_STRIDE * Float32Array.BYTES_PER_ELEMENT;
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, stride, 0);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribPointer(1, 1, gl.FLOAT, false, stride, 2 * Float32Array.BYTES_PER_ELEMENT);
  return geometry;
}

/** Uploads whole rows of a texture; the last one is padded with zeros. */
function upload(
  gl: WebGL2RenderingContext,
  internal: number,
  format: number,
  type: number,
  width: number,
  values: Int32Array | Uint16Array | Uint8Array,
  perTexel: number,
): WebGLTexture {
  const height = Math.max(1, Math.ceil(values.length / perTexel / width));
  const Values = values.constructor as new (length: number) => typeof values;
  const padded = new Values(height * width * perTexel);
  padded.set(values as never);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.texImage2D(gl.TEXTURE_2D, 0, internal, width, height, 0, format, type, padded);
  return texture;
}

function linkProgram(gl: WebGL2RenderingContext, stages: { readonly vertex: string; readonly fragment: string }): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, stages.vertex],
    [gl.FRAGMENT_SHADER, stages.fragment],
  ] as const) {
    const stage = gl.createShader(type);
    if (stage === null) throw new Error("the WebGL context is lost");
    gl.shaderSource(stage, source);
    gl.compileShader(stage);
    gl.attachShader(program, stage);
  }
  gl.bindAttribLocation(program, 0, "aPosition");
  gl.bindAttribLocation(program, 1, "aOrdinal");
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? "the program does not link");
  return program;
}

Object.assign(globalThis, { measureHeatLayer });
