import { BufferImageSource, type Geometry, GlProgram, Mesh, Shader, UniformGroup } from "pixi.js";
import { cutHeat, type HeatCut } from "../../../core/view/heat-cut.ts";
import { HEAT_FORMULAS, type HeatFormula, type HeatStyle, RAMP_COUNT, RAMP_SIZE } from "../../../core/view/heat-style.ts";
import { createHeatUniforms, writeHeatUniforms } from "../../../core/view/heat-uniforms.ts";
import { INDICES_PER_QUAD } from "../../../core/view/ordinal-quads.ts";
import type { PoolCamera } from "../../../core/view/pool-camera.ts";
import type { PixelRect } from "../../../core/view/chart-layout.ts";
import fragment from "../../../shaders/heatmap.frag?raw";
import colour from "../../../shaders/heat-colour.glsl?raw";
import { heatmapVariant, type HeatQuadKind } from "../../../shaders/heatmap-variants.ts";
import vertex from "../../../shaders/heatmap.vert?raw";
import type { SurfaceCosts } from "../surface.ts";
import { ordinalGeometry, type OrdinalQuads } from "./ordinal-quads.ts";
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

/** A program for one formula and one kind of quad. */
interface HeatProgram {
  readonly formula: HeatFormula;
  readonly kind: HeatQuadKind;
  readonly shader: Shader;
}

/**
 * The heat on the GPU, or the trail under it: a quad for each visible column, or for each cell while they are large, whose shaders read the pool. Panning and zooming
 * set uniforms; nothing is uploaded. Pixels without trade stay transparent, so that what is painted before the mesh lies under the heat.
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
    uCellRows: { value: 1, type: "i32" },
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
  readonly #geometry: Geometry;
  readonly #cut: HeatCut = { cellRows: 0, quads: 0 };
  readonly #size = { widthPx: 0, heightPx: 0 };
  #paletteShown: Uint32Array | null = null;
  /** Most recently shown last. */
  readonly #pools = new Map<TexturedCells, PoolTextures>();
  readonly #keptPools: number;
  readonly #none = makePlaceholders();
  /** What every program reads. */
  #headers = this.#none.headers;
  #cells = this.#none.cells;
  /** One program for each formula in use and each kind of quad. */
  readonly #programs: HeatProgram[] = [];

  /** @param keptPools pools whose textures are kept, @param quads at least as many as the plot has pixels across, and `MOST_CELL_QUADS` (core/view/heat-cut.ts). */
  constructor(keptPools: number, quads: OrdinalQuads) {
    this.#keptPools = keptPools;
    this.#geometry = ordinalGeometry(quads);
    this.mesh = new Mesh({ geometry: this.#geometry, shader: this.#shaderOf(HEAT_FORMULAS.total, "column") });
    this.mesh.visible = false;
  }

  /** Sets the uniforms of this frame and uploads what changed in its pool. Null draws nothing. */
  sync(picture: HeatPicture | null, costs: SurfaceCosts): void {
    const textures = picture === null ? null : this.#texturesOf(picture.pool, costs);
    const { headers = null, cells = null } = textures ?? {};
    this.#bind(headers ?? this.#none.headers, cells ?? this.#none.cells);
    textures?.freeRetired();
    this.#freeUnused();
    this.mesh.visible = headers !== null && cells !== null;
    if (picture !== null && this.mesh.visible) this.#draw(picture, costs);
  }

  #draw({ pool, camera, columnShift, style, plot }: HeatPicture, costs: SurfaceCosts): void {
    this.#size.widthPx = plot.width;
    this.#size.heightPx = plot.height;
    cutHeat(this.#cut, pool, camera, columnShift, this.#size);
    const { quads, cellRows } = this.#cut;
    this.mesh.visible = quads > 0;
    if (quads === 0) return;
    this.#geometry.indexCount = quads * INDICES_PER_QUAD;
    const shader = this.#shaderOf(style.formula, cellRows > 0 ? "cell" : "column");
    if (this.mesh.shader !== shader) this.mesh.shader = shader;
    this.#setPalette(style.palette, costs);
    writeHeatUniforms(this.#heat, pool, camera, style, columnShift);
    const uniforms = this.#uniforms.uniforms;
    uniforms.uCellRows = Math.max(1, cellRows);
    uniforms.uColumnCount = this.#heat.uColumnCount;
    uniforms.uPlotSize[0] = plot.width;
    uniforms.uPlotSize[1] = plot.height;
    this.mesh.position.set(plot.x, plot.y);
    this.mesh.scale.set(plot.width, plot.height);
  }

  destroy(): void {
    this.mesh.destroy();
    for (const { shader } of this.#programs) shader.destroy();
    this.#geometry.destroy();
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

  #shaderOf(formula: HeatFormula, kind: HeatQuadKind): Shader {
    for (const known of this.#programs) if (known.formula === formula && known.kind === kind) return known.shader;
    const shader = new Shader({
      glProgram: GlProgram.from({ ...heatmapVariant({ vertex, fragment, colour }, formula, kind), name: `heatmap-${formula}-${kind}` }),
      resources: { heat: this.#uniforms, uHeaders: this.#headers, uCells: this.#cells, uPalette: this.#palette },
    });
    this.#programs.push({ formula, kind, shader });
    return shader;
  }

  /** Textures must leave every shader before they are destroyed. */
  #bind(headers: BufferImageSource, cells: BufferImageSource): void {
    this.#headers = headers;
    this.#cells = cells;
    for (const { shader } of this.#programs) {
      const { resources } = shader;
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

/** Textures of one texel, so that the shader always has something of the right kind to bind. */
function makePlaceholders(): { readonly headers: BufferImageSource; readonly cells: BufferImageSource } {
  const common = { width: 1, height: 1, scaleMode: "nearest", alphaMode: "no-premultiply-alpha" } as const;
  return {
    headers: new BufferImageSource({ ...common, resource: new Int32Array(4), format: "rgba32sint" }),
    cells: new BufferImageSource({ ...common, resource: new Uint16Array(2), format: "rg16uint" }),
  };
}
