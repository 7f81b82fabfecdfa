import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { outlineWidthPx } from "../../outline-width.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import type { SceneState } from "../../scene-state.ts";
import type { SceneStudies } from "../../scene-studies.ts";
import { type MarkStyle, packBarPointsOfControl, packImbalances } from "./footprint-marks-pack.ts";

/** Marks on cells that are large enough for numbers: each bar's point of control framed, diagonal imbalances edged on the side that pushes. */
export class FootprintMarksLayer implements Layer {
  readonly name = "footprint-marks";
  readonly #marks = new Batch("plot", "over", { x: "time", y: "price" });
  readonly batches = [this.#marks];
  readonly #window = new PackWindow();
  #studies: SceneStudies | null = null;
  #isShown = false;
  #outline: SceneState["outline"] = "off";
  #hasGaps = false;

  prepare(frame: FrameContext): void {
    const { studies, cellNumbers, outline, style } = frame.state;
    const isShown = cellNumbers !== null && cellNumbers.key.columnSec === studies.barSec && cellNumbers.key.ticksPerRow === studies.ticksPerRow;
    const same = studies === this.#studies && isShown === this.#isShown && outline === this.#outline && style.gapY === this.#hasGaps;
    if (this.#window.stillCovers(frame, false) && same) return;
    this.#studies = studies;
    this.#isShown = isShown;
    this.#outline = outline;
    this.#hasGaps = style.gapY;
    this.#marks.clear();
    this.#marks.originSec = this.#window.originSec;
    this.#marks.originTicks = this.#window.originTicks;
    if (!isShown) return;
    const grid = { barSec: studies.barSec, ticksPerRow: studies.ticksPerRow, window: this.#window.window };
    const look = styleOf(frame, studies.ticksPerRow);
    if (studies.barPointOfControl && studies.footprint !== null) packBarPointsOfControl(this.#marks, studies.footprint, grid, look);
    if (studies.imbalances !== null) packImbalances(this.#marks, studies.imbalances, grid, look);
  }
}

/** A frame of two lines' thickness and the lines that part it from the cell, where they leave a number room. */
function styleOf(frame: FrameContext, ticksPerRow: number): MarkStyle {
  const { hairlinePx, scale, faces } = frame;
  const { theme, outline, style } = frame.state;
  const gapPx = style.gapY ? 1 : 0;
  const besideNumberPx = (Math.floor(ticksPerRow * scale.pxPerTick) - gapPx - faces.cell.capHeightPx) >> 1;
  return {
    outlinePx: outlineWidthPx(outline, hairlinePx),
    gapPx,
    framePx: besideNumberPx > 4 * hairlinePx ? 2 * hairlinePx : hairlinePx,
    edgePx: 3 * hairlinePx,
    pointOfControl: imageColor(theme.pointOfControl),
    buy: imageColor(theme.buy),
    sell: imageColor(theme.sell),
    backing: imageColor(theme.background),
    backingPx: besideNumberPx > 2 * hairlinePx ? hairlinePx : 0,
  };
}
