import type { ChartLayout } from "../../../../core/view/chart-layout.ts";
import { DIRTY } from "../../../../core/view/dirty.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import { type PriceTag, pricePadPx, priceTagText, priceTags } from "../../axis-tags.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { pushTagBox } from "../../primitives/tag.ts";
import { TagNames, tagColors } from "../../tag-names.ts";

/** Prices of the profile's levels on the axis, beside more important tags where those are close, and their names next to them. */
export class ProfileTagsLayer implements Layer {
  readonly name = "profile-tags";
  readonly #tags = new Batch("priceAxis", "over", { x: "screen", y: "screen" });
  readonly #names = new TagNames();
  readonly batches = [this.#tags, ...this.#names.batches];
  #shown: readonly PriceTag[] = [];
  #theme: Theme | null = null;
  #layout: ChartLayout | null = null;

  prepare(frame: FrameContext): void {
    const { theme, instrument } = frame.state;
    const tags = priceTags(frame);
    const { layout } = frame;
    if (tags === this.#shown && theme === this.#theme && layout === this.#layout && frame.level < DIRTY.data) return;
    this.#shown = tags;
    this.#theme = theme;
    this.#layout = layout;
    this.#tags.clear();
    this.#names.clear();
    if (instrument === null) return;
    const { hairlinePx, faces } = frame;
    for (const tag of tags) {
      const { name, span } = tag;
      if (span === null || name === "VWAP") continue;
      const { fill, ink } = tagColors(name, theme);
      const box = { left: hairlinePx, top: span.from, width: layout.priceAxis.width - 2 * hairlinePx, height: span.to - span.from };
      pushTagBox(this.#tags, 0, 0, box, 2 * hairlinePx, imageColor(fill));
      const face = name === "POC" ? faces.labelBold : faces.label;
      const baseline = span.from + ((box.height + face.capHeightPx) >> 1);
      this.#tags.glyphs.pushText(face, priceTagText(tag, instrument), 0, 0, pricePadPx(frame), baseline, imageColor(ink));
      this.#names.push(frame, name, span);
    }
  }
}
