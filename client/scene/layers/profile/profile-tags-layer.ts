import { DIRTY } from "../../../../core/view/dirty.ts";
import { formatPrice } from "../../../../core/view/number-format.ts";
import { pricePadPx, profileSpans } from "../../axis-tags.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { pushTagBox } from "../../primitives/tag.ts";
import { profileLevels } from "../../profile-levels.ts";

/** Prices of the profile's levels on the axis, each where no more important tag needs the place. */
export class ProfileTagsLayer implements Layer {
  readonly name = "profile-tags";
  readonly #tags = new Batch("priceAxis", "over", { x: "screen", y: "screen" });
  readonly batches = [this.#tags];
  #shown = "";

  prepare(frame: FrameContext): void {
    const { theme, instrument } = frame.state;
    const spans = profileSpans(frame);
    const shown = spans.map((span) => span?.from).join() + theme.name + String(frame.layout.priceAxis.width);
    if (shown === this.#shown && frame.level < DIRTY.data) return;
    this.#shown = shown;
    this.#tags.clear();
    if (instrument === null) return;
    const { hairlinePx, faces, layout } = frame;
    for (const [index, level] of profileLevels(frame.state).entries()) {
      const span = spans[index];
      if (span === null) continue;
      const isFact = level.name === "POC";
      const box = { left: hairlinePx, top: span.from, width: layout.priceAxis.width - 2 * hairlinePx, height: span.to - span.from };
      pushTagBox(this.#tags, 0, 0, box, 2 * hairlinePx, imageColor(isFact ? theme.pointOfControl : theme.raised));
      const face = isFact ? faces.labelBold : faces.label;
      const baseline = span.from + ((box.height + face.capHeightPx) >> 1);
      const text = formatPrice(level.priceTicks, instrument.tick);
      this.#tags.glyphs.pushText(face, text, 0, 0, pricePadPx(frame), baseline, imageColor(isFact ? theme.onFill : theme.text));
    }
  }
}
