import { DIRTY } from "../../../../core/view/dirty.ts";
import { pricePadPx, priceTagText, priceTags } from "../../axis-tags.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { pushTagBox } from "../../primitives/tag.ts";

/** Prices of the profile's levels on the axis, beside more important tags where those are close. */
export class ProfileTagsLayer implements Layer {
  readonly name = "profile-tags";
  readonly #tags = new Batch("priceAxis", "over", { x: "screen", y: "screen" });
  readonly batches = [this.#tags];
  #shown = "";

  prepare(frame: FrameContext): void {
    const { theme, instrument } = frame.state;
    const tags = priceTags(frame);
    let shown = theme.name + String(frame.layout.priceAxis.width);
    for (const { span } of tags) shown += span === null ? " -" : ` ${span.from}`;
    if (shown === this.#shown && frame.level < DIRTY.data) return;
    this.#shown = shown;
    this.#tags.clear();
    if (instrument === null) return;
    const { hairlinePx, faces, layout } = frame;
    for (const tag of tags) {
      const { name, span } = tag;
      if (span === null || name === "VWAP") continue;
      const isFact = name === "POC";
      const box = { left: hairlinePx, top: span.from, width: layout.priceAxis.width - 2 * hairlinePx, height: span.to - span.from };
      pushTagBox(this.#tags, 0, 0, box, 2 * hairlinePx, imageColor(isFact ? theme.pointOfControl : theme.raised));
      const face = isFact ? faces.labelBold : faces.label;
      const baseline = span.from + ((box.height + face.capHeightPx) >> 1);
      this.#tags.glyphs.pushText(face, priceTagText(tag, instrument), 0, 0, pricePadPx(frame), baseline, imageColor(isFact ? theme.onFill : theme.text));
    }
  }
}
