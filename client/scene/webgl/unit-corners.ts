import { Buffer, BufferUsage } from "pixi.js";

/** The four corners of a unit square as a triangle strip: the shape every instance stretches. */
export function makeUnitCorners(): Buffer {
  return new Buffer({ data: new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), usage: BufferUsage.VERTEX | BufferUsage.STATIC, label: "unit corners" });
}
