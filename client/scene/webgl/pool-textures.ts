import { BufferImageSource } from "pixi.js";
import type { PoolMirror } from "../../../core/view/pool-mirror.ts";
import { HEATMAP_LAYOUT } from "../../../shaders/layouts.ts";
import type { SurfaceCosts } from "../surface.ts";

const { uHeaders: HEADERS, uCells: CELLS } = HEATMAP_LAYOUT.textures;
const BYTES_PER_HEADER = 16;
const BYTES_PER_CELL = 4;

/**
 * A pool mirror's bytes as two integer textures, without a copy in between: the mirror's arrays hold whole texture rows. Uploads the ranges that changed;
 * a mirror that grew gets new textures.
 */
export class PoolTextures {
  readonly #mirror: PoolMirror;
  #generation = -1;
  #headers: BufferImageSource | null = null;
  #cells: BufferImageSource | null = null;
  readonly #retired: BufferImageSource[] = [];

  constructor(mirror: PoolMirror) {
    this.#mirror = mirror;
  }

  get headers(): BufferImageSource | null {
    return this.#headers;
  }

  get cells(): BufferImageSource | null {
    return this.#cells;
  }

  /** Brings the textures up to the mirror. */
  sync(costs: SurfaceCosts): void {
    const mirror = this.#mirror;
    const dirty = mirror.takeDirty();
    if (mirror.generation !== this.#generation) {
      this.#generation = mirror.generation;
      this.#replace(costs);
      return;
    }
    if (dirty.columns.to > dirty.columns.from) {
      this.#headers?.update(dirty.columns.from, dirty.columns.to);
      count(costs, (dirty.columns.to - dirty.columns.from) * BYTES_PER_HEADER);
    }
    if (dirty.cells.to > dirty.cells.from) {
      this.#cells?.update(dirty.cells.from, dirty.cells.to);
      count(costs, (dirty.cells.to - dirty.cells.from) * BYTES_PER_CELL);
    }
  }

  /** Frees the textures that {@link sync} has replaced. Call it when the shader no longer holds them. */
  freeRetired(): void {
    for (const source of this.#retired.splice(0)) source.destroy();
  }

  destroy(): void {
    this.#retire();
    this.freeRetired();
  }

  #retire(): void {
    if (this.#headers !== null) this.#retired.push(this.#headers);
    if (this.#cells !== null) this.#retired.push(this.#cells);
    this.#headers = this.#cells = null;
  }

  #replace(costs: SurfaceCosts): void {
    const { headers, cells } = this.#mirror;
    this.#retire();
    if (headers.length === 0 || cells.length === 0) return;
    this.#headers = makeSource(headers, headers.length / 4 / HEADERS.widthPx, HEADERS);
    this.#cells = makeSource(new Uint16Array(cells.buffer, cells.byteOffset, cells.length * 2), cells.length / CELLS.widthPx, CELLS);
    count(costs, headers.byteLength);
    count(costs, cells.byteLength);
  }
}

function makeSource(
  resource: Int32Array | Uint16Array,
  height: number,
  layout: { readonly widthPx: number; readonly format: "rgba32sint" | "rg16uint" },
): BufferImageSource {
  return new BufferImageSource({ resource, width: layout.widthPx, height, format: layout.format, scaleMode: "nearest", alphaMode: "no-premultiply-alpha" });
}

function count(costs: SurfaceCosts, bytes: number): void {
  costs.uploadedBytes += bytes;
  costs.textureUploads++;
}
