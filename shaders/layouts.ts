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
  readonly format: "rgba32sint" | "rg16uint" | "r16uint" | "rgba8unorm" | "r8unorm";
  /** Width in texels. Item `i` stands at `(i % widthPx, floor(i / widthPx))`. */
  readonly widthPx: number;
}

/** Width of the texture with a cell pool's headers, one column a texel. */
export const HEADER_TEXTURE_WIDTH = 1024;
/** Width of the texture with a cell pool's cells, one cell a texel. */
export const CELL_TEXTURE_WIDTH = 4096;

/** shaders/heatmap.vert, heatmap.frag and heat-colour.glsl, which both may include. */
export const HEATMAP_LAYOUT = {
  attributes: {
    /** Corner of the unit square, y downwards (core/view/ordinal-quads.ts). */
    aPosition: "vec2",
    /** The quad's number: its column's place from the left or, cell by cell, that times the rows of a column, and the row's place from the lowest in sight. */
    aOrdinal: "float",
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
    /** Quads per column where each is a cell; else unused (core/view/heat-cut.ts). */
    uCellRows: "int",
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

/** Format of `uCells` for a heat trail (core/view/trail-mirror.ts): its cells are one code, which the formula `total` adds nothing to. */
export const TRAIL_CELLS_FORMAT = "r16uint";

/** Uniforms of everything that is drawn as instances: where a batch's space lies on the canvas (client/scene/primitives/pixel-transform.ts). */
const BATCH_UNIFORMS = {
  /** x scale, x offset, y scale, y offset: from the batch's space to pixels of its region. */
  uTransform: "vec4",
  /** Corner, width and height of the region that clips, device pixels. */
  uRegion: "vec4",
  /** Width and height of the canvas, device pixels. */
  uCanvas: "vec2",
} as const;

/** shaders/quad.vert and quad.frag: rectangles. */
export const QUAD_LAYOUT = {
  attributes: {
    /** Corner of the unit square. */
    aCorner: "vec2",
    /** Left, top, right, bottom in the batch's space. */
    aSpan: "vec4",
    /** The same four moved by whole pixels. */
    aOffset: "ivec4",
    aColor: "vec4",
    /** Kind, pixels shown and period of dashes or stripes (client/scene/primitives/quad-list.ts). */
    aPattern: "uint",
  },
  uniforms: BATCH_UNIFORMS,
  textures: {},
} as const satisfies ShaderLayout;

/** Width of the texture with the spans of a batch's lines, two texels a span. */
export const SPAN_TEXTURE_WIDTH = 1024;

/** shaders/polyline.vert and polyline.frag: lines and areas. */
export const POLYLINE_LAYOUT = {
  attributes: {
    /** Corner of the unit square, y downwards, and the number of the span. */
    aPosition: "vec2",
    aOrdinal: "float",
  },
  uniforms: {
    /** Pixel of the region that spans are counted from. */
    uAnchor: "ivec2",
    uRegion: BATCH_UNIFORMS.uRegion,
    uCanvas: BATCH_UNIFORMS.uCanvas,
  },
  textures: {
    /** PolylineSpans.words (client/scene/primitives/span-words.ts), word for word. */
    uSpans: { sampler: "isampler2D", format: "rgba32sint", widthPx: SPAN_TEXTURE_WIDTH },
  },
} as const satisfies ShaderLayout;

/** Width of the texture with the coverage of every glyph. */
export const GLYPH_TEXTURE_WIDTH = 1024;

/** shaders/glyph.vert and glyph.frag: text. */
export const GLYPH_LAYOUT = {
  attributes: {
    aCorner: "vec2",
    /** A point of the batch's space. */
    aAnchor: "vec2",
    /** Pixels from there to the glyph's left top corner. */
    aOffset: "ivec2",
    /** Left top corner in the atlas, and the size there and on the screen, pixels. */
    aSource: "uvec2",
    aSize: "uvec2",
    /** Left and right of the glyph's word, pixels from the anchor: where they differ, a word that the region would cut is not drawn. */
    aWord: "ivec2",
    aColor: "vec4",
  },
  uniforms: BATCH_UNIFORMS,
  textures: {
    /** Coverage of the glyphs (client/scene/glyph-sheet.ts). */
    uAtlas: { sampler: "sampler2D", format: "r8unorm", widthPx: GLYPH_TEXTURE_WIDTH },
  },
} as const satisfies ShaderLayout;
