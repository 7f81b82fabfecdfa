import { type Buffer, type Container, GlProgram, type TextureSource } from "pixi.js";
import glyphFragment from "../../../shaders/glyph.frag?raw";
import glyphVertex from "../../../shaders/glyph.vert?raw";
import quadFragment from "../../../shaders/quad.frag?raw";
import quadVertex from "../../../shaders/quad.vert?raw";
import type { ChartLayout, PixelRect } from "../../../core/view/chart-layout.ts";
import type { FrameContext } from "../frame-context.ts";
import { type Batch, regionRect } from "../primitives/batch.ts";
import { fitBatchTransform, fitSpans } from "../primitives/batch-transform.ts";
import { GLYPH_STRIDE } from "../primitives/glyph-list.ts";
import type { BatchTransform } from "../primitives/pixel-transform.ts";
import { QUAD_STRIDE } from "../primitives/quad-list.ts";
import type { SurfaceCosts } from "../surface.ts";
import { setBatchUniforms } from "./batch-uniforms.ts";
import { type InstanceAttribute, InstanceMesh } from "./instance-mesh.ts";
import { PolylineMesh } from "./polyline-mesh.ts";

const QUAD_ATTRIBUTES: Readonly<Record<string, InstanceAttribute>> = {
  aSpan: { format: "float32x4", offset: 0 },
  aOffset: { format: "sint16x4", offset: 16 },
  aColor: { format: "unorm8x4", offset: 24 },
  aPattern: { format: "uint32", offset: 28 },
};

const GLYPH_ATTRIBUTES: Readonly<Record<string, InstanceAttribute>> = {
  aAnchor: { format: "float32x2", offset: 0 },
  aOffset: { format: "sint16x2", offset: 8 },
  aSource: { format: "uint16x2", offset: 12 },
  aSize: { format: "uint8x2", offset: 16 },
  aWord: { format: "sint16x2", offset: 20 },
  aColor: { format: "unorm8x4", offset: 24 },
};

/** Draws one batch: a mesh for its quads, one for its lines, one for its glyphs. */
export class BatchMeshes {
  readonly #batch: Batch;
  readonly #quads: InstanceMesh;
  readonly #lines = new PolylineMesh();
  readonly #glyphs: InstanceMesh;
  readonly #transform: BatchTransform = { xScale: 1, xOffset: 0, yScale: 1, yOffset: 0 };

  constructor(batch: Batch, corners: Buffer, atlas: TextureSource) {
    this.#batch = batch;
    const quad = GlProgram.from({ vertex: quadVertex, fragment: quadFragment, name: "quad" });
    const glyph = GlProgram.from({ vertex: glyphVertex, fragment: glyphFragment, name: "glyph" });
    this.#quads = new InstanceMesh(batch.quads, QUAD_STRIDE, QUAD_ATTRIBUTES, corners, quad, {});
    this.#glyphs = new InstanceMesh(batch.glyphs, GLYPH_STRIDE, GLYPH_ATTRIBUTES, corners, glyph, { uAtlas: atlas });
  }

  addTo(stage: Container): void {
    stage.addChild(this.#quads.mesh, this.#lines.mesh, this.#glyphs.mesh);
  }

  /** Uploads what changed and moves the batch to where this frame's view has it. Returns the number of draw calls it will take. */
  sync(frame: FrameContext, costs: SurfaceCosts): number {
    const { layout } = frame;
    fitBatchTransform(this.#transform, this.#batch, frame.view, frame.scale, frame.pane);
    const region = regionRect(layout, this.#batch.region);
    this.#syncInstances(this.#quads, region, layout, costs);
    this.#syncInstances(this.#glyphs, region, layout, costs);
    this.#lines.mesh.visible = this.#batch.lines.runCount > 0 && region.width > 0;
    if (this.#lines.mesh.visible) this.#lines.sync(fitSpans(this.#batch, this.#transform, region.width), region, layout, costs);
    return Number(this.#quads.mesh.visible) + Number(this.#lines.mesh.visible) + Number(this.#glyphs.mesh.visible);
  }

  setAtlas(atlas: TextureSource): void {
    this.#glyphs.setTexture("uAtlas", atlas);
  }

  destroy(): void {
    this.#quads.destroy();
    this.#lines.destroy();
    this.#glyphs.destroy();
  }

  #syncInstances(instances: InstanceMesh, region: PixelRect, layout: ChartLayout, costs: SurfaceCosts): void {
    instances.sync(costs);
    if (instances.mesh.visible) setBatchUniforms(instances.uniforms, this.#transform, region, layout.widthPx, layout.heightPx);
  }
}
