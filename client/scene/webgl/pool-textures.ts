import { BufferImageSource } from "pixi.js";
import type { IndexRange } from "../../../core/view/pool-mirror.ts";
import { HEATMAP_LAYOUT, TRAIL_CELLS_FORMAT } from "../../../shaders/layouts.ts";
import type { SurfaceCosts } from "../surface.ts";

const { uHeaders: HEADERS, uCells: CELLS } = HEATMAP_LAYOUT.textures;
const BYTES_PER_HEADER = 16;

/** A window's copy of cells and their headers: a pool's (PoolMirror) or a heat trail's (TrailMirror). */
export interface TexturedCells {
  /** Another number whenever the arrays are other ones. */
  readonly generation: number;
  /** Whole texture rows. */
  readonly headers: Int32Array;
  readonly cells: Uint32Array | Uint16Array;
  takeDirty(): { readonly columns: IndexRange; readonly cells: IndexRange | readonly IndexRange[] };
}

/**
 * A mirror's bytes as two integer textures, without a copy in between: the mirror's arrays hold whole texture rows. Uploads the ranges that changed;
 * a mirror that grew gets new textures.
 */
export class PoolTextures {
  readonly #mirror: TexturedCells;
  #generation = -1;
  #headers: BufferImageSource | null = null;
  #cells: BufferImageSource | null = null;
  readonly #retired: BufferImageSource[] = [];

  constructor(mirror: TexturedCells) {
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
    const { columns, cells } = mirror.takeDirty();
    if (mirror.generation !== this.#generation) {
      this.#generation = mirror.generation;
      this.#replace(costs);
      return;
    }
    upload(this.#headers, columns, BYTES_PER_HEADER, costs);
    for (const range of "from" in cells ? [cells] : cells) upload(this.#cells, range, mirror.cells.BYTES_PER_ELEMENT, costs);
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
    this.#headers = makeSource(headers, headers.length / 4 / HEADERS.widthPx, HEADERS.widthPx, HEADERS.format);
    this.#cells =
      cells instanceof Uint16Array
        ? makeSource(cells, cells.length / CELLS.widthPx, CELLS.widthPx, TRAIL_CELLS_FORMAT)
        : makeSource(new Uint16Array(cells.buffer, cells.byteOffset, cells.length * 2), cells.length / CELLS.widthPx, CELLS.widthPx, CELLS.format);
    count(costs, headers.byteLength);
    count(costs, cells.byteLength);
  }
}

function upload(source: BufferImageSource | null, { from, to }: IndexRange, bytesPerTexel: number, costs: SurfaceCosts): void {
  if (source === null || from >= to) return;
  source.update(from, to);
  count(costs, (to - from) * bytesPerTexel);
}

function makeSource(resource: Int32Array | Uint16Array, height: number, width: number, format: "rgba32sint" | "rg16uint" | "r16uint"): BufferImageSource {
  return new BufferImageSource({ resource, width, height, format, scaleMode: "nearest", alphaMode: "no-premultiply-alpha" });
}

function count(costs: SurfaceCosts, bytes: number): void {
  costs.uploadedBytes += bytes;
  costs.textureUploads++;
}
