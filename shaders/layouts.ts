/**
 * What each shader takes, stated once. A test compares this with the GLSL text, so that a renderer may rely on it without reading the shader.
 */
export interface ShaderLayout {
  /** Name -> GLSL type of the vertex attributes. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Name -> GLSL type of the uniforms that are no textures. */
  readonly uniforms: Readonly<Record<string, string>>;
  /** Name -> what the texture holds. */
  readonly textures: Readonly<Record<string, TextureLayout>>;
}

export interface TextureLayout {
  readonly sampler: "sampler2D" | "isampler2D" | "usampler2D";
  /** Texel format by its WebGPU name, which is also what PixiJS calls it. */
  readonly format: "rgba32sint" | "rg16uint" | "rgba8unorm";
  /** Width in texels. Item `i` stands at `(i % widthPx, floor(i / widthPx))`. */
  readonly widthPx: number;
}

/** Width of the texture with a cell pool's headers, one column a texel. */
export const HEADER_TEXTURE_WIDTH = 1024;
/** Width of the texture with a cell pool's cells, one cell a texel. */
export const CELL_TEXTURE_WIDTH = 4096;

/** shaders/heatmap.vert and heatmap.frag. */
export const HEATMAP_LAYOUT = {
  attributes: {
    /** Corner of the unit square, y downwards. */
    aPosition: "vec2",
  },
  uniforms: {
    uProjectionMatrix: "mat3",
    uWorldTransformMatrix: "mat3",
    /** Takes the unit square to the plot: scale = plot size, translation = its corner. */
    uTransformMatrix: "mat3",
    /** Width and height of the plot, device pixels. */
    uPlotSize: "vec2",
    /** Origin, fraction, step, shift of the time axis (core/view/pool-camera.ts). */
    uTime: "ivec4",
    /** The same of the price axis, from the bottom. */
    uPrice: "ivec4",
    /** Formula, low code, ramp scale, flags (core/view/heat-uniforms.ts). */
    uHeat: "ivec4",
    uColumnCount: "int",
    /** Colour of a pixel without trade, 0..1. */
    uBackground: "vec4",
  },
  textures: {
    /** CellPool.headers, byte for byte. */
    uHeaders: { sampler: "isampler2D", format: "rgba32sint", widthPx: HEADER_TEXTURE_WIDTH },
    /** CellPool.cells, byte for byte: red is the bid's code, green the ask's. */
    uCells: { sampler: "usampler2D", format: "rg16uint", widthPx: CELL_TEXTURE_WIDTH },
    /** HeatStyle.palette: one ramp a row. */
    uPalette: { sampler: "sampler2D", format: "rgba8unorm", widthPx: 256 },
  },
} as const satisfies ShaderLayout;
