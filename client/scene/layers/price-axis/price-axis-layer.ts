import type { AxisTicks } from "../../../../core/view/axis-ticks.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import { crosshairPriceSpan, lastPriceSpan, pixelOfTicks, type PriceTag, pricePadPx, priceTags } from "../../axis-tags.ts";
import type { FrameContext } from "../../frame-context.ts";
import { HiddenLabels } from "../../hidden-labels.ts";
import type { Layer } from "../../layer.ts";
import type { TagSpan } from "../../place-tags.ts";
import type { PixelScale } from "../../pixel-grid.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import type { SceneState } from "../../scene-state.ts";
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
  /** What decides, with the ticks, which labels are hidden. */
  #lowTicks = Number.NaN;
  #lastPriceTicks: number | null = null;
  #crosshair: SceneState["crosshair"] = null;
  #tags: readonly PriceTag[] = [];

  prepare(frame: FrameContext): void {
    const { priceTicks: ticks, scale, hairlinePx, layout } = frame;
    const { theme, lastPriceTicks, crosshair } = frame.state;
    const tags = priceTags(frame);
    const same = ticks === this.#ticks && scale === this.#scale && theme === this.#theme;
    const standsStill = frame.view.lowTicks === this.#lowTicks && lastPriceTicks === this.#lastPriceTicks && crosshair === this.#crosshair && tags === this.#tags;
    if (same && standsStill) return;
    this.#ticks = ticks;
    this.#scale = scale;
    this.#theme = theme;
    this.#lowTicks = frame.view.lowTicks;
    this.#lastPriceTicks = lastPriceTicks;
    this.#crosshair = crosshair;
    this.#tags = tags;
    if (!this.#findHidden(frame, tags) && same) return;
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

  /** Finds the labels that tags and the ends of the axis hide. @returns `true` when they are others than before. */
  #findHidden(frame: FrameContext, tags: readonly PriceTag[]): boolean {
    const { positions } = frame.priceTicks;
    const half = frame.faces.label.capHeightPx / 2 + 3 * frame.hairlinePx;
    const find = (labels: HiddenLabels, span: TagSpan | null): boolean => labels.find(span, positions.length, (index) => pixelOfTicks(frame, positions[index]), () => half);
    let isOther = find(this.#underLast, lastPriceSpan(frame));
    if (find(this.#underCrosshair, crosshairPriceSpan(frame))) isOther = true;
    for (let index = 0; index < this.#underTags.length; index++) if (find(this.#underTags[index], tags[index]?.span ?? null)) isOther = true;
    if (find(this.#aboveTop, ABOVE_TOP)) isOther = true;
    if (find(this.#belowBottom, { from: frame.layout.priceAxis.height, to: Number.POSITIVE_INFINITY })) isOther = true;
    return isOther;
  }

  #hides(index: number): boolean {
    const isUnderTag = this.#underLast.hides(index) || this.#underCrosshair.hides(index) || this.#underTags.some((hidden) => hidden.hides(index));
    return isUnderTag || this.#aboveTop.hides(index) || this.#belowBottom.hides(index);
  }
}
