import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import type { SceneStudies } from "../../scene-studies.ts";
import { packBarPointsOfControl, packImbalances } from "./footprint-marks-pack.ts";

/** Marks on cells that are large enough for numbers: each bar's point of control framed, diagonal imbalances edged on the side that pushes. */
export class FootprintMarksLayer implements Layer {
  readonly name = "footprint-marks";
  readonly #marks = new Batch("plot", "over", { x: "time", y: "price" });
  readonly batches = [this.#marks];
  readonly #window = new PackWindow();
  #studies: SceneStudies | null = null;
  #isShown = false;

  prepare(frame: FrameContext): void {
    const { studies, cellNumbers, theme } = frame.state;
    const isShown = cellNumbers !== null && cellNumbers.key.columnSec === studies.barSec && cellNumbers.key.ticksPerRow === studies.ticksPerRow;
    const same = studies === this.#studies && isShown === this.#isShown;
    if (this.#window.stillCovers(frame, false) && same) return;
    this.#studies = studies;
    this.#isShown = isShown;
    this.#marks.clear();
    this.#marks.originSec = this.#window.originSec;
    this.#marks.originTicks = this.#window.originTicks;
    if (!isShown) return;
    const { hairlinePx } = frame;
    const grid = { barSec: studies.barSec, ticksPerRow: studies.ticksPerRow, window: this.#window.window };
    if (studies.imbalances !== null) {
      packImbalances(this.#marks, studies.imbalances, grid, 3 * hairlinePx, imageColor(theme.buy), imageColor(theme.sell));
    }
    if (studies.barPointOfControl && studies.footprint !== null) {
      packBarPointsOfControl(this.#marks, studies.footprint, grid, hairlinePx, imageColor(theme.pointOfControl));
    }
  }
}
