import { UniformGroup } from "pixi.js";
import type { PixelRect } from "../../../core/view/chart-layout.ts";
import type { BatchTransform } from "../primitives/pixel-transform.ts";

/** Uniforms shared by the quad and glyph shaders: where a batch's space lies on the canvas. */
export function makeBatchUniforms() {
  return new UniformGroup({
    uTransform: { value: new Float32Array(4), type: "vec4<f32>" },
    uRegion: { value: new Float32Array(4), type: "vec4<f32>" },
    uCanvas: { value: new Float32Array(2), type: "vec2<f32>" },
  });
}

export type BatchUniforms = ReturnType<typeof makeBatchUniforms>;

/** Moves a batch: the only thing that changes while panning. */
export function setBatchUniforms(group: BatchUniforms, transform: BatchTransform, region: PixelRect, widthPx: number, heightPx: number): void {
  const { uTransform, uRegion, uCanvas } = group.uniforms;
  uTransform[0] = transform.xScale;
  uTransform[1] = transform.xOffset;
  uTransform[2] = transform.yScale;
  uTransform[3] = transform.yOffset;
  uRegion[0] = region.x;
  uRegion[1] = region.y;
  uRegion[2] = region.width;
  uRegion[3] = region.height;
  uCanvas[0] = widthPx;
  uCanvas[1] = heightPx;
}
