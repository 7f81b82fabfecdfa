import { readFileSync } from "node:fs";
import { type Browser, type Page } from "@playwright/test";
import type { CellPool } from "../../core/view/cell-pool.ts";
import { cutHeat, type HeatCut } from "../../core/view/heat-cut.ts";
import { buildOrdinalQuads, INDICES_PER_QUAD } from "../../core/view/ordinal-quads.ts";
import { createHeatUniforms, writeHeatUniforms } from "../../core/view/heat-uniforms.ts";
import { HEAT_FORMULAS, type HeatStyle, RAMP_COUNT, RAMP_SIZE } from "../../core/view/heat-style.ts";
import type { PoolCamera } from "../../core/view/pool-camera.ts";
import type { PlotSize } from "../../core/view/viewport.ts";
import type { HeatTrail } from "../../core/view/heat-strips.ts";
import type { TrailPool } from "../../core/view/trail-mirror.ts";
import { type HeatQuadKind, heatmapVariant } from "../../shaders/heatmap-variants.ts";
import { CELL_TEXTURE_WIDTH, HEADER_TEXTURE_WIDTH } from "../../shaders/layouts.ts";

const shader = (name: string): string => readFileSync(new URL(`../../shaders/${name}`, import.meta.url), "utf8");

/** Geometry that the page has. */
const QUADS = 40_000;

/** What the page needs to draw one frame; arrays as base64. */
interface FrameRequest {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Colour of the empty frame, 0..1. */
  readonly clear: readonly number[];
  /** One over the other. */
  readonly layers: readonly LayerRequest[];
}

interface LayerRequest {
  /** Name of the program. */
  readonly program: string;
  readonly cellRows: number;
  readonly indices: number;
  /** Cells are single codes. */
  readonly isTrail: boolean;
  readonly headers: { readonly data: string; readonly width: number; readonly height: number };
  readonly cells: { readonly data: string; readonly width: number; readonly height: number };
  readonly palette: { readonly data: string; readonly width: number; readonly height: number };
  readonly integers: Readonly<Record<string, readonly number[]>>;
  readonly columnCount: number;
  /** Colour of pixels without trade, 0..1. */
  readonly background: readonly number[];
}

/** A page that draws pools with the real shaders and plain WebGL2, and hands the pixels back. */
export class HeatmapPage {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** @throws Error with the compiler's words when a shader does not compile. */
  static async open(browser: Browser): Promise<HeatmapPage> {
    const page = await browser.newPage();
    await page.goto("about:blank");
    const sources = { vertex: shader("heatmap.vert"), fragment: shader("heatmap.frag"), colour: shader("heat-colour.glsl") };
    const programs = Object.values(HEAT_FORMULAS).flatMap((formula) =>
      (["column", "cell"] as const).map((kind) => ({ name: programName(formula, kind), ...heatmapVariant(sources, formula, kind) })),
    );
    const { vertices, indices } = buildOrdinalQuads(QUADS);
    const failure = await page.evaluate(preparePrograms, { programs, vertices: base64(vertices), indices: base64(indices) });
    if (failure !== "") throw new Error(failure);
    return new HeatmapPage(page);
  }

