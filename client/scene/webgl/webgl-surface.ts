import "pixi.js/unsafe-eval";
import "pixi.js/mesh";
import { type Buffer, BufferImageSource, type ColorSource, Container, Ticker, WebGLRenderer } from "pixi.js";
import type { ChartLayout } from "../../../core/view/chart-layout.ts";
import { MOST_CELL_QUADS } from "../../../core/view/heat-cut.ts";
import type { FrameContext } from "../frame-context.ts";
import type { GlyphAtlas } from "../glyph-sheet.ts";
import type { Layer } from "../layer.ts";
import { REGION_NAMES, type Stage } from "../primitives/batch.ts";
import { themeColor } from "../primitives/color.ts";
import type { Surface, SurfaceCosts } from "../surface.ts";
import { BatchMeshes } from "./batch-meshes.ts";
import { HeatMesh, type HeatPicture } from "./heat-mesh.ts";
import { makeOrdinalQuads } from "./ordinal-quads.ts";
import { generateShaderSync } from "./shader-sync.ts";
import { makeUnitCorners } from "./unit-corners.ts";

/** Pools whose textures are kept: the one shown and those of the zoom levels around it. */
const KEPT_POOLS = 4;
/** Trails are made anew with every zoom level. */
const KEPT_TRAILS = 1;

/**
 * A surface on the GPU: Pixi's WebGL renderer, one mesh for the heat and instanced meshes for the layers.
 * @throws when the browser gives no WebGL2 context.
 */
export async function createWebglSurface(canvas: HTMLCanvasElement, layout: ChartLayout, layers: readonly Layer[]): Promise<WebglSurface> {
  Ticker.system.autoStart = false;
  const renderer = new WebGLRenderer();
  await renderer.init({
    canvas,
    width: layout.widthPx,
    height: layout.heightPx,
    resolution: 1,
    antialias: false,
    autoDensity: false,
    gcActive: false,
    skipExtensionImports: true,
    preferWebGLVersion: 2,
    powerPreference: "high-performance",
  });
  if (renderer.context.webGLVersion !== 2) {
    renderer.destroy();
    throw new Error("This browser gives WebGL1 only; the heatmap's integer textures need WebGL2");
  }
  Object.assign(renderer.shader, { _generateShaderSync: generateShaderSync });
  return new WebglSurface(renderer, canvas, layers);
}

export class WebglSurface implements Surface {
  readonly kind = "webgl";
  readonly canvas: HTMLCanvasElement;
  readonly costs: SurfaceCosts = { uploadedBytes: 0, textureUploads: 0, drawCalls: 0 };
  readonly #renderer: WebGLRenderer;
  readonly #stage = new Container();
  readonly #pass: { readonly container: Container; clearColor: ColorSource } = { container: this.#stage, clearColor: 0 };
  #background = -1;
  readonly #quads = makeOrdinalQuads(MOST_CELL_QUADS);
  readonly #trail = new HeatMesh(KEPT_TRAILS, this.#quads);
  readonly #heat = new HeatMesh(KEPT_POOLS, this.#quads);
  readonly #corners: Buffer = makeUnitCorners();
  readonly #batches: BatchMeshes[] = [];
  #atlas = makeAtlasSource(new Uint8Array(1), 1, 1);

  constructor(renderer: WebGLRenderer, canvas: HTMLCanvasElement, layers: readonly Layer[]) {
    this.#renderer = renderer;
    this.canvas = canvas;
    this.#stage.addChild(this.#trail.mesh);
    this.#addBatches(layers, "under");
    this.#stage.addChild(this.#heat.mesh);
    this.#addBatches(layers, "over");
    this.#addBatches(layers, "cursor");
  }

  resize(layout: ChartLayout): void {
    this.#renderer.resize(layout.widthPx, layout.heightPx);
  }

  setAtlas(atlas: GlyphAtlas): void {
    const old = this.#atlas;
    this.#atlas = makeAtlasSource(atlas.coverage, atlas.widthPx, atlas.heightPx);
    for (const batch of this.#batches) batch.setAtlas(this.#atlas);
    old.destroy();
    this.costs.uploadedBytes += atlas.coverage.length;
    this.costs.textureUploads++;
  }

  draw(frame: FrameContext): void {
    if (this.#renderer.context.isLost) return;
    this.#trail.sync(trailPicture(frame), this.costs);
    this.#heat.sync(heatPicture(frame), this.costs);
    let calls = Number(this.#trail.mesh.visible) + Number(this.#heat.mesh.visible);
    for (let index = 0; index < this.#batches.length; index++) calls += this.#batches[index].sync(frame, this.costs);
    this.costs.drawCalls = calls;
    const background = themeColor(frame.state.style.background);
    if (background !== this.#background) this.#background = this.#pass.clearColor = background;
    this.#renderer.render(this.#pass);
  }

  readPixels(): ImageData {
    const { gl } = this.#renderer;
    const { width, height } = this.canvas;
    const upwards = new Uint32Array(width * height);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(upwards.buffer));
    const image = new ImageData(width, height);
    const downwards = new Uint32Array(image.data.buffer);
    for (let y = 0; y < height; y++) downwards.set(upwards.subarray((height - 1 - y) * width, (height - y) * width), y * width);
    return image;
  }

  /** Loses the context as a driver reset would; it is given back after `restoreAfterMs`, or never when that is null. */
  loseContext(restoreAfterMs: number | null): void {
    const extension = this.#renderer.gl.getExtension("WEBGL_lose_context");
    extension?.loseContext();
    if (restoreAfterMs !== null) setTimeout(() => extension?.restoreContext(), restoreAfterMs);
  }

  destroy(): void {
    for (const batch of this.#batches) batch.destroy();
    this.#trail.destroy();
    this.#heat.destroy();
    this.#quads.vertices.destroy();
    this.#quads.indices.destroy();
    this.#stage.destroy();
    this.#atlas.destroy();
    this.#corners.destroy();
    this.#renderer.destroy();
  }

  #addBatches(layers: readonly Layer[], stage: Stage): void {
    for (const region of REGION_NAMES) {
      for (const layer of layers) {
        for (const batch of layer.batches) {
          if (batch.region !== region || batch.stage !== stage) continue;
          const meshes = new BatchMeshes(batch, this.#corners, this.#atlas);
          meshes.addTo(this.#stage);
          this.#batches.push(meshes);
        }
      }
    }
  }
}

function heatPicture({ state: { pool, style }, camera, layout: { plot } }: FrameContext): HeatPicture | null {
  return pool === null || camera === null ? null : { pool, camera, columnShift: 0, style, plot };
}

/** The trail under the pool's cells, by the pool's camera: both fall on the same pixels. */
function trailPicture({ state: { pool, trail }, camera, layout: { plot } }: FrameContext): HeatPicture | null {
  if (pool === null || trail === null || camera === null) return null;
  return { pool: trail.pool, camera, columnShift: pool.firstColumn - trail.pool.firstColumn, style: trail.style, plot };
}

function makeAtlasSource(resource: Uint8Array, width: number, height: number): BufferImageSource {
  return new BufferImageSource({ resource, width, height, format: "r8unorm", scaleMode: "nearest", alphaMode: "no-premultiply-alpha" });
}
