import type { AxisTicks } from "../../../../core/view/axis-ticks.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import { crosshairTimeSpan } from "../../axis-tags.ts";
import type { FrameContext } from "../../frame-context.ts";
import { HiddenLabels } from "../../hidden-labels.ts";
import type { Layer } from "../../layer.ts";
import type { TagSpan } from "../../place-tags.ts";
import type { PixelScale } from "../../pixel-grid.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { textWidthPx } from "../../primitives/glyph-face.ts";
import { packTimeLabels } from "./time-axis-pack.ts";

/** Times at the ticks, in the space below the plot. */
export class TimeAxisLayer implements Layer {
  readonly name = "time-axis";
  readonly #edge = new Batch("timeAxis", "under", { x: "screen", y: "screen" });
  readonly #labels = new Batch("timeAxis", "under", { x: "time", y: "screen" });
  readonly batches = [this.#edge, this.#labels];
  readonly #underCrosshair = new HiddenLabels();
  #ticks: AxisTicks | null = null;
  #scale: PixelScale | null = null;
  #theme: Theme | null = null;

  prepare(frame: FrameContext): void {
    const { timeTicks: ticks, scale, hairlinePx, layout, faces } = frame;
    const { theme } = frame.state;
    const crosshair = crosshairTimeSpan(frame);
    const crosshairMoved = crosshair === null ? this.#underCrosshair.clear() : this.#hideUnder(crosshair, frame);
    const same = ticks === this.#ticks && scale === this.#scale && theme === this.#theme;
    if (same && !crosshairMoved) return;
    this.#ticks = ticks;
    this.#scale = scale;
    this.#theme = theme;
    for (const batch of this.batches) batch.clear();
    this.#edge.quads.push(0, 0, layout.timeAxis.width, 0, 0, 0, 0, hairlinePx, imageColor(theme.line));
    this.#labels.originSec = Math.round(frame.view.fromSec);
    packTimeLabels(this.#labels, ticks, (index) => this.#underCrosshair.hides(index), {
      text: imageColor(theme.muted),
      majorText: imageColor(theme.text),
      mark: imageColor(theme.line),
      face: faces.label,
      majorFace: faces.labelBold,
      hairlinePx,
      baselinePx: (layout.timeAxis.height + faces.label.capHeightPx) >> 1,
    });
  }

  #hideUnder(tag: TagSpan, { view, scale, timeTicks, faces, hairlinePx }: FrameContext): boolean {
    const { positions, labels } = timeTicks;
    const pixelOf = (index: number): number => (positions[index] - view.fromSec) * scale.pxPerSec;
    const halfOf = (index: number): number => textWidthPx(faces.label, labels[index]) / 2 + 2 * hairlinePx;
    return this.#underCrosshair.find(tag, positions.length, pixelOf, halfOf);
  }
}