  /**
   * Draws one frame, cell by cell where no more than `mostCells` are in sight, else column by column.
   * @returns [height x width] pixels, top row first, as HeatRaster writes them.
   */
  async draw(pool: CellPool, camera: PoolCamera, style: HeatStyle, { widthPx, heightPx }: PlotSize, mostCells: number, trail: HeatTrail | null = null): Promise<Uint32Array> {
    const clear = colourOf(style.background);
    const layer = (drawn: CellPool | TrailPool, look: HeatStyle, columnShift: number): LayerRequest => {
      const cut = { cellRows: 0, quads: 0 };
      cutHeat(cut, drawn, camera, columnShift, { widthPx, heightPx }, { mostCells, leastCellPx: 0 });
      return layerOf(drawn, camera, look, columnShift, cut);
    };
    const cells = layer(pool, style, 0);
    const request: FrameRequest = {
      widthPx,
      heightPx,
      clear,
      layers: trail === null ? [{ ...cells, background: clear }] : [layer(trail.pool, trail.style, pool.firstColumn - trail.pool.firstColumn), cells],
    };
    const bytes = Buffer.from(await this.#page.evaluate(drawFrame, request), "base64");
    const rows = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const frame = new Uint32Array(rows.length);
    for (let y = 0; y < heightPx; y++) frame.set(rows.subarray((heightPx - 1 - y) * widthPx, (heightPx - y) * widthPx), y * widthPx);
    return frame;
  }
}

/** What one mesh draws: pixels without trade are transparent. */
function layerOf(pool: CellPool | TrailPool, camera: PoolCamera, style: HeatStyle, columnShift: number, { cellRows, quads }: HeatCut): LayerRequest {
  if (quads > QUADS) throw new RangeError(`${quads} quads are to be drawn, expected no more than ${QUADS}`);
  const uniforms = createHeatUniforms();
  writeHeatUniforms(uniforms, pool, camera, style, columnShift);
  return {
    program: programName(style.formula, cellRows > 0 ? "cell" : "column"),
    cellRows: Math.max(1, cellRows),
    indices: quads * INDICES_PER_QUAD,
    isTrail: pool.cells instanceof Uint16Array,
    headers: texture(pool.headers, 4, HEADER_TEXTURE_WIDTH),
    cells: texture(pool.cells, 1, CELL_TEXTURE_WIDTH),
    palette: { data: base64(style.palette), width: RAMP_SIZE, height: RAMP_COUNT },
    integers: { uTime: [...uniforms.uTime], uPrice: [...uniforms.uPrice], uHeat: [...uniforms.uHeat] },
    columnCount: uniforms.uColumnCount,
    background: [0, 0, 0, 0],
  };
}

function colourOf(pixel: number): number[] {
  return [0, 8, 16, 24].map((shift) => ((pixel >>> shift) & 255) / 255);
}

function texture(values: Int32Array | Uint32Array | Uint16Array, valuesPerTexel: number, width: number): { data: string; width: number; height: number } {
  const height = Math.max(1, Math.ceil(values.length / valuesPerTexel / width));
  const length = height * width * valuesPerTexel;
  const padded = values instanceof Uint16Array ? new Uint16Array(length) : new Uint32Array(length);
  padded.set(values);
  return { data: base64(padded), width, height };
}

function programName(formula: number, kind: HeatQuadKind): string {
  return `${formula} ${kind}`;
}

function base64(values: Uint32Array | Uint16Array | Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("base64");
}

/** Runs in the page. */
function preparePrograms(sources: { programs: readonly { name: string; vertex: string; fragment: string }[]; vertices: string; indices: string }): string {
  const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const canvas = document.createElement("canvas");
  const gl = canvas.getContext("webgl2", { antialias: false, preserveDrawingBuffer: true });
  if (gl === null) return "this browser has no WebGL2";
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, bytesOf(sources.vertices), gl.STATIC_DRAW);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, bytesOf(sources.indices), gl.STATIC_DRAW);
  const attributes = [
    ["aPosition", 2, 0],
    ["aOrdinal", 1, 8],
  ] as const;
  for (const [location, [, size, offset]] of attributes.entries()) {
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, size, gl.FLOAT, false, 12, offset);
  }
  const programs: Record<string, WebGLProgram> = {};
  for (const { name: drawn, vertex, fragment } of sources.programs) {
    const program = gl.createProgram();
    for (const [type, source] of [
      [gl.VERTEX_SHADER, vertex],
      [gl.FRAGMENT_SHADER, fragment],
    ] as const) {
      const stage = gl.createShader(type);
      if (stage === null) return "no shader could be made";
      gl.shaderSource(stage, source);
      gl.compileShader(stage);
      if (!gl.getShaderParameter(stage, gl.COMPILE_STATUS)) return gl.getShaderInfoLog(stage) ?? "the shader does not compile";
      gl.attachShader(program, stage);
    }
    for (const [location, [name]] of attributes.entries()) gl.bindAttribLocation(program, location, name);
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return gl.getProgramInfoLog(program) ?? "the program does not link";
    programs[drawn] = program;
  }
  for (const [unit, name] of ["uHeaders", "uCells", "uPalette"].entries()) {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    for (const program of Object.values(programs)) {
      gl.useProgram(program);
      gl.uniform1i(gl.getUniformLocation(program, name), unit);
    }
  }
  Object.assign(globalThis, { heatmap: { gl, programs } });
  return "";
}

/** Runs in the page. */
function drawFrame(request: FrameRequest): string {
  const { gl, programs } = (globalThis as unknown as { heatmap: { gl: WebGL2RenderingContext; programs: Readonly<Record<string, WebGLProgram>> } }).heatmap;
  const bytesOf = (text: string): ArrayBuffer => {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at);
    return bytes.buffer;
  };
  const { widthPx, heightPx } = request;
  gl.canvas.width = widthPx;
  gl.canvas.height = heightPx;
  gl.viewport(0, 0, widthPx, heightPx);
  const [red, green, blue, alpha] = request.clear;
  gl.clearColor(red, green, blue, alpha);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  for (const { program: drawn, cellRows, indices, isTrail, headers, cells, palette, integers, columnCount, background } of request.layers) {
    const program = programs[drawn];
    gl.useProgram(program);
    const at = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name);
    gl.activeTexture(gl.TEXTURE0);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32I, headers.width, headers.height, 0, gl.RGBA_INTEGER, gl.INT, new Int32Array(bytesOf(headers.data)));
    gl.activeTexture(gl.TEXTURE1);
    const codes = new Uint16Array(bytesOf(cells.data));
    const [internal, format] = isTrail ? [gl.R16UI, gl.RED_INTEGER] : [gl.RG16UI, gl.RG_INTEGER];
    gl.texImage2D(gl.TEXTURE_2D, 0, internal, cells.width, cells.height, 0, format, gl.UNSIGNED_SHORT, codes);
    gl.activeTexture(gl.TEXTURE2);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, palette.width, palette.height, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(bytesOf(palette.data)));
    gl.uniformMatrix3fv(at("uProjectionMatrix"), false, [2 / widthPx, 0, 0, 0, -2 / heightPx, 0, -1, 1, 1]);
    gl.uniformMatrix3fv(at("uWorldTransformMatrix"), false, [1, 0, 0, 0, 1, 0, 0, 0, 1]);
    gl.uniformMatrix3fv(at("uTransformMatrix"), false, [widthPx, 0, 0, 0, heightPx, 0, 0, 0, 1]);
    gl.uniform2f(at("uPlotSize"), widthPx, heightPx);
    for (const [uniform, values] of Object.entries(integers)) gl.uniform4iv(at(uniform), values);
    gl.uniform1i(at("uCellRows"), cellRows);
    gl.uniform1i(at("uColumnCount"), columnCount);
    gl.uniform4fv(at("uBackground"), background);
    gl.drawElements(gl.TRIANGLES, indices, gl.UNSIGNED_INT, 0);
  }
  const pixels = new Uint8Array(widthPx * heightPx * 4);
  gl.readPixels(0, 0, widthPx, heightPx, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  if (gl.getError() !== gl.NO_ERROR) throw new Error("WebGL reports an error");
  let text = "";
  for (let from = 0; from < pixels.length; from += 32_768) text += Reflect.apply(String.fromCharCode, null, pixels.subarray(from, from + 32_768));
  return btoa(text);
}
