import { Buffer, BufferUsage, Geometry, type GlProgram, Mesh, Shader, type TextureSource } from "pixi.js";
import type { VertexFormat } from "pixi.js";
import type { SurfaceCosts } from "../surface.ts";
import { type BatchUniforms, makeBatchUniforms } from "./batch-uniforms.ts";

/** A list of primitives as interleaved words. */
export interface InstanceList {
  readonly count: number;
  readonly version: number;
  readonly words: Uint32Array;
}

/** Where an attribute lies in an instance. */
export interface InstanceAttribute {
  readonly format: VertexFormat;
  readonly offset: number;
}

/** Draws a list of primitives as one instanced call. Uploads the list when it changed, and only what is in use. */
export class InstanceMesh {
  readonly mesh: Mesh<Geometry, Shader>;
  readonly uniforms: BatchUniforms = makeBatchUniforms();
  readonly #list: InstanceList;
  readonly #stride: number;
  readonly #buffer: Buffer;
  readonly #shader: Shader;
  #version = -1;

  constructor(
    list: InstanceList,
    stride: number,
    attributes: Readonly<Record<string, InstanceAttribute>>,
    corners: Buffer,
    program: GlProgram,
    textures: Readonly<Record<string, TextureSource>>,
  ) {
    this.#list = list;
    this.#stride = stride;
    this.#buffer = new Buffer({ data: new Uint32Array(stride / 4), usage: BufferUsage.VERTEX | BufferUsage.COPY_DST, shrinkToFit: false });
    const geometry = new Geometry({ topology: "triangle-strip", attributes: { aCorner: { buffer: corners, format: "float32x2", stride: 8, offset: 0 } } });
    for (const [name, { format, offset }] of Object.entries(attributes)) {
      geometry.addAttribute(name, { buffer: this.#buffer, format, offset, stride, instance: true });
    }
    this.#shader = new Shader({ glProgram: program, resources: { batch: this.uniforms, ...textures } });
    this.mesh = new Mesh({ geometry, shader: this.#shader });
    this.mesh.visible = false;
  }

  /** Takes the list over if it changed; hides the mesh when the list is empty. */
  sync(costs: SurfaceCosts): void {
    const list = this.#list;
    this.mesh.visible = list.count > 0;
    if (list.version === this.#version || list.count === 0) return;
    this.#version = list.version;
    const words = (list.count * this.#stride) / 4;
    this.#buffer.setDataWithSize(list.words, words, true);
    this.mesh.geometry.instanceCount = list.count;
    costs.uploadedBytes += words * 4;
  }

  /** Replaces a texture, for example after the device-pixel ratio changed. */
  setTexture(name: string, source: TextureSource): void {
    this.#shader.resources[name] = source;
  }

  destroy(): void {
    const { geometry } = this.mesh;
    this.mesh.destroy();
    this.#shader.destroy();
    geometry.destroy(false);
    this.#buffer.destroy();
  }
}
