import type { AxisTicks } from "../../../../core/view/axis-ticks.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import { crosshairPriceSpan, lastPriceSpan, pixelOfTicks, pricePadPx, priceTags } from "../../axis-tags.ts";
import type { FrameContext } from "../../frame-context.ts";
import { HiddenLabels } from "../../hidden-labels.ts";
import type { Layer } from "../../layer.ts";
import type { TagSpan } from "../../place-tags.ts";
import type { PixelScale } from "../../pixel-grid.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { packPriceLabels } from "./price-axis-pack.ts";

const ABOVE_TOP: TagSpan = { from: Number.NEGATIVE_INFINITY, to: 0 };

/** Prices at the ticks, in the space right of the plot: whole ones, none that a tag or an end of the axis cuts. */
export class PriceAxisLayer implements Layer {
  readonly name = "price-axis";
  readonly #edge = new Batch("priceAxis", "under", { x: "screen", y: "screen" });
  readonly #labels = new Batch("priceAxis", "under", { x: "screen", y: "price" });
  readonly batches = [this.#edge, this.#labels];
  readonly #underLast = new HiddenLabels();
  readonly #underCrosshair = new HiddenLabels();
  /** Under the tags of the average price and of the profile's levels. */
  readonly #underTags = [new HiddenLabels(), new HiddenLabels(), new HiddenLabels(), new HiddenLabels()];
  readonly #aboveTop = new HiddenLabels();
  readonly #belowBottom = new HiddenLabels();
  #ticks: AxisTicks | null = null;
  #scale: PixelScale | null = null;
  #theme: Theme | null = null;

  prepare(frame: FrameContext): void {
    const { priceTicks: ticks, scale, hairlinePx, layout } = frame;
    const { theme } = frame.state;
    const half = frame.faces.label.capHeightPx / 2 + 3 * hairlinePx;
    const pixelOf = (index: number): number => pixelOfTicks(frame, ticks.positions[index]);
    const halfOf = (): number => half;
    const lastMoved = this.#underLast.find(lastPriceSpan(frame), ticks.positions.length, pixelOf, halfOf);
    const crosshairMoved = this.#underCrosshair.find(crosshairPriceSpan(frame), ticks.positions.length, pixelOf, halfOf);
    const tags = priceTags(frame);
    let tagsMoved = false;
    for (let index = 0; index < this.#underTags.length; index++) {
      if (this.#underTags[index].find(tags[index]?.span ?? null, ticks.positions.length, pixelOf, halfOf)) tagsMoved = true;
    }
    const topMoved = this.#aboveTop.find(ABOVE_TOP, ticks.positions.length, pixelOf, halfOf);
    const below = { from: layout.priceAxis.height, to: Number.POSITIVE_INFINITY };
    const bottomMoved = this.#belowBottom.find(below, ticks.positions.length, pixelOf, halfOf);
    const same = ticks === this.#ticks && scale === this.#scale && theme === this.#theme;
    if (same && !lastMoved && !crosshairMoved && !tagsMoved && !topMoved && !bottomMoved) return;
    this.#ticks = ticks;
    this.#scale = scale;
    this.#theme = theme;
    for (const batch of this.batches) batch.clear();
    this.#edge.quads.push(0, 0, 0, layout.priceAxis.height, 0, 0, hairlinePx, 0, imageColor(theme.line));
    this.#labels.originTicks = Math.round(frame.view.lowTicks);
    packPriceLabels(this.#labels, ticks, (index) => this.#hides(index), {
      text: imageColor(theme.muted),
      mark: imageColor(theme.line),
      face: frame.faces.label,
      hairlinePx,
      padPx: pricePadPx(frame),
    });
  }

  #hides(index: number): boolean {
    const isUnderTag = this.#underLast.hides(index) || this.#underCrosshair.hides(index) || this.#underTags.some((hidden) => hidden.hides(index));
    return isUnderTag || this.#aboveTop.hides(index) || this.#belowBottom.hides(index);
  }
}
