import { Buffer, BufferImageSource, BufferUsage, Geometry, GlProgram, Mesh, Shader, UniformGroup } from "pixi.js";
import { buildHeatQuads, HEAT_VERTEX_STRIDE } from "../../../core/view/heat-quads.ts";
import { HEAT_FORMULAS, type HeatFormula, type HeatStyle, RAMP_COUNT, RAMP_SIZE } from "../../../core/view/heat-style.ts";
import { createHeatUniforms, writeHeatUniforms } from "../../../core/view/heat-uniforms.ts";
import type { PoolCamera } from "../../../core/view/pool-camera.ts";
import type { PixelRect } from "../../../core/view/chart-layout.ts";
import fragment from "../../../shaders/heatmap.frag?raw";
import { heatmapVariant } from "../../../shaders/heatmap-variants.ts";
import vertex from "../../../shaders/heatmap.vert?raw";
import type { SurfaceCosts } from "../surface.ts";
import { PoolTextures, type TexturedCells } from "./pool-textures.ts";

/** What a heat mesh draws. */
export interface HeatPicture {
  readonly pool: TexturedCells & { readonly columnCount: number };
  readonly camera: PoolCamera;
  /** What is added to the camera's column for one of the pool. */
  readonly columnShift: number;
  readonly style: HeatStyle;
  readonly plot: PixelRect;
}

/**
 * The heat on the GPU, or the trail under it: a quad for each visible column whose shaders read the pool. Panning and zooming set uniforms; nothing is uploaded. Pixels without trade
 * stay transparent, so that what is painted before the mesh lies under the heat.
 */
