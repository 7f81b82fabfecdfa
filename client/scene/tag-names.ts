import type { Theme } from "../../core/view/theme.ts";
import type { PriceTag } from "./axis-tags.ts";
import type { FrameContext } from "./frame-context.ts";
import type { TagSpan } from "./place-tags.ts";
import { Batch } from "./primitives/batch.ts";
import { imageColor } from "./primitives/color.ts";
import { textWidthPx } from "./primitives/glyph-face.ts";
import { pushTagBox } from "./primitives/tag.ts";

const PAD_CSS_PX = 5;

/** The colours of a tag and of what is written on it. */
export interface TagColors {
  readonly fill: number;
  readonly ink: number;
}

/** What a level's tag looks like: facts and the average in a colour of their own, what is derived from them quiet. */
export function tagColors(name: PriceTag["name"], theme: Theme): TagColors {
  if (name === "VWAP") return { fill: theme.vwap, ink: theme.onFill };
  return name === "POC" ? { fill: theme.pointOfControl, ink: theme.onFill } : { fill: theme.raised, ink: theme.text };
}

/** The names of prices, each on a ground of its own at the left of its tag on the price axis: over the plot, or over the profile that stands beside it. */
export class TagNames {
  readonly #plot = new Batch("plot", "over", { x: "screen", y: "screen" });
  readonly #beside = new Batch("profile", "over", { x: "screen", y: "screen" });
  readonly batches = [this.#plot, this.#beside];

  clear(): void {
    for (const batch of this.batches) batch.clear();
  }

  /** @param text what is written, where the name alone does not say it. */
  push({ layout, faces, hairlinePx, state }: FrameContext, name: PriceTag["name"], { from, to }: TagSpan, text: string = name): void {
    const isBeside = layout.profile.width > 0;
    const batch = isBeside ? this.#beside : this.#plot;
    const right = (isBeside ? layout.profile : layout.plot).width;
    const padPx = Math.round(PAD_CSS_PX * layout.pixelRatio);
    const { labelBold } = faces;
    const width = textWidthPx(labelBold, text) + 2 * padPx;
    const { fill, ink } = tagColors(name, state.theme);
    pushTagBox(batch, right, 0, { left: -width, top: from, width, height: to - from }, 2 * hairlinePx, imageColor(fill));
    batch.glyphs.pushText(labelBold, text, right, 0, padPx - width, from + ((to - from + labelBold.capHeightPx) >> 1), imageColor(ink));
  }
}
