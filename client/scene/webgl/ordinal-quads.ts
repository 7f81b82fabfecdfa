import { Buffer, BufferUsage, Geometry } from "pixi.js";
import { buildOrdinalQuads, ORDINAL_STRIDE } from "../../../core/view/ordinal-quads.ts";

/** Quads on the GPU that shaders tell apart by their number. Several geometries may share them, each drawing as many as its `indexCount` says. */
export interface OrdinalQuads {
  readonly vertices: Buffer;
  readonly indices: Buffer;
}

export function makeOrdinalQuads(count: number): OrdinalQuads {
  const { vertices, indices } = buildOrdinalQuads(count);
  return {
    vertices: new Buffer({ data: vertices, usage: BufferUsage.VERTEX | BufferUsage.STATIC }),
    indices: new Buffer({ data: indices, usage: BufferUsage.INDEX | BufferUsage.STATIC }),
  };
}

export function ordinalGeometry({ vertices: buffer, indices }: OrdinalQuads): Geometry {
  const stride = ORDINAL_STRIDE * Float32Array.BYTES_PER_ELEMENT;
  return new Geometry({
    topology: "triangle-list",
    attributes: {
      aPosition: { buffer, format: "float32x2", stride, offset: 0 },
      aOrdinal: { buffer, format: "float32", stride, offset: 2 * Float32Array.BYTES_PER_ELEMENT },
    },
    indexBuffer: indices,
  });
}