export class HeatMesh {
  readonly mesh: Mesh<Geometry, Shader>;
  readonly #heat = createHeatUniforms();
  readonly #uniforms = new UniformGroup({
    uPlotSize: { value: new Float32Array(2), type: "vec2<f32>" },
    uTime: { value: this.#heat.uTime, type: "vec4<i32>" },
    uPrice: { value: this.#heat.uPrice, type: "vec4<i32>" },
    uHeat: { value: this.#heat.uHeat, type: "vec4<i32>" },
    uColumnCount: { value: 0, type: "i32" },
    uBackground: { value: new Float32Array(4), type: "vec4<f32>" },
  });
  readonly #paletteBytes = new Uint8Array(RAMP_COUNT * RAMP_SIZE * 4);
  readonly #palette = new BufferImageSource({
    resource: this.#paletteBytes,
    width: RAMP_SIZE,
    height: RAMP_COUNT,
    format: "rgba8unorm",
    scaleMode: "nearest",
    alphaMode: "no-premultiply-alpha",
  });
  #quadsForPx = 0;
  #paletteShown: Uint32Array | null = null;
  /** Most recently shown last. */
  readonly #pools = new Map<TexturedCells, PoolTextures>();
  readonly #keptPools: number;
  readonly #none = makePlaceholders();
  /** One program for each formula in use. */
  readonly #shaders = new Map<HeatFormula, Shader>();

  /** @param keptPools pools whose textures are kept. */
  constructor(keptPools: number) {
    this.#keptPools = keptPools;
    this.mesh = new Mesh({ geometry: makeQuads(0), shader: this.#shaderOf(HEAT_FORMULAS.total) });
    this.mesh.visible = false;
  }

  /** Sets the uniforms of this frame and uploads what changed in its pool. Null draws nothing. */
  sync(picture: HeatPicture | null, costs: SurfaceCosts): void {
    const textures = picture === null ? null : this.#texturesOf(picture.pool, costs);
    const { headers = null, cells = null } = textures ?? {};
    this.mesh.visible = headers !== null && cells !== null;
    const shader = this.#shaderOf(picture?.style.formula ?? HEAT_FORMULAS.total);
    if (this.mesh.shader !== shader) this.mesh.shader = shader;
    this.#bind(headers ?? this.#none.headers, cells ?? this.#none.cells);
    textures?.freeRetired();
    this.#freeUnused();
    if (picture === null || !this.mesh.visible) return;
    const { pool, camera, columnShift, style, plot } = picture;
    this.#setPalette(style.palette, costs);
    writeHeatUniforms(this.#heat, pool, camera, style, columnShift);
    this.#sizeQuads(plot.width);
    const uniforms = this.#uniforms.uniforms;
    uniforms.uColumnCount = this.#heat.uColumnCount;
    uniforms.uPlotSize[0] = plot.width;
    uniforms.uPlotSize[1] = plot.height;
    this.mesh.position.set(plot.x, plot.y);
    this.mesh.scale.set(plot.width, plot.height);
  }

  destroy(): void {
    const { geometry } = this.mesh;
    this.mesh.destroy();
    for (const shader of this.#shaders.values()) shader.destroy();
    geometry.destroy(true);
    for (const textures of this.#pools.values()) textures.destroy();
    this.#pools.clear();
    this.#palette.destroy();
    this.#none.headers.destroy();
    this.#none.cells.destroy();
  }

  #texturesOf(pool: TexturedCells, costs: SurfaceCosts): PoolTextures {
    const textures = this.#pools.get(pool) ?? new PoolTextures(pool);
    this.#pools.delete(pool);
    this.#pools.set(pool, textures);
    textures.sync(costs);
    return textures;
  }

  #sizeQuads(widthPx: number): void {
    if (widthPx === this.#quadsForPx) return;
    this.#quadsForPx = widthPx;
    const old = this.mesh.geometry;
    this.mesh.geometry = makeQuads(widthPx);
    old.destroy(true);
  }

  #shaderOf(formula: HeatFormula): Shader {
    const known = this.#shaders.get(formula);
    if (known !== undefined) return known;
    const shader = new Shader({
      glProgram: GlProgram.from({ vertex, fragment: heatmapVariant(fragment, formula), name: `heatmap-${formula}` }),
      resources: { heat: this.#uniforms, uHeaders: this.#none.headers, uCells: this.#none.cells, uPalette: this.#palette },
    });
    this.#shaders.set(formula, shader);
    return shader;
  }

  /** Textures must leave every shader before they are destroyed. */
  #bind(headers: BufferImageSource, cells: BufferImageSource): void {
    for (const { resources } of this.#shaders.values()) {
      if (resources.uHeaders !== headers) resources.uHeaders = headers;
      if (resources.uCells !== cells) resources.uCells = cells;
    }
  }

  #freeUnused(): void {
    for (const [oldest, unused] of this.#pools) {
      if (this.#pools.size <= this.#keptPools) return;
      unused.destroy();
      this.#pools.delete(oldest);
    }
  }

  #setPalette(palette: Uint32Array, costs: SurfaceCosts): void {
    if (palette === this.#paletteShown) return;
    this.#paletteShown = palette;
    this.#paletteBytes.set(new Uint8Array(palette.buffer, palette.byteOffset, this.#paletteBytes.length));
    for (let alpha = 3; alpha < this.#paletteBytes.length; alpha += 4) this.#paletteBytes[alpha] = 255;
    this.#palette.update();
    costs.uploadedBytes += this.#paletteBytes.length;
    costs.textureUploads++;
  }
}

function makeQuads(widthPx: number): Geometry {
  const { vertices, indices } = buildHeatQuads(widthPx);
  const buffer = new Buffer({ data: vertices, usage: BufferUsage.VERTEX | BufferUsage.STATIC });
  const stride = HEAT_VERTEX_STRIDE * Float32Array.BYTES_PER_ELEMENT;
  return new Geometry({
    topology: "triangle-list",
    attributes: {
      aPosition: { buffer, format: "float32x2", stride, offset: 0 },
      aOrdinal: { buffer, format: "float32", stride, offset: 2 * Float32Array.BYTES_PER_ELEMENT },
    },
    indexBuffer: new Buffer({ data: indices, usage: BufferUsage.INDEX | BufferUsage.STATIC }),
  });
}

/** Textures of one texel, so that the shader always has something of the right kind to bind. */
function makePlaceholders(): { readonly headers: BufferImageSource; readonly cells: BufferImageSource } {
  const common = { width: 1, height: 1, scaleMode: "nearest", alphaMode: "no-premultiply-alpha" } as const;
  return {
    headers: new BufferImageSource({ ...common, resource: new Int32Array(4), format: "rgba32sint" }),
    cells: new BufferImageSource({ ...common, resource: new Uint16Array(2), format: "rg16uint" }),
  };
}
