import type { HeatMarks } from "../../../core/view/raster.ts";
import type { FrameContext } from "../frame-context.ts";
import type { KeptBatch } from "../primitives/batch.ts";
import { fitBatchTransform } from "../primitives/batch-transform.ts";
import type { BatchTransform } from "../primitives/pixel-transform.ts";
import type { PaintRect } from "./paint-rect.ts";
import { paintQuads } from "./paint-quads.ts";

/** Paints the batches that are kept with the heat, wherever the heat is painted. */
export class KeptMarks implements HeatMarks {
  readonly #transform: BatchTransform = { xScale: 1, xOffset: 0, yScale: 1, yOffset: 0 };
  readonly #buffer: { pixels: Int32Array; width: number; height: number } = { pixels: new Int32Array(0), width: 0, height: 0 };
  readonly #clip: PaintRect = { x0: 0, y0: 0, x1: 0, y1: 0 };
  #batches: readonly KeptBatch[] = [];
  #frame: FrameContext | null = null;
  #looks = 0;
  look = 0;

  /** Turns to what the next picture is made from. */
  begin(batches: readonly KeptBatch[], frame: FrameContext): void {
    let looks = 0;
    for (let index = 0; index < batches.length; index++) looks += batches[index].look;
    if (looks !== this.#looks || batches !== this.#batches || frame.scale !== this.#frame?.scale) this.look++;
    this.#looks = looks;
    this.#batches = batches;
    this.#frame = frame;
  }

  paint(pixels: Int32Array, fromX: number, toX: number, fromY: number, toY: number): void {
    const frame = this.#frame;
    if (frame === null) return;
    this.#buffer.pixels = pixels;
    this.#buffer.width = frame.layout.plot.width;
    this.#buffer.height = frame.layout.plot.height;
    this.#clip.x0 = fromX;
    this.#clip.x1 = toX;
    this.#clip.y0 = fromY;
    this.#clip.y1 = toY;
    for (let index = 0; index < this.#batches.length; index++) {
      const batch = this.#batches[index];
      const transform = fitBatchTransform(this.#transform, batch, frame.view, frame.scale, frame.pane);
      paintQuads(this.#buffer, batch.quads, transform, batch.stage === "under" ? frame.state.style.background | 0 : null, this.#clip);
    }
  }
}
