import { BufferImageSource, type Geometry, GlProgram, Mesh, Shader, UniformGroup } from "pixi.js";
import type { ChartLayout, PixelRect } from "../../../core/view/chart-layout.ts";
import { INDICES_PER_QUAD } from "../../../core/view/ordinal-quads.ts";
import { POLYLINE_LAYOUT } from "../../../shaders/layouts.ts";
import fragment from "../../../shaders/polyline.frag?raw";
import vertex from "../../../shaders/polyline.vert?raw";
import type { PolylineSpans } from "../primitives/polyline-spans.ts";
import { SPAN_STRIDE } from "../primitives/span-words.ts";
import type { SurfaceCosts } from "../surface.ts";
import { makeOrdinalQuads, ordinalGeometry } from "./ordinal-quads.ts";

const { widthPx: WIDTH, format } = POLYLINE_LAYOUT.textures.uSpans;
const WORDS_PER_ROW = WIDTH * 4;
const SPANS_PER_ROW = WORDS_PER_ROW / SPAN_STRIDE;

/** Draws the spans of a batch's lines as one call: a quad each, without instances. Uploads spans when they were built anew; panning sets a uniform. */
export class PolylineMesh {
  readonly mesh: Mesh<Geometry, Shader>;
  readonly #uniforms = new UniformGroup({
    uAnchor: { value: new Int32Array(2), type: "vec2<i32>" },
    uRegion: { value: new Float32Array(4), type: "vec4<f32>" },
    uCanvas: { value: new Float32Array(2), type: "vec2<f32>" },
  });
  readonly #shader: Shader;
  #rows = 0;
  #words = new Int32Array(4);
  #source = makeSource(this.#words, 1, 1);
  #version = -1;

  constructor() {
    const glProgram = GlProgram.from({ vertex, fragment, name: "polyline" });
    this.#shader = new Shader({ glProgram, resources: { polyline: this.#uniforms, uSpans: this.#source } });
    this.mesh = new Mesh({ geometry: ordinalGeometry(makeOrdinalQuads(1)), shader: this.#shader });
    this.mesh.visible = false;
  }

  /** Takes spans over if they are new and moves them to where this frame has them. */
  sync(spans: PolylineSpans, region: PixelRect, layout: ChartLayout, costs: SurfaceCosts): void {
    const { uAnchor, uRegion, uCanvas } = this.#uniforms.uniforms;
    uAnchor[0] = spans.anchorX;
    uAnchor[1] = spans.anchorY;
    uRegion[0] = region.x;
    uRegion[1] = region.y;
    uRegion[2] = region.width;
    uRegion[3] = region.height;
    uCanvas[0] = layout.widthPx;
    uCanvas[1] = layout.heightPx;
    this.mesh.visible = spans.count > 0;
    if (spans.version === this.#version || spans.count === 0) return;
    this.#version = spans.version;
    this.#fit(Math.ceil(spans.count / SPANS_PER_ROW));
    this.#words.set(spans.words.subarray(0, spans.count * SPAN_STRIDE));
    this.#source.update(0, spans.count * (SPAN_STRIDE / 4));
    this.mesh.geometry.indexCount = spans.count * INDICES_PER_QUAD;
    costs.uploadedBytes += spans.count * SPAN_STRIDE * 4;
    costs.textureUploads++;
  }

  destroy(): void {
    const { geometry } = this.mesh;
    this.mesh.destroy();
    this.#shader.destroy();
    geometry.destroy(true);
    this.#source.destroy();
  }

  /** Makes room for whole texture rows of spans. */
  #fit(rows: number): void {
    if (rows <= this.#rows) return;
    this.#rows = Math.max(rows, this.#rows * 2);
    const oldSource = this.#source;
    const oldGeometry = this.mesh.geometry;
    this.#words = new Int32Array(this.#rows * WORDS_PER_ROW);
    this.#source = makeSource(this.#words, WIDTH, this.#rows);
    this.#shader.resources.uSpans = this.#source;
    this.mesh.geometry = ordinalGeometry(makeOrdinalQuads(this.#rows * SPANS_PER_ROW));
    oldGeometry.destroy(true);
    oldSource.destroy();
  }
}

function makeSource(resource: Int32Array, width: number, height: number): BufferImageSource {
  return new BufferImageSource({ resource, width, height, format, scaleMode: "nearest", alphaMode: "no-premultiply-alpha" });
}
