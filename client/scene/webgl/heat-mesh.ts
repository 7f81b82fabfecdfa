import { Buffer, BufferImageSource, BufferUsage, Geometry, GlProgram, Mesh, Shader, UniformGroup } from "pixi.js";
import { RAMP_COUNT, RAMP_SIZE } from "../../../core/view/heat-style.ts";
import { createHeatUniforms, writeHeatUniforms } from "../../../core/view/heat-uniforms.ts";
import type { PoolMirror } from "../../../core/view/pool-mirror.ts";
import fragment from "../../../shaders/heatmap.frag?raw";
import vertex from "../../../shaders/heatmap.vert?raw";
import type { FrameContext } from "../frame-context.ts";
import type { SurfaceCosts } from "../surface.ts";
import { PoolTextures } from "./pool-textures.ts";

/** Pools whose textures are kept: the one shown and those of the zoom levels around it. */
const KEPT_POOLS = 4;

/**
 * The heat on the GPU: one square over the plot whose shader reads the pool. Panning and zooming set uniforms; nothing is uploaded. Pixels without trade
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
  #paletteShown: Uint32Array | null = null;
  /** Most recently shown last. */
  readonly #pools = new Map<PoolMirror, PoolTextures>();
  readonly #none = makePlaceholders();
  readonly #shader = new Shader({
    glProgram: GlProgram.from({ vertex, fragment, name: "heatmap" }),
    resources: { heat: this.#uniforms, uHeaders: this.#none.headers, uCells: this.#none.cells, uPalette: this.#palette },
  });

  constructor() {
    const corners = new Buffer({ data: new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), usage: BufferUsage.VERTEX | BufferUsage.STATIC });
    this.mesh = new Mesh({
      geometry: new Geometry({ topology: "triangle-strip", attributes: { aPosition: { buffer: corners, format: "float32x2", stride: 8, offset: 0 } } }),
      shader: this.#shader,
    });
    this.mesh.visible = false;
  }

  /** Sets the uniforms of this frame and uploads what changed in its pool. */
  sync(frame: FrameContext, costs: SurfaceCosts): void {
    const { pool, style } = frame.state;
    const textures = pool === null ? null : this.#texturesOf(pool, costs);
    const { headers = null, cells = null } = textures ?? {};
    this.mesh.visible = headers !== null && cells !== null;
    this.#bind(headers ?? this.#none.headers, cells ?? this.#none.cells);
    textures?.freeRetired();
    this.#freeUnused();
    if (pool === null || !this.mesh.visible || frame.camera === null) return;
    this.#setPalette(style.palette, costs);
    writeHeatUniforms(this.#heat, pool, frame.camera, style);
    const { plot } = frame.layout;
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
    this.#shader.destroy();
    geometry.destroy(true);
    for (const textures of this.#pools.values()) textures.destroy();
    this.#pools.clear();
    this.#palette.destroy();
    this.#none.headers.destroy();
    this.#none.cells.destroy();
  }

  #texturesOf(pool: PoolMirror, costs: SurfaceCosts): PoolTextures {
    const textures = this.#pools.get(pool) ?? new PoolTextures(pool);
    this.#pools.delete(pool);
    this.#pools.set(pool, textures);
    textures.sync(costs);
    return textures;
  }

  #bind(headers: BufferImageSource, cells: BufferImageSource): void {
    const { resources } = this.#shader;
    if (resources.uHeaders !== headers) resources.uHeaders = headers;
    if (resources.uCells !== cells) resources.uCells = cells;
  }

  #freeUnused(): void {
    for (const [oldest, unused] of this.#pools) {
      if (this.#pools.size <= KEPT_POOLS) return;
      unused.destroy();
      this.#pools.delete(oldest);
    }
  }

  #setPalette(palette: Uint32Array, costs: SurfaceCosts): void {
    if (palette === this.#paletteShown) return;
    this.#paletteShown = palette;
    this.#paletteBytes.set(new Uint8Array(palette.buffer, palette.byteOffset, this.#paletteBytes.length));
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
